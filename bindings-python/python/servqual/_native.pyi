"""Written by `stubs.py` from the library; not edited by hand."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, Generic, TypeVar, final, overload

from ._types import (
    BeliefGap,
    BeliefSide,
    BootstrapMethod,
    Bound,
    CauseStatus,
    ClockEvent,
    ClockState,
    Column,
    Correction,
    Course,
    CrosshairRule,
    Direction,
    EffectKind,
    Enumeration,
    EvidenceKind,
    Feasibility,
    Frame,
    GapStatus,
    Influence,
    IntervalChoice,
    IntervalMethod,
    KanoCategory,
    Language,
    LocalTimeRule,
    MissingRule,
    Outcome,
    Pillar,
    PValueAdjustment,
    ProportionMethod,
    Quadrant,
    QualityFlag,
    ReopenRule,
    ReplyRule,
    ReplyWaits,
    SegmentScore,
    ServiceGap,
    ServqualForm,
    SeverityScale,
    Side,
    ViolationRule,
    Weekday,
    Weighting,
    WeightConvention,
    ZoneState,
)

_Row = TypeVar("_Row", covariant=True)

__all__ = ['_DEBUG', '__version__', 'Antecedent', 'AntecedentReport', 'AntecedentScore', 'AntecedentTally', 'Assessment', 'AssessmentTally', 'BeliefGapReport', 'BeliefGapResult', 'BeliefGapTally', 'BootstrapInterval', 'BootstrappedGap', 'Bounds', 'BusinessCalendar', 'BusinessDuration', 'BusinessTimes', 'CalendarSet', 'CaseClock', 'CauseFinding', 'CeilingResult', 'ClockDue', 'ClusteredMeasure', 'ClusteredTally', 'CommunicationGapReport', 'Comparison', 'ComparisonFamily', 'Conformance', 'Definition', 'DeliveryGap', 'DeliveryGapReport', 'DeliveryTotals', 'Description', 'DifferenceReliability', 'DifferenceReliabilityReport', 'DifferenceReliabilityTally', 'Dimension', 'DriverInterval', 'EmptyPeriod', 'ExpectationCeilingReport', 'ExpectationCeilingTally', 'FamilyMember', 'FlagCount', 'FlaggedRespondent', 'FongTest', 'FormResult', 'FormValidity', 'FormValidityReport', 'FormValidityTally', 'GapBootstrapReport', 'GapCause', 'GapChecklist', 'GapDiagnosis', 'GapEvidence', 'GapFinding', 'GapRemedy', 'GapResult', 'GapTest', 'GapTestReport', 'GapTestTally', 'Group', 'Handbook', 'HolidayList', 'IcalendarImport', 'ImportancePerformanceItem', 'ImportancePerformanceReport', 'ImportancePerformanceTally', 'Instrument', 'Interval', 'Item', 'ItemAnalysis', 'Journey', 'JourneyReport', 'JourneyTally', 'KanoCounts', 'KanoReport', 'KanoResult', 'KanoTally', 'KeyDriver', 'KeyDriverBootstrap', 'KeyDriverReport', 'KeyDriverTally', 'KpiDefinition', 'KpiTableTally', 'KpiTally', 'Label', 'Leg', 'MappedStandard', 'Measure', 'NamedDay', 'PlacedPoint', 'Progress', 'PromiseGap', 'PromiseKeeping', 'PromiseKeepingReport', 'PromiseKeepingTally', 'PromiseRegister', 'QuadrantBootstrap', 'QuadrantShares', 'QualityReport', 'ReliabilityReport', 'ReliabilityTally', 'RemedyFinding', 'RepeatReport', 'RepeatTally', 'RepeatWindow', 'ReplyRules', 'ReplySpans', 'ReturnOnQuality', 'ScaleReliability', 'Scorecard', 'ScorecardLine', 'ScorecardRow', 'ScorecardTally', 'SegmentComparisonReport', 'SegmentContrast', 'SegmentPartComparison', 'SegmentResult', 'SequentialComparison', 'ServqualFormReport', 'ServqualFormTally', 'ServqualOverall', 'ServqualReport', 'ServqualTableReport', 'ServqualTableTally', 'ServqualTally', 'Shortfall', 'SignedRankTest', 'StandardizedEffect', 'StandardsGap', 'StandardsGapReport', 'Stretch', 'SurvivalComparison', 'SurvivalCurve', 'SurvivalStep', 'Table', 'Target', 'TouchpointConformance', 'TrendPoint', 'Values', 'Verdict', 'WeightedGapReport', 'WeightedGapResult', 'WeightedGapTally', 'WeightedKeyDriverTally', 'WelchAnova', 'WelchTest', 'ZoneReport', 'ZoneResult', 'ZoneTally', '_closed_sets', '_nothing', '_plain', '_restore', 'benjamini_hochberg', 'bootstrap', 'bootstrap_key_drivers', 'bootstrap_mean_of_counts', 'business_times', 'compare_family', 'delivery_gap', 'describe', 'diagnose_gaps', 'due_dates', 'gap_antecedents', 'gap_causes', 'gap_checklists', 'gap_remedies', 'holm', 'kano', 'key_drivers', 'key_drivers_of_correlations', 'mean_interval', 'needs_of_items', 'needs_of_touchpoints', 'normal_cumulative', 'normal_quantile', 'parse_local_times', 'place_points', 'proportion_interval', 'repeat_windows', 'require_distinct', 'return_on_quality', 'scorecard', 'service_cost_benefit', 'standards_gap', 'time_zone_database_version']
_DEBUG: Final[bool]
__version__: Final[str]

@final
class Antecedent:
    """A factor behind a gap."""

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
    def from_json(text: str) -> Antecedent:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> ServiceGap:
        """The gap it acts on, such as `knowledge`."""

    @property
    def id(self, /) -> str:
        """Stable id."""

    @property
    def influence(self, /) -> Influence:
        """What more of it does: `narrows` or `widens`."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class AntecedentReport:
    """The antecedents that one questionnaire measures."""

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
    def antecedents(self, /) -> Table[AntecedentScore]:
        """One row for each antecedent, in the order of the questionnaire."""

    @staticmethod
    def from_json(text: str) -> AntecedentReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the questionnaire."""

    @property
    def label(self, /) -> Label:
        """Name of the questionnaire."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class AntecedentScore:
    """The score of one antecedent."""

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
    def adverse(self, /) -> Measure:
        """How far the score lies towards the end of the scale that widens the gap, from 0 to 1."""

    @property
    def alpha(self, /) -> Measure:
        """Cronbach's alpha of its items, with Feldt's interval."""

    @property
    def cohens_d(self, /) -> float | None:
        """(Score − middle of the scale) / standard deviation, above zero where it widens the gap."""

    @staticmethod
    def from_json(text: str) -> AntecedentScore:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> ServiceGap:
        """The gap it acts on."""

    @property
    def id(self, /) -> str:
        """Id of the antecedent."""

    @property
    def influence(self, /) -> Influence:
        """What more of it does: `narrows` or `widens`."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def p_value(self, /) -> float | None:
        """Two-sided p value of the t test that the mean is the middle of the scale."""

    @property
    def score(self, /) -> Measure:
        """Mean over the respondents of the mean of their items, reverse-scored ones turned."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class AntecedentTally:
    """Scores of antecedents while they are measured: observe, merge, finish."""

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> AntecedentTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> AntecedentReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> AntecedentTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: AntecedentTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, answers: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
        `Instrument` that measures one batch.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

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
    def scorecard(self, /) -> Scorecard | None:
        """The scorecard by units and periods, where the handbook asks for one."""

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
class BeliefGapReport:
    """Gap 1, 6 or 7, from the item to the whole."""

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
    def believer(self, /) -> BeliefSide:
        """The side whose belief is held against it."""

    @property
    def believer_respondents(self, /) -> int:
        """Respondents of the believing side."""

    @property
    def dimensions(self, /) -> Table[BeliefGapResult]:
        """One row for each dimension, in the order of the instrument."""

    @staticmethod
    def from_json(text: str) -> BeliefGapReport:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> ServiceGap:
        """Which gap, such as `knowledge`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def items(self, /) -> Table[BeliefGapResult]:
        """One row for each item, in the order of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def overall(self, /) -> BeliefGapResult:
        """Over all items."""

    @property
    def reference(self, /) -> BeliefSide:
        """The side that is taken to know."""

    @property
    def reference_respondents(self, /) -> int:
        """Respondents of the reference side."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class BeliefGapResult:
    """The gap of one item, of one dimension or over all items."""

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
    def belief(self, /) -> Measure:
        """Mean of the side whose belief is held against it."""

    @property
    def cohens_d(self, /) -> float | None:
        """Cohen's d with the pooled deviation of both sides; `None` where neither varies."""

    @staticmethod
    def from_json(text: str) -> BeliefGapResult:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> Measure:
        """Reference − belief: above zero the believer underestimates. Its `n` counts both."""

    @property
    def hedges_g(self, /) -> float | None:
        """Hedges' g: Cohen's d without its bias in small samples."""

    @property
    def id(self, /) -> str:
        """Id of the item or dimension; `overall` for all items."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def p_value(self, /) -> float | None:
        """Two-sided p value of Welch's t test; `None` where neither side varies."""

    @property
    def reference(self, /) -> Measure:
        """Mean of the side that is taken to know."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class BeliefGapTally:
    """Gap 1, 6 or 7 while it is measured: independent samples, each in chunks as they come.

    Integer sums only: the same bits for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> BeliefGapTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> BeliefGapReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> BeliefGapTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: BeliefGapTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, customers: Side | None=None, employees: Side | None=None, managers: Side | None=None, data: Frame | None=None) -> None:
        """Adds a chunk of answers of one side or of both, all of it or nothing."""

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class BootstrapInterval:
    """An interval by bootstrap."""

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
    def bias(self, /) -> float:
        """Mean of the replicates minus the estimate."""

    @property
    def estimate(self, /) -> float:
        """The statistic of the data."""

    @staticmethod
    def from_json(text: str) -> BootstrapInterval:
        """The same object from the text of `to_json`."""

    @property
    def lower(self, /) -> float:
        """Lower end."""

    @property
    def method(self, /) -> BootstrapMethod:
        """The method used."""

    @property
    def replicates(self, /) -> int:
        """Replicates."""

    @property
    def seed(self, /) -> int:
        """Seed."""

    @property
    def standard_error(self, /) -> float:
        """Standard deviation of the replicates."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def upper(self, /) -> float:
        """Upper end."""

@final
class BootstrappedGap:
    """The gap of one item or dimension with a bootstrap interval."""

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
    def from_json(text: str) -> BootstrappedGap:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> Measure:
        """The gap; below two observations without interval."""

    @property
    def id(self, /) -> str:
        """Id of the item or dimension."""

    @property
    def standard_error(self, /) -> float | None:
        """Standard deviation of the replicates."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

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
class BusinessCalendar:
    """When a service is open: shifts in a time zone, holidays, make-up workdays, special days.

    Business time is the elapsed time during which the clocks of the zone show a time in a shift:
    what clocks skip is not worked, what they show twice is worked twice.

    Examples
    --------
        >>> from servqual.time import BusinessCalendar
        >>> week = dict.fromkeys(["monday", "friday"], ["09:00-12:00", "13:30-18:00"])
        >>> desk = BusinessCalendar({"id": "desk", "time_zone": "Asia/Shanghai", "week": week})
        >>> desk.between("2026-01-09T17:00:00+08:00", "2026-01-12T09:30:00+08:00")
        <BusinessDuration 1:30:00 of 2 days, 16:30:00>
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __new__(cls, /, document: Mapping[str, Any]) -> BusinessCalendar:
        """A calendar from its document: `id`, `time_zone`, `week`, and perhaps `holidays`,
        `special_days` and `known`.

        Raises
        ------
        UnknownIdError
            For a zone that is not in the IANA database.
        InvalidDocumentError
            For shifts that overlap, days that contradict each other, a calendar that never opens.
        """

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def add_working_days(self, /, day: date | str, days: int) -> date:
        """The working day that is `days` working days after `day`, which is not counted; with 0 it is
        `day` itself where it is a working day, and the next one where it is not.
        """

    def between(self, /, start: datetime | str, end: datetime | str) -> BusinessDuration:
        """How long it is from `start` to `end`, in calendar time and in business time, with the trace
        of what was counted.

        Parameters
        ----------
        start, end : datetime with a zone, or RFC 3339 text

        Raises
        ------
        NegativeDurationError
            Where the end is before the start.
        OutsideCalendarError
            For days that the calendar does not know.
        """

    def due(self, /, start: datetime | str, business: timedelta | float) -> datetime:
        """The instant, in UTC, at which a business duration that begins at `start` is used up: a
        `timedelta`, or seconds. One that ends with a shift is due at the end of this shift.

        Raises
        ------
        NegativeDurationError
            For a duration below zero.
        OutsideCalendarError
            Where the days that the calendar knows do not hold as much business time.
        """

    def end_of(self, /, start: datetime | str, term: Mapping[str, Any]) -> datetime:
        """The instant, in UTC, at which a term that begins at `start` ends.

        Parameters
        ----------
        start : datetime with a zone, or RFC 3339 text
        term : mapping
            One of `business_time` and `calendar_time` with `seconds`, `working_days` with `days` and
            `ends`, `calendar_days` with `last_day` as well.

        Raises
        ------
        InvalidDocumentError
            For a term of another form.
        OutsideCalendarError
            Where the term leaves the days that the calendar knows.

        Examples
        --------
            >>> from servqual.time import BusinessCalendar
            >>> week = dict.fromkeys(["monday", "tuesday", "wednesday", "thursday", "friday"], ["09:00-17:00"])
            >>> desk = BusinessCalendar({"id": "desk", "time_zone": "UTC", "week": week})
            >>> term = {"working_days": {"days": 3, "ends": "close_of_business"}}
            >>> desk.end_of("2026-01-08T10:00:00Z", term).isoformat()
            '2026-01-13T17:00:00+00:00'
        """

    @staticmethod
    def from_json(text: str) -> BusinessCalendar:
        """The same object from the text of `to_json`."""

    @staticmethod
    def from_toml(text: str) -> BusinessCalendar:
        """A calendar in TOML."""

    @property
    def id(self, /) -> str:
        """Stable id."""

    def is_working_day(self, /, day: date | str) -> bool:
        """Whether a day (a `date`, or text such as 2026-01-05) has a shift."""

    def latest_start(self, /, end: datetime | str, business: timedelta | float) -> datetime:
        """The latest instant, in UTC, from which a business duration can still be done by `end`.

        Raises
        ------
        NegativeDurationError, OutsideCalendarError
            As in `due`.
        """

    def shifts(self, /, day: date | str) -> list[str]:
        """The shifts that begin on a day, such as `09:00-12:00`."""

    @property
    def time_zone(self, /) -> str:
        """IANA name of the time zone in which the shifts are meant."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    def with_holidays(self, /, holidays: HolidayList, *, like: Weekday) -> BusinessCalendar:
        """The same calendar with the holidays and make-up workdays of a list.

        Lists say that a make-up workday is worked, not which hours; `like` is the weekday whose
        shifts it gets. Days that the calendar itself names stay as it says.

        Raises
        ------
        InvalidDocumentError
            Where calendar and list have no known day in common.
        """

    def working_days_between(self, /, day: date | str, last: date | str) -> int:
        """How many working days there are after `day` up to `last`, which is counted."""

@final
class BusinessDuration:
    """How long something took, in calendar time and in business time, with what was counted."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def business(self, /) -> timedelta:
        """Elapsed time while the service was open, without pauses."""

    @property
    def calendar(self, /) -> timedelta:
        """Elapsed time, day and night, without pauses."""

    @staticmethod
    def from_json(text: str) -> BusinessDuration:
        """The same object from the text of `to_json`."""

    @property
    def legs(self, /) -> list[Leg]:
        """The trace: what was counted, and under which calendar."""

    @property
    def paused(self, /) -> timedelta:
        """Elapsed time, day and night, during pauses."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class BusinessTimes:
    """The business time of each span, and how many have none."""

    def __repr__(self, /) -> str:
        ...

    @property
    def durations(self, /) -> Values[timedelta]:
        """Business time of each row; `None` for spans that are open or have no start."""

    @property
    def missing(self, /) -> MissingRule:
        """Spans without a start, or without a calendar."""

    @property
    def open(self, /) -> int:
        """Spans with a start but no end: still open, or never ended."""

