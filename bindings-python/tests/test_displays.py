"""Displays: what is drawn is what the measures say, the user's axes stay the user's, bad input is named."""

from __future__ import annotations

import csv
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib

matplotlib.use("agg")

import pytest
import servqual as sq
from matplotlib import pyplot
from servqual import plot
from servqual.plot import canvas

HOTEL = Path(__file__).resolve().parents[2] / "tests/data/simulated_hotel_survey/answers.csv"
SATISFACTION = sq.kpi.customer_satisfaction()
BY_TEAM = SATISFACTION.table([5] * 60 + [1] * 40 + [5] * 3, by=["north"] * 60 + ["south"] * 40 + ["客服"] * 3)
TARGET = sq.Target.at_least(0.8, "share")


def hotel() -> tuple[sq.Instrument, dict[str, list[int | None]], dict[str, list[int | None]]]:
    rows = list(csv.DictReader(HOTEL.open(encoding="utf-8")))
    instrument = sq.Instrument.preset("servqual_1988")

    def side(letter: str) -> dict[str, list[int | None]]:
        return {
            item.id: [int(row[f"{letter}{number:02}"]) if row[f"{letter}{number:02}"] else None for row in rows]
            for number, item in enumerate(instrument.items, 1)
        }

    return instrument, side("e"), side("p")


INSTRUMENT, EXPECTATION, PERCEPTION = hotel()
SERVQUAL = INSTRUMENT.servqual(expectation=EXPECTATION, perception=PERCEPTION, missing="omit")
LOWEST = {id: [None if answer is None else max(1, answer - 2) for answer in side] for id, side in EXPECTATION.items()}
ZONE = INSTRUMENT.zone_of_tolerance(minimum=LOWEST, desired=EXPECTATION, perceived=PERCEPTION, missing="omit")
QUADRANTS = INSTRUMENT.bootstrap_quadrants(
    importance=EXPECTATION, performance=PERCEPTION, missing="omit", replicates=200
)
DRIVERS = sq.bootstrap_key_drivers(
    outcome=list(PERCEPTION.values())[21],
    drivers=dict(list(PERCEPTION.items())[:5]),
    scale=(1, 7),
    missing="omit",
    replicates=100,
)
KANO = sq.kano(
    ["voice", "queue"],
    functional={"voice": [1, 1, 3, 1], "queue": [3, 3, 2, 3]},
    dysfunctional={"voice": [3, 5, 3, 3], "queue": [5, 5, 5, 4]},
)
DRAW: dict[str, Any] = {
    "gap": lambda **options: plot.GapDisplay.from_report(SERVQUAL, **options),
    "gap of items": lambda **options: plot.GapDisplay.from_report(SERVQUAL, part="items", **options),
    "zone": lambda **options: plot.ZoneOfToleranceDisplay.from_report(ZONE, **options),
    "quadrants": lambda **options: plot.ImportancePerformanceDisplay.from_report(QUADRANTS, names="id", **options),
    "kano": lambda **options: plot.KanoDisplay.from_report(KANO, intervals=True, **options),
    "drivers": lambda **options: plot.KeyDriverDisplay.from_report(DRIVERS, **options),
    "five gaps": lambda **options: plot.FiveGapsDisplay.from_findings({"delivery": BY_TEAM[0].measure}, **options),
    "scorecard": lambda **options: plot.ScorecardDisplay.from_measures({"满意": BY_TEAM}, **options),
    "verdict": lambda **options: plot.VerdictDisplay.from_measures(BY_TEAM, TARGET, **options),
    "trend": lambda **options: plot.TrendDisplay.from_measures(BY_TEAM, target=TARGET, **options),
}


@pytest.fixture(autouse=True)
def _no_picture_is_left() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # Machines without a Chinese font.
        yield
    pyplot.close("all")


def interval_ends(lines: Any, across: int = 0) -> list[tuple[float, float]]:
    return [(float(ends[0][across]), float(ends[1][across])) for ends in lines.get_segments()]


