//! What a customer meets, and in which order.

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::measure::{Label, check_id, check_unique, nearest};

/// How far a touchpoint is standardised.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Tier {
    /// One way for everyone: what is delivered must be exactly this.
    Fixed {
        /// What must be delivered.
        required: String,
    },
    /// A bounded choice: what is delivered must be one of these.
    BoundedChoice {
        /// What may be delivered.
        options: Vec<String>,
    },
    /// Made for the customer: only the outcome is checked.
    Bespoke {},
}

impl Tier {
    /// The machine name: `fixed`, `bounded_choice` or `bespoke`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Fixed { .. } => "fixed",
            Self::BoundedChoice { .. } => "bounded_choice",
            Self::Bespoke {} => "bespoke",
        }
    }
}

/// A moment in which the customer meets the service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Touchpoint {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Id of the channel, such as `counter`, `phone` or `app`.
    pub channel: String,
    /// How far it is standardised.
    pub tier: Tier,
}

/// An ordered cycle of touchpoints, seen from the customer: valid once it exists.
///
/// ```
/// use servqual::measure::Label;
/// use servqual::touchpoint::{Journey, Tier, Touchpoint};
/// let touchpoint = |id: &str, tier| Touchpoint { id: id.into(), label: Label::new("", id), channel: "counter".into(), tier };
/// let journey = Journey::new("stay", Label::new("住店", "Stay"), vec![
///     touchpoint("check_in", Tier::Fixed { required: "key_handed_over".into() }),
///     touchpoint("room", Tier::BoundedChoice { options: vec!["quiet".into(), "view".into()] }),
///     touchpoint("special_request", Tier::Bespoke {}),
/// ])?;
/// // The cycle closes: after the last moment comes the first.
/// assert_eq!(journey.after("special_request"), Some("check_in"));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct Journey {
    id: String,
    label: Label,
    touchpoints: Vec<Touchpoint>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    id: String,
    label: Label,
    touchpoints: Vec<Touchpoint>,
}

impl Journey {
    /// A journey from its touchpoints in order.
    ///
    /// # Errors
    /// [`QualityError::DuplicateId`], or [`QualityError::InvalidParameter`] for a journey without
    /// touchpoints, a bounded choice without options or an empty requirement.
    pub fn new(id: &str, label: Label, touchpoints: Vec<Touchpoint>) -> Result<Self> {
        check_id("journey.id", id)?;
        check_unique("touchpoint", touchpoints.iter().map(|touchpoint| touchpoint.id.as_str()))?;
        if touchpoints.is_empty() {
            return Err(invalid("journey.touchpoints", "none", "at least one touchpoint"));
        }
        touchpoints.iter().try_for_each(check_touchpoint)?;
        Ok(Self { id: id.into(), label, touchpoints })
    }

    /// Stable id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Name for people.
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// The touchpoints in order.
    pub fn touchpoints(&self) -> &[Touchpoint] {
        &self.touchpoints
    }

    /// The touchpoint that follows; after the last comes the first.
    pub fn after(&self, id: &str) -> Option<&str> {
        let position = self.position(id)?;
        Some(&self.touchpoints[(position + 1) % self.touchpoints.len()].id)
    }

    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.touchpoints.iter().position(|touchpoint| touchpoint.id == id)
    }

    /// The error for a touchpoint that is not of the journey.
    pub(crate) fn unknown(&self, place: &str, row: usize, id: &str) -> QualityError {
        QualityError::UnknownId {
            place: format!("{place}, row {row}"),
            id: id.into(),
            expected: nearest(id, self.touchpoints.iter().map(|touchpoint| touchpoint.id.as_str())),
        }
    }
}

fn invalid(place: &str, value: &str, expected: &str) -> QualityError {
    QualityError::InvalidParameter { place: place.into(), value: value.into(), expected: expected.into() }
}

fn check_touchpoint(touchpoint: &Touchpoint) -> Result<()> {
    let place = format!("touchpoint.{}", touchpoint.id);
    check_id(&format!("{place}.channel"), &touchpoint.channel)?;
    match &touchpoint.tier {
        Tier::Fixed { required } if required.is_empty() => {
            Err(invalid(&format!("{place}.tier.required"), "an empty text", "what must be delivered"))
        }
        Tier::BoundedChoice { options } => {
            let place = format!("{place}.tier.options");
            if options.len() < 2 {
                return Err(invalid(
                    &place,
                    &format!("{} options", options.len()),
                    "at least two options to choose from",
                ));
            }
            check_unique(&place, options.iter().map(String::as_str))
        }
        Tier::Fixed { .. } | Tier::Bespoke {} => Ok(()),
    }
}

impl TryFrom<Wire> for Journey {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        Self::new(&wire.id, wire.label, wire.touchpoints)
    }
}

impl From<Journey> for Wire {
    fn from(journey: Journey) -> Self {
        Self { id: journey.id, label: journey.label, touchpoints: journey.touchpoints }
    }
}
