package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Duration
import java.time.Instant

class SurveysAndTimeTest {
    private val instrument = Instrument.fromJson(
        """{"id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "reliability"}],
            "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "reliability"}]}""",
    )

    private fun columns(vararg columns: Pair<String, List<Int?>>) =
        Columns().apply { columns.forEach { (name, answers) -> addRatings(name, answers) } }

    private val answers = columns(
        "e1" to listOf(7, 6, 7, 5),
        "e2" to listOf(7, 6, 6, 5),
        "p1" to listOf(5, 6, 4, 2),
        "p2" to listOf(5, 6, 3, 3),
    )
    private val expectation = listOf("e1", "e2")
    private val perception = listOf("p1", "p2")

    @Test
    fun `one table of answers for every question`() {
        val gaps = ServqualTally(instrument).apply { observe(answers, expectation, perception) }.finish()
        assertEquals(-2.0, gaps.items[0].gap.estimate)
        val tests = GapTestTally(instrument).apply { observe(answers, expectation, perception) }
        assertEquals(tests.finish(), GapTestTally.fromBytes(tests.toBytes()).finish())
        val scale = ReliabilityTally(instrument).apply { observe(answers, perception) }.finish()
        assertTrue(scale.scales[0].alpha.estimate!! > 0.9)
        val paired = DifferenceReliabilityTally(instrument).apply { observe(answers, expectation, perception) }.finish()
        assertTrue(paired.dimensions[0].differenceReliability != null)
        val zone = ZoneTally(instrument).apply { observe(answers, perception, expectation, perception) }.finish()
        assertEquals(4uL, zone.respondents)
        val error = assertThrows(QualityException.UnknownId::class.java) {
            ReliabilityTally(instrument).observe(answers, listOf("p1", "p3"))
        }
        assertEquals("p3", error.id)
    }

    @Test
    fun `a feature that attracts`() {
        val kano = KanoTally(listOf(KanoFeature("app", BilingualLabel("应用", "App"))))
        kano.observe(columns("with" to listOf(1, 1, 1, 3), "without" to listOf(3, 3, 5, 3)), listOf("with"), listOf("without"))
        val app = kano.finish().features[0]
        assertEquals(KanoCategory.ATTRACTIVE, app.category)
        assertEquals(0.75, app.better.estimate)
    }

    @Test
    fun `business time stops overnight and while the customer answers`() {
        val calendar = BusinessCalendar.fromToml(
            """
            id = "desk"
            time_zone = "Asia/Shanghai"
            [week]
            monday = ["09:00-18:00"]
            tuesday = ["09:00-18:00"]
            """.trimIndent(),
        )
        val monday = Instant.parse("2026-01-05T00:00:00Z") // 08:00 in Shanghai
        val took = calendar.between(monday, monday.plus(Duration.ofHours(26)))
        assertEquals(Duration.ofHours(26), took.calendar)
        assertEquals(Duration.ofHours(10), took.business)
        assertEquals(Instant.parse("2026-01-06T02:00:00Z"), calendar.due(monday, Duration.ofHours(10)))
        assertTrue(calendar.isWorkingDay("2026-01-05"))
        assertFalse(calendar.isWorkingDay("2026-01-07"))
        val times = calendar.businessTimes(listOf(monday, monday), listOf(monday.plusSeconds(7200), null))
        assertEquals(listOf(3_600_000_000, null), times.microseconds)
        assertEquals(1uL, times.open)

        fun hour(hours: Long) = monday.plus(Duration.ofHours(hours))
        val clock = CaseClock(
            listOf(calendar),
            "desk",
            listOf(
                ClockEventKind.Start.at(hour(0)),
                ClockEventKind.Pause.at(hour(2)),
                ClockEventKind.Resume.at(hour(8)),
                ClockEventKind.Stop.at(hour(9)),
            ),
        )
        assertTrue(clock.isStopped())
        assertEquals(Duration.ofHours(2), clock.elapsed(hour(24)).business)
        assertEquals(Duration.ofHours(6), clock.elapsed(hour(24)).paused)
        assertEquals(ClockDue.Stopped(3_600_000_000), clock.due(Duration.ofHours(3)))
        assertThrows(QualityException.InvalidCell::class.java) {
            CaseClock(listOf(calendar), "desk", listOf(ClockEventKind.Stop.at(monday)))
        }
        assertEquals(
            listOf(monday.epochSecond * 1_000_000, null),
            parseLocalTimes(listOf("2026-01-05 08:00", null), "Asia/Shanghai", LocalTimeRule.RAISE, "opened"),
        )
    }
}
