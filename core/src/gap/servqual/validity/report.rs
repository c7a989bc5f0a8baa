//! What validity says.

use serde::{Deserialize, Serialize};

use super::tally::{FormValidityOptions, FormValidityTally};
use crate::error::Result;
use crate::gap::servqual::ServqualForm;
use crate::measure::{
    Definition, Direction, ExclusionReason, Interval, IntervalMethod, Label, Measure, Parameter, Scale, Unit, left_out,
};
use crate::stats::{CorrelationKind, PairCount, correlation};

/// How well one form predicts the overall rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct FormValidity {
    /// The form.
    pub form: ServqualForm,
    /// Its name for people.
    pub label: Label,
    /// Pearson's correlation of the respondents' scores with their overall ratings.
    pub pearson: Measure,
    /// Its two-sided p value.
    pub pearson_p_value: Option<f64>,
    /// Spearman's rank correlation of the same.
    pub spearman: Measure,
    /// Its two-sided p value.
    pub spearman_p_value: Option<f64>,
}

/// The forms side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct FormValidityReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// One result for each form, in the order of [`ServqualForm::ALL`]; without importance only two.
    pub forms: Vec<FormValidity>,
    /// The form with the highest correlation of Pearson; the first of those that are equal.
    pub best: Option<ServqualForm>,
    /// The form with the highest rank correlation.
    pub best_by_rank: Option<ServqualForm>,
}

impl FormValidityReport {
    pub(super) fn new(
        tally: &FormValidityTally,
        overall: Scale,
        options: &FormValidityOptions,
        rows: u64,
    ) -> Result<Self> {
        let context = Context { tally, overall, options, rows };
        let forms: Vec<FormValidity> = tally.counts().map(|(form, pairs)| context.form(form, &pairs)).collect();
        let n = forms.first().map_or(0, |form| form.pearson.n);
        Measure::require_observations(tally.instrument().id(), n, 1)?;
        Ok(Self {
            instrument: tally.instrument().id().into(),
            label: tally.instrument().label().clone(),
            respondents: rows,
            best: best(&forms, |form| form.pearson.estimate),
            best_by_rank: best(&forms, |form| form.spearman.estimate),
            forms,
        })
    }
}

fn best(forms: &[FormValidity], of: fn(&FormValidity) -> Option<f64>) -> Option<ServqualForm> {
    let known = forms.iter().filter_map(|form| Some((form.form, of(form)?)));
    known
        .fold(None, |best: Option<(ServqualForm, f64)>, one| match best {
            Some(best) if best.1 >= one.1 => Some(best),
            _ => Some(one),
        })
        .map(|(form, _)| form)
}

struct Context<'a> {
    tally: &'a FormValidityTally,
    overall: Scale,
    options: &'a FormValidityOptions,
    rows: u64,
}

impl Context<'_> {
    fn form(&self, form: ServqualForm, pairs: &[PairCount]) -> FormValidity {
        let (pearson, pearson_p_value) = self.correlation(form, pairs, CorrelationKind::Pearson);
        let (spearman, spearman_p_value) = self.correlation(form, pairs, CorrelationKind::Spearman);
        FormValidity { form, label: form.label(), pearson, pearson_p_value, spearman, spearman_p_value }
    }

    fn correlation(&self, form: ServqualForm, pairs: &[PairCount], kind: CorrelationKind) -> (Measure, Option<f64>) {
        let (id, label) = match kind {
            CorrelationKind::Pearson => {
                ("validity_pearson", Label::new("与总体评价的相关系数", "Correlation with the overall rating"))
            }
            CorrelationKind::Spearman => {
                ("validity_spearman", Label::new("与总体评价的秩相关系数", "Rank correlation with the overall rating"))
            }
        };
        let instrument = self.tally.instrument();
        let importance = self.options.importance.name();
        let parameters = vec![
            Parameter::new("instrument", instrument.id()),
            Parameter::new("scale", instrument.scale()),
            Parameter::new("form", form.name()),
            Parameter::new("importance", if form.is_weighted() { importance } else { "none" }),
            Parameter::new("overall scale", self.overall),
        ];
        let (direction, missing) = (Direction::HigherIsBetter, self.options.missing);
        let definition = Definition::new(id, label, parameters, Unit::Coefficient, direction, missing);
        let n = pairs.iter().map(|pair| pair.count).sum::<u64>();
        let found = correlation(pairs, kind);
        let excluded = left_out(ExclusionReason::Incomplete, self.rows - n);
        let measure = Measure::of_estimate(definition, found.map(|found| found.coefficient), n, excluded);
        let bounds = found.and_then(|found| found.interval(self.options.level));
        let interval = bounds.map(|bounds| Interval::new(bounds, self.options.level, IntervalMethod::FisherZ));
        let p_value = measure.estimate.and(found).and_then(|found| found.p_value);
        (measure.with_interval(interval), p_value)
    }
}