@final
class CalendarSet:
    """Business calendars by id, such as one for each team or tier.

    Examples
    --------
        >>> from servqual.time import BusinessCalendar, CalendarSet
        >>> desk = BusinessCalendar({"id": "desk", "time_zone": "UTC", "week": {"monday": ["09:00-17:00"]}})
        >>> calendars = CalendarSet([desk])
        >>> calendars.ids, calendars["desk"] == desk
        (['desk'], True)
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __getitem__(self, id: str, /) -> BusinessCalendar:
        """The calendar of an id; `UnknownIdError` names the nearest one."""

    def __len__(self, /) -> int:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __new__(cls, /, calendars: Sequence[BusinessCalendar]) -> CalendarSet:
        """Calendars with different ids.

        Raises
        ------
        DuplicateIdError
            Where two have the same.
        """

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @staticmethod
    def from_json(text: str) -> CalendarSet:
        """The same object from the text of `to_json`."""

    @property
    def ids(self, /) -> list[str]:
        """The ids, in their order."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class CaseClock:
    """The clock of one case, as a state machine: orders of events that cannot have happened do not
    become a clock.

    Parameters
    ----------
    calendars : CalendarSet
        Which calendars there are.
    calendar : str
        Id of the one under which the case begins.
    events : iterable of tuple
        What happened, in order: an instant with `start`, `pause`, `resume` or `stop`, or an instant
        with `change_calendar` and the id of the calendar that counts from then on.

    Raises
    ------
    InvalidCellError
        For an event that cannot follow the one before, and for a calendar that is not in the set; the
        row is the position of the event.
    NegativeDurationError
        For an event before the one before it.
    UnknownIdError
        For the first calendar.

    Examples
    --------
        >>> from servqual.time import BusinessCalendar, CalendarSet, CaseClock
        >>> desk = {"id": "desk", "time_zone": "Asia/Shanghai", "week": {"monday": ["09:00-18:00"]}}
        >>> clock = CaseClock(CalendarSet([BusinessCalendar(desk)]), "desk", [
        ...     ("2026-01-05T08:00:00+08:00", "start"),
        ...     ("2026-01-05T10:00:00+08:00", "pause"),
        ...     ("2026-01-05T16:00:00+08:00", "resume"),
        ...     ("2026-01-05T16:30:00+08:00", "stop"),
        ... ])
        >>> clock.elapsed("2026-01-06T00:00:00+08:00")
        <BusinessDuration 1:30:00 of 2:30:00>
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __new__(cls, /, calendars: CalendarSet, calendar: str, events: Iterable[ClockEvent]) -> CaseClock:
        ...

    def __repr__(self, /) -> str:
        ...

    def due(self, /, business: timedelta | float) -> ClockDue:
        """Where a business duration (a `timedelta`, or seconds) ends on this clock.

        Raises
        ------
        NegativeDurationError
            For a duration below zero.
        OutsideCalendarError
            Where the days that the calendar knows do not hold as much business time.
        """

    def elapsed(self, /, now: datetime | str) -> BusinessDuration:
        """The time on the clock: of an open case until `now`, of a case that ended until its end.

        Raises
        ------
        NegativeDurationError
            Where `now` is before the last event of an open case.
        OutsideCalendarError
            For days that a calendar does not know.
        """

    @property
    def is_paused(self, /) -> bool:
        """Whether the clock is paused."""

    @property
    def is_stopped(self, /) -> bool:
        """Whether the case has ended."""

@final
class CauseFinding:
    """A possible cause of a gap with what was measured of it."""

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
    def adverse(self, /) -> Measure | None:
        """How adverse the worst of its antecedents is, from 0 to 1."""

    @property
    def antecedents(self, /) -> Table[AntecedentScore]:
        """The scores of its antecedents, with n, interval, p value and alpha."""

    @staticmethod
    def from_json(text: str) -> CauseFinding:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the cause, or of the antecedent where no cause names it."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def rank(self, /) -> int:
        """Its place within the gap: by status, then the most adverse first."""

    @property
    def status(self, /) -> CauseStatus:
        """`supported`, `undecided`, `not_measured` or `contradicted`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class CeilingResult:
    """The ceiling of one item, one dimension or the whole."""

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
    def at_top(self, /) -> Measure:
        """Share of the answers that are at the top of the scale."""

    @property
    def dimension(self, /) -> str | None:
        """For an item, the id of its dimension."""

    @staticmethod
    def from_json(text: str) -> CeilingResult:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the item or dimension; of the whole the id of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def throughout(self, /) -> Measure | None:
        """For a dimension and the whole, share of the respondents with every answer at the top."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ClockDue:
    """Where the time allowed for a case ends."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def at(self, /) -> datetime | None:
        """The instant, in UTC, at which the time is or was used up."""

    @staticmethod
    def from_json(text: str) -> ClockDue:
        """The same object from the text of `to_json`."""

    @property
    def left(self, /) -> timedelta | None:
        """Business time left, of a clock that is paused or stopped."""

    @property
    def state(self, /) -> ClockState:
        """`not_started`; `at`: the clock runs; `used_up`: before the last event; `paused` with time
        left; `stopped` within the time.
        """

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ClusteredMeasure:
    """A measure over clusters."""

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
    def clusters(self, /) -> int:
        """Clusters."""

    @property
    def design_effect(self, /) -> float | None:
        """Variance over that of as many independent rows (Kish): 2 says that half the rows would say
        as much.
        """

    @staticmethod
    def from_json(text: str) -> ClusteredMeasure:
        """The same object from the text of `to_json`."""

    @property
    def measure(self, /) -> Measure:
        """The measure; `n` counts rows."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def weight(self, /) -> float:
        """Sum of the weights."""

@final
class ClusteredTally:
    """An indicator over clusters while it is measured: observe, merge, finish."""

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> ClusteredTally:
        """A tally of its own with the same observations."""

    @property
    def definition(self, /) -> KpiDefinition:
        """What is measured."""

    def finish(self, /) -> ClusteredMeasure:
        """The measure so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ClusteredTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: ClusteredTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, values: Column, *, clusters: Column | None=None, weights: Column | None=None) -> None:
        """Adds a chunk of observations, all of it or nothing; the arguments are those of
        `KpiDefinition.measure_clustered`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class CommunicationGapReport:
    """Gap 4 of every promise, and over all."""

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
    def broken(self, /) -> int:
        """Promises whose whole interval misses it."""

    @staticmethod
    def from_json(text: str) -> CommunicationGapReport:
        """The same object from the text of `to_json`."""

    @property
    def infeasible(self, /) -> list[str]:
        """Ids of the promises that were published although they were found not to be feasible."""

    @property
    def kept(self, /) -> int:
        """Promises whose whole interval meets what was promised."""

    @property
    def promises(self, /) -> Table[PromiseGap]:
        """One row for each promise, in the order of the register."""

    @property
    def severity(self, /) -> Measure:
        """Mean over-promise, each as a share of what is possible in its unit."""

    @property
    def share_kept(self, /) -> Measure:
        """Kept / (kept + broken); the others are left out and counted."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unchecked(self, /) -> list[str]:
        """Ids of the promises that were published without a look whether they can be kept."""

    @property
    def undecided(self, /) -> int:
        """Promises of which the observations do not tell."""

    @property
    def unmeasured(self, /) -> int:
        """Promises of which nothing was measured."""

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
        """Interval of the difference; `None` where one side has none."""

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
        """Two-sided p value of "no difference"; `None` for quantiles, which have no such test here."""

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
class ComparisonFamily:
    """Comparisons that are looked at together, such as all teams against last year."""

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
    def correction(self, /) -> Correction:
        """What it guards against: `holm` or `benjamini_hochberg`."""

    @staticmethod
    def from_json(text: str) -> ComparisonFamily:
        """The same object from the text of `to_json`."""

    @property
    def members(self, /) -> Table[FamilyMember]:
        """The comparisons, in the order they came."""

    @property
    def tests(self, /) -> int:
        """How many of them have a p value, and were adjusted for."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

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
class DeliveryGap:
    """Gap 3 of one standard."""

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
    def from_json(text: str) -> DeliveryGap:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the standard."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def pillar(self, /) -> Pillar:
        """Which part of the service it governs."""

    @property
    def scope(self, /) -> dict[str, Any] | str:
        """Where it holds, as the handbook writes it."""

    @property
    def shortfall(self, /) -> Shortfall:
        """How far what was delivered stays behind it."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def version(self, /) -> str:
        """Version of the standard."""

@final
class DeliveryGapReport:
    """Gap 3 of every standard, by pillar and over all."""

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
    def from_json(text: str) -> DeliveryGapReport:
        """The same object from the text of `to_json`."""

    @property
    def overall(self, /) -> DeliveryTotals:
        """Over all standards."""

    @property
    def pillars(self, /) -> Table[DeliveryTotals]:
        """One row for each pillar that has a standard."""

    @property
    def standards(self, /) -> Table[DeliveryGap]:
        """One row for each standard, in the order given."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class DeliveryTotals:
    """How many standards were kept, of one pillar or of all."""

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
    def from_json(text: str) -> DeliveryTotals:
        """The same object from the text of `to_json`."""

    @property
    def kept(self, /) -> int:
        """Standards whose whole interval meets the target."""

    @property
    def missed(self, /) -> int:
        """Standards whose whole interval misses it."""

    @property
    def pillar(self, /) -> Pillar | None:
        """The pillar; `None` for all of them."""

    @property
    def severity(self, /) -> Measure:
        """Mean shortfall of the standards, each as a share of what is possible in its unit."""

    @property
    def share_kept(self, /) -> Measure:
        """Kept / (kept + missed); undecided standards are left out and counted."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def undecided(self, /) -> int:
        """Standards of which the observations do not tell."""

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
class DifferenceReliability:
    """Reliability of expectation, perception and gap of one dimension, over the same respondents."""

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
    def correlation(self, /) -> float | None:
        """Correlation of the sums of expectations and perceptions."""

    @property
    def difference_reliability(self, /) -> float | None:
        """Reliability of perception − expectation from the alphas of both sides."""

    @property
    def expectation(self, /) -> ScaleReliability:
        """The expectations as a scale."""

    @staticmethod
    def from_json(text: str) -> DifferenceReliability:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> ScaleReliability:
        """The gaps of the items as a scale of their own."""

    @property
    def id(self, /) -> str:
        """Id of the dimension."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def perception(self, /) -> ScaleReliability:
        """The perceptions as a scale."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class DifferenceReliabilityReport:
    """The reliability of every dimension of a paired survey."""

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
    def dimensions(self, /) -> Table[DifferenceReliability]:
        """One row for each dimension, in the order of the instrument."""

    @staticmethod
    def from_json(text: str) -> DifferenceReliabilityReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class DifferenceReliabilityTally:
    """The reliability of a paired survey while it is measured: observe, merge, finish.

    Integer sums and products only: the same bits for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> DifferenceReliabilityTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> DifferenceReliabilityReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> DifferenceReliabilityTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: DifferenceReliabilityTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, expectation: Side, perception: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
        `Instrument` that measures one batch.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

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
class DriverInterval:
    """Intervals of one driver."""

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
    def from_json(text: str) -> DriverInterval:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the driver."""

    @property
    def lmg(self, /) -> Interval:
        """Percentile interval of its LMG."""

    @property
    def relative_weight(self, /) -> Interval:
        """Percentile interval of its relative weight."""

    @property
    def share_first(self, /) -> float:
        """Share of replicates in which it is the strongest by LMG."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class EmptyPeriod:
    """A unit and a period in which nothing was measured."""

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
    def first_day(self, /) -> str | None:
        """First day of the period."""

    @staticmethod
    def from_json(text: str) -> EmptyPeriod:
        """The same object from the text of `to_json`."""

    @property
    def indicator(self, /) -> str:
        """Id of the indicator."""

    @property
    def last_day(self, /) -> str | None:
        """Last day of the period."""

    @property
    def period(self, /) -> str | None:
        """The period; `None` where time is not cut."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unit(self, /) -> str:
        """The unit."""

@final
class ExpectationCeilingReport:
    """The ceiling of expectations, from the item to the whole."""

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
    def dimensions(self, /) -> Table[CeilingResult]:
        """One row for each dimension, in the order of the instrument."""

    @staticmethod
    def from_json(text: str) -> ExpectationCeilingReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def items(self, /) -> Table[CeilingResult]:
        """One row for each item, in the order of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def overall(self, /) -> CeilingResult:
        """Over all items."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ExpectationCeilingTally:
    """The ceiling of expectations while it is measured: observe, merge, finish.

    Counts only: the same bits for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> ExpectationCeilingTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> ExpectationCeilingReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ExpectationCeilingTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: ExpectationCeilingTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, expectation: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
        `Instrument` that measures one batch.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class FamilyMember:
    """One comparison of a family."""

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
    def adjusted_p_value(self, /) -> float | None:
        """Its p value, adjusted for the family; `None` where the comparison has none."""

    @property
    def comparison(self, /) -> Comparison:
        """The comparison by itself; its interval is not adjusted."""

    @staticmethod
    def from_json(text: str) -> FamilyMember:
        """The same object from the text of `to_json`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class FlagCount:
    """How often one flag was raised."""

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
    def count(self, /) -> int:
        """Respondents who have it."""

    @property
    def flag(self, /) -> QualityFlag:
        """The flag."""

    @staticmethod
    def from_json(text: str) -> FlagCount:
        """The same object from the text of `to_json`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class FlaggedRespondent:
    """One respondent with at least one flag."""

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
    def flags(self, /) -> list[QualityFlag]:
        """What may be wrong, each once."""

    @staticmethod
    def from_json(text: str) -> FlaggedRespondent:
        """The same object from the text of `to_json`."""

    @property
    def row(self, /) -> int:
        """Row, from zero."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class FongTest:
    """Whether the most frequent category is really ahead of the next (Fong 1996)."""

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
    def critical(self, /) -> float:
        """The least difference that tells them apart."""

    @property
    def difference(self, /) -> int:
        """Difference of their counts."""

    @property
    def distinct(self, /) -> bool:
        """Whether the difference reaches it; where not, the feature is a mix of both."""

    @property
    def first(self, /) -> KanoCategory:
        """The most frequent of M, O, A, I and R."""

    @staticmethod
    def from_json(text: str) -> FongTest:
        """The same object from the text of `to_json`."""

    @property
    def second(self, /) -> KanoCategory:
        """The next."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class FormResult:
    """The four forms of one item, one dimension or the whole."""

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
    def dimension(self, /) -> str | None:
        """For an item, the id of its dimension."""

    @staticmethod
    def from_json(text: str) -> FormResult:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> Measure:
        """P − E."""

    @property
    def id(self, /) -> str:
        """Id of the item or dimension; of the whole the id of the instrument."""

    @property
    def importance(self, /) -> Measure | None:
        """Mean importance that respondents gave; `None` with weights of the instrument."""

    @property
    def importance_weighted_gap(self, /) -> Measure | None:
        """I · (P − E); `None` without importance."""

    @property
    def importance_weighted_performance(self, /) -> Measure | None:
        """I · P; `None` without importance."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def performance(self, /) -> Measure:
        """P."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class FormValidity:
    """How well one form predicts the overall rating."""

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
    def form(self, /) -> ServqualForm:
        """The form."""

    @staticmethod
    def from_json(text: str) -> FormValidity:
        """The same object from the text of `to_json`."""

    @property
    def label(self, /) -> Label:
        """Its name for people."""

    @property
    def pearson(self, /) -> Measure:
        """Pearson's correlation of the respondents' scores with their overall ratings."""

    @property
    def pearson_p_value(self, /) -> float | None:
        """Its two-sided p value."""

    @property
    def spearman(self, /) -> Measure:
        """Spearman's rank correlation of the same."""

    @property
    def spearman_p_value(self, /) -> float | None:
        """Its two-sided p value."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class FormValidityReport:
    """The forms side by side."""

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
    def best(self, /) -> ServqualForm | None:
        """The form with the highest correlation of Pearson; the first of those that are equal."""

    @property
    def best_by_rank(self, /) -> ServqualForm | None:
        """The form with the highest rank correlation."""

    @property
    def forms(self, /) -> Table[FormValidity]:
        """One row for each form; without importance only two."""

    @staticmethod
    def from_json(text: str) -> FormValidityReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class FormValidityTally:
    """The validity of the four forms while it is measured: observe, merge, finish.

    Counts of each score with each rating are all that is kept: the same bits for every cut, order
    and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> FormValidityTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> FormValidityReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> FormValidityTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: FormValidityTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, overall: Column | str, expectation: Side, perception: Side, points: Side | None=None, ratings: Side | None=None, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of
        `Instrument.form_validity`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class GapBootstrapReport:
    """Every gap of a survey with a bootstrap interval."""

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
    def dimensions(self, /) -> Table[BootstrappedGap]:
        """One row for each dimension."""

    @staticmethod
    def from_json(text: str) -> GapBootstrapReport:
        """The same object from the text of `to_json`."""

    @property
    def items(self, /) -> Table[BootstrappedGap]:
        """One row for each item."""

    @property
    def replicates(self, /) -> int:
        """Replicates of each gap."""

    @property
    def seed(self, /) -> int:
        """Seed."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class GapCause:
    """Why a gap opens."""

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
    def antecedents(self, /) -> list[str]:
        """Ids of the antecedents it belongs to; empty where the model of 1988 has none."""

    @staticmethod
    def from_json(text: str) -> GapCause:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> ServiceGap:
        """The gap it opens."""

    @property
    def id(self, /) -> str:
        """Stable id."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class GapChecklist:
    """A list to go through."""

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
    def from_json(text: str) -> GapChecklist:
        """The same object from the text of `to_json`."""

    @property
    def gaps(self, /) -> list[ServiceGap]:
        """The gaps it bears on; empty where the source names none."""

    @property
    def id(self, /) -> str:
        """Stable id."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def points(self, /) -> list[Label]:
        """Its points, in their order."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class GapDiagnosis:
    """The gaps by severity, each with its evidence, causes and remedies."""

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

    def finding(self, /, gap: ServiceGap) -> GapFinding | None:
        """What was found of a gap, such as `delivery`; `None` where it was not measured."""

    @property
    def findings(self, /) -> Table[GapFinding]:
        """The gaps, the most severe first."""

    @staticmethod
    def from_json(text: str) -> GapDiagnosis:
        """The same object from the text of `to_json`."""

    @property
    def scale(self, /) -> SeverityScale:
        """The scale of the ranking."""

    def show(self, /, language: Language='en') -> str:
        """The diagnosis for people, in "zh" or "en": a line for each gap, then its strongest evidence,
        causes and remedies.
        """

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unmeasured(self, /) -> list[ServiceGap]:
        """Those of the five gaps of which nothing is known."""

@final
class GapEvidence:
    """Something that speaks for a gap or against it."""

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
    def adjusted_p_value(self, /) -> float | None:
        """The p value corrected for all evidence of the gap (Holm 1979)."""

    @property
    def effect(self, /) -> StandardizedEffect | None:
        """Effect without a unit; above zero there is a gap."""

    @staticmethod
    def from_json(text: str) -> GapEvidence:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the dimension, item, need, standard or promise; `overall` of the whole."""

    @property
    def kind(self, /) -> EvidenceKind:
        """What it is about, such as `dimension` or `standard`."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def measure(self, /) -> Measure | None:
        """What was measured, in its own unit, with n and interval; `None` where nothing could be."""

    @property
    def note(self, /) -> Label | None:
        """What numbers do not say, such as why a need has no measurable standard."""

    @property
    def p_value(self, /) -> float | None:
        """Two-sided p value of no gap, where a test is known."""

    @property
    def severity(self, /) -> float | None:
        """Severity on the one scale."""

    @property
    def status(self, /) -> GapStatus:
        """Whether this part of the gap is there: `open`, `closed` or `undecided`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class GapFinding:
    """One gap: how severe, on what evidence, why, and what helps."""

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
    def causes(self, /) -> Table[CauseFinding]:
        """Why it may be open: what was measured first, the most adverse before."""

    @property
    def evidence(self, /) -> Table[GapEvidence]:
        """What it is made of, the most severe first."""

    @staticmethod
    def from_json(text: str) -> GapFinding:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> ServiceGap:
        """The gap, such as `knowledge`."""

    @property
    def label(self, /) -> Label:
        """Its name for people."""

    @property
    def not_separated_from(self, /) -> list[ServiceGap]:
        """Gaps whose intervals overlap: the order among them is not decided."""

    @property
    def overall(self, /) -> GapEvidence:
        """The gap as a whole, in its own unit."""

    @property
    def rank(self, /) -> int:
        """Its place, 1 for the most severe."""

    @property
    def remedies(self, /) -> Table[RemedyFinding]:
        """What helps, where it is not closed."""

    @property
    def severity(self, /) -> Measure:
        """How severe it is, with its interval."""

    @property
    def status(self, /) -> GapStatus:
        """`open`, `closed` or `undecided`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class GapRemedy:
    """What closes a gap."""

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
    def from_json(text: str) -> GapRemedy:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> ServiceGap:
        """The gap it closes."""

    @property
    def id(self, /) -> str:
        """Stable id."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def open_members(self, /) -> int | None:
        """How many members the source counts without naming them; the user fills them in."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

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
class GapTest:
    """The tests of one gap. What is not defined (too few pairs, no variation) is `None`."""

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
    def cohens_d_z(self, /) -> float | None:
        """Cohen's d_z: mean gap in standard deviations of the gaps."""

    @property
    def degrees_of_freedom(self, /) -> int | None:
        """Its degrees of freedom."""

    @staticmethod
    def from_json(text: str) -> GapTest:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> Measure:
        """Perception − expectation with Student's interval."""

    @property
    def hedges_g(self, /) -> float | None:
        """Hedges' g: d_z without its small-sample bias."""

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
    def p_value_benjamini_hochberg(self, /) -> float | None:
        """The same after Benjamini and Hochberg's correction over the family."""

    @property
    def p_value_holm(self, /) -> float | None:
        """The same after Holm's correction over the family."""

    @property
    def t(self, /) -> float | None:
        """Paired t statistic."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def wilcoxon(self, /) -> SignedRankTest | None:
        """Wilcoxon's signed-rank test."""

    @property
    def wilcoxon_p_value_benjamini_hochberg(self, /) -> float | None:
        """Its p value after Benjamini and Hochberg's correction."""

    @property
    def wilcoxon_p_value_holm(self, /) -> float | None:
        """Its p value after Holm's correction."""