def ends(measure: sq.Measure) -> tuple[float, float]:
    assert measure.interval is not None
    return measure.interval.lower, measure.interval.upper


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", DRAW)
def test_every_display_draws_where_it_is_told_and_changes_nothing_global(name: str, language: str) -> None:
    before = dict(matplotlib.rcParams)
    figure, (left, right) = pyplot.subplots(1, 2)
    left.plot([0, 1], [0, 1], label="mine")
    display = DRAW[name](ax=right, language=language)
    assert display.ax_ is right and display.figure_ is figure
    assert len(figure.axes) == 2 and len(left.lines) == 1 and not left.texts
    assert left.get_xlabel() == left.get_title() == "" and left.get_legend() is None
    assert dict(matplotlib.rcParams) == before
    assert display.plot().figure_ is not figure
    display.figure_.canvas.draw()


def test_gaps() -> None:
    display = plot.GapDisplay.from_report(SERVQUAL)
    gaps = [row.gap for row in SERVQUAL.dimensions]
    assert [bar.get_width() for bar in display.bars_] == [gap.estimate for gap in gaps]
    assert interval_ends(display.intervals_) == [ends(gap) for gap in gaps]
    assert [label.get_text() for label in display.ax_.get_yticklabels()] == [row.label.en for row in SERVQUAL.dimensions]
    hollow = [bar.get_facecolor() == (1, 1, 1, 1) for bar in display.bars_]
    assert hollow == [ends(gap)[0] <= 0 <= ends(gap)[1] for gap in gaps]


def test_a_gap_without_answers_keeps_its_row() -> None:
    instrument = sq.Instrument(
        {
            "id": "two",
            "scale": {"minimum": 1, "maximum": 7},
            "dimensions": [{"id": "a"}, {"id": "b"}],
            "items": [{"id": "a1", "dimension": "a"}, {"id": "b1", "dimension": "b"}],
        }
    )
    report = instrument.servqual(
        expectation={"a1": [5, 6], "b1": [None, None]}, perception={"a1": [4, 4], "b1": [None, None]}, missing="omit"
    )
    display = plot.GapDisplay.from_report(report)
    assert len(display.bars_) == 1
    assert [text.get_text().strip() for text in display.ax_.texts] == ["no estimate"]


def test_the_reports_with_gaps_are_drawn_alike() -> None:
    tests = INSTRUMENT.gap_tests(expectation=EXPECTATION, perception=PERCEPTION, missing="omit")
    tally = INSTRUMENT.gap_test_tally(missing="omit")
    tally.observe(expectation=EXPECTATION, perception=PERCEPTION)
    for report in (tests, tally.bootstrap(replicates=100)):
        display = plot.GapDisplay.from_report(report, part="items")
        assert [bar.get_width() for bar in display.bars_] == [row.gap.estimate for row in report.items]
        assert interval_ends(display.intervals_) == [ends(row.gap) for row in report.items]


def test_radar() -> None:
    display = plot.DimensionRadarDisplay.from_report(SERVQUAL)
    drawn = display.expectation_.get_ydata().tolist(), display.perception_.get_ydata().tolist()
    assert drawn[0][:-1] == [row.expectation.estimate for row in SERVQUAL.dimensions]
    assert drawn[1][:-1] == [row.perception.estimate for row in SERVQUAL.dimensions]
    assert display.ax_.get_ylim() == (1, 7)
    with pytest.raises(ValueError, match="ax: expected polar axes"):
        display.plot(pyplot.subplots()[1])
    assert display.plot(pyplot.subplots(subplot_kw={"projection": "polar"})[1]).ax_.name == "polar"


def test_zone() -> None:
    display = plot.ZoneOfToleranceDisplay.from_report(ZONE)
    bands = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in display.bands_]
    assert [band[0] for band in bands] == [row.minimum.estimate for row in ZONE.dimensions]
    assert [band[1] for band in bands] == pytest.approx([row.desired.estimate for row in ZONE.dimensions])
    assert [point.get_xdata()[0] for point in display.perceived_] == [row.perceived.estimate for row in ZONE.dimensions]
    assert interval_ends(display.intervals_) == [ends(row.perceived) for row in ZONE.dimensions]
    marks = {"below": "v", "inside": "o", "above": "^"}
    assert [point.get_marker() for point in display.perceived_] == [marks[row.state or ""] for row in ZONE.dimensions]


