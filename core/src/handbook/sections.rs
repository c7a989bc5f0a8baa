//! Journey and survey, checked.

use super::parsed::HandbookSurvey;
use super::source::JourneySource;
use super::written::{HandbookDocument, JourneyDocument, SurveyDocument};
use crate::error::{QualityError, Result};
use crate::gap::servqual::ServqualOptions;
use crate::measure::{MissingRule, check_unique, nearest};
use crate::survey::{ApplicableAnswers, Instrument};
use crate::touchpoint::{Journey, Touchpoint};

pub(super) type ParsedJourney = Option<(Journey, MissingRule, JourneySource)>;

pub(super) fn parse_journey(touchpoints: &[Touchpoint], document: Option<&JourneyDocument>) -> Result<ParsedJourney> {
    let ids = || touchpoints.iter().map(|touchpoint| touchpoint.id.as_str());
    check_unique("touchpoint", ids())?;
    let Some(document) = document else { return Ok(None) };
    let find = |(position, id): (usize, &String)| {
        let found = touchpoints.iter().find(|touchpoint| &touchpoint.id == id).cloned();
        found.ok_or_else(|| QualityError::UnknownId {
            place: format!("journey.touchpoints[{position}]"),
            id: id.clone(),
            expected: nearest(id, ids()),
        })
    };
    let members = document.touchpoints.iter().enumerate().map(find).collect::<Result<Vec<_>>>()?;
    let journey = Journey::new(&document.id, document.label.clone(), members)?;
    Ok(Some((journey, document.missing, document.source.clone())))
}

pub(super) fn parse_survey(document: &HandbookDocument) -> Result<Option<HandbookSurvey>> {
    let (instrument, survey) = match (&document.instrument, &document.survey) {
        (None, None) => return Ok(None),
        (Some(instrument), Some(survey)) => (instrument, survey),
        (instrument, _) => {
            let [found, expected] =
                if instrument.is_some() { ["instrument", "survey"] } else { ["survey", "instrument"] };
            return Err(QualityError::InvalidDocument {
                path: "document".into(),
                found: format!("`{found}` alone"),
                expected: format!("`{expected}` beside it"),
            });
        }
    };
    let instrument = Instrument::try_from(instrument.clone())?;
    let columns = |pattern: &str, place: &str| {
        if !pattern.contains("{item}") {
            return Err(QualityError::InvalidDocument {
                path: format!("survey.{place}"),
                found: format!("`{pattern}`"),
                expected: "a pattern with `{item}`, such as `e_{item}`".into(),
            });
        }
        Ok(instrument.items().iter().map(|item| pattern.replace("{item}", &item.id)).collect())
    };
    let SurveyDocument { expectation, perception, missing, level, convention, not_applicable } = survey;
    ApplicableAnswers::new(&[], instrument.scale(), not_applicable).map_err(|error| error.within("survey"))?;
    Ok(Some(HandbookSurvey {
        expectation: columns(expectation, "expectation")?,
        perception: columns(perception, "perception")?,
        options: ServqualOptions {
            missing: *missing,
            level: *level,
            convention: *convention,
            not_applicable: not_applicable.clone(),
        },
        instrument,
    }))
}
