package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant

/** A scorecard as the app of a service desk shows it: solved cases and recommendations by team and month. */
class ScorecardTest {
    private val january = Instant.parse("2026-01-10T08:00:00Z")

    /** The evening before in UTC is already February in Shanghai. */
    private val february = Instant.parse("2026-01-31T16:30:00Z")

    private val indicators = listOf(
        ScorecardIndicator("solved", resolutionRate(), Target.atLeast(0.8, MeasureUnit.Share), baseline = 0.5),
        ScorecardIndicator("recommend", netPromoterScore()),
    )
    private val observed = listOf(ObservedColumns.Outcomes("solved"), ObservedColumns.Ratings("recommend"))

    private fun tally(minimumN: ULong = 0uL, undated: MissingRule? = null) =
        ScorecardTally(indicators, PeriodLength.Month, "Asia/Shanghai", minimumN, undated)

    private fun cases(team: String, at: Instant?, solved: Int, all: Int) = Columns().apply {
        addTexts("team", List(all) { team })
        addInstants("at", List(all) { at })
        addBooleans("solved", List(all) { it < solved })
        addRatings("recommend", List(all) { if (it < solved) 10 else 3 })
    }

    private fun ScorecardTally.add(team: String, at: Instant?, solved: Int, all: Int = 100) =
        observe(cases(team, at, solved, all), "team", observed, "at")

    private inline fun <reified E : QualityException> refused(noinline act: () -> Unit): E {
        val error = assertThrows(E::class.java) { act() }
        assertTrue(error.toString().length > 20, error.toString())
        return error
    }

    @Test
    fun `a table of teams and months with verdicts`() {
        val tally = tally(minimumN = 10uL)
        tally.add("north", january, 95)
        tally.add("north", february, 60)
        tally.add("south", january, 80)
        tally.add("south", february, 3, 4)
        val card = tally.finish()

        val solved = card.rows.filter { it.indicator == "solved" }.associateBy { it.unit to it.period }
        assertEquals(listOf("north" to "2026-01", "north" to "2026-02", "south" to "2026-01", "south" to "2026-02"), solved.keys.toList())
        val best = solved.getValue("north" to "2026-01")
        assertEquals(Outcome.MET, best.verdict?.outcome)
        assertEquals(0.95, best.measure.estimate)
        assertEquals(1.5, best.progress!!.estimate, 1e-12)
        assertEquals("2026-01-31", best.lastDay)
        assertNull(best.course)
        val worse = solved.getValue("north" to "2026-02")
        assertEquals(Outcome.MISSED to Course.WORSE, worse.verdict?.outcome to worse.course)
        assertEquals(-0.35, worse.change!!.difference!!, 1e-12)
        val close = solved.getValue("south" to "2026-01")
        assertEquals(Outcome.UNDECIDED, close.verdict?.outcome)

        // Four cases say nothing about a team, and might say too much about a customer.
        val few = solved.getValue("south" to "2026-02")
        assertTrue(few.suppressed && few.verdict == null && few.measure.estimate == null)
        assertEquals(4uL, few.measure.n)
        assertEquals(2uL, card.suppressed)

        assertEquals(listOf(90.0, 20.0), card.courseOf("recommend", "north").map { it.measure.estimate })
        assertNull(card.courseOf("recommend", "north")[0].verdict)
        assertTrue("north" in card.toText(Language.ENGLISH) && "达标" in card.toText(Language.CHINESE), card.toText(Language.CHINESE))
        assertTrue(card.toHtml(Language.ENGLISH).startsWith("<div"))
        assertEquals(card, scorecardFromJson(card.toJson()))
    }