def test_importance_performance() -> None:
    display = plot.ImportancePerformanceDisplay.from_report(QUADRANTS, names="id")
    report = QUADRANTS.report
    for item, share in zip(report.items, QUADRANTS.items, strict=True):
        point = display.points_[item.id]
        assert point.get_xydata().tolist() == [[item.performance.estimate, item.importance.estimate]]
        assert (point.get_markerfacecolor() == "white") == (share.decided is None)
    assert display.importance_line_.get_ydata()[0] == report.importance_line
    assert display.performance_line_.get_xdata()[0] == report.performance_line
    with pytest.raises(ValueError, match="undecided: 'c' is not among the points"):
        plot.ImportancePerformanceDisplay({"a": (1, 2)}, 1.5, 1.5, undecided=["c"])


def test_labels_of_points_do_not_lie_on_each_other() -> None:
    display = plot.ImportancePerformanceDisplay.from_report(QUADRANTS, names="id")
    display.figure_.canvas.draw()
    boxes = [label.get_window_extent() for label in display.labels_]
    for position, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[position + 1 :])


def test_kano() -> None:
    display = plot.KanoDisplay.from_report(KANO, intervals=True)
    for row in KANO.features:
        assert row.better.estimate is not None and row.worse.estimate is not None
        assert display.points_[row.id].get_xydata().tolist() == [[-row.worse.estimate, row.better.estimate]]
    across, up = display.intervals_[:2]
    assert interval_ends(up, 1) == [ends(KANO.features[0].better)]
    assert interval_ends(across) == [tuple(-end for end in reversed(ends(KANO.features[0].worse)))]


def test_key_drivers() -> None:
    display = plot.KeyDriverDisplay.from_report(DRIVERS)
    ranked = sorted(DRIVERS.report.drivers, key=lambda driver: driver.rank)
    assert [bar.get_width() for bar in display.bars_] == [driver.lmg.estimate for driver in ranked]
    by_id = {row.id: (row.lmg.lower, row.lmg.upper) for row in DRIVERS.intervals}
    assert interval_ends(display.intervals_) == [by_id[driver.id] for driver in ranked]
    assert plot.KeyDriverDisplay.from_report(DRIVERS.report).intervals_ is None


def test_five_gaps() -> None:
    managers = {id: side[:30] for id, side in PERCEPTION.items()}
    knowledge = INSTRUMENT.belief_gap("knowledge", customers=EXPECTATION, managers=managers, missing="omit")
    report: Any = SERVQUAL
    diagnosis = sq.diagnose_gaps(beliefs=[knowledge], customer=report)
    display = plot.FiveGapsDisplay.from_diagnosis(diagnosis)
    assert [found.gap for found in diagnosis.findings] and len(diagnosis.findings) == 2
    lines = {"open": "-", "closed": "-", "undecided": "--"}
    for found in diagnosis.findings:
        words = display.texts_[found.gap].get_text().splitlines()
        assert words[1:] == [canvas.value_text(found.severity, "en"), found.status]
        assert display.gaps_[found.gap].get_linestyle() == lines[found.status]
    assert {gap for gap, text in display.texts_.items() if text.get_text().endswith("not measured")} == set(
        diagnosis.unmeasured
    )
    measure = BY_TEAM[1].measure
    with pytest.raises(ValueError, match="expected knowledge, .* found 'quality'"):
        plot.FiveGapsDisplay({"quality": measure})
    with pytest.raises(TypeError, match="delivery: expected a Measure"):
        plot.FiveGapsDisplay({"delivery": 0.5})  # type: ignore[dict-item]


def test_scorecard() -> None:
    cells: dict[str, Any] = {"CSAT": BY_TEAM, "alone": {"north": BY_TEAM[0].measure}}
    display = plot.ScorecardDisplay.from_measures(cells, targets={"CSAT": TARGET})
    assert {unit: verdict.outcome for (_, unit), verdict in display.verdicts_.items()} == {
        row.group: row.measure.judge(TARGET).outcome for row in BY_TEAM
    }
    for row in BY_TEAM:
        lines = display.texts_["CSAT", row.group].get_text()
        assert lines.split("   ")[0].replace("\n", " ") == row.measure.show().removeprefix("Customer satisfaction ")
        assert lines.endswith(canvas.VERDICT_WORDS[row.measure.judge(TARGET).outcome]["en"])
    assert set(display.cells_) == {("CSAT", row.group) for row in BY_TEAM} | {("alone", "north")}
    with pytest.raises(ValueError, match="targets: 'other' is not among the indicators CSAT"):
        plot.ScorecardDisplay.from_measures({"CSAT": BY_TEAM}, targets={"other": TARGET})


