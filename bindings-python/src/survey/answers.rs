//! Answers of a survey: for each side, such as expectation, a column for each item.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use servqual::QualityError;
use servqual::measure::{Column, Scale, Tally};

use crate::columns::{Frame, Loaded, Source, common_cuts, ratings, read};
use crate::error::{Answer, unfit};
use crate::tally::Shared;

/// What is asked: ids with their scales, in order.
pub(crate) struct Asked {
    /// What errors call one of them, such as an item of an instrument.
    pub(crate) kind: String,
    /// Ids in order, each with its scale.
    pub(crate) items: Vec<(String, Scale)>,
}

/// The answers of one chunk, side by side, each column with its scale. Needs no interpreter.
pub(crate) struct Answers {
    sides: Vec<Vec<(Source, Scale)>>,
}

impl Answers {
    /// Reads the sides by their names: dataframes, or mappings of ids to columns or to names of
    /// columns in `data`.
    pub(crate) fn read<'py>(
        asked: &Asked,
        sides: &[(&str, &Bound<'py, PyAny>)],
        data: Option<&Bound<'py, PyAny>>,
    ) -> Answer<Self> {
        let given: Vec<_> = sides.iter().map(|(place, side)| (*place, Some(*side))).collect();
        Self::read_given(asked, &given, data)
    }

    /// Reads the sides that are given; the others have no columns.
    pub(crate) fn read_given<'py>(
        asked: &Asked,
        sides: &[(&str, Option<&Bound<'py, PyAny>>)],
        data: Option<&Bound<'py, PyAny>>,
    ) -> Answer<Self> {
        let data = data.map(|data| Frame::open(data, "data")).transpose()?;
        let select = |(place, side): &(&str, Option<&Bound<'py, PyAny>>)| match side {
            Some(side) => select(asked, side, data.as_ref(), place),
            None => Ok(Vec::new()),
        };
        Ok(Self { sides: sides.iter().map(select).collect::<Answer<_>>()? })
    }

    /// The sides of both.
    pub(crate) fn with(mut self, other: Self) -> Self {
        self.sides.extend(other.sides);
        self
    }

    /// A side of a single column, before the others.
    pub(crate) fn after(mut self, column: Source, scale: Scale) -> Self {
        self.sides.insert(0, vec![(column, scale)]);
        self
    }

    /// Converts what cannot be lent as it is.
    pub(crate) fn load(self) -> servqual::Result<Typed> {
        let load =
            |side: Vec<(Source, Scale)>| side.into_iter().map(|(source, scale)| ratings(source, scale)).collect();
        Ok(Typed { sides: self.sides.into_iter().map(load).collect::<servqual::Result<_>>()? })
    }
}

/// Answers with their type.
pub(crate) struct Typed {
    sides: Vec<Vec<Loaded<i8>>>,
}

/// The columns of each side, as the core takes them.
pub(crate) type Sides<'a> = [Vec<Column<'a, i8>>];

/// As many sides as a model has: they were read by their names, so another number is a slip here.
pub(crate) fn sides<'a, 'b, const N: usize>(found: &'a Sides<'b>) -> servqual::Result<[&'a [Column<'b, i8>]; N]> {
    let sides: Vec<&[Column<'b, i8>]> = found.iter().map(Vec::as_slice).collect();
    <[_; N]>::try_from(sides).map_err(|sides| unfit("answers", format!("{} sides", sides.len()), format!("{N} sides")))
}

impl Typed {
    /// Hands on everything in one chunk, to what looks at all rows at once.
    pub(crate) fn whole<R>(self, hear: impl FnOnce(&Sides<'_>) -> servqual::Result<R>) -> servqual::Result<R> {
        let join = |side: Vec<Loaded<i8>>| side.into_iter().map(Loaded::joined).collect();
        let sides: Vec<Vec<Loaded<i8>>> = self.sides.into_iter().map(join).collect();
        let shapes: Vec<_> = sides.iter().flatten().map(Loaded::shape).collect();
        let rows = common_cuts(&shapes)?.pop().unwrap_or(0..0);
        hear(&sides.iter().map(|side| parts(side, &rows)).collect::<servqual::Result<Vec<_>>>()?)
    }

    /// Hands on chunk by chunk.
    pub(crate) fn each(&self, mut hear: impl FnMut(&Sides<'_>) -> servqual::Result<()>) -> servqual::Result<()> {
        let shapes: Vec<_> = self.sides.iter().flatten().map(Loaded::shape).collect();
        for rows in common_cuts(&shapes)? {
            let sides = self.sides.iter().map(|side| parts(side, &rows)).collect::<servqual::Result<Vec<_>>>()?;
            hear(&sides).map_err(|error| error.with_rows_after(rows.start as u64))?;
        }
        Ok(())
    }
}

fn parts<'a>(columns: &'a [Loaded<i8>], rows: &Range<usize>) -> servqual::Result<Vec<Column<'a, i8>>> {
    columns.iter().map(|column| column.part(rows)).collect()
}

/// The column of each item: by its id, or by the name that a mapping gives for it.
fn select<'py>(
    asked: &Asked,
    side: &Bound<'py, PyAny>,
    data: Option<&Frame<'py>>,
    place: &str,
) -> Answer<Vec<(Source, Scale)>> {
    let frame = Frame::open(side, place)?;
    let mapping = side.cast::<PyMapping>().ok();
    if mapping.is_some() {
        refuse_strangers(asked, &frame, place)?;
    }
    let column = |(id, scale): &(String, Scale)| {
        let source = match mapping {
            Some(mapping) => from_mapping(mapping, &frame, id, data, place)?,
            None => frame.column(id, place)?,
        };
        Ok((source, *scale))
    };
    asked.items.iter().map(column).collect()
}

