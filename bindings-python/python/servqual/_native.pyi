"""Written by `stubs.py` from the library; not edited by hand."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Generic, TypeVar, final, overload

from ._types import (
    Bound,
    Column,
    Direction,
    Frame,
    IntervalMethod,
    Language,
    MissingRule,
    Outcome,
    Pillar,
    ProportionMethod,
    WeightConvention,
)

_Row = TypeVar("_Row", covariant=True)

__all__ = ['_DEBUG', '__version__', 'Assessment', 'AssessmentTally', 'Bounds', 'Comparison', 'Conformance', 'Definition', 'Description', 'Dimension', 'GapResult', 'Group', 'Handbook', 'Instrument', 'Interval', 'Item', 'JourneyReport', 'KpiDefinition', 'KpiTableTally', 'KpiTally', 'Label', 'Measure', 'ScorecardLine', 'ServqualOverall', 'ServqualReport', 'ServqualTally', 'Table', 'Target', 'TouchpointConformance', 'TrendPoint', 'Verdict', '_nothing', '_restore', 'describe', 'mean_interval', 'normal_cumulative', 'normal_quantile', 'proportion_interval']
_DEBUG: Final[bool]
__version__: Final[str]

@final
class Assessment:
    """A handbook held against what happened."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def _repr_html_(self, /) -> str:
        ...

    @staticmethod
    def from_json(text: str) -> Assessment:
        """The same object from the text of `to_json`."""

    @property
    def indicators(self, /) -> Table[ScorecardLine]:
        """Indicators with their verdicts."""

    @property
    def journey(self, /) -> JourneyReport | None:
        """Conformance along the journey."""

    @property
    def label(self, /) -> Label:
        """Name of the organisation."""

    @property
    def note(self, /) -> Label | None:
        """What readers must know about the data."""

    @property
    def organisation(self, /) -> str:
        """Id of the organisation."""

    @property
    def rows(self, /) -> int:
        """Rows that were observed."""

    @property
    def standards(self, /) -> Table[Conformance]:
        """Standards with their verdicts."""

    @property
    def survey(self, /) -> ServqualReport | None:
        """The survey."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_html(self, /, language: Language='en') -> str:
        """The assessment as one page of HTML that loads nothing, in "zh" or "en"."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    def to_text(self, /, language: Language='en') -> str:
        """The assessment for a terminal, in "zh" or "en"."""

    @property
    def trends(self, /) -> dict[str, Table[TrendPoint]]:
        """The course over time of each standard and indicator, by id."""

@final
class AssessmentTally:
    """Everything that a handbook measures, in progress: observe, merge, finish."""

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> AssessmentTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> Assessment:
        """The assessment so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> AssessmentTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def handbook(self, /) -> Handbook:
        """The handbook."""

    def merge(self, /, other: AssessmentTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, data: Frame) -> None:
        """Adds a dataframe, or a mapping of names to columns, all of it or nothing."""

    def observe_csv(self, /, data: bytes) -> None:
        """Adds rows of CSV with a header row, in UTF-8, all of it or nothing."""

    @property
    def rows(self, /) -> int:
        """Rows observed so far."""

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class Bounds:
    """Two ends of an interval."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def lower(self, /) -> float:
        """Lower end."""

    @property
    def upper(self, /) -> float:
        """Upper end."""

@final
class Comparison:
    """How a measure differs from another one of the same definition.

    The difference and the relative change are two numbers with two units: "+10 %" is one or the
    other, never both.
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def definition(self, /) -> Definition:
        """What was measured both times."""

    @property
    def difference(self, /) -> float | None:
        """Second minus first."""

    @staticmethod
    def from_json(text: str) -> Comparison:
        """The same object from the text of `to_json`."""

    @property
    def interval(self, /) -> Interval | None:
        """Interval of the difference; `None` for quantiles, which need the raw data."""

    def judge(self, /, target: Target) -> Outcome:
        """What the change says against a target, in the unit of the difference or as
        `relative_change`: `met`, `missed` or `undecided`.
        """

    @property
    def n_first(self, /) -> int:
        """Observations of the first measure."""

    @property
    def n_second(self, /) -> int:
        """Observations of the second measure."""

    @property
    def p_value(self, /) -> float | None:
        """Two-sided p value of "no difference"."""

    @property
    def relative_change(self, /) -> float | None:
        """Second over first, minus one; `None` where the first is not positive."""

    @property
    def relative_interval(self, /) -> Interval | None:
        """Interval of the relative change."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unit(self, /) -> str:
        """Unit of the difference and its interval."""