def test_scorecard_of_an_assessment() -> None:
    handbook = sq.Handbook.from_toml("""
        handbook = 1
        organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
        [[kpi]]
        id = "satisfaction"
        measure = { named = "customer_satisfaction" }
        source = { ratings = "satisfaction" }
        target = { at_least = 85, unit = "percent" }
    """)
    assessment = handbook.assess({"satisfaction": [5, 4, 1, 2]})
    display = plot.ScorecardDisplay.from_assessment(assessment)
    assert display.verdicts_["Customer satisfaction", "actual"] == assessment.indicators[0].verdict


def test_scorecard_of_units_and_periods() -> None:
    rows = [
        SimpleNamespace(indicator="csat", unit=unit, period=period, measure=row.measure, verdict=row.measure.judge(TARGET))
        for row in BY_TEAM
        for unit, period in [(row.group, "2026-W01"), (row.group, None)]
    ]
    display = plot.ScorecardDisplay.from_scorecard(SimpleNamespace(rows=rows))
    assert display.columns == ["north\n2026-W01", "north", "south\n2026-W01", "south", "客服\n2026-W01", "客服"]
    assert display.verdicts_["csat", "north"] == BY_TEAM[0].measure.judge(TARGET)


def test_verdicts() -> None:
    display = plot.VerdictDisplay.from_measures(BY_TEAM, TARGET)
    assert [point.get_xdata()[0] for point in display.points_.values()] == [row.measure.estimate for row in BY_TEAM]
    assert interval_ends(display.intervals_) == [ends(row.measure) for row in BY_TEAM]
    words = {row.group: word.get_text() for row, word in zip(BY_TEAM, display.words_, strict=True)}
    assert words["north"] == "✓ met" and words["south"] == "✗ missed" and words["客服"].startswith("? undecided\n")
    assert plot.VerdictDisplay.from_measures(BY_TEAM[0].measure, TARGET).points_.keys() == {"Customer satisfaction"}
    with pytest.raises(sq.UnitMismatchError):
        plot.VerdictDisplay.from_measures(BY_TEAM, sq.Target.at_least(8, "net_point"))


def test_trend() -> None:
    measures = {row.group: row.measure for row in BY_TEAM}
    measures["later"] = sq.kpi.customer_satisfaction(missing="propagate").measure([5, None])
    display = plot.TrendDisplay.from_measures(measures, target=TARGET)
    drawn = display.line_.get_ydata().tolist()
    assert drawn[:3] == [row.measure.estimate for row in BY_TEAM] and drawn[3] != drawn[3]
    assert interval_ends(display.intervals_, 1) == [ends(row.measure) for row in BY_TEAM]
    assert [mark.get_marker() for mark in display.marks_.values()] == ["o", "X", "D", "D"]


@pytest.mark.parametrize("display", [plot.GapDisplay, plot.KanoDisplay, plot.ZoneOfToleranceDisplay])
def test_names_and_rows_are_counted(display: Any) -> None:
    with pytest.raises(ValueError, match="expected at least one, found none"):
        display([], [])
    with pytest.raises(ValueError, match="names: expected 1"):
        display(["a", "b"], [SERVQUAL.dimensions[0].gap])


def test_words_that_are_not_known() -> None:
    with pytest.raises(ValueError, match="part: expected 'dimensions' or 'items', found 'overall'"):
        plot.GapDisplay.from_report(SERVQUAL, part="overall")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="measures: expected at least one"):
        plot.TrendDisplay({})


def test_matplotlib_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError, match=r"pip install servqual\[plot\]"):
        plot.TrendDisplay.from_measures(BY_TEAM)


def test_chinese_has_a_font_or_one_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    canvas.chinese_font.cache_clear()
    faces = [SimpleNamespace(name="DejaVu Sans"), SimpleNamespace(name="SimHei")]
    monkeypatch.setattr("matplotlib.font_manager.fontManager", SimpleNamespace(ttflist=faces))
    assert canvas.font("Gap") == {} and canvas.font("差距") == {"fontfamily": ["sans-serif", "SimHei"]}
    canvas.chinese_font.cache_clear()
    faces.pop()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert canvas.font("差距") == canvas.font("期望") == {}
    assert [str(warning.message)[:28] for warning in caught] == ["no font with Chinese charact"]
    canvas.chinese_font.cache_clear()
