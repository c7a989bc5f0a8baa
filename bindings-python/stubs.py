"""Writes `python/servqual/_native.pyi` from the built library.

    python stubs.py           # writes the file
    python stubs.py --check   # fails where the file is not what would be written
    python stubs.py --release # either, with the release build

The library describes its own signatures (feature `stubs`); this script adds what Rust cannot say:
closed sets as literals, columns of any library, and what tables and dictionaries hold.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
STUB = HERE / "python" / "servqual" / "_native.pyi"

HEAD = '''"""Written by `stubs.py` from the library; not edited by hand."""

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
'''

# What stands for `**columns`.
COLUMNS = ("start", "end", "customer", "at", "observed_until", "events", "base", "wait", "answered")
COLUMNS += ("numerator", "denominator", "service", "duration", "ended", "answers")

# Answers by item, a side of a survey each.
SIDES = ("expectation", "perception", "answers", "minimum", "desired", "perceived", "importance", "performance")
SIDES += ("functional", "dysfunctional", "customers", "employees", "managers", "drivers", "ratings", "points")

# Types of arguments, by name; `None` stays where it is the default.
ARGUMENTS = {
    **dict.fromkeys(("values", "by", *COLUMNS), "Column"),
    "observed_until": "datetime | str",
    **dict.fromkeys(SIDES, "Side"),
    "counts": "Column",
    "texts": "Column",
    "now": "datetime | str",
    "day": "date | str",
    "last": "date | str",
    "known": "tuple[date | str, date | str]",
    "workday_markers": "Sequence[str]",
    "holiday_markers": "Sequence[str]",
    "like": "Weekday",
    "rule": "LocalTimeRule",
    "term": "Mapping[str, Any]",
    "business": "timedelta | float",
    "calendars": "Sequence[BusinessCalendar]",
    "events": "Iterable[ClockEvent]",
    "p_values": "Column",
    "outcome": "Column | str",
    "features": "Iterable[str | Mapping[str, Any]]",
    "gap": "BeliefGap",
    "overall": "Column | str",
    "scale": "tuple[int, int] | Mapping[str, tuple[int, int]]",
    "crosshair": "CrosshairRule | tuple[float, float]",
    "violations": "ViolationRule",
    "statistic": "Callable[[array[float]], float]",
    "progress": "Callable[[int, int], object]",
    "correlations": "Sequence[Sequence[float]]",
    "with_outcome": "Sequence[float]",
    "flag": "QualityFlag",
    "flags": "Sequence[QualityFlag]",
    "document": "Mapping[str, Any]",
    "missing": "MissingRule",
    "convention": "WeightConvention",
    "language": "Language",
    "method": "ProportionMethod",
    "data": "Frame",
    "weight": "Column",
    "weights": "Column",
    "clusters": "Column",
    "respondent": "Column",
    "not_applicable": "Sequence[int]",
    "pairs": "str | Mapping[str, Any]",
    "score": "SegmentScore",
    "adjustment": "PValueAdjustment",
    "interval": "IntervalChoice",
    "clock": "str | Mapping[str, Any]",
    "weighting": "Weighting",
    "correction": "Correction",
    "indicators": "Mapping[str, KpiDefinition | Mapping[str, Any]]",
    "unit": "Column | str",
    "columns": "Mapping[str, Column | str | Mapping[str, Any]]",
    "periods": "Mapping[str, Any]",
    "resolvable": "Column",
    "reopened": "Column",
    "case": "Column",
    "kind": "Column",
    "bot": "ReplyRule",
    "unassigned": "ReplyRule",
    "waits": "ReplyWaits",
    "undated": "MissingRule",
    "first": "Sequence[Measure]",
    "second": "Sequence[Measure]",
    "needs": "Iterable[Mapping[str, Any]]",
    "on": "date | str",
    "enumeration": "Enumeration",
    "conformances": "Iterable[Conformance]",
    "promises": "Iterable[Mapping[str, Any]]",
    "promise": "Column",
    "promised": "Column",
    "delivered": "Column",
    "touchpoint": "Column",
    "ids": "Column",
    "members": "Mapping[str, Sequence[Label | Mapping[str, str]]]",
    "beliefs": "Sequence[BeliefGapReport]",
}

# Where importance is not answers, but where they come from.
FORMS = ("servqual_forms", "servqual_form_tally", "form_validity", "form_validity_tally")

# Where the same name means something else.
EXCEPTIONS = {
    "from_bytes.data": "bytes",
    "observe_csv.data": "bytes",
    "between.start": "datetime | str",
    "between.end": "datetime | str",
    "due.start": "datetime | str",
    "end_of.start": "datetime | str",
    "latest_start.end": "datetime | str",
    "due_dates.business": "Column",
    "business_times.calendar": "BusinessCalendar | CalendarSet",
    "CaseClock.__new__.calendars": "CalendarSet",
    "place_points.points": "Mapping[str, tuple[float, float]]",
    **{f"{name}.importance": "str | Mapping[str, Any]" for name in FORMS},
    "Target.at_least.unit": "str",
    "Target.at_most.unit": "str",
    "ReplyRules.__new__.reopened": "ReopenRule",
    "scorecard.at": "Column | str",
    "ScorecardTally.observe.at": "Column | str",
    "communication_gap.delivered": "Mapping[str, Measure]",
    "diagnose_gaps.antecedents": "Sequence[AntecedentReport]",
    "diagnose_gaps.customer": "ServqualReport",
    "conformance.outcome": "Column",
    "JourneyTally.observe.outcome": "Column",
    "finding.gap": "ServiceGap",
    "bootstrap.method": "BootstrapMethod",
    "bootstrap_mean_of_counts.method": "BootstrapMethod",
    "key_drivers_of_correlations.drivers": "Sequence[str]",
    "KeyDriverTally.__new__.outcome": "Mapping[str, Any]",
    "KeyDriverTally.__new__.drivers": "Iterable[Mapping[str, Any]]",
}

# Types of attributes and results, by class and name, or by name alone.
RESULTS = {
    "direction": "Direction",
    "missing": "MissingRule",
    "outcome": "Outcome",
    "bound": "Bound",
    "pillar": "Pillar",
    "to_dict": "dict[str, Any]",
    "parameters": "dict[str, str]",
    "excluded": "dict[str, int]",
    "options": "dict[str, int]",
    "tier": "dict[str, Any] | str",
    "scope": "dict[str, Any] | str",
    "Interval.method": "IntervalMethod",
    "KpiDefinition.table": "Table[Group]",
    "KpiTableTally.finish": "Table[Group]",
    "ServqualReport.items": "Table[GapResult]",
    "ServqualReport.dimensions": "Table[GapResult]",
    "Journey.touchpoints": "list[dict[str, Any]]",
    "JourneyReport.touchpoints": "Table[TouchpointConformance]",
    "Assessment.standards": "Table[Conformance]",
    "Assessment.indicators": "Table[ScorecardLine]",
    "Assessment.trends": "dict[str, Table[TrendPoint]]",
    "ScaleReliability.items": "Table[ItemAnalysis]",
    "ReliabilityReport.scales": "Table[ScaleReliability]",
    "DifferenceReliabilityReport.dimensions": "Table[DifferenceReliability]",
    "QualityReport.counts": "Table[FlagCount]",
    "QualityReport.flagged": "Table[FlaggedRespondent]",
    "ZoneReport.items": "Table[ZoneResult]",
    "ZoneReport.dimensions": "Table[ZoneResult]",
    "KanoReport.features": "Table[KanoResult]",
    "ImportancePerformanceReport.items": "Table[ImportancePerformanceItem]",
    "QuadrantBootstrap.items": "Table[QuadrantShares]",
    "place_points": "Table[PlacedPoint]",
    "GapTestReport.items": "Table[GapTest]",
    "GapTestReport.dimensions": "Table[GapTest]",
    "GapBootstrapReport.items": "Table[BootstrappedGap]",
    "GapBootstrapReport.dimensions": "Table[BootstrappedGap]",
    "KeyDriverReport.drivers": "Table[KeyDriver]",
    "KeyDriverBootstrap.intervals": "Table[DriverInterval]",
    "BeliefGapReport.items": "Table[BeliefGapResult]",
    "BeliefGapReport.dimensions": "Table[BeliefGapResult]",
    "BeliefGapReport.gap": "ServiceGap",
    "BeliefGapReport.reference": "BeliefSide",
    "BeliefGapReport.believer": "BeliefSide",
    "AntecedentReport.antecedents": "Table[AntecedentScore]",
    "AntecedentScore.gap": "ServiceGap",
    "AntecedentScore.influence": "Influence",
    "ExpectationCeilingReport.items": "Table[CeilingResult]",
    "ExpectationCeilingReport.dimensions": "Table[CeilingResult]",
    "ServqualFormReport.items": "Table[FormResult]",
    "ServqualFormReport.dimensions": "Table[FormResult]",
    "FormValidity.form": "ServqualForm",
    "FormValidityReport.forms": "Table[FormValidity]",
    "FormValidityReport.best": "ServqualForm | None",
    "FormValidityReport.best_by_rank": "ServqualForm | None",
    "gap_antecedents": "Table[Antecedent]",
    "gap_causes": "Table[GapCause]",
    "gap_remedies": "Table[GapRemedy]",
    "gap_checklists": "Table[GapChecklist]",
    "KpiDefinition.interval": "IntervalChoice | None",
    "KpiDefinition.clock": "dict[str, Any] | str",
    "ServqualTableReport.segments": "Table[SegmentResult]",
    "SegmentPartComparison.contrasts": "Table[SegmentContrast]",
    "SegmentComparisonReport.dimensions": "Table[SegmentPartComparison]",
    "SegmentComparisonReport.score": "SegmentScore",
    "SegmentComparisonReport.adjustment": "PValueAdjustment",
    "WeightedGapReport.items": "Table[WeightedGapResult]",
    "WeightedGapReport.dimensions": "Table[WeightedGapResult]",
    "SurvivalCurve.steps": "Table[SurvivalStep]",
    "RepeatReport.windows": "Table[RepeatWindow]",
    "ReplySpans.start": "Values[datetime]",
    "ReplySpans.end": "Values[datetime]",
    "Scorecard.rows": "Table[ScorecardRow]",
    "Scorecard.empty": "Table[EmptyPeriod]",
    "ScorecardRow.course": "Course | None",
    "ComparisonFamily.correction": "Correction",
    "ComparisonFamily.members": "Table[FamilyMember]",
    "needs_of_items": "list[dict[str, Any]]",
    "needs_of_touchpoints": "list[dict[str, Any]]",
    "MappedStandard.defect": "dict[str, Any] | None",
    "StandardsGap.standards": "Table[MappedStandard]",
    "StandardsGapReport.needs": "Table[StandardsGap]",
    "StandardizedEffect.kind": "EffectKind",
    "DeliveryGapReport.standards": "Table[DeliveryGap]",
    "DeliveryGapReport.pillars": "Table[DeliveryTotals]",
    "DeliveryTotals.pillar": "Pillar | None",
    "PromiseRegister.promises": "list[dict[str, Any]]",
    "PromiseGap.subject": "dict[str, Any]",
    "PromiseGap.feasibility": "Feasibility | None",
    "CommunicationGapReport.promises": "Table[PromiseGap]",
    "PromiseKeepingReport.promises": "Table[PromiseKeeping]",
    "GapEvidence.kind": "EvidenceKind",
    "status": "GapStatus",
    "CauseFinding.status": "CauseStatus",
    "CauseFinding.antecedents": "Table[AntecedentScore]",
    "GapFinding.gap": "ServiceGap",
    "GapFinding.not_separated_from": "list[ServiceGap]",
    "GapFinding.evidence": "Table[GapEvidence]",
    "GapFinding.causes": "Table[CauseFinding]",
    "GapFinding.remedies": "Table[RemedyFinding]",
    "GapDiagnosis.scale": "SeverityScale",
    "GapDiagnosis.findings": "Table[GapFinding]",
    "GapDiagnosis.unmeasured": "list[ServiceGap]",
    "ZoneResult.state": "ZoneState | None",
    "KanoResult.category": "KanoCategory",
    "KanoResult.continuous_category": "KanoCategory | None",
    "FongTest.first": "KanoCategory",
    "FongTest.second": "KanoCategory",
    "quadrant": "Quadrant",
    "ImportancePerformanceItem.quadrant": "Quadrant | None",
    "QuadrantShares.decided": "Quadrant | None",
    "FlagCount.flag": "QualityFlag",
    "FlaggedRespondent.flags": "list[QualityFlag]",
    "BootstrapInterval.method": "BootstrapMethod",
    "Antecedent.gap": "ServiceGap",
    "Antecedent.influence": "Influence",
    "GapCause.gap": "ServiceGap",
    "GapRemedy.gap": "ServiceGap",
    "GapChecklist.gaps": "list[ServiceGap]",
    "ImportancePerformanceReport.crosshair": "dict[str, Any]",
    "KeyDriverReport.method": "dict[str, Any] | str",
    "ClockDue.state": "ClockState",
    "ClockDue.at": "datetime | None",
    "ClockDue.left": "timedelta | None",
    "NamedDay.date": "date",
    "HolidayList.known": "tuple[date, date] | None",
    "BusinessCalendar.due": "datetime",
    "BusinessCalendar.latest_start": "datetime",
    "BusinessCalendar.end_of": "datetime",
    "BusinessCalendar.add_working_days": "date",
    "Stretch.start": "datetime",
    "Stretch.end": "datetime",
    "Leg.start": "datetime",
    "Leg.end": "datetime",
    "due_dates": "Values[datetime]",
    "parse_local_times": "Values[datetime]",
    "BusinessTimes.durations": "Values[timedelta]",
    "Values.to_list": "list[_Row | None]",
    "Values.__getitem__": "_Row | None",
    "Values.__iter__": "Iterator[_Row | None]",
    "Values.__arrow_c_array__": "tuple[Any, Any]",
    "_closed_sets": "dict[str, list[str]]",
    "Comparison.judge": "Outcome",
    "Table.rows": "tuple[_Row, ...]",
    "Table.to_dict": "dict[str, list[Any]]",
    "Table.__iter__": "Iterator[_Row]",
    "Table.__arrow_c_stream__": "Any",
}

# Members that are written by hand.
BY_HAND = {
    "Table.__getitem__": """