@final
class GapTestReport:
    """The tests of every item and dimension."""

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
    def dimensions(self, /) -> Table[GapTest]:
        """One row for each dimension: a family of its own."""

    @staticmethod
    def from_json(text: str) -> GapTestReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def items(self, /) -> Table[GapTest]:
        """One row for each item: a family of tests."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def overall(self, /) -> GapTest | None:
        """The mean of the dimensions, each counting the same, of those who answered every pair; `None`
        where the numbers of items have no common multiple that whole numbers can count in.
        """

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class GapTestTally:
    """Tests of every gap of a paired survey while they are measured: observe, merge, finish.

    Counts of each possible gap are all that is kept: the same bits for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def bootstrap(self, /, *, replicates: int=2000, seed: int=0, level: float=0.95, method: BootstrapMethod='bca', threads: int=1, progress: Callable[[int, int], object] | None=None) -> GapBootstrapReport:
        """The gaps with intervals by bootstrap. Needs no rows: the counts of the gaps are all that a
        resample of respondents changes.

        Parameters
        ----------
        replicates, seed, level, method, threads, progress
            As in `servqual.stats.bootstrap_mean_of_counts`.

        Raises
        ------
        QualityError
            As in `finish`, and `InvalidParameterError` below 40 replicates.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}],
            ... })
            >>> tally = desk.gap_test_tally()
            >>> tally.observe(expectation={"q1": [7, 6, 7, 5]}, perception={"q1": [5, 6, 4, 6]})
            >>> tally.bootstrap(seed=1).items[0].gap.interval.method
            'bootstrap_bca'
        """

    def copy(self, /) -> GapTestTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> GapTestReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> GapTestTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: GapTestTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, expectation: Side, perception: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
        `Instrument` that measures one batch.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

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
class HolidayList:
    """Public holidays, and the weekend days on which people work to make up for them (调休).

    `known` says for which days the list is complete; a calendar that takes the list over answers
    for these days only.

    Examples
    --------
        >>> from servqual.time import HolidayList
        >>> china = HolidayList.from_toml('''
        ... source = "State Council of China, 国办发明电〔2025〕7号"
        ... known = { first = "2026-01-01", last = "2026-12-31" }
        ... holidays = [{ first = "2026-01-01", last = "2026-01-03", name = "元旦" }]
        ... workdays = [{ date = "2026-01-04", name = "元旦" }]
        ... ''')
        >>> len(china.holidays), china.workdays[0].date
        (3, datetime.date(2026, 1, 4))
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @staticmethod
    def from_icalendar(text: str, source: str, *, known: tuple[date | str, date | str] | None=None, workday_markers: Sequence[str] | None=None, holiday_markers: Sequence[str] | None=None) -> IcalendarImport:
        """Reads all-day events of iCalendar text as holidays and make-up workdays.

        Parameters
        ----------
        text : str
            The text of an .ics file.
        source : str
            Who decided these days, and where it is written.
        known : pair of date, optional
            First and last day for which the feed is complete, which iCalendar itself cannot say;
            events outside are left out and counted.
        workday_markers : sequence of str, optional
            An event whose summary contains one of these is a make-up workday.
        holiday_markers : sequence of str, optional
            Where given, only events whose summary contains one of these are holidays.

        Raises
        ------
        InvalidDocumentError
            With the line: text that is not iCalendar, events that are not all-day or that repeat.

        Examples
        --------
            >>> from servqual.time import HolidayList
            >>> lines = [
            ...     "BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260101",
            ...     "DTEND;VALUE=DATE:20260104", "SUMMARY:元旦（休）", "END:VEVENT", "END:VCALENDAR", "",
            ... ]
            >>> found = HolidayList.from_icalendar("\\r\\n".join(lines), "the feed")
            >>> len(found.holidays.holidays), found.left_out
            (3, 0)
        """

    @staticmethod
    def from_json(text: str) -> HolidayList:
        """The same object from the text of `to_json`."""

    @staticmethod
    def from_toml(text: str) -> HolidayList:
        """Reads the written form from TOML."""

    @property
    def holidays(self, /) -> list[NamedDay]:
        """Days off, in order."""

    @property
    def known(self, /) -> tuple[date, date] | None:
        """First and last of the days for which the list is complete."""

    @property
    def source(self, /) -> str:
        """Who decided these days, and where it is written."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def workdays(self, /) -> list[NamedDay]:
        """Days on which people work although the week says otherwise, in order."""

