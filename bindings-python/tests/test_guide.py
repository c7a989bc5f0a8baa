"""The code of the guide, run."""


def test_first_measure() -> None:
    # ANCHOR: first_measure
    import servqual as sq

    satisfaction = sq.kpi.customer_satisfaction()
    measure = satisfaction.measure([5, 4, 4, 5, 3, 5, 4, 5, 2, 5])
    verdict = measure.judge(sq.Target.at_least(0.85, "share"))

    assert (measure.estimate, measure.n) == (0.8, 10)
    assert verdict.outcome == "undecided"
    assert verdict.further_observations == 186
    # ANCHOR_END: first_measure


def test_merge() -> None:
    # ANCHOR: merge
    import servqual as sq

    # On the phone: count and send the bytes.
    phone = sq.kpi.net_promoter_score().tally()
    phone.observe([10, 9, 3])
    sent = phone.to_bytes()

    # On the server: merge what arrives, in any order.
    server = sq.kpi.net_promoter_score().tally()
    server.observe([8, 9])
    server.merge(sq.KpiTally.from_bytes(sent))

    assert server.finish().estimate == 40.0
    # ANCHOR_END: merge


def test_assess() -> None:
    # ANCHOR: assess
    import servqual as sq

    handbook = sq.Handbook.from_toml("""
        handbook = 1
        organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

        [[kpi]]
        id = "satisfaction"
        measure = { named = "customer_satisfaction", missing = "omit" }
        source = { ratings = "satisfaction" }
        target = { at_least = 85, unit = "percent" }
    """)
    # A data frame of any library, or a mapping of columns.
    assessment = handbook.assess({"satisfaction": [5, 4, None, 2]})

    assert assessment.indicators[0].measure.n == 3
    # ANCHOR_END: assess