@overload
def __getitem__(self, index: int, /) -> _Row: ...
@overload
def __getitem__(self, index: slice, /) -> tuple[_Row, ...]: ...
""",
}


def generate() -> str:
    """The description that maturin reads from the library, as it is."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "maturin", "generate-stubs", "--quiet", "--features", "stubs", "--out", folder]
        if "--release" in sys.argv:
            command += ["--profile", "release"]
        subprocess.run(command, check=True, cwd=HERE)
        return next(Path(folder).rglob("_native.pyi")).read_text(encoding="utf-8")


def refine(text: str) -> str:
    """The same with what Rust cannot say."""
    module = ast.parse(text)
    body = []
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            body.append(refine_class(node))
        elif isinstance(node, ast.FunctionDef):
            body.append(refine_function(node, node.name))
        elif isinstance(node, (ast.AnnAssign, ast.Assign)):
            body.append(node)
    indent(body, "")
    ordered = ast.unparse(ast.Module(body=body, type_ignores=[]))
    return HEAD + "\n" + ordered + "\n"


def indent(body: list[ast.stmt], margin: str) -> None:
    """Docstrings as people write them: in line with the code, nothing around them."""
    for node in body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines = inspect.cleandoc(node.value.value).splitlines()
            text = "\n".join([lines[0], *(margin + line if line else "" for line in lines[1:])])
            node.value.value = text + ("\n" + margin if len(lines) > 1 else "")
        elif isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            indent(node.body, margin + "    ")