@final
class IcalendarImport:
    """Holidays read from iCalendar text, and what was left out."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    @property
    def holidays(self, /) -> HolidayList:
        """Holidays and make-up workdays."""

    @property
    def left_out(self, /) -> int:
        """Events that are marked neither as holidays nor as workdays, are cancelled, or lie outside."""

@final
class ImportancePerformanceItem:
    """One item of an importance–performance analysis."""

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
    def conformity(self, /) -> float | None:
        """Σ performance / Σ importance; `None` where the scale is not above zero."""

    @staticmethod
    def from_json(text: str) -> ImportancePerformanceItem:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the item."""

    @property
    def importance(self, /) -> Measure:
        """Mean importance."""

    @property
    def iso_rating_gap(self, /) -> Measure:
        """Importance − performance: above zero importance is ahead."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def performance(self, /) -> Measure:
        """Mean performance."""

    @property
    def quadrant(self, /) -> Quadrant | None:
        """Where it lies; `None` without answers."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ImportancePerformanceReport:
    """What an importance–performance analysis says."""

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
    def crosshair(self, /) -> dict[str, Any]:
        """The rule by which the lines were drawn."""

    @staticmethod
    def from_json(text: str) -> ImportancePerformanceReport:
        """The same object from the text of `to_json`."""

    @property
    def importance_line(self, /) -> float:
        """Line between high and low importance."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def items(self, /) -> Table[ImportancePerformanceItem]:
        """One row for each item."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def performance_line(self, /) -> float:
        """Line between high and low performance."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ImportancePerformanceTally:
    """An importance–performance analysis while it is measured: observe, merge, finish.

    Integer sums only: the same bits for every cut, order and merge. Reverse-scored items are
    turned in performance; importance is never reversed.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> ImportancePerformanceTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> ImportancePerformanceReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ImportancePerformanceTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: ImportancePerformanceTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, importance: Side, performance: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
        `Instrument` that measures one batch.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

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

    def antecedent_tally(self, /, *, missing: MissingRule='raise', level: float=0.95) -> AntecedentTally:
        """An empty tally of antecedents; the arguments are those of `antecedents`."""

    def antecedents(self, /, *, answers: Side, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> AntecedentReport:
        """Scores of the antecedents of gaps 1 to 4, of a questionnaire whose dimensions have their ids.

        Managers answer for gaps 1 and 2, contact staff for gaps 3 and 4 (Zeithaml, Berry and
        Parasuraman 1988): one call for each questionnaire. `adverse` says how far the score lies
        towards the end of the scale that widens the gap.

        Parameters
        ----------
        answers : dataframe or mapping
            A column for each item, by its id; a mapping may also give names of columns in `data`.
        data : dataframe or mapping, optional
            Where such names are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        UnknownIdError
            For a dimension that is no antecedent; see `servqual.gap_antecedents`.
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> staff = sq.Instrument({
            ...     "id": "staff", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "role_ambiguity"}],
            ...     "items": [
            ...         {"id": "q1", "dimension": "role_ambiguity"},
            ...         {"id": "q2", "dimension": "role_ambiguity", "reversed": True},
            ...     ],
            ... })
            >>> report = staff.antecedents(answers={"q1": [6, 5, 7, 6], "q2": [2, 3, 1, 2]})
            >>> report.antecedents[0].gap, round(report.antecedents[0].adverse.estimate, 3)
            ('delivery', 0.833)
        """

    def belief_gap(self, /, gap: BeliefGap, *, customers: Side | None=None, employees: Side | None=None, managers: Side | None=None, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> BeliefGapReport:
        """Gap 1, 6 or 7: the expectations of one side against what another side believes them to be.

        Gap 1 (`knowledge`) holds customers against managers, gap 6 (`employee_perception`) customers
        against employees, gap 7 (`management_perception`) employees against managers. Two independent
        samples; reference − belief with Welch's interval and test, above zero where the believer
        underestimates.

        Parameters
        ----------
        gap : {"knowledge", "employee_perception", "management_perception"}
            Which gap.
        customers, employees, managers : dataframe or mapping, optional
            The answers of the two sides of the gap: a column for each item, by its id; a mapping may
            also give names of columns in `data`. The sides may differ in length.
        data : dataframe or mapping, optional
            Where such names are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        WrongObservationsError
            For a side that has no part in the gap.
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}],
            ... })
            >>> report = desk.belief_gap("knowledge", customers={"q1": [7, 6, 7, 6]}, managers={"q1": [5, 6, 4]})
            >>> report.items[0].gap.estimate
            1.5
        """

    def belief_gap_tally(self, /, gap: BeliefGap, *, missing: MissingRule='raise', level: float=0.95) -> BeliefGapTally:
        """An empty tally of gap 1, 6 or 7; the arguments are those of `belief_gap`."""

    def bootstrap_quadrants(self, /, *, importance: Side, performance: Side, crosshair: CrosshairRule | tuple[float, float] | None=None, data: Frame | None=None, missing: MissingRule='raise', replicates: int=2000, seed: int=0, level: float=0.95, threads: int=1, progress: Callable[[int, int], object] | None=None) -> QuadrantBootstrap:
        """How sure the quadrants are: resamples respondents and places every item anew, the crosshair
        by its rule.

        Parameters
        ----------
        importance, performance, crosshair, data, missing
            As in `importance_performance`.
        replicates : int
            How many resamples, at least 40.
        seed : int
            The same seed gives the same shares, on every machine.
        level : float
            Share of replicates that decides a quadrant; where none reaches it the item is undecided.
        threads : int
            Threads to share the work; changes no bit of the result.
        progress : callable, optional
            Hears how many replicates are done, of how many. What it raises stops the work, as Ctrl+C does.

        Raises
        ------
        QualityError
            As in `importance_performance`, and `InvalidParameterError` below 40 replicates.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "all"}],
            ...     "items": [{"id": "q1", "dimension": "all"}, {"id": "q2", "dimension": "all"}],
            ... })
            >>> found = desk.bootstrap_quadrants(
            ...     importance={"q1": [7, 7, 6], "q2": [3, 4, 4]}, performance={"q1": [3, 4, 2], "q2": [6, 6, 5]},
            ...     replicates=200,
            ... )
            >>> [item.decided for item in found.items]
            ['concentrate_here', 'possible_overkill']
        """

    def difference_reliability(self, /, *, expectation: Side, perception: Side, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> DifferenceReliabilityReport:
        """Reliability of expectation, perception and their difference, over the same respondents.

        The difference of two correlated scores is often less reliable than either: look at
        `difference_reliability` before gaps are ranked.

        Parameters
        ----------
        expectation, perception : dataframe or mapping
            As in `servqual`; so are `data` and `missing`.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        QualityError
            The subclass for its cause; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}, {"id": "q2", "dimension": "speed"}],
            ... })
            >>> report = desk.difference_reliability(
            ...     expectation={"q1": [7, 6, 7, 5], "q2": [7, 6, 6, 5]},
            ...     perception={"q1": [5, 6, 4, 2], "q2": [5, 6, 3, 3]},
            ... )
            >>> round(report.dimensions[0].difference_reliability, 3)
            0.867
        """

    def difference_reliability_tally(self, /, *, missing: MissingRule='raise', level: float=0.95) -> DifferenceReliabilityTally:
        """An empty tally of the reliability of differences; the arguments are those of
        `difference_reliability`.
        """

    @property
    def dimensions(self, /) -> list[Dimension]:
        """Dimensions, in the order of reports."""

    def expectation_ceiling(self, /, *, expectation: Side, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> ExpectationCeilingReport:
        """How many expectations are at the top of the scale, where gaps say little more than perceptions.

        Parameters
        ----------
        expectation : dataframe or mapping
            A column for each item, by its id; a mapping may also give names of columns in `data`.
        data : dataframe or mapping, optional
            Where such names are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}, {"id": "q2", "dimension": "speed"}],
            ... })
            >>> report = desk.expectation_ceiling(expectation={"q1": [7, 6, 7, 7], "q2": [7, 7, 5, 7]})
            >>> report.items[0].at_top.estimate, report.overall.throughout.estimate
            (0.75, 0.5)
        """

    def expectation_ceiling_tally(self, /, *, missing: MissingRule='raise', level: float=0.95) -> ExpectationCeilingTally:
        """An empty tally of the ceiling; the arguments are those of `expectation_ceiling`."""

    def flag_respondents(self, /, *, expectation: Side | None=None, perception: Side | None=None, minimum: Side | None=None, respondent: Column | None=None, data: Frame | None=None, least_answers: int=5, least_percent_of_dimension: int=50) -> QualityReport:
        """Flags respondents who may not have answered with care.

        Straight-lining, expectation equal to perception throughout, too few items answered in a
        dimension, a minimum above the desired level. Flags are only counted; to leave respondents out,
        take the rows that `kept` names. Answers are looked at as given, before reverse-scored items
        are turned.

        Parameters
        ----------
        expectation, perception, minimum : dataframe or mapping, optional
            The ratings that were asked, as in `servqual`; the desired level of a zone of tolerance is
            the expectation.
        respondent : column, optional
            Who answered: rows of somebody who stands there before are flagged.
        data : dataframe or mapping, optional
            Where names of columns are looked up.
        least_answers : int
            Answers without which nobody is called a straight-liner.
        least_percent_of_dimension : int
            Items of each dimension that must be answered in every rating, in percent.

        Raises
        ------
        QualityError
            The subclass for its cause; names the column.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}, {"id": "q2", "dimension": "speed"}],
            ... })
            >>> report = desk.flag_respondents(perception={"q1": [4, 5], "q2": [4, 3]}, least_answers=2)
            >>> report.count("straight_lining"), report.kept(["straight_lining"])
            (1, [1])
        """

    def form_validity(self, /, *, overall: Column | str, overall_scale: tuple[int, int], expectation: Side, perception: Side, importance: str | Mapping[str, Any] | None=None, points: Side | None=None, ratings: Side | None=None, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> FormValidityReport:
        """Which of the four forms predicts the overall rating: correlations of Pearson and of Spearman.

        Parameters
        ----------
        overall : column, or name of a column in `data`
            The rating of the service as a whole.
        overall_scale : pair of int
            Its lowest and highest point.
        expectation, perception, importance, points, ratings, data, missing
            As in `servqual_forms`.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        QualityError
            The subclass for its cause, such as a rating outside its scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}],
            ... })
            >>> report = desk.form_validity(
            ...     overall=[3, 4, 1, 5], overall_scale=(1, 5),
            ...     expectation={"q1": [7, 6, 7, 5]}, perception={"q1": [5, 6, 2, 7]},
            ... )
            >>> [form.form for form in report.forms]
            ['gap', 'performance']
        """

    def form_validity_tally(self, /, *, overall_scale: tuple[int, int], importance: str | Mapping[str, Any] | None=None, missing: MissingRule='raise', level: float=0.95) -> FormValidityTally:
        """An empty tally of validity; the arguments are those of `form_validity`."""

    @staticmethod
    def from_json(text: str) -> Instrument:
        """An instrument in JSON."""

    def gap_test_tally(self, /, *, missing: MissingRule='raise', level: float=0.95) -> GapTestTally:
        """An empty tally of the tests of gaps; the arguments are those of `gap_tests`."""

    def gap_tests(self, /, *, expectation: Side, perception: Side, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> GapTestReport:
        """Which gaps are real: for each item and dimension the paired t test, Wilcoxon's signed-rank
        test, Cohen's d_z, Hedges' g, and both p values corrected by Holm and by Benjamini and Hochberg.

        Items are one family of tests, dimensions another.

        Parameters
        ----------
        expectation, perception : dataframe or mapping
            A column for each item, by its id; a mapping may also give names of columns in `data`.
        data : dataframe or mapping, optional
            Where such names are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}],
            ... })
            >>> report = desk.gap_tests(expectation={"q1": [7, 6, 7, 5]}, perception={"q1": [5, 6, 4, 6]})
            >>> report.items[0].wilcoxon.positive_rank_sum, round(report.items[0].hedges_g, 3)
            (1.0, -0.396)
        """

    @property
    def id(self, /) -> str:
        """Stable id."""

    def importance_performance(self, /, *, importance: Side, performance: Side, crosshair: CrosshairRule | tuple[float, float] | None=None, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> ImportancePerformanceReport:
        """Importance–performance analysis: where to concentrate (Martilla and James 1977).

        Each item by its mean importance and mean performance against a crosshair: concentrate here,
        keep up, low priority, possible overkill. On the crosshair counts as high.

        Parameters
        ----------
        importance, performance : dataframe or mapping
            A column for each item, by its id; a mapping may also give names of columns in `data`.
        crosshair : {"grand_mean", "median", "scale_midpoint"} or pair of float, optional
            Where the lines cross that divide high from low: a rule (the grand mean where not given), or
            the line of importance and the line of performance.
        data : dataframe or mapping, optional
            Where names of columns are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "all"}],
            ...     "items": [{"id": "q1", "dimension": "all"}, {"id": "q2", "dimension": "all"}],
            ... })
            >>> report = desk.importance_performance(
            ...     importance={"q1": [7, 7, 6], "q2": [3, 4, 4]}, performance={"q1": [3, 4, 2], "q2": [6, 6, 5]}
            ... )
            >>> [item.quadrant for item in report.items]
            ['concentrate_here', 'possible_overkill']
        """

    def importance_performance_tally(self, /, *, crosshair: CrosshairRule | tuple[float, float] | None=None, missing: MissingRule='raise', level: float=0.95) -> ImportancePerformanceTally:
        """An empty tally of importance and performance; the arguments are those of
        `importance_performance`.
        """

    @property
    def items(self, /) -> list[Item]:
        """Items, in the order of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @staticmethod
    def preset(id: str) -> Instrument:
        """The structure of a published instrument, without the wording of its items, which is its authors'.

        Parameters
        ----------
        id : str
            `servqual_1988`, `servqual_1991`, `servperf`, `zone_of_tolerance` (LibQUAL+) or `e_s_qual`.

        Raises
        ------
        UnknownIdError
            For another id; names the nearest one.

        Examples
        --------
            >>> import servqual as sq
            >>> sq.Instrument.preset("servqual_1988")
            <Instrument servqual_1988: 22 items in 5 dimensions, 1 to 7>
        """

    def reliability(self, /, *, answers: Side, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> ReliabilityReport:
        """How consistently the items of each dimension measure the same thing: Cronbach's alpha with
        Feldt's interval, item–rest correlations, alpha if an item is deleted.

        A respondent counts in a dimension when every item of it is answered.

        Parameters
        ----------
        answers : dataframe or mapping
            One rating of each item, such as the perceptions: a column for each item, by its id; a
            mapping may also give names of columns in `data`.
        data : dataframe or mapping, optional
            Where such names are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}, {"id": "q2", "dimension": "speed"}],
            ... })
            >>> report = desk.reliability(answers={"q1": [1, 3, 5, 7], "q2": [2, 3, 5, 6]})
            >>> round(report.scales[0].alpha.estimate, 3)
            0.966
        """

    def reliability_tally(self, /, *, missing: MissingRule='raise', level: float=0.95) -> ReliabilityTally:
        """An empty tally of reliability; the arguments are those of `reliability`."""

    @property
    def scale(self, /) -> tuple[int, int]:
        """Lowest and highest point of the scale of every item."""

    def servqual(self, /, *, expectation: Side, perception: Side, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95, convention: WeightConvention='weighted_sum', not_applicable: Sequence[int]=...) -> ServqualReport:
        """Measures one batch of answers by SERVQUAL: perception − expectation of items, dimensions and
        the whole.

        Parameters
        ----------
        expectation, perception : dataframe or mapping
            A column for each item, by its id; a mapping may also give names of columns in `data`.
        data : dataframe or mapping, optional
            Where such names are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers.
        level : float
            Confidence level of the intervals.
        convention : {"weighted_sum", "weighted_sum_over_dimensions"}
            How the weighted score is formed.
        not_applicable : sequence of int
            Codes off the scale that say "not applicable", such as 0 or -99: left out and counted.

        Raises
        ------
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}, {"id": "q2", "dimension": "speed"}],
            ... })
            >>> report = desk.servqual(
            ...     expectation={"q1": [7, 6, 7], "q2": [6, 6, 7]}, perception={"q1": [5, 6, 4], "q2": [4, 5, 5]}
            ... )
            >>> report.dimensions[0].gap.estimate
            -1.6666666666666667
        """

    def servqual_form_tally(self, /, *, importance: str | Mapping[str, Any] | None=None, missing: MissingRule='raise', level: float=0.95, convention: WeightConvention='weighted_sum') -> ServqualFormTally:
        """An empty tally of the four forms; the arguments are those of `servqual_forms`."""

    def servqual_forms(self, /, *, expectation: Side, perception: Side, importance: str | Mapping[str, Any] | None=None, points: Side | None=None, ratings: Side | None=None, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95, convention: WeightConvention='weighted_sum') -> ServqualFormReport:
        """The four usual forms side by side: P − E (SERVQUAL), I · (P − E), P (SERVPERF) and I · P.

        Parameters
        ----------
        expectation, perception : dataframe or mapping
            A column for each item, by its id; a mapping may also give names of columns in `data`.
        importance : str or mapping, optional
            Where the importance I comes from: `"instrument_weights"` (where not given),
            `{"dimension_points": {"rule": "share100"}}` (or `"renormalise"`), or
            `{"item_ratings": {"scale": {"minimum": 1, "maximum": 7}}}`.
        points : dataframe or mapping, optional
            For dimension points, a column for each dimension, by its id.
        ratings : dataframe or mapping, optional
            For item ratings, a column for each item, by its id.
        data : dataframe or mapping, optional
            Where names of columns are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers and missing importance.
        level : float
            Confidence level of the intervals.
        convention : {"weighted_sum", "weighted_sum_over_dimensions"}
            How weights or points enter the overall score.

        Raises
        ------
        QualityError
            The subclass for its cause, such as points that do not share 100; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
            ...     "dimensions": [{"id": "reliability"}, {"id": "empathy"}],
            ...     "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "empathy"}],
            ... })
            >>> report = desk.servqual_forms(
            ...     expectation={"q1": [7, 6], "q2": [6, 6]}, perception={"q1": [5, 6], "q2": [6, 5]},
            ...     importance={"dimension_points": {"rule": "share100"}},
            ...     points={"reliability": [70, 60], "empathy": [30, 40]},
            ... )
            >>> round(report.overall.importance_weighted_gap.estimate, 12)
            -0.9
        """

    def servqual_table(self, /, *, expectation: Side, perception: Side, by: Column, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95, convention: WeightConvention='weighted_sum', not_applicable: Sequence[int]=...) -> ServqualTableReport:
        """SERVQUAL for each segment of a column of segments, in one pass.

        Parameters
        ----------
        expectation, perception, data, missing, level, convention, not_applicable
            As in `servqual`.
        by : column
            The segment of each respondent, such as a branch or an age group.

        Raises
        ------
        QualityError
            As in `servqual`, and `InvalidCellError` for a respondent without a segment.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}],
            ... })
            >>> report = desk.servqual_table(
            ...     expectation={"q1": [7, 6, 7]}, perception={"q1": [5, 6, 4]}, by=["online", "branch", "online"]
            ... )
            >>> [(row.segment, row.report.overall.unweighted.estimate) for row in report.segments]
            [('branch', 0.0), ('online', -2.5)]
        """

    def servqual_table_tally(self, /, *, missing: MissingRule='raise', level: float=0.95, convention: WeightConvention='weighted_sum', not_applicable: Sequence[int]=...) -> ServqualTableTally:
        """An empty table of segments, which can compare them; the arguments are those of `servqual`."""

    def servqual_tally(self, /, *, missing: MissingRule='raise', level: float=0.95, convention: WeightConvention='weighted_sum', not_applicable: Sequence[int]=...) -> ServqualTally:
        """An empty SERVQUAL tally of this instrument; the arguments are those of `servqual`."""

    def to_dict(self, /) -> dict[str, Any]:
        """The instrument as plain dictionaries and lists."""

    def to_json(self, /) -> str:
        """The instrument in JSON."""

    def weighted_gaps(self, /, *, expectation: Side, perception: Side, weight: Column, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> WeightedGapReport:
        """The gaps of a sample with survey weights, with linearised standard errors.

        Parameters
        ----------
        expectation, perception : dataframe or mapping
            A column for each item, by its id; a mapping may also give names of columns in `data`.
        weight : column
            The weight of each respondent, zero or more.
        data : dataframe or mapping, optional
            Where names of columns are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers and weights.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}],
            ... })
            >>> report = desk.weighted_gaps(expectation={"q1": [7, 6]}, perception={"q1": [5, 6]}, weight=[3, 1])
            >>> report.overall.gap.estimate
            -1.5
        """

    def weighted_gaps_tally(self, /, *, missing: MissingRule='raise', level: float=0.95) -> WeightedGapTally:
        """An empty tally of weighted gaps; the arguments are those of `weighted_gaps`."""

    def zone_of_tolerance(self, /, *, minimum: Side, desired: Side, perceived: Side, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95, violations: ViolationRule='count') -> ZoneReport:
        """Where perceived service lies between the least that is accepted and what is desired.

        For each respondent, and only then averaged: adequacy gap perceived − minimum, superiority gap
        perceived − desired, width of the zone, below, inside or above (Zeithaml, Berry and
        Parasuraman 1993).

        Parameters
        ----------
        minimum, desired, perceived : dataframe or mapping
            A column for each item, by its id; a mapping may also give names of columns in `data`.
        data : dataframe or mapping, optional
            Where such names are looked up.
        missing : {"raise", "omit", "propagate"}
            What happens to missing answers.
        level : float
            Confidence level of the intervals.
        violations : {"count", "exclude"}
            What happens to a minimum above the desired level; it is counted in either case.

        Raises
        ------
        QualityError
            The subclass for its cause, such as an answer outside the scale; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> library = sq.Instrument({
            ...     "id": "library", "scale": {"minimum": 1, "maximum": 9}, "dimensions": [{"id": "place"}],
            ...     "items": [{"id": "q1", "dimension": "place"}],
            ... })
            >>> report = library.zone_of_tolerance(
            ...     minimum={"q1": [5, 6, 4]}, desired={"q1": [8, 8, 7]}, perceived={"q1": [6, 5, 8]}
            ... )
            >>> report.items[0].state, round(report.items[0].below.estimate, 3)
            ('inside', 0.333)
        """

    def zone_of_tolerance_tally(self, /, *, missing: MissingRule='raise', level: float=0.95, violations: ViolationRule='count') -> ZoneTally:
        """An empty tally of a zone of tolerance; the arguments are those of `zone_of_tolerance`."""

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
class ItemAnalysis:
    """What one item contributes to its scale."""

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
    def alpha_if_deleted(self, /) -> float | None:
        """Alpha of the other items; `None` where fewer than two are left."""

    @staticmethod
    def from_json(text: str) -> ItemAnalysis:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the item."""

    @property
    def item_rest_correlation(self, /) -> float | None:
        """Correlation with the sum of the other items (corrected item–total correlation)."""

    @property
    def item_total_correlation(self, /) -> float | None:
        """Correlation with the sum of all items."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def mean(self, /) -> Measure:
        """Its mean over the respondents of the scale, turned where it is reverse-scored."""

    @property
    def reversed(self, /) -> bool:
        """Whether its answers were turned."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class Journey:
    """The touchpoints of a service in the customer's order: valid once it exists.

    Parameters
    ----------
    document : mapping
        `id`, `label` (`zh` and `en`) and `touchpoints`, each with `id`, `label`, `channel` and `tier`:
        `{"fixed": {"required": …}}`, `{"bounded_choice": {"options": […]}}` or `{"bespoke": {}}`.

    Examples
    --------
        >>> import servqual as sq
        >>> journey = sq.Journey({"id": "stay", "label": {"zh": "住店", "en": "Stay"}, "touchpoints": [
        ...     {"id": "check_in", "label": {"zh": "入住", "en": "Check-in"}, "channel": "counter",
        ...      "tier": {"fixed": {"required": "key"}}},
        ...     {"id": "wish", "label": {"zh": "愿望", "en": "Wish"}, "channel": "room", "tier": {"bespoke": {}}},
        ... ]})
        >>> report = journey.conformance(
        ...     touchpoint=["check_in", "check_in", "wish"], delivered=["key", "nothing", None],
        ...     outcome=[None, None, True],
        ... )
        >>> [(row.touchpoint, row.conformance.estimate) for row in report.touchpoints], report.weakest
        ([('check_in', 0.5), ('wish', 1.0)], 'check_in')
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __len__(self, /) -> int:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __new__(cls, /, document: Mapping[str, Any]) -> Journey:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def after(self, /, id: str) -> str | None:
        """The id of the touchpoint that follows; after the last comes the first."""

    def conformance(self, /, *, touchpoint: Column, delivered: Column | None=None, outcome: Column | None=None, missing: MissingRule='raise') -> JourneyReport:
        """Conformance of delivered services, a row for each.

        A fixed touchpoint conforms when exactly the required thing was delivered, a bounded choice when
        one of its options was, a bespoke one when the outcome was right.

        Parameters
        ----------
        touchpoint : column
            Id of the touchpoint.
        delivered : column
            What was delivered; needed where the tier is fixed or a bounded choice.
        outcome : column
            Whether the outcome was right; needed where the tier is bespoke.
        missing : {"raise", "omit", "propagate"}
            What happens to a row without what its tier needs.

        Raises
        ------
        UnknownIdError
            For a touchpoint that the journey has not.
        """

    @staticmethod
    def from_json(text: str) -> Journey:
        """A journey in JSON."""

    @property
    def id(self, /) -> str:
        """Stable id."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    def tally(self, /, *, missing: MissingRule='raise') -> JourneyTally:
        """An empty tally of delivered services."""

    def to_json(self, /) -> str:
        """The journey in JSON."""

    @property
    def touchpoints(self, /) -> list[dict[str, Any]]:
        """The touchpoints in order, as plain dictionaries."""

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
class JourneyTally:
    """Conformance along a journey while it is measured: observe, merge, finish.

    Costs a few counts for each touchpoint and option, whatever the number of services.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> JourneyTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> JourneyReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> JourneyTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def journey(self, /) -> Journey:
        """The journey."""

    def merge(self, /, other: JourneyTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, touchpoint: Column, delivered: Column | None=None, outcome: Column | None=None) -> None:
        """Adds delivered services, all of them or nothing; the arguments are those of
        `Journey.conformance`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class KanoCounts:
    """Answers by category."""

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
    def attractive(self, /) -> int:
        """A: delights when it is there."""

    @staticmethod
    def from_json(text: str) -> KanoCounts:
        """The same object from the text of `to_json`."""

    @property
    def indifferent(self, /) -> int:
        """I: makes no difference."""

    @property
    def must_be(self, /) -> int:
        """M: taken for granted."""

    @property
    def one_dimensional(self, /) -> int:
        """O: the more the better."""

    @property
    def questionable(self, /) -> int:
        """Q: the answers contradict each other."""

    @property
    def reverse(self, /) -> int:
        """R: unwanted."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class KanoReport:
    """What a Kano survey says."""

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
    def features(self, /) -> Table[KanoResult]:
        """One row for each feature, in their order."""

    @staticmethod
    def from_json(text: str) -> KanoReport:
        """The same object from the text of `to_json`."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class KanoResult:
    """What one feature is to the customers."""

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
    def better(self, /) -> Measure:
        """How much its presence adds to satisfaction, 0 to 1."""

    @property
    def category(self, /) -> KanoCategory:
        """The most frequent category, ties by M > O > A > I > R > Q."""

    @property
    def category_strength(self, /) -> float:
        """Share of the most frequent category minus the share of the next."""

    @property
    def continuous_category(self, /) -> KanoCategory | None:
        """Category by these means; `None` where one is negative."""

    @property
    def counts(self, /) -> KanoCounts:
        """Answers by category."""

    @property
    def dysfunctional_score(self, /) -> Measure:
        """Mean continuous score of the dysfunctional question, −2 to 4."""

    @property
    def fong(self, /) -> FongTest:
        """Fong's test of the two most frequent categories."""

    @staticmethod
    def from_json(text: str) -> KanoResult:
        """The same object from the text of `to_json`."""

    @property
    def functional_score(self, /) -> Measure:
        """Mean continuous score of the functional question, −2 to 4."""

    @property
    def id(self, /) -> str:
        """Id of the feature."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def total_strength(self, /) -> Measure:
        """Share of answers that want the feature at all."""

    @property
    def worse(self, /) -> Measure:
        """How much its absence takes from satisfaction, 0 to −1."""

@final
class KanoTally:
    """A Kano survey while it is measured: observe, merge, finish.

    Twenty-five counts for each feature, the same for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __new__(cls, /, features: Iterable[str | Mapping[str, Any]], *, missing: MissingRule='raise', level: float=0.95) -> KanoTally:
        """An empty tally; the arguments are those of `servqual.kano`."""

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> KanoTally:
        """A tally of its own with the same observations."""

    @property
    def features(self, /) -> list[str]:
        """Ids of what is asked about, in order."""

    def finish(self, /) -> KanoReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> KanoTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: KanoTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, functional: Side, dysfunctional: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of `servqual.kano`."""

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class KeyDriver:
    """How much one driver explains."""

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
    def correlation(self, /) -> float:
        """Correlation with the outcome: its sign is the direction of the driver."""

    @staticmethod
    def from_json(text: str) -> KeyDriver:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the driver."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def lmg(self, /) -> Measure:
        """LMG: its part of the outcome's variation."""

    @property
    def lmg_share(self, /) -> float | None:
        """LMG as a share of R²; `None` where R² is zero."""

    @property
    def lmg_standard_error(self, /) -> float | None:
        """Standard error of a sampled LMG."""

    @property
    def rank(self, /) -> int:
        """Rank by LMG, 1 the strongest."""

    @property
    def relative_weight(self, /) -> Measure:
        """Johnson's relative weight: its part of the outcome's variation."""

    @property
    def relative_weight_share(self, /) -> float | None:
        """Relative weight as a share of R²; `None` where R² is zero."""

    @property
    def standardized_weight(self, /) -> float:
        """Standardised regression weight, all drivers held together; not for ranking."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class KeyDriverBootstrap:
    """Key drivers with bootstrap intervals."""

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
    def failed(self, /) -> int:
        """Replicates that could not."""

    @staticmethod
    def from_json(text: str) -> KeyDriverBootstrap:
        """The same object from the text of `to_json`."""

    @property
    def intervals(self, /) -> Table[DriverInterval]:
        """One row for each driver, in their order."""

    @property
    def replicates(self, /) -> int:
        """Replicates that could be evaluated; in the others a driver did not vary."""

    @property
    def report(self, /) -> KeyDriverReport:
        """The drivers of the data."""

    @property
    def seed(self, /) -> int:
        """Seed."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class KeyDriverReport:
    """What drives the outcome."""

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
    def adjusted_r_squared(self, /) -> float | None:
        """R² corrected for the number of drivers, where it can be."""

    @property
    def drivers(self, /) -> Table[KeyDriver]:
        """One row for each driver, in their order."""

    @staticmethod
    def from_json(text: str) -> KeyDriverReport:
        """The same object from the text of `to_json`."""

    @property
    def label(self, /) -> Label:
        """Name of the outcome."""

    @property
    def method(self, /) -> dict[str, Any] | str:
        """How LMG was computed: `exact`, or `sampled` with orders and seed."""

    @property
    def outcome(self, /) -> Outcome:
        """Id of the outcome."""

    @property
    def r_squared(self, /) -> Measure:
        """R² of all drivers together."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class KeyDriverTally:
    """Key drivers while they are measured: observe, merge, finish.

    Integer sums and products only: the same bits for every cut, order and merge.

    Examples
    --------
        >>> import servqual as sq
        >>> scale = {"minimum": 1, "maximum": 7}
        >>> tally = sq.KeyDriverTally(
        ...     {"id": "overall", "scale": scale}, [{"id": "staff", "scale": scale}, {"id": "speed", "scale": scale}]
        ... )
        >>> tally.observe(
        ...     outcome=[7, 5, 3, 6, 2, 4], drivers={"staff": [7, 5, 2, 6, 2, 5], "speed": [5, 6, 3, 4, 4, 5]}
        ... )
        >>> tally.finish().drivers[0].rank
        1
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __new__(cls, /, outcome: Mapping[str, Any], drivers: Iterable[Mapping[str, Any]], *, missing: MissingRule='raise', orders: int=10000, seed: int=0) -> KeyDriverTally:
        """An empty tally; outcome and drivers are mappings with `id`, `scale` and perhaps `label`."""

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> KeyDriverTally:
        """A tally of its own with the same observations."""

    @property
    def drivers(self, /) -> list[str]:
        """Ids of the drivers, in order."""

    def finish(self, /) -> KeyDriverReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> KeyDriverTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: KeyDriverTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, outcome: Column | str, drivers: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of
        `servqual.key_drivers`.
        """

    @property
    def outcome(self, /) -> Outcome:
        """Id of the outcome."""

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

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

    def _addresses(self, /, values: Column | None=None, *, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Iterable[ClockEvent] | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None, service: Column | None=None, duration: Column | None=None, ended: Column | None=None, answers: Side | None=None) -> list[list[int]]:
        """Where the memory lies that the core reads: for tests that nothing was copied."""

    @staticmethod
    def _define(document: Mapping[str, Any], missing: MissingRule | None=None, level: float | None=None, interval: IntervalChoice | None=None) -> KpiDefinition:
        """A definition from its document; see `servqual.kpi.define`."""

    @property
    def clock(self, /) -> dict[str, Any] | str:
        """The clock that measures durations, as the document of a definition writes it."""

    def clustered_tally(self, /, *, weighting: Weighting='equal') -> ClusteredTally:
        """An empty tally over clusters; `weighting` says whether rows have weights: `equal` or `weighted`."""

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
    def interval(self, /) -> IntervalChoice | None:
        """How the interval is computed, such as `jeffreys`; `None` for the usual one of the statistic."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def level(self, /) -> float:
        """Confidence level of the interval."""

    def measure(self, /, values: Column | None=None, *, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Iterable[ClockEvent] | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None, service: Column | None=None, duration: Column | None=None, ended: Column | None=None, answers: Side | None=None) -> Measure:
        """Measures one batch.

        Ratings, durations in seconds and outcomes are the first argument; durations may also come
        as `start` and `end`, contacts as `customer`, `at` and perhaps `observed_until`, counts as
        `events` and `base`, calls as `wait` and `answered`, amounts as `numerator` and
        `denominator`, cases as `start`, `end` and perhaps `service` (whose calendar counts) and
        `observed_until`, lifetimes as `duration` and `ended`, and the answers of an index as a dataframe or
        mapping with a column for each component. Columns may be lists, NumPy arrays, series and arrays of pandas, Polars and
        PyArrow, and one-column results of DuckDB.
        """

    def measure_clustered(self, /, values: Column, *, clusters: Column | None=None, weights: Column | None=None) -> ClusteredMeasure:
        """The indicator over rows that have weights, belong to clusters, or both.

        R = sum of weight times value / sum of weights, with a standard error that is linearised over
        clusters: several contacts of one customer are not independent.

        Parameters
        ----------
        values : column
            Ratings, outcomes or durations, as in `measure`.
        clusters : column, optional
            To whom each row belongs; without it each row stands for itself.
        weights : column, optional
            The weight of each row, zero or more.

        Raises
        ------
        InvalidParameterError
            Where the definition is no share, mean or net score of one value a row.
        QualityError
            The subclass for its cause; names column and row.

        Examples
        --------
            >>> import servqual as sq
            >>> solved = sq.kpi.resolution_rate()
            >>> result = solved.measure_clustered([True, True, False, False], clusters=["a", "a", "b", "c"])
            >>> result.measure.estimate, result.clusters
            (0.5, 3)
        """

    @property
    def missing(self, /) -> MissingRule:
        """The missing rule: `raise`, `omit` or `propagate`."""

    def survival_curve(self, /, values: Column | None=None, *, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Iterable[ClockEvent] | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None, service: Column | None=None, duration: Column | None=None, ended: Column | None=None, answers: Side | None=None) -> SurvivalCurve | None:
        """The survival curve of an indicator of survival; the arguments are those of `measure`.

        Examples
        --------
            >>> import servqual as sq
            >>> kept = sq.kpi.retention_by_survival(at_days=2)
            >>> curve = kept.survival_curve(duration=[86400, 172800, 259200], ended=[True, False, True])
            >>> [(step.seconds, step.at_risk, round(step.share, 3)) for step in curve.steps]
            [(86400.0, 3, 0.667), (172800.0, 2, 0.667), (259200.0, 1, 0.0)]
        """

    def table(self, /, values: Column | None=None, *, by: Column, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Iterable[ClockEvent] | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None, service: Column | None=None, duration: Column | None=None, ended: Column | None=None, answers: Side | None=None) -> Table[Group]:
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

    def with_clock(self, /, clock: str | Mapping[str, Any]) -> KpiDefinition:
        """Durations by another clock: `"calendar"`, or business hours as the document of a definition
        writes them. Calendars may stand in it as `BusinessCalendar`.

        Examples
        --------
            >>> import servqual as sq
            >>> week = dict.fromkeys(["monday", "tuesday", "wednesday", "thursday", "friday"], ["09:00-17:00"])
            >>> desk = sq.time.BusinessCalendar({"id": "desk", "time_zone": "Asia/Shanghai", "week": week})
            >>> clock = {"business": {"hours": {"calendars": [desk], "otherwise": "desk"}}}
            >>> first = sq.kpi.first_response_time(statistic="mean").with_clock(clock)
            >>> first.measure(start=["2026-01-09T16:30:00+08:00"], end=["2026-01-12T09:30:00+08:00"]).estimate
            3600.0
        """

    def with_interval(self, /, interval: IntervalChoice) -> KpiDefinition:
        """The same with another interval: another definition, as its hash says.

        Examples
        --------
            >>> import servqual as sq
            >>> exact = sq.kpi.resolution_rate().with_interval("clopper_pearson")
            >>> exact.measure([True, True, False]).interval.method
            'clopper_pearson'
        """

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

    def observe(self, /, values: Column | None=None, *, by: Column, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Iterable[ClockEvent] | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None, service: Column | None=None, duration: Column | None=None, ended: Column | None=None, answers: Side | None=None) -> None:
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

    def observe(self, /, values: Column | None=None, *, start: Column | None=None, end: Column | None=None, customer: Column | None=None, at: Column | None=None, observed_until: datetime | str | None=None, events: Iterable[ClockEvent] | None=None, base: Column | None=None, wait: Column | None=None, answered: Column | None=None, numerator: Column | None=None, denominator: Column | None=None, service: Column | None=None, duration: Column | None=None, ended: Column | None=None, answers: Side | None=None) -> None:
        """Adds a chunk of observations, all of it or nothing; the arguments are those of
        `KpiDefinition.measure`.
        """

    def survival_change_since(self, /, earlier: KpiTally) -> SurvivalComparison:
        """How long things last here against an earlier or another group of the same definition:
        the difference at the time of the definition, and the log-rank test of the whole curves.

        Raises
        ------
        DefinitionMismatchError
            Where both do not mean the same.
        WrongObservationsError
            Where the indicator is not one of survival.

        Examples
        --------
            >>> import servqual as sq
            >>> def stayed(days):
            ...     tally = sq.kpi.retention_by_survival(at_days=30).tally()
            ...     tally.observe(duration=[day * 86400.0 for day in days], ended=[True, True, False, True])
            ...     return tally
            >>> comparison = stayed([10, 50, 60, 70]).survival_change_since(stayed([10, 20, 30, 40]))
            >>> comparison.difference, comparison.censored_first
            (0.25, 1)
        """

    def survival_curve(self, /) -> SurvivalCurve | None:
        """The survival curve so far; `None` for indicators that have none."""

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
class Leg:
    """A part of a duration in which the clock ran under one calendar, and what of it was counted."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def calendar(self, /) -> str:
        """Id of the calendar."""

    @property
    def end(self, /) -> datetime:
        """When it stopped, paused or changed to another calendar, in UTC."""

    @staticmethod
    def from_json(text: str) -> Leg:
        """The same object from the text of `to_json`."""

    @property
    def start(self, /) -> datetime:
        """When the clock began to run under it, in UTC."""

    @property
    def stretches(self, /) -> list[Stretch]:
        """What counts as business time, in order."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class MappedStandard:
    """A standard that is meant to hold a need."""

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
    def defect(self, /) -> dict[str, Any] | None:
        """Why it is not measurable, by the name of the defect; `None` where it is."""

    @staticmethod
    def from_json(text: str) -> MappedStandard:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the standard."""

    @property
    def level(self, /) -> Shortfall | None:
        """How far its level stays behind what is expected; `None` where nothing is expected in its unit."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

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

    @property
    def censored(self, /) -> int | None:
        """How many of them had not ended when they were last seen; `None` where nothing can be open."""

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

    def sequential_change_since(self, /, earlier: Measure, *, mixture: float) -> SequentialComparison:
        """How this measure differs from an earlier one while data still come in: valid however often
        somebody looks (Robbins 1970; Johari, Koomen, Pekelis and Walsh 2022).

        Parameters
        ----------
        earlier : Measure
            A measure of the same definition, such as of the other group.
        mixture : float
            The size of a difference worth finding, in the unit of the difference, chosen before the
            first look.

        Raises
        ------
        DefinitionMismatchError
            Where both do not mean the same.
        InvalidParameterError
            For a mixture that is not positive.

        Examples
        --------
            >>> import servqual as sq
            >>> solved = lambda yes: sq.kpi.resolution_rate().measure([True] * yes + [False] * (400 - yes))
            >>> look = solved(272).sequential_change_since(solved(240), mixture=0.05)
            >>> look.p_value > 0.05 > solved(272).change_since(solved(240)).p_value
            True
        """

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
class NamedDay:
    """A day with a name."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def date(self, /) -> date:
        """The day."""

    @staticmethod
    def from_json(text: str) -> NamedDay:
        """The same object from the text of `to_json`."""

    @property
    def name(self, /) -> str:
        """What it is called; may be empty."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class PlacedPoint:
    """A point with its quadrant."""

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
    def from_json(text: str) -> PlacedPoint:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the item."""

    @property
    def importance_line(self, /) -> float:
        """Line between high and low importance."""

    @property
    def performance_line(self, /) -> float:
        """Line between high and low performance."""

    @property
    def quadrant(self, /) -> Quadrant:
        """Where it lies."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class Progress:
    """How far along the way from the baseline to the target: 0 at the baseline, 1 at the target."""

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
    def estimate(self, /) -> float:
        """The part of the way."""

    @staticmethod
    def from_json(text: str) -> Progress:
        """The same object from the text of `to_json`."""

    @property
    def lower(self, /) -> float | None:
        """Lower end of its interval."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def upper(self, /) -> float | None:
        """Upper end of its interval."""

@final
class PromiseGap:
    """Gap 4 of one promise."""

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
    def channel(self, /) -> str:
        """Id of the channel."""

    @property
    def feasibility(self, /) -> Feasibility | None:
        """What the look before publishing found; `None` where nobody looked."""

    @staticmethod
    def from_json(text: str) -> PromiseGap:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the promise."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def over_promise(self, /) -> Shortfall | None:
        """How far what was delivered stays behind the promise; `None` where nothing was measured."""

    @property
    def over_promise_ratio(self, /) -> Measure | None:
        """Above 1 more was promised than delivered; `None` for units without a zero, and where nothing
        was delivered.
        """

    @property
    def published(self, /) -> str:
        """The day on which it was published, as YYYY-MM-DD."""

    @property
    def subject(self, /) -> dict[str, Any]:
        """What it is about, as the register writes it."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class PromiseKeeping:
    """How one promise was kept."""

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
    def channel(self, /) -> str:
        """Id of the channel."""

    @property
    def cohens_d_z(self, /) -> float | None:
        """Mean over-promise / its standard deviation."""

    @staticmethod
    def from_json(text: str) -> PromiseKeeping:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the promise."""

    @property
    def kept(self, /) -> Measure:
        """Share of the rows in which at least as much was delivered (at most as much where less is
        promised), with Wilson's interval.
        """

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def over_promise(self, /) -> Measure:
        """Mean of promised - delivered (delivered - promised where less is promised)."""

    @property
    def over_promise_ratio(self, /) -> Measure | None:
        """Sum promised / sum delivered (or the other way round), with the interval of a ratio estimate."""

    @property
    def p_value(self, /) -> float | None:
        """Two-sided p value of the t test that nothing was over-promised."""

    @property
    def severity(self, /) -> Measure | None:
        """Mean over-promise of the rows as a share of what is possible, none below zero."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class PromiseKeepingReport:
    """How promises were kept."""

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
    def from_json(text: str) -> PromiseKeepingReport:
        """The same object from the text of `to_json`."""

    @property
    def kept(self, /) -> Measure:
        """Share kept of all rows."""

    @property
    def promises(self, /) -> Table[PromiseKeeping]:
        """One row for each promise of the register."""

    @property
    def severity(self, /) -> Measure:
        """Mean severity of the promises."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class PromiseKeepingTally:
    """Single promises while they are counted: observe, merge, finish.

    Exact sums: the same bits for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> PromiseKeepingTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> PromiseKeepingReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> PromiseKeepingTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: PromiseKeepingTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, promise: Column, promised: Column, delivered: Column) -> None:
        """Adds single promises, all of them or nothing; the arguments are those of
        `PromiseRegister.promise_keeping`.
        """

    @property
    def register(self, /) -> PromiseRegister:
        """What was promised."""

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class PromiseRegister:
    """The promises of a service: valid once it exists.

    Parameters
    ----------
    promises : iterable of mappings
        Each with `id`, `channel`, `subject` (`{"indicator": {"id": …}}` or `{"standard": {"id": …}}`),
        `target` (a `Target`, or `bound`, `value` and `unit`), `published`, and where known `label` and
        `feasibility` (`checked_on`, and `found`: `feasible` or `not_feasible`).

    Examples
    --------
        >>> import servqual as sq
        >>> register = sq.PromiseRegister([{
        ...     "id": "solved", "channel": "website", "subject": {"indicator": {"id": "resolution_rate"}},
        ...     "target": sq.Target.at_least(0.9, "share"), "published": "2026-01-15",
        ... }])
        >>> solved = sq.kpi.resolution_rate().measure([True] * 60 + [False] * 40)
        >>> report = register.communication_gap({"solved": solved})
        >>> report.broken, report.unchecked, report.promises[0].over_promise_ratio.estimate
        (1, ['solved'], 1.5)
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __len__(self, /) -> int:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __new__(cls, /, promises: Iterable[Mapping[str, Any]]) -> PromiseRegister:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def communication_gap(self, /, delivered: Mapping[str, Measure], *, enumeration: Enumeration='census', level: float=0.95) -> CommunicationGapReport:
        """Gap 4 of the register: each promise against the measure of what was delivered.

        Over-promise: promised - delivered where more was promised, delivered - promised where less was.
        A promise of which nothing was measured is counted and left out.

        Parameters
        ----------
        delivered : mapping
            The `Measure` of what was delivered, by the id of the promise.
        enumeration : {"census", "sample"}
            Whether these are all promises, or a sample of them.
        level : float
            Confidence level of what is counted in a sample.

        Raises
        ------
        UnknownIdError
            For a promise that the register has not.
        QualityError
            The subclass for its cause, such as a measure of another indicator than was promised.
        """

    @staticmethod
    def from_json(text: str) -> PromiseRegister:
        """A register in JSON."""

    def promise_keeping(self, /, *, promise: Column, promised: Column, delivered: Column, missing: MissingRule='raise', level: float=0.95) -> PromiseKeepingReport:
        """Gap 4 of single promises, a row for each: what this customer was promised and what they got.

        A row is kept where at least as much was delivered (at most as much where less is promised).

        Parameters
        ----------
        promise : column
            Id of the promise in the register.
        promised, delivered : column
            Both in the unit of the promise; durations may be durations.
        missing : {"raise", "omit", "propagate"}
            What happens to a row without one of them.
        level : float
            Confidence level of the intervals.

        Raises
        ------
        QualityError
            The subclass for its cause, such as a promise that the register has not.

        Examples
        --------
            >>> import servqual as sq
            >>> register = sq.PromiseRegister([{
            ...     "id": "arrival", "channel": "app", "subject": {"standard": {"id": "delivery_time"}},
            ...     "target": sq.Target.at_most(3600, "second"), "published": "2026-01-15",
            ... }])
            >>> report = register.promise_keeping(
            ...     promise=["arrival"] * 4, promised=[1800, 2400, 1800, 3600], delivered=[1700, 3000, 1800, 4000],
            ... )
            >>> report.promises[0].kept.estimate, report.promises[0].over_promise.estimate
            (0.5, 225.0)
        """

    def promise_keeping_tally(self, /, *, missing: MissingRule='raise', level: float=0.95) -> PromiseKeepingTally:
        """An empty tally of single promises; the arguments are those of `promise_keeping`."""

    @property
    def promises(self, /) -> list[dict[str, Any]]:
        """The promises as plain dictionaries."""

    def to_json(self, /) -> str:
        """The register in JSON."""

@final
class QuadrantBootstrap:
    """An importance–performance analysis with the certainty of its quadrants."""

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
    def from_json(text: str) -> QuadrantBootstrap:
        """The same object from the text of `to_json`."""

    @property
    def items(self, /) -> Table[QuadrantShares]:
        """One row for each item."""

    @property
    def level(self, /) -> float:
        """Share of replicates that decides a quadrant."""

    @property
    def replicates(self, /) -> int:
        """Replicates."""

    @property
    def report(self, /) -> ImportancePerformanceReport:
        """The analysis of the data."""

    @property
    def seed(self, /) -> int:
        """Seed."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class QuadrantShares:
    """How often one item fell into each quadrant."""

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
    def concentrate_here(self, /) -> float:
        """Share of replicates with high importance and low performance."""

    @property
    def decided(self, /) -> Quadrant | None:
        """The quadrant whose share reaches the level; `None` where the item is undecided."""

    @staticmethod
    def from_json(text: str) -> QuadrantShares:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the item."""

    @property
    def keep_up(self, /) -> float:
        """Share of replicates with high importance and high performance."""

    @property
    def low_priority(self, /) -> float:
        """Share of replicates with low importance and low performance."""

    @property
    def possible_overkill(self, /) -> float:
        """Share of replicates with low importance and high performance."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class QualityReport:
    """The flags of a survey."""

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

    def count(self, /, flag: QualityFlag) -> int:
        """How many respondents have a flag."""

    @property
    def counts(self, /) -> Table[FlagCount]:
        """How often each flag was raised; one respondent can have several."""

    @property
    def flagged(self, /) -> Table[FlaggedRespondent]:
        """Everyone with a flag, in the order of the rows."""

    @staticmethod
    def from_json(text: str) -> QualityReport:
        """The same object from the text of `to_json`."""

    def kept(self, /, flags: Sequence[QualityFlag]) -> list[int]:
        """The rows of the respondents who have none of the flags."""

    @property
    def longest_run(self, /) -> list[int]:
        """For each row the longest run of equal answers in one rating, in the order of the items."""

    @property
    def respondents(self, /) -> int:
        """Respondents seen."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ReliabilityReport:
    """The reliability of every dimension of an instrument."""

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
    def from_json(text: str) -> ReliabilityReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    @property
    def scales(self, /) -> Table[ScaleReliability]:
        """One row for each dimension, in the order of the instrument."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ReliabilityTally:
    """The reliability of one rating of each item while it is measured: observe, merge, finish.

    Integer sums and products only: the same bits for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> ReliabilityTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> ReliabilityReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ReliabilityTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: ReliabilityTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, answers: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
        `Instrument` that measures one batch.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class RemedyFinding:
    """A remedy with the evidence that asks for it."""

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
    def evidence(self, /) -> list[str]:
        """Ids of the evidence of the gap that is not closed, the most severe first."""

    @staticmethod
    def from_json(text: str) -> RemedyFinding:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the remedy."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def members(self, /) -> list[Label]:
        """The members that the user named."""

    @property
    def open_members(self, /) -> int | None:
        """How many members the source counts that neither it nor the user names."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class RepeatReport:
    """First contact resolution by every window, and how far identities carry."""

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
    def from_json(text: str) -> RepeatReport:
        """The same object from the text of `to_json`."""

    @property
    def identity_coverage(self, /) -> Measure:
        """The share of contacts whose customer is known: where it is low, resolution is said too high."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def windows(self, /) -> Table[RepeatWindow]:
        """One row for each window that has mature contacts, from the shortest."""

@final
class RepeatTally:
    """A log of contacts while repeat windows are measured: observe, merge, finish."""

    def __eq__(self, other: object, /) -> bool:
        ...

    def __new__(cls, /, *, longest_window_days: int=30, missing: MissingRule='raise') -> RepeatTally:
        """An empty tally; the arguments are those of `repeat_windows`."""

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> RepeatTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> RepeatReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> RepeatTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: RepeatTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, customer: Column, at: Column, resolvable: Column | None=None, reopened: Column | None=None, observed_until: datetime | str | None=None) -> None:
        """Adds a chunk of contacts, all of it or nothing; the arguments are those of `repeat_windows`."""

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class RepeatWindow:
    """First contact resolution by one window."""

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
    def days(self, /) -> int:
        """The window in days."""

    @staticmethod
    def from_json(text: str) -> RepeatWindow:
        """The same object from the text of `to_json`."""

    @property
    def gross(self, /) -> Measure:
        """Over all mature contacts."""

    @property
    def net(self, /) -> Measure:
        """Over those that the first level could resolve; the others are counted as `flagged`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ReplyRules:
    """The rules by which messages become waits: they change the number, and stand in its definition.

    Parameters
    ----------
    bot, unassigned : {"ignored", "counts"}
        Whether replies of machines, or of people to whom the case is not assigned, end a wait.
    reopened : {"new_wait", "ignored"}
        What happens to a case that is opened again.
    waits : {"first", "every"}
        Which waits of a case are measured.

    Examples
    --------
        >>> import servqual as sq
        >>> rules = sq.ReplyRules()
        >>> found = rules.spans(
        ...     case=[1, 1, 1], at=["2026-03-01T09:00:00Z", "2026-03-01T09:01:00Z", "2026-03-01T09:09:00Z"],
        ...     kind=["customer", "bot", "agent"],
        ... )
        >>> rules.declare(sq.kpi.first_response_time()).measure(start=found.start, end=found.end).estimate
        540.0
        >>> found.ignored_replies
        1
    """

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __new__(cls, /, *, bot: ReplyRule='ignored', unassigned: ReplyRule='ignored', reopened: ReopenRule='new_wait', waits: ReplyWaits='first') -> ReplyRules:
        ...

    def __repr__(self, /) -> str:
        ...

    def declare(self, /, definition: KpiDefinition) -> KpiDefinition:
        """The definition with the rules in its parameters and its hash."""

    def spans(self, /, case: Column, at: Column, kind: Column) -> ReplySpans:
        """The waits of a log of messages, case after case.

        Parameters
        ----------
        case, at : column
            The case of each message, and when it was written. A chunk must hold whole cases.
        kind : column
            `customer`, `agent`, `unassigned_agent`, `bot` or `reopened`.

        Raises
        ------
        QualityError
            The subclass for its cause, such as a message without a case.
        """

    def to_dict(self, /) -> dict[str, Any]:
        """The rules as plain dictionaries."""

