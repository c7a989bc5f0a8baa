"""The guide's judgement of a help desk, run."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_judge_a_help_desk() -> None:
    path = PROJECT / "tests/data/simulated_service_desk/contacts.csv"
    # ANCHOR: handbook
    import servqual as sq

    handbook = sq.Handbook.from_toml("""
        handbook = 1
        organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

        [[kpi]]
        id = "reply_within_two_minutes"
        measure = { named = "first_response_time", options = { statistic = "share_within", threshold_seconds = 120 }, missing = "omit" }
        source = { spans = { start = "opened_at", end = "first_reply_at" } }
        target = { at_least = 60, unit = "percent" }

        [[kpi]]
        id = "resolved_at_first_contact"
        measure = { named = "first_contact_resolution", options = { window_days = 7 } }
        source = { contacts = { customer = "customer", at = "opened_at" } }
        target = { at_least = 70, unit = "percent" }

        [[kpi]]
        id = "effort"
        measure = { named = "customer_effort_score", missing = "omit" }
        source = { ratings = "effort" }
        target = { at_least = 5, unit = "scale_points" }
    """)
    # ANCHOR_END: handbook

    # ANCHOR: assess
    tally = handbook.tally()
    tally.observe_csv(path.read_bytes())
    indicators = tally.finish().indicators
    outcomes = [line.verdict.outcome for line in indicators if line.verdict is not None]
    assert outcomes == ["met", "missed", "undecided"]
    resolution = indicators[1].measure
    assert resolution.show() == "First contact resolution 67.8 % [66.6 %, 68.9 %] n = 5923"
    # ANCHOR_END: assess

    # ANCHOR: left_out
    # Not yet answered; and too young to tell whether the customer comes back.
    assert indicators[0].measure.excluded == {"open": 34}
    assert resolution.excluded == {"immature": 241}
    # ANCHOR_END: left_out

    # ANCHOR: clock
    from datetime import timedelta

    from servqual.time import BusinessCalendar

    calendar = BusinessCalendar.from_toml("""
        id = "desk"
        time_zone = "Asia/Shanghai"
        [week]
        monday = ["09:00-12:00", "13:30-18:00"]
        friday = ["09:00-12:00", "13:30-18:00"]
    """)
    took = calendar.between("2026-01-09T17:00:00+08:00", "2026-01-12T09:30:00+08:00")
    # Friday evening to Monday morning: 64 and a half hours, of which the desk was open for 90 minutes.
    assert (took.calendar, took.business) == (timedelta(hours=64.5), timedelta(minutes=90))
    # ANCHOR_END: clock

    # ANCHOR: teams
    import polars as pl

    contacts = pl.read_csv(path)
    satisfaction = sq.kpi.customer_satisfaction(missing="omit")
    table = satisfaction.table(contacts["satisfaction"], by=contacts["team"])
    target = sq.Target.at_least(0.65, "share")
    missed = [row.group for row in table if row.measure.judge(target).outcome == "missed"]
    assert missed == ["night", "south"]
    # ANCHOR_END: teams

    # ANCHOR: change
    south = contacts.filter(pl.col("team") == "south")
    before, after = (
        satisfaction.measure(south.filter((pl.col("opened_at") >= "2026-04-06") == second)["satisfaction"])
        for second in (False, True)
    )
    change = after.change_since(before)
    # South got better for certain, but not by ten points for certain.
    assert change.judge(sq.Target.at_least(0.0, "share_difference")) == "met"
    assert change.judge(sq.Target.at_least(0.10, "share_difference")) == "undecided"
    # ANCHOR_END: change


def test_pictures() -> None:
    import matplotlib

    matplotlib.use("agg")
    import polars as pl
    import servqual as sq
    from matplotlib import pyplot

    contacts = pl.read_csv(PROJECT / "tests/data/simulated_service_desk/contacts.csv")
    table = sq.kpi.customer_satisfaction(missing="omit").table(contacts["satisfaction"], by=contacts["team"])
    months = sq.kpi.customer_satisfaction(missing="omit").table(
        contacts["satisfaction"], by=contacts["opened_at"].str.slice(0, 7)
    )
    target = sq.Target.at_least(0.65, "share")
    # ANCHOR: pictures
    from servqual.plot import TrendDisplay, VerdictDisplay

    VerdictDisplay.from_measures(table, target)
    TrendDisplay.from_measures(months, target=target)
    # ANCHOR_END: pictures
    pyplot.close("all")
