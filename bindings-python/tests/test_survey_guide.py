"""The guide's analysis of a service survey, run."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_analyse_a_service_survey() -> None:
    path = PROJECT / "tests/data/simulated_hotel_survey/answers.csv"
    # ANCHOR: read
    import polars as pl
    import servqual as sq

    instrument = sq.Instrument.preset("servqual_1988")
    # An empty cell is a missing answer.
    answers = pl.read_csv(path)
    expectation = {item.id: f"e{number:02}" for number, item in enumerate(instrument.items, 1)}
    perception = {item.id: f"p{number:02}" for number, item in enumerate(instrument.items, 1)}
    # ANCHOR_END: read

    # ANCHOR: quality
    care = instrument.flag_respondents(expectation=expectation, perception=perception, data=answers)
    assert (care.respondents, care.count("straight_lining")) == (400, 0)
    # ANCHOR_END: quality

    # ANCHOR: servqual
    report = instrument.servqual(expectation=expectation, perception=perception, data=answers, missing="omit")
    responsiveness = report.dimensions[2]
    assert responsiveness.gap.show() == "Responsiveness gap -0.82 [-0.94, -0.70] n = 345"
    # ANCHOR_END: servqual

    # ANCHOR: reliability
    consistency = instrument.reliability(answers=perception, data=answers, missing="omit")
    alphas = [scale.alpha.estimate for scale in consistency.scales]
    assert all(alpha is not None and alpha > 0.8 for alpha in alphas)
    # ANCHOR_END: reliability

    # ANCHOR: gap_tests
    tests = instrument.gap_tests(expectation=expectation, perception=perception, data=answers, missing="omit")
    assert all(test.p_value_holm is not None and test.p_value_holm < 0.001 for test in tests.dimensions)
    # ANCHOR_END: gap_tests

    # ANCHOR: importance_performance
    # What guests expect most is what matters most to them.
    points = {
        row.id: (row.expectation.estimate, row.perception.estimate)
        for row in report.dimensions
        if row.expectation.estimate is not None and row.perception.estimate is not None
    }
    placed = sq.place_points(points, crosshair="grand_mean")
    # ANCHOR_END: importance_performance

    # ANCHOR: decision
    # Important, not good enough, and a gap that is no accident: this comes first.
    first = [
        point.id
        for point, test in zip(placed, tests.dimensions, strict=True)
        if point.quadrant == "concentrate_here" and test.p_value_holm is not None and test.p_value_holm < 0.05
    ]
    assert first == ["responsiveness"]
    # ANCHOR_END: decision


def test_pictures() -> None:
    import matplotlib

    matplotlib.use("agg")
    import polars as pl
    import servqual as sq

    instrument = sq.Instrument.preset("servqual_1988")
    answers = pl.read_csv(PROJECT / "tests/data/simulated_hotel_survey/answers.csv")
    items = [f"{number:02}" for number in range(1, 23)]
    expectation = dict(zip([item.id for item in instrument.items], [f"e{item}" for item in items], strict=True))
    perception = dict(zip([item.id for item in instrument.items], [f"p{item}" for item in items], strict=True))
    report = instrument.servqual(expectation=expectation, perception=perception, data=answers, missing="omit")
    # ANCHOR: pictures
    from servqual.plot import DimensionRadarDisplay, GapDisplay

    gaps = GapDisplay.from_report(report)
    radar = DimensionRadarDisplay.from_report(report)
    # Each remembers where it was drawn, for whatever you want to add.
    gaps.ax_.set_title("The hotel's gaps")
    assert radar.ax_ is not gaps.ax_
    # ANCHOR_END: pictures
    from matplotlib import pyplot

    pyplot.close("all")
