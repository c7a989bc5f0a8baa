//! The four forms of a score, with the importance that respondents gave, and which of them predicts an
//! overall rating.

use std::ops::Range;

use serde::Serialize;
use servqual::Result;
use servqual::gap::servqual::{
    FormValidityAnswers, FormValidityOptions, FormValidityTally, ImportanceAnswers, ImportanceSource, ServqualAnswers,
    ServqualFormAnswers, ServqualFormOptions, ServqualFormTally,
};
use servqual::measure::{Column, Scale, Tally};
use servqual::survey::{Dimension, Instrument};

use super::case::Case;
use super::data::{self, Columns};
use super::report::{Analysis, borrowed, ids, options, part, side};
use super::task::{Answered, merged, owned};

/// Adds answers with importance and overall ratings.
type Observe<T> = fn(&mut T, ServqualAnswers<'_>, ImportanceAnswers<'_>, &[Column<'_, i8>]) -> Result<()>;

/// What a case observes: expectations, perceptions and the overall rating, which may be absent.
struct Forms<T> {
    empty: T,
    answers: [Answered; 3],
    ratings: Answered,
    points: Vec<Vec<Option<i64>>>,
    observe: Observe<T>,
}

impl<T: Tally> Analysis for Forms<T>
where
    T::Output: Serialize,
{
    fn rows(&self) -> usize {
        self.answers.iter().flatten().map(|(_, answers)| answers.len()).max().unwrap_or(0)
    }

    fn run(&self, chunks: &[Range<usize>]) -> Result<String> {
        let tally = merged(chunks, self.empty.clone(), |tally, rows| {
            let cut =
                |side: &Answered| side.iter().map(|(name, answers)| owned(name, answers, rows)).collect::<Vec<_>>();
            let [expectation, perception, overall] = self.answers.each_ref().map(cut);
            let (expectation, perception) = (borrowed(&expectation)?, borrowed(&perception)?);
            let ratings = cut(&self.ratings);
            let ratings = borrowed(&ratings)?;
            let points: Vec<_> = self.points.iter().map(|points| owned("points", points, rows)).collect();
            let points = borrowed(&points)?;
            let importance = match (ratings.is_empty(), points.is_empty()) {
                (false, _) => ImportanceAnswers::Ratings(&ratings),
                (_, false) => ImportanceAnswers::Points(&points),
                _ => ImportanceAnswers::NotAsked,
            };
            let answers = ServqualAnswers { expectation: &expectation, perception: &perception };
            (self.observe)(tally, answers, importance, &borrowed(&overall)?)
        })?;
        Ok(serde_json::to_string(&tally.finish()?).unwrap())
    }
}

/// Reads the four forms of a case.
pub(crate) fn forms(case: &Case, columns: &Columns, instrument: Instrument) -> Result<Box<dyn Analysis>> {
    let options: ServqualFormOptions = options(case);
    let read = Read { case, columns, instrument: &instrument };
    Ok(Box::new(Forms {
        answers: [read.side("expectation")?, read.side("perception")?, Answered::new()],
        ratings: read.ratings(options.importance)?,
        points: read.points(),
        empty: ServqualFormTally::new(instrument.clone(), options)?,
        observe: |tally, answers, importance, _| tally.observe(ServqualFormAnswers { answers, importance }),
    }))
}

/// Reads the forms of a case beside an overall rating.
pub(crate) fn validity(case: &Case, columns: &Columns, instrument: Instrument) -> Result<Box<dyn Analysis>> {
    let options: FormValidityOptions = options(case);
    let scale: Scale = part(case.overall_scale.as_ref().unwrap());
    let read = Read { case, columns, instrument: &instrument };
    Ok(Box::new(Forms {
        answers: [
            read.side("expectation")?,
            read.side("perception")?,
            side(columns, "overall", &["overall".into()], scale)?,
        ],
        ratings: read.ratings(options.importance)?,
        points: read.points(),
        empty: FormValidityTally::new(instrument.clone(), scale, options)?,
        observe: |tally, answers, importance, overall| {
            tally.observe(FormValidityAnswers { answers, importance, overall: overall[0] })
        },
    }))
}

/// The columns of a case.
struct Read<'a> {
    case: &'a Case,
    columns: &'a Columns,
    instrument: &'a Instrument,
}

impl Read<'_> {
    fn side(&self, name: &str) -> Result<Answered> {
        side(self.columns, name, &ids(self.case), self.instrument.scale())
    }

    fn has(&self, name: &str) -> bool {
        self.columns.keys().any(|column| column.starts_with(name))
    }

    fn ratings(&self, source: ImportanceSource) -> Result<Answered> {
        let scale = match source {
            ImportanceSource::ItemRatings { scale } => scale,
            _ => self.instrument.scale(),
        };
        if self.has("ratings.") { side(self.columns, "ratings", &ids(self.case), scale) } else { Ok(Answered::new()) }
    }

    fn points(&self) -> Vec<Vec<Option<i64>>> {
        let of = |dimension: &Dimension| data::counts(&self.columns[&format!("points.{}", dimension.id)]);
        if self.has("points.") { self.instrument.dimensions().iter().map(of).collect() } else { Vec::new() }
    }
}