@final
class Conformance:
    """Whether a standard was kept, with its measure and verdict."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @staticmethod
    def from_json(text: str) -> Conformance:
        """The same object from the text of `to_json`."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def measure(self, /) -> Measure:
        """What was observed."""

    @property
    def pillar(self, /) -> Pillar:
        """Which part of the service it governs."""

    @property
    def scope(self, /) -> dict[str, Any] | str:
        """Where it holds, as the handbook writes it."""

    @property
    def standard(self, /) -> str:
        """Id of the standard."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def verdict(self, /) -> Verdict:
        """What it says against the target."""

    @property
    def version(self, /) -> str:
        """Version of the standard that was held against."""

@final
class Definition:
    """What a number means: enough to compute it again.

    Two measures mean the same when their hashes are equal; translating a name changes no hash.
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def direction(self, /) -> Direction:
        """`higher_is_better` or `lower_is_better`."""

    @staticmethod
    def from_json(text: str) -> Definition:
        """The same object from the text of `to_json`."""

    @property
    def hash(self, /) -> str:
        """32 hexadecimal digits that are the same for the same definition, in every language."""

    @property
    def id(self, /) -> str:
        """Stable id, such as `net_promoter_score`."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def missing(self, /) -> MissingRule:
        """The missing rule: `raise`, `omit` or `propagate`."""

    @property
    def parameters(self, /) -> dict[str, str]:
        """Scale, satisfied answers, denominator, clock, window: whatever changes the number."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unit(self, /) -> str:
        """Unit of the estimate and its interval, such as `share` or `scale_point_1_7`."""

@final
class Description:
    """Number, sum, mean and spread of a column."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def mean(self, /) -> float | None:
        """The mean; `None` without values."""

    @property
    def missing(self, /) -> MissingRule:
        """Values that are missing."""

    @property
    def n(self, /) -> int:
        """Values that are there."""

    @property
    def standard_deviation(self, /) -> float | None:
        """The standard deviation with divisor n − 1; `None` below two values."""

    @property
    def sum(self, /) -> float:
        """The exact sum, rounded once."""

@final
class Dimension:
    """A dimension of quality, such as reliability."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    @property
    def id(self, /) -> str:
        """Stable id."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def weight(self, /) -> float | None:
        """Importance in points; the points of all dimensions share 100."""

@final
class GapResult:
    """Expectation, perception and gap of one item or dimension."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def _repr_html_(self, /) -> str:
        ...

    @property
    def degrees_of_freedom(self, /) -> int | None:
        """Its degrees of freedom."""

    @property
    def dimension(self, /) -> str | None:
        """For an item, the id of its dimension."""

    @property
    def expectation(self, /) -> Measure:
        """Mean expectation, reverse-scored items turned."""

    @staticmethod
    def from_json(text: str) -> GapResult:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> Measure:
        """Perception − expectation with standard deviation and interval of the differences."""

    @property
    def id(self, /) -> str:
        """Id of the item or dimension."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def p_value(self, /) -> float | None:
        """Its two-sided p value."""

    @property
    def perception(self, /) -> Measure:
        """Mean perception: SERVPERF."""

    @property
    def t(self, /) -> float | None:
        """Paired t statistic; `None` where it is not defined."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def weight(self, /) -> float | None:
        """For a dimension, its weight in points of 100."""