    @Test
    fun `phones count, a server adds up`() {
        val (phone, other, whole) = List(3) { tally() }
        phone.add("north", january, 30, 40)
        other.add("south", february, 20, 40)
        other.add("north", january, 10, 40)
        listOf(Triple("north", january, 30), Triple("south", february, 20), Triple("north", january, 10))
            .forEach { (team, at, solved) -> whole.add(team, at, solved, 40) }
        phone.merge(ScorecardTally.fromBytes(other.toBytes()))
        assertEquals(whole.finish(), phone.finish())
        refused<QualityException.DefinitionMismatch> { phone.merge(tally(minimumN = 5uL)) }
        refused<QualityException.InvalidDocument> { ScorecardTally.fromBytes(byteArrayOf(1, 2)) }
    }

    @Test
    fun `without periods each team is one row`() {
        val card = ScorecardTally(indicators).apply { observe(cases("north", null, 8, 10), "team", observed) }.finish()
        assertEquals(listOf(null, null), card.rows.map { it.period })
        assertEquals(0.8, card.rows[0].measure.estimate)
    }

    @Test
    fun `every other kind of indicator goes in, too`() {
        val waits = ScorecardIndicator("wait", firstResponseTime(), Target.atMost(60.0, MeasureUnit.Second))
        val repeats = ScorecardIndicator("resolved", firstContactResolution(FirstContactResolutionOptions(2u)))
        val table = Columns().apply {
            addTexts("team", listOf("a", "a", "b"))
            addInstants("at", listOf(january, january.plusSeconds(3600), january))
            addReals("seconds", listOf(30.0, 50.0, 90.0))
            addTexts("customer", listOf("ann", "ann", "bob"))
        }
        val contacts = ObservedColumns.Contacts("customer", "at", february.toMicroseconds())
        val card = ScorecardTally(listOf(waits, repeats), PeriodLength.IsoWeek)
            .apply { observe(table, "team", listOf(ObservedColumns.Durations("seconds"), contacts), "at") }.finish()
        assertEquals(listOf("2026-W02"), card.rows.map { it.period }.distinct())
        assertEquals(listOf(40.0, 90.0, 0.5, 1.0), card.rows.map { it.measure.estimate })
    }

    @Test
    fun `what is refused says where it stands`() {
        val seconds = Target.atLeast(0.8, MeasureUnit.Second)
        refused<QualityException.UnitMismatch> { ScorecardTally(listOf(indicators[0].copy(target = seconds))) }
        refused<QualityException.InvalidParameter> { ScorecardTally(listOf(indicators[0].copy(baseline = 1.5))) }
        refused<QualityException.DuplicateId> { ScorecardTally(listOf(indicators[0], indicators[0])) }
        refused<QualityException> { ScorecardTally(indicators, PeriodLength.Month, "Asia/Shangai") }
        refused<QualityException> { ScorecardTally(indicators, PeriodLength.FiscalQuarter(13u)) }

        val tally = tally()
        val rows = cases("north", january, 1, 2)
        refused<QualityException.WrongObservations> { tally.observe(rows, "team", observed.take(1), "at") }
        refused<QualityException.WrongObservations> { tally.observe(rows, "team", observed, null) }
        refused<QualityException.UnknownId> { tally.observe(rows, "teem", observed, "at") }
        val unknown = refused<QualityException.UnknownId> {
            tally.observe(rows, "team", listOf(ObservedColumns.Outcomes("solve"), observed[1]), "at")
        }
        assertTrue("solved" in unknown.toString(), unknown.toString())
        rows.addRatings("recommend", listOf(11, 3))
        val outside = refused<QualityException.OutsideScale> { tally.observe(rows, "team", observed, "at") }
        assertEquals(0uL, outside.rowNumber())
        rows.addRatings("recommend", listOf(10, 3))
        rows.addTexts("team", listOf("north", null))
        refused<QualityException.MissingValue> { tally.observe(rows, "team", observed, "at") }
        refused<QualityException.MissingValue> { tally.add("north", null, 1, 2) }
        assertEquals(0, tally.finish().rows.size)

        val lenient = tally(undated = MissingRule.OMIT).apply { add("north", null, 1, 2) }
        assertEquals(2uL, lenient.finish().undated)
    }
}
