//! SERVQUAL surveys.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::columns::{answers, signed};
use crate::error::{QualityError, Result};
use crate::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualReport, WeightConvention};
use crate::measure::{MissingRule, Tally, from_bytes, to_bytes};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

#[uniffi::export]
impl Instrument {
    /// An instrument in JSON: id, scale, dimensions and items.
    #[uniffi::constructor(name = "from_json")]
    fn ffi_from_json(json: String) -> Result<Arc<Self>> {
        Self::from_json(&json).map(Arc::new)
    }

    /// The ids of the items, in the order of the answer columns.
    #[uniffi::method(name = "item_ids")]
    fn ffi_item_ids(&self) -> Vec<String> {
        self.items().iter().map(|item| item.id.clone()).collect()
    }
}

/// A SERVQUAL survey while it is measured.
#[derive(uniffi::Object)]
pub struct ServqualTally {
    inner: Mutex<crate::gap::servqual::ServqualTally>,
}

impl ServqualTally {
    fn lock(&self) -> MutexGuard<'_, crate::gap::servqual::ServqualTally> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl ServqualTally {
    /// An empty tally; `convention` is the weighted sum where not given.
    #[uniffi::constructor(default(convention = None))]
    fn new(
        instrument: &Instrument,
        missing: MissingRule,
        level: ConfidenceLevel,
        convention: Option<WeightConvention>,
    ) -> Result<Self> {
        let options = ServqualOptions { missing, level, convention: convention.unwrap_or_default() };
        let tally = crate::gap::servqual::ServqualTally::new(instrument.clone(), options);
        Ok(Self { inner: Mutex::new(tally) })
    }

    /// A tally from `to_bytes`, checked in every part.
    #[uniffi::constructor(name = "from_bytes")]
    fn read(bytes: Vec<u8>) -> Result<Arc<Self>> {
        Ok(Arc::new(Self { inner: Mutex::new(from_bytes(&bytes)?) }))
    }

    /// The tally as bytes; equal tallies give equal bytes.
    fn to_bytes(&self) -> Vec<u8> {
        to_bytes(&*self.lock())
    }

    /// Adds answers of `respondents` people: one signed byte each, all answers to the first item,
    /// then all to the second, and so on. Each validity has, for each item, one bit for each
    /// respondent, padded to whole bytes.
    #[uniffi::method(default(expectation_validity = None, perception_validity = None))]
    fn observe(
        &self,
        respondents: u64,
        expectation: &[u8],
        perception: &[u8],
        expectation_validity: Option<Vec<u8>>,
        perception_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let mut tally = self.lock();
        let names: Vec<String> = tally.instrument().items().iter().map(|item| item.id.clone()).collect();
        let expectation = Matrix::new("expectation", respondents, expectation, expectation_validity, &names)?;
        let perception = Matrix::new("perception", respondents, perception, perception_validity, &names)?;
        let (expectation, perception) = (expectation.columns()?, perception.columns()?);
        tally.observe(ServqualAnswers { expectation: &expectation, perception: &perception })
    }

    /// Adds a tally of other respondents to the same instrument.
    fn merge(&self, other: &Self) -> Result<()> {
        let other = other.lock().clone();
        self.lock().merge(&other)
    }

    /// The report so far; the tally can go on observing.
    fn finish(&self) -> Result<ServqualReport> {
        self.lock().finish()
    }
}

/// Answers to all items, item after item.
struct Matrix {
    rows: usize,
    names: Vec<String>,
    answers: Vec<i8>,
    validity: Option<Vec<u8>>,
}

impl Matrix {
    fn new(name: &str, respondents: u64, bytes: &[u8], validity: Option<Vec<u8>>, items: &[String]) -> Result<Self> {
        let expected = respondents.saturating_mul(items.len() as u64);
        let bits = respondents.div_ceil(8).saturating_mul(items.len() as u64);
        let check = |what: String, actual: usize, expected: u64| {
            if actual as u64 == expected {
                return Ok(());
            }
            let right = format!("{respondents} respondents to {} items", items.len());
            Err(QualityError::LengthMismatch { left: what, right, left_length: actual as u64, right_length: expected })
        };
        check(format!("bytes of {name}"), bytes.len(), expected)?;
        if let Some(validity) = &validity {
            check(format!("validity of {name}"), validity.len(), bits)?;
        }
        let names = items.iter().map(|item| format!("{name}.{item}")).collect();
        Ok(Self { rows: respondents as usize, names, answers: signed(bytes), validity })
    }

    fn columns(&self) -> Result<Vec<crate::measure::Column<'_, i8>>> {
        let bytes = self.rows.div_ceil(8);
        let mut columns = Vec::with_capacity(self.names.len());
        for (item, name) in self.names.iter().enumerate() {
            let values = &self.answers[item * self.rows..(item + 1) * self.rows];
            let validity = self.validity.as_ref().map(|bits| &bits[item * bytes..(item + 1) * bytes]);
            columns.push(answers(name, values, validity)?);
        }
        Ok(columns)
    }
}