@final
class Group:
    """The measure of one group."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def group(self, /) -> str:
        """The group."""

    @property
    def measure(self, /) -> Measure:
        """Its measure."""

@final
class Handbook:
    """What good service is, and which data tell whether it is given: valid once it exists."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __new__(cls, /, document: Mapping[str, Any]) -> Handbook:
        """A handbook from its document as plain dictionaries and lists."""

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def assess(self, /, data: Frame) -> Assessment:
        """Holds the handbook against a dataframe, or a mapping of names to columns."""

    @staticmethod
    def from_json(text: str) -> Handbook:
        """A handbook in JSON."""

    @staticmethod
    def from_toml(text: str) -> Handbook:
        """A handbook in TOML."""

    @property
    def label(self, /) -> Label:
        """Name of the organisation."""

    @property
    def organisation(self, /) -> str:
        """Id of the organisation."""

    def tally(self, /) -> AssessmentTally:
        """An empty tally of everything that the handbook measures."""

    def to_dict(self, /) -> dict[str, Any]:
        """The handbook as plain dictionaries and lists."""

    def to_json(self, /) -> str:
        """The handbook in JSON, with every default written out."""

@final
class Instrument:
    """Dimensions and items on one scale: valid once it exists."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __new__(cls, /, document: Mapping[str, Any]) -> Instrument:
        """An instrument from its document: `id`, `scale`, `dimensions`, `items`."""

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def dimensions(self, /) -> list[Dimension]:
        """Dimensions, in the order of reports."""

    @staticmethod
    def from_json(text: str) -> Instrument:
        """An instrument in JSON."""

    @property
    def id(self, /) -> str:
        """Stable id."""

    @property
    def items(self, /) -> list[Item]:
        """Items, in the order of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def scale(self, /) -> tuple[int, int]:
        """Lowest and highest point of the scale of every item."""

    def servqual(self, /, *, expectation: Frame | Mapping[str, Column | str], perception: Frame | Mapping[str, Column | str], data: Frame | None=None, missing: MissingRule='raise', level: float=0.95, convention: WeightConvention='weighted_sum') -> ServqualReport:
        """Measures one batch of answers by SERVQUAL.

        `expectation` and `perception` are dataframes with a column for each item, or mappings of
        item ids to columns, or to names of columns in `data`.
        """

    def servqual_tally(self, /, *, missing: MissingRule='raise', level: float=0.95, convention: WeightConvention='weighted_sum') -> ServqualTally:
        """An empty SERVQUAL tally of this instrument."""

    def to_dict(self, /) -> dict[str, Any]:
        """The instrument as plain dictionaries and lists."""

    def to_json(self, /) -> str:
        """The instrument in JSON."""

@final
class Interval:
    """A confidence interval with its level and method."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @staticmethod
    def from_json(text: str) -> Interval:
        """The same object from the text of `to_json`."""

    @property
    def level(self, /) -> float:
        """Confidence level, such as 0.95."""

    @property
    def lower(self, /) -> float:
        """Lower end, in the unit of the measure."""

    @property
    def method(self, /) -> IntervalMethod:
        """How it was computed, such as `wilson`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def upper(self, /) -> float:
        """Upper end, in the unit of the measure."""