@final
class ReplySpans:
    """Waits as spans: columns for `start` and `end` of an indicator of durations."""

    def __repr__(self, /) -> str:
        ...

    @property
    def end(self, /) -> Values[datetime]:
        """When it ended; `None` where nobody has replied."""

    @property
    def ignored_replies(self, /) -> int:
        """Replies that the rules ignored while a customer waited."""

    @property
    def start(self, /) -> Values[datetime]:
        """When each wait began."""

@final
class ReturnOnQuality:
    """Return on quality: what an improvement is worth today."""

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
    def break_even_change(self, /) -> float | None:
        """The gain in retention a period at which it just pays; `None` where no gain up to 1 does."""

    @staticmethod
    def from_json(text: str) -> ReturnOnQuality:
        """The same object from the text of `to_json`."""

    @property
    def net_present_value(self, /) -> Measure:
        """Present value of what it brings less that of what it costs."""

    @property
    def return_on_quality(self, /) -> Measure:
        """Net present value over the present value of what it costs."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ScaleReliability:
    """How reliable one scale is."""

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
    def alpha(self, /) -> Measure:
        """Cronbach's alpha from covariances, with Feldt's interval."""

    @staticmethod
    def from_json(text: str) -> ScaleReliability:
        """The same object from the text of `to_json`."""

    @property
    def guttman_lambda_2(self, /) -> float | None:
        """Guttman's λ₂, never below alpha."""

    @property
    def id(self, /) -> str:
        """Id of the dimension."""

    @property
    def items(self, /) -> Table[ItemAnalysis]:
        """One row for each item."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def mean_inter_item_correlation(self, /) -> float | None:
        """Mean correlation of two different items."""

    @property
    def standard_error_of_measurement(self, /) -> float | None:
        """Standard error of measurement of a respondent's sum: its deviation times √(1 − alpha)."""

    @property
    def standardized_alpha(self, /) -> float | None:
        """Alpha of the standardised items."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def total_mean(self, /) -> float | None:
        """Mean of the respondents' sums over the items."""

    @property
    def total_standard_deviation(self, /) -> float | None:
        """Standard deviation of these sums."""

