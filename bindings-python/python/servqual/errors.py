"""Everything that can be wrong with what the library was given: one class for each cause.

Every class is a :class:`QualityError`, and that is a ``ValueError``. An error names the place (a
column, a parameter, a path in a document), what was found there and what was expected, as
attributes. Rows are counted from zero within the columns that were passed. ``code`` is the stable
name of the cause, the same in every language; the texts may improve.

>>> import servqual as sq
>>> try:
...     sq.kpi.net_promoter_score().measure([9, 11])
... except sq.OutsideScaleError as error:
...     print(error.code, error.place, error.row, error.value, error.minimum, error.maximum)
outside_scale values 1 11.0 0 10
"""

from __future__ import annotations


class QualityError(ValueError):
    """What the library refuses; the subclasses name the causes."""

    code: str = "unknown"
    """The stable name of the cause."""

    def __init__(self, text: str, **fields: object) -> None:
        super().__init__(text)
        self.__dict__.update(fields)


class OutsideScaleError(QualityError):
    """An answer lies outside its scale or between two of its points."""

    code = "outside_scale"
    place: str
    row: int
    value: float
    minimum: int
    maximum: int


class InvalidScaleError(QualityError):
    """A scale whose ends are reversed, equal or too far apart."""

    code = "invalid_scale"
    place: str
    minimum: int
    maximum: int
    expected: str


class MissingValueError(QualityError):
    """A value is missing where the missing rule is ``raise``."""

    code = "missing_value"
    place: str
    row: int


class NotFiniteError(QualityError):
    """A NaN or an infinity."""

    code = "not_finite"
    place: str
    row: int
    value: str


class NegativeDurationError(QualityError):
    """A duration below zero, or an end before its start."""

    code = "negative_duration"
    place: str
    row: int
    seconds: float


class InvalidCountError(QualityError):
    """A count that is negative, or a part that is larger than its whole."""

    code = "invalid_count"
    place: str
    row: int
    value: int
    expected: str


class InvalidParameterError(QualityError):
    """A parameter outside the range in which it has a meaning."""

    code = "invalid_parameter"
    place: str
    value: str
    expected: str


class LengthMismatchError(QualityError):
    """Two columns that belong together differ in length."""

    code = "length_mismatch"
    left: str
    right: str
    left_length: int
    right_length: int


class TooFewObservationsError(QualityError):
    """Fewer observations than the measure needs."""

    code = "too_few_observations"
    place: str
    required: int
    actual: int


class InvalidWeightsError(QualityError):
    """Importance weights that do not share 100 points, or are negative."""

    code = "invalid_weights"
    place: str
    sum: float
    expected: str


class UnknownIdError(QualityError):
    """An id that nothing answers to."""

    code = "unknown_id"
    place: str
    id: str
    expected: str


class DuplicateIdError(QualityError):
    """The same id twice."""

    code = "duplicate_id"
    place: str
    id: str


class CyclicReferenceError(QualityError):
    """References that lead back to their start."""

    code = "cyclic_reference"
    place: str
    chain: str


class InvalidInstantError(QualityError):
    """A point in time without a time zone, or one that cannot be read."""

    code = "invalid_instant"
    place: str
    row: int
    value: str
    expected: str


class OutsideCalendarError(QualityError):
    """An instant of which a business calendar knows nothing."""

    code = "outside_calendar"
    place: str
    row: int
    value: str
    calendar: str
    known: str


class InvalidCellError(QualityError):
    """A cell that cannot be read as what its column must hold."""

    code = "invalid_cell"
    place: str
    row: int
    value: str
    expected: str


class InvalidDocumentError(QualityError):
    """A document that does not say what it must."""

    code = "invalid_document"
    path: str
    found: str
    expected: str


class DefinitionMismatchError(QualityError):
    """Two numbers or tallies whose definitions differ."""

    code = "definition_mismatch"
    left: str
    right: str
    difference: str


class UnitMismatchError(QualityError):
    """A target in another unit than its measure."""

    code = "unit_mismatch"
    place: str
    found: str
    expected: str


class WrongObservationsError(QualityError):
    """Observations of another shape or type than the definition measures."""

    code = "wrong_observations"
    place: str
    found: str
    expected: str


BY_CODE: dict[str, type[QualityError]] = {error.code: error for error in QualityError.__subclasses__()}
"""The class of each code."""