@final
class Item:
    """One statement that is rated."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    @property
    def dimension(self, /) -> str:
        """Id of its dimension."""

    @property
    def id(self, /) -> str:
        """Stable id."""

    @property
    def label(self, /) -> Label:
        """What it is about."""

    @property
    def reversed(self, /) -> bool:
        """Whether it is worded negatively and scored minimum + maximum − answer."""

@final
class JourneyReport:
    """Conformance along a journey."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def end_to_end(self, /) -> float | None:
        """Product of the shares: the share of journeys without a fault if faults were independent."""

    @staticmethod
    def from_json(text: str) -> JourneyReport:
        """The same object from the text of `to_json`."""

    @property
    def journey(self, /) -> str:
        """Id of the journey."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def touchpoints(self, /) -> Table[TouchpointConformance]:
        """One row for each touchpoint, in order."""

    @property
    def weakest(self, /) -> str | None:
        """Id of the touchpoint with the lowest conformance."""

@final
class KpiDefinition:
    """A key performance indicator: valid once it exists."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def _addresses(self, /, values: Column | None=None, *, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Column | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None) -> list[list[int]]:
        """Where the memory lies that the core reads: for tests that nothing was copied."""

    @staticmethod
    def _define(document: Mapping[str, Any], missing: MissingRule | None=None, level: float | None=None) -> KpiDefinition:
        """A definition from its document; see `servqual.kpi.define`."""

    @property
    def definition(self, /) -> Definition:
        """The definition that every measure carries."""

    @staticmethod
    def from_json(text: str) -> KpiDefinition:
        """A definition in JSON, named or of your own."""

    @property
    def id(self, /) -> str:
        """Stable id, such as `net_promoter_score`."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def level(self, /) -> float:
        """Confidence level of the interval."""

    def measure(self, /, values: Column | None=None, *, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Column | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None) -> Measure:
        """Measures one batch.

        Ratings, durations in seconds and outcomes are the first argument; durations may also come
        as `start` and `end`, contacts as `customer`, `at` and perhaps `observed_until`, counts as
        `events` and `base`, calls as `wait` and `answered`, amounts as `numerator` and
        `denominator`. Columns may be lists, NumPy arrays, series and arrays of pandas, Polars and
        PyArrow, and one-column results of DuckDB.
        """

    @property
    def missing(self, /) -> MissingRule:
        """The missing rule: `raise`, `omit` or `propagate`."""

    def table(self, /, values: Column | None=None, *, by: Column, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Column | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None) -> Table[Group]:
        """Measures each group of a column of groups: one row for each group, in alphabetical order."""

    def table_tally(self, /) -> KpiTableTally:
        """An empty tally of groups: observe, merge, finish into what `table` gives."""

    def tally(self, /) -> KpiTally:
        """An empty tally of this definition."""

    def to_dict(self, /) -> dict[str, Any]:
        """The definition as plain dictionaries, as `servqual.kpi.define` takes it."""

    def to_json(self, /) -> str:
        """The definition in JSON."""

    @property
    def unit(self, /) -> str:
        """Unit of the estimate, such as `share`."""

@final
class KpiTableTally:
    """An indicator by groups while it is measured: observe, merge, finish."""

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> KpiTableTally:
        """A tally of its own with the same observations."""

    @property
    def definition(self, /) -> KpiDefinition:
        """What is measured."""

    def finish(self, /) -> Table[Group]:
        """The table so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> KpiTableTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: KpiTableTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, values: Column | None=None, *, by: Column, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Column | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None) -> None:
        """Adds a chunk of observations with their groups, all of it or nothing; the arguments are
        those of `KpiDefinition.table`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class KpiTally:
    """An indicator while it is measured: observe, merge, finish.

    For every way to cut the observations into chunks, to order them and to merge the parts,
    the finished measure has the same bits. A chunk that fails leaves the tally as it was.
    Threads may share a tally.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> KpiTally:
        """A tally of its own with the same observations."""

    @property
    def definition(self, /) -> KpiDefinition:
        """What is measured."""

    def finish(self, /) -> Measure:
        """The measure so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> KpiTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: KpiTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, values: Column | None=None, *, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Column | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None) -> None:
        """Adds a chunk of observations, all of it or nothing; the arguments are those of
        `KpiDefinition.measure`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class Label:
    """A name in simplified Chinese and in English."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def __str__(self, /) -> str:
        ...

    @property
    def en(self, /) -> str:
        """English."""

    @staticmethod
    def from_json(text: str) -> Label:
        """The same object from the text of `to_json`."""

    def text(self, /, language: Language) -> str:
        """The text in one language, "zh" or "en"."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def zh(self, /) -> str:
        """Simplified Chinese."""

