//! The one error type of the crate, by cause.

/// A result whose error is a [`QualityError`].
pub type Result<T> = core::result::Result<T, QualityError>;

/// Everything that can be wrong with what the library was given.
///
/// Every variant names the place (a column, a parameter, a path in a document), what was found
/// there and what was expected. Rows are counted from zero within the chunk that was passed.
/// [`code`](Self::code) is the stable, machine-readable name of the cause; the texts may improve.
///
/// ```
/// use servqual::measure::Scale;
/// let error = Scale::new(7, 1).unwrap_err();
/// assert_eq!(error.code(), "invalid_scale");
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Error), uniffi::export(Display))]
#[non_exhaustive]
pub enum QualityError {
    /// An answer lies outside its scale or between two of its points.
    #[error("{place}, row {row}: {value} is not a point of the scale {minimum} to {maximum}")]
    OutsideScale {
        /// Column of the answer.
        place: String,
        /// Row within the chunk, from zero.
        row: u64,
        /// The value found.
        value: f64,
        /// Lowest point of the scale.
        minimum: i8,
        /// Highest point of the scale.
        maximum: i8,
    },
    /// A scale whose ends are reversed, equal or too far apart.
    #[error("{place}: a scale from {minimum} to {maximum} is not possible, {expected}")]
    InvalidScale {
        /// Where the scale was given.
        place: String,
        /// Lowest point as given.
        minimum: i64,
        /// Highest point as given.
        maximum: i64,
        /// What a scale must look like.
        expected: String,
    },
    /// A value is missing where the missing rule is `raise`.
    #[error("{place}, row {row}: the value is missing; pass the missing rule `omit` to leave it out and count it")]
    MissingValue {
        /// Column of the value.
        place: String,
        /// Row within the chunk, from zero.
        row: u64,
    },
    /// A NaN or an infinity.
    #[error("{place}, row {row}: {value} is not a finite number")]
    NotFinite {
        /// Column of the value.
        place: String,
        /// Row within the chunk, from zero.
        row: u64,
        /// The value as text.
        value: String,
    },
    /// A duration below zero, or an end before its start.
    #[error("{place}, row {row}: the duration of {seconds} seconds is negative")]
    NegativeDuration {
        /// Column of the duration.
        place: String,
        /// Row within the chunk, from zero.
        row: u64,
        /// The duration in seconds.
        seconds: f64,
    },
    /// A count that is negative, or a part that is larger than its whole.
    #[error("{place}, row {row}: the count {value} is not possible, expected {expected}")]
    InvalidCount {
        /// Column of the count.
        place: String,
        /// Row within the chunk, from zero.
        row: u64,
        /// The count found.
        value: i64,
        /// What was expected.
        expected: String,
    },
    /// A parameter outside the range in which it has a meaning.
    #[error("{place}: {value} is not allowed, expected {expected}")]
    InvalidParameter {
        /// The parameter.
        place: String,
        /// The value found, as text.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// Two columns that belong together differ in length.
    #[error("{left} has {left_length} rows, {right} has {right_length}")]
    LengthMismatch {
        /// First column.
        left: String,
        /// Second column.
        right: String,
        /// Rows of the first column.
        left_length: u64,
        /// Rows of the second column.
        right_length: u64,
    },
    /// Fewer observations than the measure needs.
    #[error("{place}: {actual} observations, at least {required} are needed")]
    TooFewObservations {
        /// The measure.
        place: String,
        /// The least number needed.
        required: u64,
        /// The number there was.
        actual: u64,
    },
    /// Importance weights that do not share 100 points, or are negative.
    #[error("{place}: the weights add to {sum}, expected {expected}")]
    InvalidWeights {
        /// Where the weights were given.
        place: String,
        /// Their sum.
        sum: f64,
        /// What was expected.
        expected: String,
    },
    /// An id that nothing answers to.
    #[error("{place}: `{id}` is not known, expected {expected}")]
    UnknownId {
        /// Where the id was used.
        place: String,
        /// The id.
        id: String,
        /// The known ids, or the nearest one.
        expected: String,
    },
    /// The same id twice.
    #[error("{place}: `{id}` is defined twice")]
    DuplicateId {
        /// Where the ids are listed.
        place: String,
        /// The id.
        id: String,
    },
    /// References that lead back to their start.
    #[error("{place}: the references form a cycle: {chain}")]
    CyclicReference {
        /// Where the references are.
        place: String,
        /// The ids along the cycle.
        chain: String,
    },
    /// A point in time without a time zone, or one that cannot be read.
    #[error("{place}, row {row}: `{value}` is not an instant, expected {expected}")]
    InvalidInstant {
        /// Column of the instant.
        place: String,
        /// Row within the chunk, from zero.
        row: u64,
        /// The text found.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// An instant of which a business calendar knows nothing.
    #[error("{place}, row {row}: {value} lies outside the days that calendar `{calendar}` knows, {known}")]
    OutsideCalendar {
        /// Column of the instant.
        place: String,
        /// Row within the chunk, from zero.
        row: u64,
        /// The instant, in UTC, or what was looked for.
        value: String,
        /// Id of the calendar.
        calendar: String,
        /// From when to when it knows, in UTC.
        known: String,
    },
    /// A cell that cannot be read as what its column must hold.
    #[error("{place}, row {row}: found `{value}`, expected {expected}")]
    InvalidCell {
        /// The column.
        place: String,
        /// Row within the chunk, from zero.
        row: u64,
        /// The text found.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// A document that does not say what it must.
    #[error("{path}: found {found}, expected {expected}")]
    InvalidDocument {
        /// Path in the document, or line and column where it cannot be parsed.
        path: String,
        /// What stands there.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// Two numbers or tallies whose definitions differ.
    #[error("`{left}` and `{right}` are defined differently: {difference}")]
    DefinitionMismatch {
        /// Id of the first definition.
        left: String,
        /// Id of the second definition.
        right: String,
        /// What differs.
        difference: String,
    },
    /// A target in another unit than its measure.
    #[error("{place}: the target is in {found}, the measure in {expected}")]
    UnitMismatch {
        /// The measure.
        place: String,
        /// Unit of the target.
        found: String,
        /// Unit of the measure.
        expected: String,
    },
    /// Observations of another shape than the definition measures.
    #[error("{place}: {found} were passed, expected {expected}")]
    WrongObservations {
        /// The measure.
        place: String,
        /// Shape that was passed.
        found: String,
        /// Shape that was expected.
        expected: String,
    },
}

impl QualityError {
    /// The stable name of the cause, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutsideScale { .. } => "outside_scale",
            Self::InvalidScale { .. } => "invalid_scale",
            Self::MissingValue { .. } => "missing_value",
            Self::NotFinite { .. } => "not_finite",
            Self::NegativeDuration { .. } => "negative_duration",
            Self::InvalidCount { .. } => "invalid_count",
            Self::InvalidParameter { .. } => "invalid_parameter",
            Self::LengthMismatch { .. } => "length_mismatch",
            Self::TooFewObservations { .. } => "too_few_observations",
            Self::InvalidWeights { .. } => "invalid_weights",
            Self::UnknownId { .. } => "unknown_id",
            Self::DuplicateId { .. } => "duplicate_id",
            Self::CyclicReference { .. } => "cyclic_reference",
            Self::InvalidInstant { .. } => "invalid_instant",
            Self::OutsideCalendar { .. } => "outside_calendar",
            Self::InvalidCell { .. } => "invalid_cell",
            Self::InvalidDocument { .. } => "invalid_document",
            Self::DefinitionMismatch { .. } => "definition_mismatch",
            Self::UnitMismatch { .. } => "unit_mismatch",
            Self::WrongObservations { .. } => "wrong_observations",
        }
    }

    /// The row the error names, where it names one.
    pub fn row(&self) -> Option<u64> {
        match self {
            Self::OutsideScale { row, .. }
            | Self::MissingValue { row, .. }
            | Self::NotFinite { row, .. }
            | Self::NegativeDuration { row, .. }
            | Self::InvalidCount { row, .. }
            | Self::OutsideCalendar { row, .. }
            | Self::InvalidCell { row, .. }
            | Self::InvalidInstant { row, .. } => Some(*row),
            _ => None,
        }
    }

    /// The same error with its row, counted in a part of a chunk, as a row of the chunk.
    pub(crate) fn with_row_of(self, rows: &[u32]) -> Self {
        self.map_row(|row| rows.get(row as usize).map_or(row, |&original| u64::from(original)))
    }

    /// The same error with its row counted from the first of the chunks before: for columns that
    /// are observed chunk by chunk.
    #[must_use]
    pub fn with_rows_after(self, before: u64) -> Self {
        self.map_row(|row| row + before)
    }

    fn map_row(mut self, map: impl FnOnce(u64) -> u64) -> Self {
        if let Self::OutsideScale { row, .. }
        | Self::MissingValue { row, .. }
        | Self::NotFinite { row, .. }
        | Self::NegativeDuration { row, .. }
        | Self::InvalidCount { row, .. }
        | Self::OutsideCalendar { row, .. }
        | Self::InvalidCell { row, .. }
        | Self::InvalidInstant { row, .. } = &mut self
        {
            *row = map(*row);
        }
        self
    }

    /// The same error with its place inside `outer`: `rating` becomes `outer.rating`.
    pub(crate) fn within(mut self, outer: &str) -> Self {
        match &mut self {
            Self::OutsideScale { place, .. }
            | Self::InvalidScale { place, .. }
            | Self::MissingValue { place, .. }
            | Self::NotFinite { place, .. }
            | Self::NegativeDuration { place, .. }
            | Self::InvalidCount { place, .. }
            | Self::InvalidParameter { place, .. }
            | Self::TooFewObservations { place, .. }
            | Self::InvalidWeights { place, .. }
            | Self::UnknownId { place, .. }
            | Self::DuplicateId { place, .. }
            | Self::CyclicReference { place, .. }
            | Self::InvalidInstant { place, .. }
            | Self::OutsideCalendar { place, .. }
            | Self::InvalidCell { place, .. }
            | Self::UnitMismatch { place, .. }
            | Self::InvalidDocument { path: place, .. }
            | Self::WrongObservations { place, .. } => *place = format!("{outer}.{place}"),
            Self::LengthMismatch { left, right, .. } | Self::DefinitionMismatch { left, right, .. } => {
                *left = format!("{outer}.{left}");
                *right = format!("{outer}.{right}");
            }
        }
        self
    }
}