def refine_class(node: ast.ClassDef) -> ast.ClassDef:
    if node.name in ("Table", "Values"):
        node.bases = [annotation("Generic[_Row]")]
    members: list[ast.stmt] = []
    for member in node.body:
        if not isinstance(member, ast.FunctionDef):
            members.append(member)
            continue
        path = f"{node.name}.{member.name}"
        if path in BY_HAND:
            members.extend(ast.parse(BY_HAND[path]).body)
        else:
            members.append(refine_function(member, path))
    # The library tells members in the order of its linker.
    node.body = sorted(members, key=lambda member: getattr(member, "name", ""))
    return node


def refine_function(node: ast.FunctionDef, path: str) -> ast.FunctionDef:
    name = node.name
    if node.args.kwarg:
        nothing = annotation("None")
        node.args.kwonlyargs += [ast.arg(column, annotation("Any | None")) for column in COLUMNS]
        node.args.kw_defaults += [nothing for _ in COLUMNS]
        node.args.kwarg = None
    for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]:
        places = (f"{path}.{argument.arg}", f"{name}.{argument.arg}")
        found = next((EXCEPTIONS[place] for place in places if place in EXCEPTIONS), ARGUMENTS.get(argument.arg))
        if argument.annotation is None:
            continue
        given = ast.unparse(argument.annotation)
        if found:
            argument.annotation = annotation(found + (" | None" if given.endswith("| None") else ""))
        else:
            argument.annotation = annotation(plain(given))
    result = RESULTS.get(path, RESULTS.get(name))
    if result:
        node.returns = annotation(result)
    elif node.returns:
        node.returns = annotation(plain(ast.unparse(node.returns)))
    return node


def plain(text: str) -> str:
    """Numbers are asked for as numbers, not as everything that converts to one."""
    return text.replace("SupportsFloat | SupportsIndex", "float").replace("SupportsIndex", "int")


def annotation(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def main() -> None:
    wanted = refine(generate())
    if "--check" not in sys.argv:
        STUB.write_text(wanted, encoding="utf-8")
        return
    found = STUB.read_text(encoding="utf-8")
    if found != wanted:
        sys.stdout.writelines(difflib.unified_diff(found.splitlines(True), wanted.splitlines(True), "found", "wanted"))
        sys.exit("_native.pyi is not what the library describes: run `python stubs.py`")
    print("stubs: 1 passed, 0 failed")


if __name__ == "__main__":
    main()