@final
class Measure:
    """A number with its meaning: what was measured, on how many observations, how surely."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def _repr_html_(self, /) -> str:
        ...

    def change_since(self, /, earlier: Measure) -> Comparison:
        """How this measure differs from an earlier one of the same definition."""

    @property
    def definition(self, /) -> Definition:
        """What was measured."""

    @property
    def estimate(self, /) -> float | None:
        """The number; `None` only where the missing rule is `propagate` and a value was missing."""

    @property
    def excluded(self, /) -> dict[str, int]:
        """Observations that were left out, by reason: `missing`, `open`, `immature`, `incomplete`."""

    @staticmethod
    def from_json(text: str) -> Measure:
        """The same object from the text of `to_json`."""

    @property
    def interval(self, /) -> Interval | None:
        """The interval; `None` where so few observations have none."""

    def judge(self, /, target: Target) -> Verdict:
        """What the measure says against a target in its own unit."""

    @property
    def n(self, /) -> int:
        """Observations that were used (for a rate: base units)."""

    def show(self, /, language: Language='en') -> str:
        """One line for people, in "zh" or "en"."""

    @property
    def standard_deviation(self, /) -> float | None:
        """Standard deviation of a single observation, where it is defined."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ScorecardLine:
    """One indicator with its verdict."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @staticmethod
    def from_json(text: str) -> ScorecardLine:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the indicator in the handbook."""

    @property
    def measure(self, /) -> Measure:
        """What was measured."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def verdict(self, /) -> Verdict | None:
        """What it says against its target, where it has one."""

@final
class ServqualOverall:
    """The scores over all dimensions."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @staticmethod
    def from_json(text: str) -> ServqualOverall:
        """The same object from the text of `to_json`."""

    @property
    def p_value(self, /) -> float | None:
        """Its two-sided p value."""

    @property
    def servperf(self, /) -> Measure:
        """Mean of the perceptions of the dimensions: SERVPERF."""

    @property
    def t(self, /) -> float | None:
        """Paired t statistic of the unweighted score."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unweighted(self, /) -> Measure:
        """Mean of the gaps of the dimensions, each counting the same."""

    @property
    def weighted(self, /) -> Measure | None:
        """Weighted score by the named convention, where the instrument has weights."""

    @property
    def weighted_p_value(self, /) -> float | None:
        """Its two-sided p value."""

    @property
    def weighted_t(self, /) -> float | None:
        """Paired t statistic of the weighted score."""

@final
class ServqualReport:
    """What a SERVQUAL survey says, from the item to the whole."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def _repr_html_(self, /) -> str:
        ...

    @property
    def dimensions(self, /) -> Table[GapResult]:
        """One row for each dimension, in the order of the instrument."""

    @staticmethod
    def from_json(text: str) -> ServqualReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def items(self, /) -> Table[GapResult]:
        """One row for each item, in the order of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def overall(self, /) -> ServqualOverall:
        """Over all dimensions."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ServqualTally:
    """A SERVQUAL survey while it is measured: observe, merge, finish.

    Everything is summed in integers: for every cut, order and merge the report has the same
    bits. A chunk that fails leaves the tally as it was. Threads may share a tally.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> ServqualTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> ServqualReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ServqualTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: ServqualTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, expectation: Frame | Mapping[str, Column | str], perception: Frame | Mapping[str, Column | str], data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of
        `Instrument.servqual`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class Table(Generic[_Row]):
    """Rows of results, and the same as columns behind the Arrow interface.

    A sequence of typed rows for Python; `polars.DataFrame(table)`, `pyarrow.table(table)` and
    DuckDB read the columns without a copy.
    """

    def __arrow_c_stream__(self, /, requested_schema: Any | None=None) -> Any:
        ...

    @classmethod
    def __class_getitem__(cls, /, row: Any) -> type:
        ...

    @overload
    def __getitem__(self, index: int, /) -> _Row:
        ...

    @overload
    def __getitem__(self, index: slice, /) -> tuple[_Row, ...]:
        ...

    def __iter__(self, /) -> Iterator[_Row]:
        ...

    def __len__(self, /) -> int:
        ...

    def __repr__(self, /) -> str:
        ...

    def _repr_html_(self, /) -> str:
        ...

    @property
    def columns(self, /) -> list[str]:
        """The names of the columns."""

    @property
    def rows(self, /) -> tuple[_Row, ...]:
        """The typed rows."""

    def to_dict(self, /) -> dict[str, list[Any]]:
        """The columns as lists, by name."""

    def to_pandas(self, /) -> Any:
        """A pandas dataframe."""

    def to_polars(self, /) -> Any:
        """A Polars dataframe."""

    def to_pyarrow(self, /) -> Any:
        """A PyArrow table."""

@final
class Target:
    """A value with its unit and the side on which it is met."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @staticmethod
    def at_least(value: float, unit: str) -> Target:
        """A target that is met by `value` or more, such as `Target.at_least(0.85, "share")`."""

    @staticmethod
    def at_most(value: float, unit: str) -> Target:
        """A target that is met by `value` or less."""

    @property
    def bound(self, /) -> Bound:
        """`at_least` or `at_most`."""

    @staticmethod
    def from_json(text: str) -> Target:
        """The same object from the text of `to_json`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unit(self, /) -> str:
        """The unit, such as `share`."""

    @property
    def value(self, /) -> float:
        """The value, in the unit."""

@final
class TouchpointConformance:
    """Conformance at one touchpoint."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def channel(self, /) -> str:
        """Id of the channel."""

    @property
    def conformance(self, /) -> Measure:
        """Share of delivered services that conform to the tier."""

    @staticmethod
    def from_json(text: str) -> TouchpointConformance:
        """The same object from the text of `to_json`."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def options(self, /) -> dict[str, int]:
        """How often each option of a bounded choice was delivered."""

    @property
    def tier(self, /) -> dict[str, Any] | str:
        """How far it is standardised, as plain dictionaries."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def touchpoint(self, /) -> str:
        """Id of the touchpoint."""