@final
class Scorecard:
    """Indicators by unit and period, in the order of the indicators, then by unit, then by time."""

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
    def empty(self, /) -> Table[EmptyPeriod]:
        """Units and periods in which nothing was measured; not listed for rolling windows."""

    @staticmethod
    def from_json(text: str) -> Scorecard:
        """The same object from the text of `to_json`."""

    @property
    def rows(self, /) -> Table[ScorecardRow]:
        """One row for each indicator, unit and period with observations."""

    @property
    def suppressed(self, /) -> int:
        """Rows that are not shown because they have too few observations."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_html(self, /, language: Language='en') -> str:
        """The scorecard as HTML with the course of each line over time, in "zh" or "en"."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    def to_text(self, /, language: Language='en') -> str:
        """The scorecard for a terminal, in "zh" or "en"."""

    @property
    def undated(self, /) -> int:
        """Observed rows without an instant, left out."""

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

    @property
    def baseline(self, /) -> float | None:
        """Where the way to the target began, where the handbook says so."""

    @staticmethod
    def from_json(text: str) -> ScorecardLine:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the indicator in the handbook."""

    @property
    def measure(self, /) -> Measure:
        """What was measured."""

    @property
    def progress(self, /) -> Progress | None:
        """How far along from the baseline to the target."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def verdict(self, /) -> Verdict | None:
        """What it says against its target, where it has one."""

@final
class ScorecardRow:
    """One indicator of one unit in one period."""

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
    def baseline(self, /) -> float | None:
        """The baseline, where there is one."""

    @property
    def change(self, /) -> Comparison | None:
        """How it differs from the period before of the same unit."""

    @property
    def course(self, /) -> Course | None:
        """Whether it is better than then: `better`, `worse` or `undecided`."""

    @property
    def first_day(self, /) -> str | None:
        """First day of the period, such as `2026-01-05`."""

    @staticmethod
    def from_json(text: str) -> ScorecardRow:
        """The same object from the text of `to_json`."""

    @property
    def indicator(self, /) -> str:
        """Id of the indicator."""

    @property
    def last_day(self, /) -> str | None:
        """Last day of the period."""

    @property
    def measure(self, /) -> Measure:
        """What was measured; without numbers where the row is suppressed."""

    @property
    def period(self, /) -> str | None:
        """The period, such as `2026-W02`; `None` where time is not cut."""

    @property
    def progress(self, /) -> Progress | None:
        """How far along from the baseline to the target."""

    @property
    def suppressed(self, /) -> bool:
        """Whether the row has too few observations to be shown."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unit(self, /) -> str:
        """The unit, such as a team."""

    @property
    def verdict(self, /) -> Verdict | None:
        """What it says against the target, where there is one."""

@final
class ScorecardTally:
    """A scorecard while it is measured: observe, merge, finish.

    For every cut, order and merge the scorecard has the same bits.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __new__(cls, /, indicators: Mapping[str, KpiDefinition | Mapping[str, Any]], *, periods: Mapping[str, Any] | None=None, minimum_n: int=0, undated: MissingRule='raise') -> ScorecardTally:
        """An empty scorecard; the arguments are those of `scorecard`."""

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> ScorecardTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> Scorecard:
        """The scorecard so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ScorecardTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: ScorecardTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, unit: Column | str, columns: Mapping[str, Column | str | Mapping[str, Any]], at: Column | str | None=None, data: Frame | None=None) -> None:
        """Adds a chunk, all of it or nothing; the arguments are those of `scorecard`."""

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class SegmentComparisonReport:
    """How segments differ."""

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
    def adjustment(self, /) -> PValueAdjustment:
        """How p values are adjusted."""

    @property
    def dimensions(self, /) -> Table[SegmentPartComparison]:
        """One row for each dimension, in the order of the instrument."""

    @staticmethod
    def from_json(text: str) -> SegmentComparisonReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def overall(self, /) -> SegmentPartComparison:
        """Over all dimensions."""

    @property
    def score(self, /) -> SegmentScore:
        """What is compared."""

    @property
    def segments(self, /) -> list[str]:
        """The segments that are compared, in alphabetical order."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def without_answers(self, /) -> list[str]:
        """Segments without an answered pair."""

@final
class SegmentContrast:
    """How two segments differ."""

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
    def comparison(self, /) -> Comparison:
        """Second minus first with Welch's interval and p value."""

    @property
    def first(self, /) -> str:
        """The first segment."""

    @staticmethod
    def from_json(text: str) -> SegmentContrast:
        """The same object from the text of `to_json`."""

    @property
    def hedges_g(self, /) -> float | None:
        """The difference in pooled standard deviations, without small-sample bias."""

    @property
    def hedges_g_interval(self, /) -> Interval | None:
        """Its interval."""

    @property
    def p_value_adjusted(self, /) -> float | None:
        """Its p value, adjusted over the pairs of this part."""

    @property
    def second(self, /) -> str:
        """The second segment."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def welch(self, /) -> WelchTest | None:
        """Welch's test; `None` where it is not defined."""

@final
class SegmentPartComparison:
    """How the segments differ in one dimension, or overall."""

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
    def contrasts(self, /) -> Table[SegmentContrast]:
        """One row for each pair."""

    @staticmethod
    def from_json(text: str) -> SegmentPartComparison:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the dimension; of the whole the id of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def welch_anova(self, /) -> WelchAnova | None:
        """Whether any of the segments differ; `None` below three of them."""

@final
class SegmentResult:
    """What the survey says of one segment."""

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
    def from_json(text: str) -> SegmentResult:
        """The same object from the text of `to_json`."""

    @property
    def report(self, /) -> ServqualReport:
        """Its results."""

    @property
    def segment(self, /) -> str:
        """The segment."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class SequentialComparison:
    """Two groups held against each other while the data still come in."""

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
    def from_json(text: str) -> SequentialComparison:
        """The same object from the text of `to_json`."""

    @property
    def interval(self, /) -> Interval | None:
        """The confidence sequence at this look."""

    @property
    def mixture(self, /) -> float:
        """The mixture."""

    @property
    def n_first(self, /) -> int:
        """Observations of the first measure."""

    @property
    def n_second(self, /) -> int:
        """Observations of the second measure."""

    @property
    def p_value(self, /) -> float | None:
        """Always-valid p value of "no difference" at this look; the smallest so far may be reported."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unit(self, /) -> str:
        """Unit of the difference and its interval."""

@final
class ServqualFormReport:
    """The four forms of a survey, from the item to the whole."""

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
    def dimensions(self, /) -> Table[FormResult]:
        """One row for each dimension, in the order of the instrument."""

    @staticmethod
    def from_json(text: str) -> ServqualFormReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def items(self, /) -> Table[FormResult]:
        """One row for each item, in the order of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def overall(self, /) -> FormResult:
        """Over all dimensions."""

    @property
    def renormalised(self, /) -> int:
        """Respondents whose points did not share 100 and were renormalised."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ServqualFormTally:
    """The four forms of a survey while it is measured: observe, merge, finish.

    Whole numbers only: the same bits for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> ServqualFormTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> ServqualFormReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ServqualFormTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: ServqualFormTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, expectation: Side, perception: Side, points: Side | None=None, ratings: Side | None=None, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of
        `Instrument.servqual_forms`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

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
class ServqualTableReport:
    """What the survey says of each segment."""

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
    def from_json(text: str) -> ServqualTableReport:
        """The same object from the text of `to_json`."""

    @property
    def segments(self, /) -> Table[SegmentResult]:
        """One row for each segment with an answered pair, in alphabetical order."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def without_answers(self, /) -> list[str]:
        """The segments without an answered pair."""

