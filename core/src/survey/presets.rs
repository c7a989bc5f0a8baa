//! The structure of published instruments.
//!
//! Only structure and keys: dimensions, how many items each has, which are reverse-scored, the
//! usual scale. The wording of the items is their authors'; labels are left empty for yours.
//!
//! | id | items | source |
//! |---|---|---|
//! | `servqual_1988` | 4, 5, 4, 4, 5 pairs; items 10–13 and 18–22 worded negatively | Parasuraman, Zeithaml and Berry (1988) |
//! | `servqual_1991` | 4, 5, 4, 4, 5 pairs, all worded positively | Parasuraman, Berry and Zeithaml (1991) |
//! | `servperf` | the perceptions of 1988 alone, reversed alike | Cronin and Taylor (1992) |
//! | `zone_of_tolerance` | 22 triples on 1 to 9: 9 affect of service, 8 information control, 5 library as place | LibQUAL+, core items |
//! | `e_s_qual` | 8 efficiency, 4 system availability, 7 fulfilment, 3 privacy on 1 to 5 | Parasuraman, Zeithaml and Malhotra (2005) |
//!
//! Item ids are `i01`, `i02`, … in the published order.

use super::{Dimension, Instrument, Item};
use crate::error::{QualityError, Result};
use crate::measure::{Label, Scale, nearest};

/// Dimension id, Chinese and English name, number of items.
type Block = (&'static str, &'static str, &'static str, usize);

/// The five dimensions of 1988 in the order of the items.
const SERVQUAL: [Block; 5] = [
    ("tangibles", "有形性", "Tangibles", 4),
    ("reliability", "可靠性", "Reliability", 5),
    ("responsiveness", "响应性", "Responsiveness", 4),
    ("assurance", "保证性", "Assurance", 4),
    ("empathy", "移情性", "Empathy", 5),
];
/// The core items of LibQUAL+.
const LIBQUAL: [Block; 3] = [
    ("affect_of_service", "服务情感", "Affect of service", 9),
    ("information_control", "信息控制", "Information control", 8),
    ("library_as_place", "图书馆环境", "Library as place", 5),
];
/// The scale of electronic service quality.
const E_S_QUAL: [Block; 4] = [
    ("efficiency", "效率", "Efficiency", 8),
    ("system_availability", "系统可用性", "System availability", 4),
    ("fulfilment", "履约性", "Fulfilment", 7),
    ("privacy", "隐私性", "Privacy", 3),
];

/// Ids of the presets.
pub const PRESETS: [&str; 5] = ["servqual_1988", "servqual_1991", "servperf", "zone_of_tolerance", "e_s_qual"];

impl Instrument {
    /// A published instrument by its id: see the [table](crate::survey::PRESETS).
    ///
    /// # Errors
    /// [`QualityError::UnknownId`] naming the nearest one.
    ///
    /// ```
    /// use servqual::survey::Instrument;
    /// let instrument = Instrument::preset("servqual_1988")?;
    /// assert_eq!(instrument.items().len(), 22);
    /// assert!(instrument.items()[9].reversed && !instrument.items()[8].reversed);
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn preset(id: &str) -> Result<Self> {
        let nine = || Scale::new(1, 9);
        match id {
            "servqual_1988" => {
                build(id, ["SERVQUAL(1988)", "SERVQUAL (1988)"], Scale::ONE_TO_SEVEN, &SERVQUAL, is_negative)
            }
            "servqual_1991" => {
                build(id, ["SERVQUAL(1991)", "SERVQUAL (1991)"], Scale::ONE_TO_SEVEN, &SERVQUAL, |_| false)
            }
            "servperf" => build(id, ["SERVPERF", "SERVPERF"], Scale::ONE_TO_SEVEN, &SERVQUAL, is_negative),
            "zone_of_tolerance" => {
                build(id, ["容忍区间(LibQUAL+)", "Zone of tolerance (LibQUAL+)"], nine()?, &LIBQUAL, |_| false)
            }
            "e_s_qual" => build(id, ["E-S-QUAL", "E-S-QUAL"], Scale::ONE_TO_FIVE, &E_S_QUAL, |_| false),
            _ => Err(QualityError::UnknownId { place: "preset".into(), id: id.into(), expected: nearest(id, PRESETS) }),
        }
    }
}

/// Items 10–13 and 18–22 of 1988, counted from one.
fn is_negative(item: usize) -> bool {
    (10..=13).contains(&item) || (18..=22).contains(&item)
}

fn build(id: &str, name: [&str; 2], scale: Scale, blocks: &[Block], reversed: fn(usize) -> bool) -> Result<Instrument> {
    let dimensions = blocks
        .iter()
        .map(|(id, zh, en, _)| Dimension { id: (*id).into(), label: Label::new(*zh, *en), weight: None })
        .collect();
    let of = blocks.iter().flat_map(|(dimension, _, _, items)| core::iter::repeat_n(*dimension, *items));
    let item = |(position, dimension): (usize, &str)| Item {
        id: format!("i{:02}", position + 1),
        label: Label::default(),
        dimension: dimension.into(),
        reversed: reversed(position + 1),
    };
    Instrument::new(id, Label::new(name[0], name[1]), scale, dimensions, of.enumerate().map(item).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_an_instrument() {
        let sizes = |id: &str| {
            let instrument = Instrument::preset(id).unwrap();
            let mut sizes = vec![0; instrument.dimensions().len()];
            (0..instrument.items().len()).for_each(|item| sizes[instrument.dimension_of(item)] += 1);
            sizes
        };
        assert_eq!(sizes("servqual_1988"), [4, 5, 4, 4, 5]);
        assert_eq!(sizes("servqual_1991"), [4, 5, 4, 4, 5]);
        assert_eq!(sizes("servperf"), [4, 5, 4, 4, 5]);
        assert_eq!(sizes("zone_of_tolerance"), [9, 8, 5]);
        assert_eq!(sizes("e_s_qual"), [8, 4, 7, 3]);
        assert!(PRESETS.iter().all(|id| Instrument::preset(id).is_ok()));
    }

    #[test]
    fn nine_items_of_1988_are_worded_negatively() {
        let reversed = |id: &str| Instrument::preset(id).unwrap().items().iter().filter(|item| item.reversed).count();
        assert_eq!(["servqual_1988", "servqual_1991", "servperf"].map(reversed), [9, 0, 9]);
    }

    #[test]
    fn an_unknown_preset_names_the_nearest() {
        let error = Instrument::preset("servqual_1989").unwrap_err();
        assert_eq!(error.code(), "unknown_id");
        assert!(error.to_string().contains("servqual_19"));
    }
}
