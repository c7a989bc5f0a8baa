package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.io.File
import java.time.Duration
import java.time.Instant

/** The guide's judgement of a help desk, run. */
class HelpDeskGuideTest {
    @Test
    fun `judge a help desk`() {
        val bytes = File(Golden.project, "tests/data/simulated_service_desk/contacts.csv").readBytes()
        // ANCHOR: handbook
        val handbook = Handbook.fromToml(
            """
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
            """.trimIndent(),
        )
        // ANCHOR_END: handbook

        // ANCHOR: assess
        val tally = AssessmentTally(handbook)
        tally.observeCsv(bytes)
        val indicators = tally.finish().indicators
        assertEquals(
            listOf(Outcome.MET, Outcome.MISSED, Outcome.UNDECIDED),
            indicators.mapNotNull { it.verdict?.outcome },
        )
        val resolution = indicators[1].measure
        assertEquals(
            "First contact resolution 67.8 % [66.6 %, 68.9 %] n = 5923",
            resolution.show(Language.ENGLISH),
        )
        // ANCHOR_END: assess

        // ANCHOR: left_out
        // Not yet answered; and too young to tell whether the customer comes back.
        assertEquals(34uL, indicators[0].measure.excludedFor(ExclusionReason.OPEN))
        assertEquals(241uL, resolution.excludedFor(ExclusionReason.IMMATURE))
        // ANCHOR_END: left_out

        // ANCHOR: clock
        val calendar = BusinessCalendar.fromToml(
            """
            id = "desk"
            time_zone = "Asia/Shanghai"
            [week]
            monday = ["09:00-12:00", "13:30-18:00"]
            friday = ["09:00-12:00", "13:30-18:00"]
            """.trimIndent(),
        )
        val took = calendar.between(Instant.parse("2026-01-09T09:00:00Z"), Instant.parse("2026-01-12T01:30:00Z"))
        // Friday evening to Monday morning: 64 and a half hours, of which the desk was open for 90 minutes.
        assertEquals(Duration.ofMinutes(3_870), took.calendar)
        assertEquals(Duration.ofMinutes(90), took.business)
        // ANCHOR_END: clock

        // ANCHOR: teams
        val rows = bytes.decodeToString().lines().drop(1).filter { it.isNotEmpty() }.map { it.split(",") }
        val (opened, team, rating) = listOf(2, 4, 6)
        val satisfaction = customerSatisfaction().withMissing(MissingRule.OMIT)
        val table = KpiTable(satisfaction)
        table.observeRatings(rows.map { it[team] }, rows.map { it[rating].toIntOrNull() })
        val target = Target.atLeast(0.65, MeasureUnit.Share)
        val missed = table.finish().filter { it.measure.judge(target).outcome == Outcome.MISSED }.map { it.group }
        assertEquals(listOf("night", "south"), missed)
        // ANCHOR_END: teams

        // ANCHOR: change
        val (after, before) = rows.filter { it[team] == "south" }.partition { it[opened] >= "2026-04-06" }.toList()
            .map { half -> satisfaction.measureRatings(half.map { it[rating].toIntOrNull() }) }
        val change = after.changeSince(before)
        // South got better for certain, but not by ten points for certain.
        assertEquals(Outcome.MET, change.judge(Target.atLeast(0.0, MeasureUnit.ShareDifference)))
        assertEquals(Outcome.UNDECIDED, change.judge(Target.atLeast(0.10, MeasureUnit.ShareDifference)))
        // ANCHOR_END: change
    }
}