/// A misspelt id must not pass as an item that nobody asked for.
fn refuse_strangers(asked: &Asked, frame: &Frame<'_>, place: &str) -> Answer<()> {
    let known = |name: &String| asked.items.iter().any(|(id, _)| id == name);
    match frame.names().iter().find(|name| !known(name)) {
        None => Ok(()),
        Some(stranger) => {
            let (place, id) = (place.into(), stranger.clone());
            Err(QualityError::UnknownId { place, id, expected: asked.kind.clone() }.into())
        }
    }
}

fn from_mapping<'py>(
    mapping: &Bound<'py, PyMapping>,
    frame: &Frame<'py>,
    item: &str,
    data: Option<&Frame<'py>>,
    place: &str,
) -> Answer<Source> {
    if frame.names().iter().any(|name| name == item) {
        let value = mapping.get_item(item)?;
        let place = format!("{place}.{item}");
        if let (Ok(name), Some(data)) = (value.cast::<PyString>(), data) {
            return data.column(name.to_str()?, &place);
        }
        return read(&value, &place);
    }
    frame.column(item, place)
}

/// A tally of the core that observes sides of answers.
pub(crate) trait Surveyed: Tally + Clone + Send {
    /// Observes the sides in the order in which they were read.
    fn add(&mut self, sides: &Sides<'_>) -> servqual::Result<()>;

    /// Whether answers may be codes off the scale, which the tally itself knows.
    fn takes_codes(&self) -> bool {
        false
    }
}

/// What a tally says of one batch.
pub(crate) fn finish<T: Surveyed<Output: Send>>(py: Python<'_>, mut tally: T, answers: Answers) -> Answer<T::Output> {
    Ok(py.detach(move || {
        answers.load()?.each(|sides| tally.add(sides))?;
        tally.finish()
    })?)
}

impl<T: Surveyed> Shared<T> {
    /// Observes all of the answers or nothing.
    pub(crate) fn observe(&self, py: Python<'_>, answers: Answers) -> Answer<()> {
        Ok(py.detach(|| {
            let answers = answers.load()?;
            let mut tally = self.lock();
            let mut next = tally.clone();
            answers.each(|sides| next.add(sides))?;
            *tally = next;
            servqual::Result::Ok(())
        })?)
    }
}

/// The class of a tally of an instrument's answers: sides by name, and the report it finishes into.
macro_rules! survey_tally {
    ($(#[$about:meta])* $name:ident($inner:ty) -> $report:ident, of($($side:ident),+) $(, with { $($own:tt)* })?) => {
        crate::tally::tally! {
            $(#[$about])*
            $name($inner) {
                /// What is asked.
                #[getter]
                fn instrument(&self, py: Python<'_>) -> crate::survey::Instrument {
                    crate::survey::Instrument(py.detach(|| self.0.lock().instrument().clone()))
                }

                /// Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
                /// `Instrument` that measures one batch.
                #[pyo3(signature = (*, $($side,)+ data = None))]
                fn observe<'py>(
                    &self,
                    py: Python<'py>,
                    $($side: &Bound<'py, PyAny>,)+
                    data: Option<&Bound<'py, PyAny>>,
                ) -> crate::error::Answer<()> {
                    let codes = py.detach(|| crate::survey::Surveyed::takes_codes(&*self.0.lock()));
                    let asked = self.instrument(py).asked_with(codes);
                    let answers = crate::survey::Answers::read(&asked, &[$((stringify!($side), $side)),+], data)?;
                    self.0.observe(py, answers)
                }

                /// The report so far; the tally can go on observing.
                fn finish(&self, py: Python<'_>) -> crate::error::Answer<$report> {
                    Ok($report(py.detach(|| servqual::measure::Tally::finish(&*self.0.lock()))?))
                }

                fn __repr__(&self, py: Python<'_>) -> String {
                    let id = py.detach(|| self.0.lock().instrument().id().to_owned());
                    format!("<{} of {id}>", stringify!($name))
                }

                $($($own)*)?
            }
        }
    };
}
pub(crate) use survey_tally;