@final
class TrendPoint:
    """One point of a trend."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @staticmethod
    def from_json(text: str) -> TrendPoint:
        """The same object from the text of `to_json`."""

    @property
    def measure(self, /) -> Measure:
        """What was measured in it."""

    @property
    def period(self, /) -> str:
        """The period, such as `2013-02`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class Verdict:
    """The judgement of a measure against a target."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def _repr_html_(self, /) -> str:
        ...

    @property
    def distance(self, /) -> float | None:
        """Estimate minus target, in the unit of the target."""

    @staticmethod
    def from_json(text: str) -> Verdict:
        """The same object from the text of `to_json`."""

    @property
    def further_observations(self, /) -> int | None:
        """How many further observations would decide if the estimate stayed as it is: 0 where the
        verdict is decided, `None` where no number would.
        """

    @property
    def outcome(self, /) -> Outcome:
        """`met`, `missed` or `undecided`."""

    @property
    def target(self, /) -> Target:
        """The target that was judged against."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

def _nothing() -> None:
    """Does nothing: what a call costs before it does anything."""

def _restore(kind: Any, state: Any) -> Any:
    """Makes an object again from its class and its JSON, or its bytes: for pickle."""

def describe(values: Column) -> Description:
    """Number, exact sum, mean and standard deviation of a column of numbers.

    Missing values are counted and left out; NaN and infinity are errors that name the row. The sum
    is exact before it is rounded once, so it does not depend on the order of the values.
    """

def mean_interval(mean: float, standard_deviation: float, n: int, *, level: float=0.95) -> Bounds | None:
    """Both ends of Student's t interval of a mean; `None` below two values."""

def normal_cumulative(x: float) -> float:
    """Lower tail of the standard normal distribution at `x`."""

def normal_quantile(probability: float) -> float:
    """The point below which the standard normal distribution has `probability`, between 0 and 1."""

def proportion_interval(successes: int, trials: int, *, method: ProportionMethod='wilson', level: float=0.95) -> Bounds:
    """Both ends of the interval of `successes` out of `trials`."""