@final
class ServqualTableTally:
    """SERVQUAL by segments while it is measured: observe, merge, finish, compare."""

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def compare(self, /, *, pairs: str | Mapping[str, Any] | None=None, score: SegmentScore='gap', adjustment: PValueAdjustment='holm') -> SegmentComparisonReport:
        """How the segments differ, by dimension and overall: Welch's interval and test, Hedges' g, and
        from three segments on Welch's analysis of variance.

        Parameters
        ----------
        pairs : str or mapping, optional
            `"all"` (where not given), `{"reference": {"segment": "branch"}}`, or
            `{"two": {"first": "branch", "second": "online"}}`.
        score : {"gap", "performance"}
            What is compared.
        adjustment : {"holm", "benjamini_hochberg"}
            How p values of many pairs are adjusted.

        Raises
        ------
        UnknownIdError
            For a segment that is not there or has no answered pair.
        TooFewObservationsError
            Below two segments.

        Examples
        --------
            >>> import servqual as sq
            >>> desk = sq.Instrument({
            ...     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "speed"}],
            ...     "items": [{"id": "q1", "dimension": "speed"}],
            ... })
            >>> table = desk.servqual_table_tally()
            >>> table.observe(
            ...     expectation={"q1": [7] * 6}, perception={"q1": [6, 7, 6, 3, 4, 3]},
            ...     by=["branch"] * 3 + ["online"] * 3,
            ... )
            >>> table.compare().overall.contrasts[0].comparison.difference
            -3.0
        """

    def copy(self, /) -> ServqualTableTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> ServqualTableReport:
        """The report of each segment so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ServqualTableTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: ServqualTableTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, expectation: Side, perception: Side, by: Column, data: Frame | None=None) -> None:
        """Adds a chunk of answers with their segments, all of it or nothing; the arguments are those of
        `Instrument.servqual_table`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

    def total(self, /) -> ServqualReport:
        """All segments together."""

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

    def observe(self, /, *, expectation: Side, perception: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
        `Instrument` that measures one batch.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class Shortfall:
    """How far a level stays behind the level that is wanted; above zero it falls short."""

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
    def effect(self, /) -> StandardizedEffect | None:
        """The same without a unit."""

    @staticmethod
    def from_json(text: str) -> Shortfall:
        """The same object from the text of `to_json`."""

    @property
    def measure(self, /) -> Measure:
        """What was observed."""

    @property
    def outcome(self, /) -> Outcome:
        """What the measure says against the target: `met`, `missed` or `undecided`."""

    @property
    def p_value(self, /) -> float | None:
        """Two-sided p value of no difference."""

    @property
    def severity(self, /) -> Measure | None:
        """The same as a share of what is possible; none below zero."""

    @property
    def shortfall(self, /) -> Measure:
        """How far it falls short, in its unit."""

    @property
    def target(self, /) -> Target:
        """The level that was set or promised."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class SignedRankTest:
    """Wilcoxon's signed-rank test of symmetry about zero."""

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
    def from_json(text: str) -> SignedRankTest:
        """The same object from the text of `to_json`."""

    @property
    def n(self, /) -> int:
        """Differences other than zero."""

    @property
    def negative_rank_sum(self, /) -> float:
        """Sum of the ranks of the negative differences."""

    @property
    def p_value(self, /) -> float:
        """Two-sided p value by the normal approximation."""

    @property
    def positive_rank_sum(self, /) -> float:
        """Sum of the ranks of the positive differences (V in R, W⁺ elsewhere)."""

    @property
    def rank_biserial(self, /) -> float:
        """Matched-pairs rank-biserial correlation (Kerby 2014), from −1 to 1."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def z(self, /) -> float:
        """Standardised V."""

    @property
    def zeros(self, /) -> int:
        """Differences of zero, which have no rank."""

@final
class StandardizedEffect:
    """A difference without a unit (Cohen 1988): 0.2 is called small, 0.5 medium, 0.8 large."""

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
    def from_json(text: str) -> StandardizedEffect:
        """The same object from the text of `to_json`."""

    @property
    def kind(self, /) -> EffectKind:
        """How it is computed: `cohens_d` or `cohens_h`."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def value(self, /) -> float:
        """The effect; above zero it falls short."""

@final
class StandardsGap:
    """Gap 2 of one need."""

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
    def covered(self, /) -> bool:
        """Whether at least one measurable standard holds it."""

    @staticmethod
    def from_json(text: str) -> StandardsGap:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the need."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def standards(self, /) -> Table[MappedStandard]:
        """The standards that are meant to hold it."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class StandardsGapReport:
    """Gap 2 of every need, and over all."""

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
    def coverage(self, /) -> Measure:
        """Share of the needs with a measurable standard: exact of a census, with an interval of a sample."""

    @staticmethod
    def from_json(text: str) -> StandardsGapReport:
        """The same object from the text of `to_json`."""

    @property
    def needs(self, /) -> Table[StandardsGap]:
        """One row for each need, in the order given."""

    @property
    def on(self, /) -> str:
        """The day that was asked for, as YYYY-MM-DD."""

    @property
    def severity(self, /) -> Measure:
        """Mean over the needs: 1 without a measurable standard, otherwise how far the most demanding one
        stays behind what is expected, as a share of what is possible.
        """

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def uncovered(self, /) -> list[str]:
        """Ids of the needs without one."""

    @property
    def unneeded(self, /) -> list[str]:
        """Ids of the standards that no need names."""

@final
class Stretch:
    """From a start to an end, which is not part of it."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def end(self, /) -> datetime:
        """The instant at which it ends, in UTC."""

    @staticmethod
    def from_json(text: str) -> Stretch:
        """The same object from the text of `to_json`."""

    @property
    def start(self, /) -> datetime:
        """First instant, in UTC."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class SurvivalComparison:
    """How long things of two groups last: the difference at one time, and a test of the whole curves."""

    def __eq__(self, value: object, /) -> bool:
        ...

    def __ne__(self, value: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, str]]:
        ...

    def __repr__(self, /) -> str:
        ...

    @property
    def censored_first(self, /) -> int:
        """How many of the first group had not ended when they were last seen."""

    @property
    def censored_second(self, /) -> int:
        """How many of the second group had not ended."""

    @property
    def definition(self, /) -> Definition:
        """What was measured both times."""

    @property
    def difference(self, /) -> float | None:
        """Second minus first; `None` where one of them is not known."""

    @property
    def ended_first(self, /) -> int | None:
        """How many of the first group ended while both were watched."""

    @property
    def expected_first(self, /) -> float | None:
        """How many of them would have, were the curves the same."""

    @staticmethod
    def from_json(text: str) -> SurvivalComparison:
        """The same object from the text of `to_json`."""

    @property
    def interval(self, /) -> Interval | None:
        """Interval of the difference."""

    @property
    def log_rank_chi_squared(self, /) -> float | None:
        """The log-rank statistic; `None` where nothing ended while both groups were watched."""

    @property
    def log_rank_p_value(self, /) -> float | None:
        """The p value of "the curves are the same", by the log-rank test."""

    @property
    def n_first(self, /) -> int:
        """Observations of the first measure."""

    @property
    def n_second(self, /) -> int:
        """Observations of the second measure."""

    @property
    def p_value(self, /) -> float | None:
        """Two-sided p value of "no difference at that time"."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def unit(self, /) -> str:
        """Unit of the difference and its interval."""

@final
class SurvivalCurve:
    """The share that lasts longer, at each time at which something ended."""

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
    def censored(self, /) -> int:
        """How many were watched no longer before they ended."""

    @property
    def ended(self, /) -> int:
        """How many of them ended."""

    @staticmethod
    def from_json(text: str) -> SurvivalCurve:
        """The same object from the text of `to_json`."""

    @property
    def level(self, /) -> float:
        """Confidence level of the intervals."""

    @property
    def n(self, /) -> int:
        """How many were watched."""

    @property
    def steps(self, /) -> Table[SurvivalStep]:
        """One row for each time at which something ended."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class SurvivalStep:
    """One time at which something ended."""

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
    def at_risk(self, /) -> int:
        """How many were still watched just before."""

    @property
    def censored(self, /) -> int:
        """How many were watched no longer, after it and before the next."""

    @property
    def ended(self, /) -> int:
        """How many ended then."""

    @staticmethod
    def from_json(text: str) -> SurvivalStep:
        """The same object from the text of `to_json`."""

    @property
    def lower(self, /) -> float | None:
        """Lower end of its interval."""

    @property
    def seconds(self, /) -> float:
        """Seconds after the beginning."""

    @property
    def share(self, /) -> float:
        """The share that lasts longer, by Kaplan and Meier."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def upper(self, /) -> float | None:
        """Upper end of its interval."""

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
class Values(Generic[_Row]):
    """A column of durations or of instants, `None` where there is none.

    A sequence of `timedelta` or `datetime` for Python; `polars.Series(values)` and
    `pyarrow.array(values)` read the memory without a copy, and so does every function of servqual that
    takes a column.
    """

    def __arrow_c_array__(self, /, requested_schema: Any | None=None) -> tuple[Any, Any]:
        ...

    @classmethod
    def __class_getitem__(cls, /, row: Any) -> type:
        ...

    def __eq__(self, other: object, /) -> bool:
        ...

    def __getitem__(self, index: int, /) -> _Row | None:
        ...

    def __iter__(self, /) -> Iterator[_Row | None]:
        ...

    def __len__(self, /) -> int:
        ...

    def __repr__(self, /) -> str:
        ...

    def to_list(self, /) -> list[_Row | None]:
        """A list of `timedelta` or `datetime`, `None` where there is none."""

    def to_numpy(self, /) -> Any:
        """A NumPy array in microseconds, `NaT` where there is none; instants are in UTC."""

    def to_pandas(self, /) -> Any:
        """A pandas series; instants are in UTC."""

    def to_polars(self, /) -> Any:
        """A Polars series."""

    def to_pyarrow(self, /) -> Any:
        """A PyArrow array."""

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

@final
class WeightedGapReport:
    """The gaps of a weighted sample, from the item to the whole."""

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
    def dimensions(self, /) -> Table[WeightedGapResult]:
        """One row for each dimension, in the order of the instrument."""

    @staticmethod
    def from_json(text: str) -> WeightedGapReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def items(self, /) -> Table[WeightedGapResult]:
        """One row for each item, in the order of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def overall(self, /) -> WeightedGapResult:
        """Over all dimensions."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class WeightedGapResult:
    """The weighted gap of one item, one dimension or the whole."""

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
        """Degrees of freedom of the test."""

    @property
    def design_effect(self, /) -> float | None:
        """Variance over that of as many respondents with equal weights."""

    @property
    def dimension(self, /) -> str | None:
        """For an item, the id of its dimension."""

    @property
    def effective_n(self, /) -> float | None:
        """How many respondents of equal weight would say as much about the weights (Kish)."""

    @staticmethod
    def from_json(text: str) -> WeightedGapResult:
        """The same object from the text of `to_json`."""

    @property
    def gap(self, /) -> Measure:
        """Weighted mean of P - E, with its interval."""

    @property
    def gap_standard_error(self, /) -> float | None:
        """Its linearised standard error."""

    @property
    def id(self, /) -> str:
        """Id of the item or dimension; of the whole the id of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def p_value(self, /) -> float | None:
        """Two-sided p value of no gap."""

    @property
    def performance(self, /) -> Measure:
        """Weighted mean of P."""

    @property
    def performance_standard_error(self, /) -> float | None:
        """Its linearised standard error."""

    @property
    def t(self, /) -> float | None:
        """The gap over its standard error."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class WeightedGapTally:
    """The gaps of a weighted sample while they are measured: observe, merge, finish."""

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> WeightedGapTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> WeightedGapReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> WeightedGapTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: WeightedGapTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, expectation: Side, perception: Side, weight: Column, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of
        `Instrument.weighted_gaps`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class WeightedKeyDriverTally:
    """Key drivers of a weighted sample while they are measured: observe, merge, finish.

    Examples
    --------
        >>> import servqual as sq
        >>> scale = {"minimum": 1, "maximum": 7}
        >>> tally = sq.WeightedKeyDriverTally(
        ...     {"id": "overall", "scale": scale}, [{"id": "staff", "scale": scale}, {"id": "speed", "scale": scale}]
        ... )
        >>> tally.observe(
        ...     outcome=[7, 5, 3, 6, 2, 4], drivers={"staff": [7, 5, 2, 6, 2, 5], "speed": [5, 6, 3, 4, 4, 5]},
        ...     weights=[1, 2, 1, 1, 2, 1],
        ... )
        >>> tally.finish().drivers[0].rank
        1
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __new__(cls, /, outcome: Column | str, drivers: Side, *, missing: MissingRule='raise', orders: int=10000, seed: int=0) -> WeightedKeyDriverTally:
        """An empty tally; outcome and drivers are mappings with `id`, `scale` and perhaps `label`."""

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> WeightedKeyDriverTally:
        """A tally of its own with the same observations."""

    @property
    def drivers(self, /) -> list[str]:
        """Ids of the drivers, in order."""

    def finish(self, /) -> KeyDriverReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> WeightedKeyDriverTally:
        """A tally from `to_bytes`, checked in every part."""

    def merge(self, /, other: WeightedKeyDriverTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, outcome: Column | str, drivers: Side, weights: Column, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of
        `servqual.key_drivers`.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

@final
class WelchAnova:
    """Welch's analysis of variance (1951)."""

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
    def denominator_degrees(self, /) -> float:
        """Degrees of freedom below."""

    @property
    def f(self, /) -> float:
        """The statistic."""

    @staticmethod
    def from_json(text: str) -> WelchAnova:
        """The same object from the text of `to_json`."""

    @property
    def numerator_degrees(self, /) -> float:
        """Degrees of freedom above: samples − 1."""

    @property
    def p_value(self, /) -> float:
        """P value."""

    @property
    def samples(self, /) -> int:
        """Samples that entered: those with two observations and a variance."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class WelchTest:
    """Welch's t test of two means (1947)."""

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
    def degrees_of_freedom(self, /) -> float:
        """Satterthwaite's degrees of freedom."""

    @staticmethod
    def from_json(text: str) -> WelchTest:
        """The same object from the text of `to_json`."""

    @property
    def p_value(self, /) -> float:
        """Two-sided p value."""

    @property
    def t(self, /) -> float:
        """The second mean minus the first, over its standard error."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ZoneReport:
    """What a zone-of-tolerance survey says."""

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
    def dimensions(self, /) -> Table[ZoneResult]:
        """One row for each dimension, in the order of the instrument."""

    @staticmethod
    def from_json(text: str) -> ZoneReport:
        """The same object from the text of `to_json`."""

    @property
    def instrument(self, /) -> str:
        """Id of the instrument."""

    @property
    def items(self, /) -> Table[ZoneResult]:
        """One row for each item, in the order of the instrument."""

    @property
    def label(self, /) -> Label:
        """Name of the instrument."""

    @property
    def overall(self, /) -> ZoneResult:
        """Over all items of the respondents who rated all of them."""

    @property
    def respondents(self, /) -> int:
        """Respondents, complete or not."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

@final
class ZoneResult:
    """The zone of one item, one dimension or the whole."""

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
    def above(self, /) -> Measure:
        """Share of respondents who perceive more than they desire."""

    @property
    def adequacy(self, /) -> Measure:
        """Adequacy gap, perceived − minimum."""

    @property
    def below(self, /) -> Measure:
        """Share of respondents who perceive less than their minimum."""

    @property
    def desired(self, /) -> Measure:
        """Mean desired level."""

    @property
    def dimension(self, /) -> str | None:
        """For an item, the id of its dimension."""

    @staticmethod
    def from_json(text: str) -> ZoneResult:
        """The same object from the text of `to_json`."""

    @property
    def id(self, /) -> str:
        """Id of the item or dimension; of the whole the id of the instrument."""

    @property
    def inside(self, /) -> Measure:
        """Share of respondents inside their zone."""

    @property
    def label(self, /) -> Label:
        """Name for people."""

    @property
    def minimum(self, /) -> Measure:
        """Mean minimum."""

    @property
    def perceived(self, /) -> Measure:
        """Mean perceived level."""

    @property
    def position(self, /) -> float | None:
        """Where the mean perceived level lies: 0 at the minimum, 1 at the desired level."""

    @property
    def state(self, /) -> ZoneState | None:
        """State of the mean perceived level: `below`, `inside` or `above`."""

    @property
    def superiority(self, /) -> Measure:
        """Superiority gap, perceived − desired."""

    def to_dict(self, /) -> dict[str, Any]:
        """Everything as plain dictionaries, lists, texts and numbers."""

    def to_json(self, /) -> str:
        """Everything as a JSON document."""

    @property
    def violations(self, /) -> int:
        """Respondents with a minimum above the desired level, whether kept or left out."""

    @property
    def width(self, /) -> Measure:
        """Mean width of the zone, desired − minimum."""

@final
class ZoneTally:
    """A zone-of-tolerance survey while it is measured: observe, merge, finish.

    Integer sums only: the same bits for every cut, order and merge.
    """

    def __eq__(self, other: object, /) -> bool:
        ...

    def __reduce__(self, /) -> tuple[Any, tuple[Any, bytes]]:
        ...

    def __repr__(self, /) -> str:
        ...

    def copy(self, /) -> ZoneTally:
        """A tally of its own with the same observations."""

    def finish(self, /) -> ZoneReport:
        """The report so far; the tally can go on observing."""

    @staticmethod
    def from_bytes(data: bytes) -> ZoneTally:
        """A tally from `to_bytes`, checked in every part."""

    @property
    def instrument(self, /) -> Instrument:
        """What is asked."""

    def merge(self, /, other: ZoneTally) -> None:
        """Adds a tally of other observations of the same kind."""

    def observe(self, /, *, minimum: Side, desired: Side, perceived: Side, data: Frame | None=None) -> None:
        """Adds a chunk of answers, all of it or nothing; the arguments are those of the method of
        `Instrument` that measures one batch.
        """

    def to_bytes(self, /) -> bytes:
        """The tally as bytes, the same in every language; equal tallies give equal bytes."""

def _closed_sets() -> dict[str, list[str]]:
    """The words of each closed set, by the name of its literal: for a test of `_types.py`."""

def _nothing() -> None:
    """Does nothing: what a call costs before it does anything."""

def _plain(object: Any) -> Any:
    """What stands for an object in a document; for `json.dumps`."""

def _restore(kind: Column, state: Any) -> Any:
    """Makes an object again from its class and its JSON, or its bytes: for pickle."""

def benjamini_hochberg(p_values: Column) -> list[float]:
    """Benjamini and Hochberg's adjusted p values (1995): the false discovery rate stays below the level.

    In the order they came; equal to R's `p.adjust(method = "BH")`.

    Parameters
    ----------
    p_values : column
        One for each test of the family, none of them missing.

    Raises
    ------
    InvalidParameterError
        For a value that is no probability.

    Examples
    --------
        >>> import servqual as sq
        >>> sq.stats.benjamini_hochberg([0.01, 0.04, 0.03])
        [0.03, 0.04, 0.04]
    """

def bootstrap(values: Column, statistic: Callable[[array[float]], float], *, replicates: int=2000, seed: int=0, level: float=0.95, method: BootstrapMethod='bca', progress: Callable[[int, int], object] | None=None) -> BootstrapInterval:
    """The interval of any statistic of a column, by resampling rows with replacement.

    Parameters
    ----------
    values : column
        Numbers, none of them missing.
    statistic : callable
        Takes an `array.array` of doubles, as many as there are values, and returns a number; NumPy
        and `statistics` take it as it is.
    replicates : int
        How many resamples, at least 40.
    seed : int
        The same seed gives the same interval, on every machine.
    level : float
        Confidence level.
    method : {"bca", "percentile"}
        Bias-corrected and accelerated (Efron 1987), which needs the statistic without each row in
        turn, or plain quantiles (type 7) of the replicates.
    progress : callable, optional
        Hears how many replicates are done, of how many. What it raises stops the work, as Ctrl+C does.

    Raises
    ------
    TooFewObservationsError
        Below two values.
    InvalidParameterError
        Below 40 replicates, or where the statistic is not a finite number.

    Examples
    --------
        >>> import statistics
        >>> import servqual as sq
        >>> waits = [0.5, 1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 7.0, 9.5, 12.0]
        >>> found = sq.stats.bootstrap(waits, statistics.median, seed=1)
        >>> found.estimate, found.lower <= found.estimate <= found.upper
        (3.25, True)
    """

def bootstrap_key_drivers(*, outcome: Column | str, drivers: Side, scale: tuple[int, int] | Mapping[str, tuple[int, int]], data: Frame | None=None, outcome_id: str='outcome', missing: MissingRule='raise', orders: int=10000, replicates: int=2000, seed: int=0, level: float=0.95, threads: int=1, progress: Callable[[int, int], object] | None=None) -> KeyDriverBootstrap:
    """Key drivers with bootstrap intervals: resamples respondents and evaluates the drivers of each
    resample.

    Percentile intervals: parts of R² are bounded by zero, where BCa is erratic.

    Parameters
    ----------
    outcome, drivers, scale, data, outcome_id, missing, orders
        As in `key_drivers`.
    replicates : int
        How many resamples, at least 40.
    seed : int
        The same seed gives the same intervals, on every machine.
    level : float
        Confidence level.
    threads : int
        Threads to share the work; changes no bit of the result.
    progress : callable, optional
        Hears how many replicates are done, of how many. What it raises stops the work, as Ctrl+C does.

    Raises
    ------
    QualityError
        As in `key_drivers`, and `InvalidParameterError` below 40 replicates.

    Examples
    --------
        >>> import servqual as sq
        >>> found = sq.bootstrap_key_drivers(
        ...     outcome=[7, 5, 3, 6, 2, 4, 5, 6],
        ...     drivers={"staff": [7, 5, 2, 6, 2, 5, 5, 7], "speed": [5, 6, 3, 4, 4, 5, 2, 6]},
        ...     scale=(1, 7), replicates=200,
        ... )
        >>> found.intervals[0].share_first > 0.5
        True
    """

def bootstrap_mean_of_counts(values: Column, counts: Column, *, divisor: float=1.0, replicates: int=2000, seed: int=0, level: float=0.95, method: BootstrapMethod='bca', threads: int=1, progress: Callable[[int, int], object] | None=None) -> BootstrapInterval:
    """The interval of the mean of whole numbers that are given as counts.

    Drawing from the counts is the same law as resampling rows, at a cost that does not grow with the
    number of observations.

    Parameters
    ----------
    values : column
        Whole numbers, each once.
    counts : column
        How often each was observed.
    divisor : float
        What values are divided by, such as the number of items of a sum.
    replicates, seed, level, method, progress
        As in `bootstrap`.
    threads : int
        Threads to share the work; changes no bit of the result.

    Raises
    ------
    TooFewObservationsError
        Below two observations.
    InvalidParameterError
        Below 40 replicates.

    Examples
    --------
        >>> import servqual as sq
        >>> found = sq.stats.bootstrap_mean_of_counts([-2, -1, 0, 1], [10, 30, 40, 20], seed=1)
        >>> found.estimate
        -0.3
    """

def business_times(calendar: BusinessCalendar | CalendarSet, start: Column, end: Column, *, by: Column | None=None, missing: MissingRule='raise') -> BusinessTimes:
    """The business time of each span of a column of starts and a column of ends.

    The calendar is laid out once for the range of the data; each row costs two look-ups. The durations
    are a column for any indicator of durations.

    Parameters
    ----------
    calendar : BusinessCalendar or CalendarSet
        When the service is open.
    start, end : column of instants with a zone, or of RFC 3339 texts
        A span without an end is open: it has no business time and is counted.
    by : column of str, optional
        With a `CalendarSet`, the id of the calendar of each row: its tier, its team, its region.
    missing : {"raise", "omit", "propagate"}
        What happens to a span without a start, or without a calendar: an error, or counted.

    Raises
    ------
    LengthMismatchError, NegativeDurationError, OutsideCalendarError, MissingValueError
        Naming column and row; `InvalidCellError` for ids that are not in the set.

    Examples
    --------
        >>> import servqual as sq
        >>> from servqual.time import BusinessCalendar, business_times
        >>> desk = BusinessCalendar({"id": "desk", "time_zone": "UTC", "week": {"monday": ["09:00-17:00"]}})
        >>> start, end = ["2026-01-05T16:00:00Z"] * 2, ["2026-01-12T10:00:00Z", None]
        >>> times = business_times(desk, start, end)
        >>> times
        <BusinessTimes of 2 spans, 1 open, 0 missing>
        >>> sq.kpi.first_response_time(statistic="mean", missing="omit").measure(times.durations).estimate
        7200.0
    """

def compare_family(first: Sequence[Measure], second: Sequence[Measure], *, correction: Correction='holm') -> ComparisonFamily:
    """Compares each of `second` with the one of `first` in its place, and adjusts for looking at all.

    Many looks for a difference find one by chance.

    Parameters
    ----------
    first, second : sequence of Measure
        Such as all teams last year and this year; both of a pair have the same definition.
    correction : {"holm", "benjamini_hochberg"}
        What it guards against: any false alarm, or a large part of them among the alarms.

    Raises
    ------
    LengthMismatchError
        Where one is longer.
    DefinitionMismatchError
        Where two measures of a pair do not mean the same.

    Examples
    --------
        >>> import servqual as sq
        >>> solved = lambda yes: sq.kpi.resolution_rate().measure([True] * yes + [False] * (200 - yes))
        >>> family = sq.compare_family([solved(100), solved(100)], [solved(122), solved(101)])
        >>> family.tests, family.members[0].adjusted_p_value == 2 * family.members[0].comparison.p_value
        (2, True)
    """

def delivery_gap(conformances: Iterable[Conformance], *, enumeration: Enumeration='census', level: float=0.95) -> DeliveryGapReport:
    """Gap 3 from the conformance with each standard.

    The shortfall is target - delivered where more is asked for and delivered - target where less is: in
    the unit of the standard, as a standardised effect, and as a share of what is possible.

    Parameters
    ----------
    conformances : iterable of Conformance
        Such as `Handbook.assess(data).standards`.
    enumeration : {"census", "sample"}
        Whether these are all standards, or a sample of them.
    level : float
        Confidence level of what is counted in a sample.

    Raises
    ------
    TooFewObservationsError
        Without standards.
    QualityError
        The subclass for its cause, such as intervals of different levels.
    """

def describe(values: Column) -> Description:
    """Number, exact sum, mean and standard deviation of a column of numbers.

    Missing values are counted and left out; NaN and infinity are errors that name the row. The sum
    is exact before it is rounded once, so it does not depend on the order of the values.
    """

def diagnose_gaps(*, beliefs: Sequence[BeliefGapReport]=..., standards: StandardsGapReport | None=None, delivery: DeliveryGapReport | None=None, communication: CommunicationGapReport | None=None, promise_keeping: PromiseKeepingReport | None=None, customer: ServqualReport | None=None, antecedents: Sequence[AntecedentReport]=..., members: Mapping[str, Sequence[Label | Mapping[str, str]]] | None=None) -> GapDiagnosis:
    """Ranks the gaps that were measured, and names for each its evidence, its causes and its remedies.

    By severity, the largest first: how far what is had stays behind what is wanted, as a share of what is
    possible. A gap is open where the whole interval lies above zero, closed where none of it does,
    otherwise undecided.

    Parameters
    ----------
    beliefs : sequence of BeliefGapReport
        Gaps 1, 6 and 7, each at most once.
    standards : StandardsGapReport, optional
        Gap 2.
    delivery : DeliveryGapReport, optional
        Gap 3.
    communication : CommunicationGapReport, optional
        Gap 4 from measures of what was delivered.
    promise_keeping : PromiseKeepingReport, optional
        Gap 4 from single promises; more evidence where both are there.
    customer : ServqualReport, optional
        Gap 5.
    antecedents : sequence of AntecedentReport
        Such as those of the managers' and of the employees' questionnaire.
    members : mapping, optional
        Members of the remedies that the source counts without naming them: labels by the id of the remedy.

    Raises
    ------
    TooFewObservationsError
        Without a report.
    DuplicateIdError
        For a gap given twice.
    UnknownIdError
        For members of a remedy that is unknown.

    Examples
    --------
        >>> import servqual as sq
        >>> handbook = sq.Handbook({"handbook": 1, "organisation": {"id": "desk", "label": {"zh": "前台", "en": "Desk"}}})
        >>> standards = sq.standards_gap([{"id": "prompt"}, {"id": "polite"}], handbook, on="2026-03-01")
        >>> diagnosis = sq.diagnose_gaps(standards=standards)
        >>> first = diagnosis.findings[0]
        >>> first.gap, first.status, first.severity.estimate, first.remedies[0].evidence
        ('standards', 'open', 1.0, ['prompt', 'polite'])
    """

def due_dates(calendar: BusinessCalendar, start: Column, business: Column, *, missing: MissingRule='raise') -> Values[datetime]:
    """The due date of each row: where its business duration is used up.

    Parameters
    ----------
    calendar : BusinessCalendar
        When the service is open.
    start : column of instants with a zone, or of RFC 3339 texts
    business : column of durations, or of seconds
    missing : {"raise", "omit", "propagate"}
        What happens to a row without a start or without a duration: an error, or no due date.

    Raises
    ------
    LengthMismatchError, NegativeDurationError, OutsideCalendarError, MissingValueError
        Naming column and row.

    Examples
    --------
        >>> from servqual.time import BusinessCalendar, due_dates
        >>> desk = BusinessCalendar({"id": "desk", "time_zone": "UTC", "week": {"monday": ["09:00-17:00"]}})
        >>> due_dates(desk, ["2026-01-05T16:00:00Z"], [7200])[0].isoformat()
        '2026-01-12T10:00:00+00:00'
    """

def gap_antecedents() -> Table[Antecedent]:
    """The 16 antecedents of gaps 1 to 4, gap by gap (Zeithaml, Berry and Parasuraman 1988).

    Examples
    --------
        >>> import servqual as sq
        >>> found = sq.gap_antecedents()
        >>> len(found), found[0].gap
        (16, 'knowledge')
    """

def gap_causes() -> Table[GapCause]:
    """The causes of gaps 1 to 4, as the source names them.

    Examples
    --------
        >>> import servqual as sq
        >>> sorted({cause.gap for cause in sq.gap_causes()})
        ['communication', 'delivery', 'knowledge', 'standards']
    """

def gap_checklists() -> Table[GapChecklist]:
    """The checklists of the source.

    Examples
    --------
        >>> import servqual as sq
        >>> all(checklist.points for checklist in sq.gap_checklists())
        True
    """

def gap_remedies() -> Table[GapRemedy]:
    """The remedies of all five gaps, as the source names them.

    Examples
    --------
        >>> import servqual as sq
        >>> len({remedy.gap for remedy in sq.gap_remedies()})
        5
    """

def holm(p_values: Column) -> list[float]:
    """Holm's adjusted p values (1979): the familywise error stays below the level.

    In the order they came; equal to R's `p.adjust(method = "holm")`.

    Parameters
    ----------
    p_values : column
        One for each test of the family, none of them missing.

    Raises
    ------
    InvalidParameterError
        For a value that is no probability.

    Examples
    --------
        >>> import servqual as sq
        >>> sq.stats.holm([0.01, 0.04, 0.03])
        [0.03, 0.06, 0.06]
    """

def kano(features: Iterable[str | Mapping[str, Any]], *, functional: Side, dysfunctional: Side, data: Frame | None=None, missing: MissingRule='raise', level: float=0.95) -> KanoReport:
    """What features are to customers: taken for granted, wanted, delightful or indifferent.

    Answers are 1 like, 2 must be, 3 neutral, 4 live with, 5 dislike; each pair has a category by the
    classic evaluation table (Kano, Seraku, Takahashi and Tsuji 1984).

    Parameters
    ----------
    features : sequence of str or mapping
        Ids, or mappings with `id` and `label`.
    functional, dysfunctional : dataframe or mapping
        How people feel if the feature is there, and if it is not: a column for each feature, by its
        id; a mapping may also give names of columns in `data`.
    data : dataframe or mapping, optional
        Where such names are looked up.
    missing : {"raise", "omit", "propagate"}
        What happens to missing answers.
    level : float
        Confidence level of the intervals.

    Raises
    ------
    QualityError
        The subclass for its cause, such as an answer outside 1 to 5; names column and row.

    Examples
    --------
        >>> import servqual as sq
        >>> report = sq.kano(
        ...     ["chat"], functional={"chat": [1, 1, 1, 3]}, dysfunctional={"chat": [3, 3, 5, 3]}
        ... )
        >>> report.features[0].category, report.features[0].better.estimate
        ('attractive', 0.75)
    """

def key_drivers(*, outcome: Column | str, drivers: Side, scale: tuple[int, int] | Mapping[str, tuple[int, int]], data: Frame | None=None, weights: Column | None=None, outcome_id: str='outcome', missing: MissingRule='raise', orders: int=10000, seed: int=0) -> KeyDriverReport:
    """Which attributes drive an outcome, such as overall satisfaction.

    How much of the variation of the outcome each driver explains, fairly among drivers that go
    together: LMG (Lindeman, Merenda and Gold 1980) and Johnson's relative weights (2000), whose parts
    add up to R². LMG is exact up to 20 drivers and beyond the mean over seeded random orders.

    Parameters
    ----------
    outcome : column, or name of a column in `data`
        Answers to the outcome.
    drivers : dataframe or mapping
        A column for each driver; their names are the ids. A mapping may also give names of columns in
        `data`.
    scale : pair of int, or mapping
        Lowest and highest point of every scale, or the scale of each id, the outcome's too.
    data : dataframe or mapping, optional
        Where names of columns are looked up.
    weights : column, optional
        The weight of each respondent, zero or more.
    outcome_id : str
        What the outcome is called.
    missing : {"raise", "omit", "propagate"}
        What happens to missing answers; "omit" leaves out the respondent.
    orders, seed : int
        Random orders of more than 20 drivers, and their seed.

    Raises
    ------
    QualityError
        The subclass for its cause, such as a driver that does not vary or that follows from the others.

    Examples
    --------
        >>> import servqual as sq
        >>> report = sq.key_drivers(
        ...     outcome=[7, 5, 3, 6, 2, 4],
        ...     drivers={"staff": [7, 5, 2, 6, 2, 5], "speed": [5, 6, 3, 4, 4, 5]},
        ...     scale=(1, 7),
        ... )
        >>> [driver.rank for driver in report.drivers]
        [1, 2]
    """

def key_drivers_of_correlations(drivers: Sequence[str], correlations: Sequence[Sequence[float]], with_outcome: Sequence[float], *, n: int=0, outcome_id: str='outcome', orders: int=10000, seed: int=0) -> KeyDriverReport:
    """Key drivers of a correlation matrix that comes from elsewhere, such as a published table.

    Parameters
    ----------
    drivers : sequence of str
        Ids of the drivers.
    correlations : sequence of sequence of float
        Correlations of the drivers with each other.
    with_outcome : sequence of float
        Correlations with the outcome.
    n : int
        Observations behind them; 0 where not known.
    outcome_id : str
        What the outcome is called.
    orders, seed : int
        Random orders of more than 20 drivers, and their seed.

    Raises
    ------
    LengthMismatchError
        Where the matrix is not square or does not fit.
    InvalidParameterError
        Where it is no correlation matrix, or a driver follows from the others.

    Examples
    --------
        >>> import servqual as sq
        >>> report = sq.key_drivers_of_correlations(
        ...     ["staff", "speed"], [[1.0, 0.0], [0.0, 1.0]], [0.6, 0.4], n=200
        ... )
        >>> round(report.r_squared.estimate, 12)
        0.52
    """

def mean_interval(mean: float, standard_deviation: float, n: int, *, level: float=0.95) -> Bounds | None:
    """Both ends of Student's t interval of a mean; `None` below two values."""

def needs_of_items(instrument: Instrument) -> list[dict[str, Any]]:
    """A need for each item of an instrument, without standards yet: for `standards_gap`.

    Examples
    --------
        >>> import servqual as sq
        >>> needs = sq.needs_of_items(sq.Instrument.preset("servqual_1988"))
        >>> len(needs), needs[0]["standards"]
        (22, [])
    """

def needs_of_touchpoints(handbook: Handbook) -> list[dict[str, Any]]:
    """A need for each touchpoint of the journey of a handbook, without standards yet: for `standards_gap`."""

def normal_cumulative(x: float) -> float:
    """Lower tail of the standard normal distribution at `x`."""

def normal_quantile(probability: float) -> float:
    """The point below which the standard normal distribution has `probability`, between 0 and 1."""

def parse_local_times(texts: Column, time_zone: str, *, rule: LocalTimeRule='raise') -> Values[datetime]:
    """Local times without a zone, such as `2026-01-05 09:30`, as instants of a time zone.

    Parameters
    ----------
    texts : column of str
    time_zone : str
        IANA name.
    rule : {"raise", "earlier", "later"}
        What happens to a time that a change of the clocks skips or shows twice.

    Raises
    ------
    InvalidInstantError
        Naming the row, for text that is no local time, and with "raise" for times that do not exist or
        exist twice.
    UnknownIdError
        For a zone that is not in the IANA database; names the nearest one.

    Examples
    --------
        >>> from servqual.time import parse_local_times
        >>> parse_local_times(["2026-03-08 02:30"], "America/New_York", rule="later")[0].isoformat()
        '2026-03-08T07:30:00+00:00'
    """

def place_points(points: Mapping[str, tuple[float, float]], *, crosshair: CrosshairRule | tuple[float, float] | None=None) -> Table[PlacedPoint]:
    """Places points whose importance was derived, such as by key drivers, and not asked.

    The two axes may have different units, so there is no iso-rating gap and no scale midpoint.

    Parameters
    ----------
    points : mapping
        For each id its importance and its performance.
    crosshair : {"grand_mean", "median"} or pair of float
        Where the lines cross that divide high from low.

    Raises
    ------
    TooFewObservationsError
        Without points.
    InvalidParameterError
        For a value that is no number, or the rule "scale_midpoint".

    Examples
    --------
        >>> import servqual as sq
        >>> points = sq.place_points({"staff": (0.4, 5.1), "speed": (0.1, 6.2)})
        >>> [point.quadrant for point in points]
        ['concentrate_here', 'possible_overkill']
    """

def proportion_interval(successes: int, trials: int, *, method: ProportionMethod='wilson', level: float=0.95) -> Bounds:
    """Both ends of the interval of `successes` out of `trials`."""

def repeat_windows(*, customer: Column, at: Column, resolvable: Column | None=None, reopened: Column | None=None, observed_until: datetime | str | None=None, longest_window_days: int=30, missing: MissingRule='raise') -> RepeatReport:
    """First contact resolution by every window from one day on, in one pass: how much the choice matters.

    Gross: mature contacts without a later contact of the same customer within the window, and not opened
    again, over mature contacts. Net: the same over those that the first level could resolve.

    Parameters
    ----------
    customer, at : column
        Who, missing where not known, and when.
    resolvable : column, optional
        Whether the first level could resolve the matter at all.
    reopened : column, optional
        Whether the case was opened again.
    observed_until : datetime or str, optional
        Until when the log was watched; the latest contact where not given.
    longest_window_days : int
        The longest window, 1 to 366 days.
    missing : {"raise", "omit", "propagate"}
        What happens to contacts without customer or instant.

    Raises
    ------
    QualityError
        The subclass for its cause; names column and row.

    Examples
    --------
        >>> import servqual as sq
        >>> report = sq.repeat_windows(
        ...     customer=["a", "a", "b"], at=["2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", "2026-03-01T00:00:00Z"],
        ...     observed_until="2026-05-01T00:00:00Z", longest_window_days=4,
        ... )
        >>> [(row.days, round(row.gross.estimate, 2)) for row in report.windows]
        [(1, 1.0), (2, 1.0), (3, 0.67), (4, 0.67)]
    """

def require_distinct(ids: Column, *, name: str='id') -> None:
    """Refuses an id that stands in two rows, such as a ticket that was exported twice. Missing ids are
    not held against each other.

    Tallies count what they are given: whoever observes chunks checks the ids of all of them.

    Parameters
    ----------
    ids : column
        Texts or whole numbers.
    name : str
        The name of the column in the error.

    Raises
    ------
    InvalidCellError
        Naming the second row.

    Examples
    --------
        >>> import servqual as sq
        >>> sq.require_distinct(["a", "b", "a"], name="ticket")
        Traceback (most recent call last):
        servqual.errors.InvalidCellError: ticket, row 2: found `a`, expected an id that no other row has; row 0 has it
    """

def return_on_quality(change: Comparison, *, customers: Side, retention_before: float, margin: float, periods: Mapping[str, Any], discount_rate: float, initial_cost: float, running_cost: float, currency: str) -> ReturnOnQuality:
    """Return on quality with its net present value (Rust, Zahorik and Keiningham 1995).

    A period t brings customers * margin * (r1^t - r0^t), with r1 = r0 + the change of the retention. The
    interval carries over that of the change; everything else is taken as known.

    Parameters
    ----------
    change : Comparison
        The change of the retention in a period, such as `after.change_since(before)`.
    customers : float
        Customers at the start.
    retention_before : float
        Retention in a period before the change.
    margin : float
        What a customer brings in a period.
    periods : int
        Number of periods that are looked at, 1 to 1000.
    discount_rate : float
        Discount rate of a period; 0.08 is eight percent.
    initial_cost, running_cost : float
        What the change costs at the start, and in each period.
    currency : str
        The currency by its ISO 4217 code.

    Raises
    ------
    UnitMismatchError
        Where the change is not one of shares.
    InvalidParameterError
        For assumptions that are not possible.

    Examples
    --------
        >>> import servqual as sq
        >>> kept = lambda yes: sq.kpi.retention_rate().measure([True] * yes + [False] * (1000 - yes))
        >>> found = sq.return_on_quality(
        ...     kept(850).change_since(kept(800)), customers=10_000, retention_before=0.8, margin=120, periods=5,
        ...     discount_rate=0.08, initial_cost=200_000, running_cost=30_000, currency="CNY",
        ... )
        >>> found.net_present_value.definition.unit, found.return_on_quality.estimate > 0
        ('money_CNY', True)
    """

def scorecard(indicators: Mapping[str, KpiDefinition | Mapping[str, Any]], *, unit: Column | str, columns: Mapping[str, Column | str | Mapping[str, Any]], at: Column | str | None=None, data: Frame | None=None, periods: Mapping[str, Any] | None=None, minimum_n: int=0, undated: MissingRule='raise') -> Scorecard:
    """Several indicators by unit and period: one pass over the data.

    Parameters
    ----------
    indicators : mapping
        By id a `KpiDefinition`, or a mapping with `definition` and perhaps `target` (a `Target`) and
        `baseline` (where the way to the target began).
    unit : column or str
        The unit of each row, such as a team; a name is one of `data`.
    columns : mapping
        What each indicator observes, by its id: a column or its name, or a mapping of the arguments of
        `KpiDefinition.measure` to columns or names.
    at : column or str, optional
        When each row happened, where time is cut.
    data : dataframe or mapping, optional
        Where names of columns are looked up.
    periods : mapping, optional
        How time is cut: `{"length": "month", "time_zone": "Asia/Shanghai"}`, with `day`, `iso_week`,
        `month`, `quarter`, `year`, `{"fiscal_quarter": {"first_month": 4}}`,
        `{"fiscal_year": {"first_month": 4}}` or `{"rolling_days": {"days": 30}}`.
    minimum_n : int
        Rows with fewer observations show no number and are counted as suppressed.
    undated : {"raise", "omit"}
        What happens to rows without an instant, where time is cut.

    Raises
    ------
    UnitMismatchError
        For a target in another unit than its indicator.
    QualityError
        The subclass for its cause; names indicator, column and row.

    Examples
    --------
        >>> import servqual as sq
        >>> data = {
        ...     "team": ["north", "north", "south", "south"], "solved": [True, False, True, True],
        ...     "closed": ["2026-01-05T09:00:00Z", "2026-02-05T09:00:00Z", "2026-01-06T09:00:00Z", "2026-01-07T09:00:00Z"],
        ... }
        >>> target = sq.Target.at_least(0.8, "share")
        >>> card = sq.scorecard(
        ...     {"solved": {"definition": sq.kpi.resolution_rate(), "target": target, "baseline": 0.5}},
        ...     unit="team", at="closed", columns={"solved": "solved"}, data=data,
        ...     periods={"length": "month", "time_zone": "Asia/Shanghai"},
        ... )
        >>> [(row.unit, row.period, row.measure.estimate) for row in card.rows]
        [('north', '2026-01', 1.0), ('north', '2026-02', 0.0), ('south', '2026-01', 1.0)]
    """

def service_cost_benefit(retention: Comparison, repurchase: Comparison | None=None, *, customers: Side, lifetime_value: float, cost: float, currency: str, repurchase_margin: float=0.0, cost_avoided: float=0.0) -> Measure:
    """The cost-benefit ratio of a service: what came back for each unit of money.

    (customers * change of the retention * lifetime value + customers * change of the repurchase * margin +
    cost avoided) / cost, with the intervals of the changes.

    Parameters
    ----------
    retention : Comparison
        The change of the retention.
    repurchase : Comparison, optional
        The change of the repurchase rate.
    customers : float
        Customers whom the change reaches.
    lifetime_value : float
        What a customer who stays is worth.
    cost : float
        What the change costs.
    currency : str
        The currency by its ISO 4217 code.
    repurchase_margin, cost_avoided : float
        What a customer who buys again brings, and costs that no longer arise.

    Raises
    ------
    UnitMismatchError
        Where a change is not one of shares.
    InvalidParameterError
        For amounts that are not possible.

    Examples
    --------
        >>> import servqual as sq
        >>> kept = lambda yes: sq.kpi.retention_rate().measure([True] * yes + [False] * (1000 - yes))
        >>> ratio = sq.service_cost_benefit(
        ...     kept(850).change_since(kept(800)), customers=10_000, lifetime_value=400, cost_avoided=20_000,
        ...     cost=100_000, currency="CNY",
        ... )
        >>> round(ratio.estimate, 12)
        2.2
    """

def standards_gap(needs: Iterable[Mapping[str, Any]], handbook: Handbook, *, on: date | str, enumeration: Enumeration='census', level: float=0.95) -> StandardsGapReport:
    """Gap 2 on a day: which needs the standards hold, and whether their levels are what customers expect.

    A standard is measurable where it is an indicator with a target that something can miss, and holds on
    the day. Its level falls short by expected - target where more is asked for, target - expected where
    less is.

    Parameters
    ----------
    needs : iterable of mappings
        `id` of each need, and where known `label`, `standards` (ids of those meant to hold it) and
        `expected` (a `Measure` of the level that customers expect). `needs_of_items` and
        `needs_of_touchpoints` make them.
    handbook : Handbook
        Its standards.
    on : date or str
        The day.
    enumeration : {"census", "sample"}
        Whether these are all needs, or a sample of them.
    level : float
        Confidence level of what is counted in a sample.

    Raises
    ------
    TooFewObservationsError
        Without needs.
    QualityError
        The subclass for its cause, such as an id given twice.

    Examples
    --------
        >>> import servqual as sq
        >>> handbook = sq.Handbook({"handbook": 1, "organisation": {"id": "desk", "label": {"zh": "前台", "en": "Desk"}}})
        >>> report = sq.standards_gap([{"id": "prompt"}, {"id": "polite"}], handbook, on="2026-03-01")
        >>> report.coverage.estimate, report.uncovered
        (0.0, ['prompt', 'polite'])
    """

def time_zone_database_version() -> str:
    """The release of the IANA time zone database that is embedded, such as `2026e`.

    Examples
    --------
        >>> from servqual.time import time_zone_database_version
        >>> time_zone_database_version() >= "2026"
        True
    """
