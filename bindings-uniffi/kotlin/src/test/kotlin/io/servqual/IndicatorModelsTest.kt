package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant
import java.util.concurrent.atomic.AtomicInteger

/** Indicators in depth as an app uses them, and what they refuse. */
class IndicatorModelsTest {
    private val start = Instant.parse("2026-01-05T01:30:00Z")
    private val day = 86_400L

    private fun share(yes: Int, all: Int) = resolutionRate().measureOutcomes(List(all) { it < yes })

    private inline fun <reified E : QualityException> refused(noinline act: () -> Unit): E {
        val error = assertThrows(E::class.java) { act() }
        assertTrue(error.toString().length > 20, error.toString())
        return error
    }

    @Test
    fun `lifetimes, and an index of several answers`() {
        val days = listOf(1.0, 2.0, 3.0, 4.0).map { it * day }
        val closure = timeToClosure().tally().apply { observeLifetimes(days, listOf(true, true, false, true)) }
        val curve = closure.survivalCurve()!!
        assertEquals(listOf(3uL, 1uL), listOf(curve.ended, curve.censored))
        assertEquals(2.0 * day, closure.finish().estimate)
        val compared = compareSurvival(closure, closure)
        assertEquals(listOf(0.0, 0.0, 1.0), listOf(compared.difference, compared.logRankChiSquared, compared.logRankPValue))
        assertEquals(1uL, compared.censoredFirst)
        refused<QualityException.NegativeDuration> { timeToClosure().measureLifetimes(listOf(-1.0), listOf(true)) }
        refused<QualityException.LengthMismatch> { timeToClosure().measureLifetimes(listOf(1.0), listOf(true, false)) }

        val index = customerSatisfactionIndex(CustomerSatisfactionIndexOptions(scale = Scale(1, 10)))
        assertEquals(650.0 / 9, index.measureRatingSets(listOf(listOf(8, 8), listOf(7, 8), listOf(7, 7))).estimate!!, 1e-12)
        refused<QualityException.WrongObservations> { index.measureRatingSets(listOf(listOf(8), listOf(7))) }
        assertEquals(1uL, refused<QualityException.OutsideScale> {
            index.measureRatingSets(listOf(listOf(8, 11), listOf(7, 8), listOf(7, 7)))
        }.rowNumber())
        assertNull(index.tally().survivalCurve())
    }

    @Test
    fun `the interval that a definition names`() {
        val exact = resolutionRate().withInterval(IntervalChoice.CLOPPER_PEARSON).measureOutcomes(List(10) { it < 8 })
        assertEquals(IntervalMethod.CLOPPER_PEARSON, exact.interval?.method)
        assertNotEquals(share(8, 10).interval, exact.interval)
        refused<QualityException.InvalidParameter> { resolutionRate().withInterval(IntervalChoice.NET_SCORE_TEST) }
    }

    @Test
    fun `customers who write often, and rows that count more`() {
        val rows = Columns().apply {
            addBooleans("solved", listOf(true, true, true, true, false, false))
            addTexts("customer", listOf("ann", "ann", "ann", "ann", "bob", "eve"))
            addReals("weight", listOf(1.0, 1.0, 1.0, 1.0, 4.0, 4.0))
        }
        val plain = share(4, 6).interval!!
        val clustered = ClusteredTally(resolutionRate()).apply { observe(rows, ObservedColumns.Outcomes("solved"), "customer") }
        val found = clustered.finish()
        assertEquals(3uL to 6uL, found.clusters to found.measure.n)
        assertTrue(found.measure.interval!!.run { upper - lower } > plain.upper - plain.lower)
        assertEquals(found, clusteredMeasureFromJson(found.toJson()))

        val weighted = ClusteredTally(resolutionRate(), Weighting.WEIGHTED)
        weighted.observe(rows, ObservedColumns.Outcomes("solved"), weight = "weight")
        assertEquals(4.0 / 12, weighted.finish().measure.estimate!!, 1e-15)
        refused<QualityException.WrongObservations> { weighted.observe(rows, ObservedColumns.Outcomes("solved")) }
        refused<QualityException.WrongObservations> { clustered.observe(rows, ObservedColumns.Outcomes("solved"), weight = "weight") }
        rows.addReals("weight", listOf(1.0, -1.0, 1.0, 1.0, 4.0, 4.0))
        val negative = refused<QualityException.InvalidCell> { weighted.observe(rows, ObservedColumns.Outcomes("solved"), weight = "weight") }
        assertEquals(1uL, negative.rowNumber())
        refused<QualityException.InvalidParameter> { ClusteredTally(firstResponseTime()) }
    }

    @Test
    fun `how much the window of a repeat contact decides`() {
        val log = Columns().apply {
            addTexts("customer", listOf("ann", "ann", "bob", null))
            addInstants("at", listOf(0L, 3, 0, 1).map { start.plusSeconds(it * day) })
            addBooleans("resolvable", listOf(true, true, false, true))
        }
        val tally = RepeatTally(RepeatOptions(longestWindowDays = 7u, missing = MissingRule.OMIT))
        val until = start.plusSeconds(30 * day).toMicroseconds()
        tally.observe(log, "customer", "at", resolvable = "resolvable", observedUntil = until)
        val report = RepeatTally.fromBytes(tally.toBytes()).finish()
        assertEquals((1u..7u).toList(), report.windows.map { it.days })
        assertEquals(listOf(1.0, 1.0, 2.0 / 3), report.windows.take(3).map { it.gross.estimate })
        assertEquals(2uL, report.windows[0].net.n)
        assertEquals(0.75, report.identityCoverage.estimate)
        assertEquals(report, repeatReportFromJson(report.toJson()))
        refused<QualityException.InvalidParameter> { RepeatTally(RepeatOptions(longestWindowDays = 0u)) }
        refused<QualityException.MissingValue> { RepeatTally(RepeatOptions()).observe(log, "customer", "at") }
    }

    @Test
    fun `a machine that answers is no reply, unless the rules say so`() {
        val kinds = listOf(MessageKind.CUSTOMER, MessageKind.BOT, MessageKind.AGENT)
        val at = listOf(0L, 60, 540).map(start::plusSeconds)
        val rules = usualReplyRules()
        val waits = rules.waits(List(3) { "case 7" }, at, kinds)
        assertEquals(1uL, waits.ignoredReplies)
        val definition = firstResponseTime().withReplyRules(rules)
        assertEquals(540.0, definition.tally().apply { observe(waits) }.finish().estimate)
        val quick = rules.copy(bot = ReplyRule.COUNTS)
        assertEquals(60.0, firstResponseTime().tally().apply { observe(quick.waits(List(3) { "case 7" }, at, kinds)) }.finish().estimate)
        assertNotEquals(definition.definition().hash, firstResponseTime().withReplyRules(quick).definition().hash)
        refused<QualityException.LengthMismatch> { rules.waits(listOf("case 7"), at, kinds) }
    }

    @Test
    fun `many comparisons, and one that is looked at every day`() {
        val before = listOf(share(100, 200), share(100, 200))
        val after = listOf(share(122, 200), share(101, 200))
        val family = compareFamilies(before, after)
        assertEquals(2uL to Correction.HOLM, family.tests to family.correction)
        val first = family.members[0]
        assertEquals(2 * first.comparison.pValue!!, first.adjustedPValue)
        assertEquals(family, comparisonFamilyFromJson(family.toJson()))
        refused<QualityException.LengthMismatch> { compareFamilies(before, after.take(1)) }

        val look = compareSequentially(share(240, 400), share(272, 400), 0.05)
        assertTrue(look.pValue!! > 0.05, "a single look would call it, the sequence waits")
        assertEquals(look, sequentialComparisonFromJson(look.toJson()))
        refused<QualityException.InvalidParameter> { compareSequentially(share(1, 2), share(1, 2), 0.0) }
        val recommended = netPromoterScore().measureRatings(listOf(9, 10, 3))
        refused<QualityException.DefinitionMismatch> { compareSequentially(share(1, 2), recommended, 0.05) }
    }

    @Test
    fun `what better service is worth`() {
        val change = share(850, 1000).changeSince(share(800, 1000))
        val options = ReturnOnQualityOptions(10_000.0, 0.8, 120.0, 5u, 0.08, 200_000.0, 30_000.0, "CNY")
        val found = returnOnQuality(change, options)
        assertTrue(found.netPresentValue.estimate!! > 0 && found.breakEvenChange!! in 0.0..0.05)
        assertEquals(found, returnOnQualityFromJson(found.toJson()))
        refused<QualityException.InvalidParameter> { returnOnQuality(change, options.copy(periods = 0u)) }

        val money = CostBenefitOptions(10_000.0, 400.0, 0.0, 20_000.0, 100_000.0, "CNY")
        assertEquals(2.2, serviceCostBenefit(change, money).estimate!!, 1e-12)
        refused<QualityException.InvalidParameter> { serviceCostBenefit(change, money.copy(cost = 0.0)) }
        val points = netPromoterScore().run { measureRatings(listOf(9, 10)).changeSince(measureRatings(listOf(3, 9))) }
        refused<QualityException.UnitMismatch> { serviceCostBenefit(points, money) }
    }

    @Test
    fun `a bootstrap tells how far it is, stops, and says what the app threw`() {
        val values = doubleArrayOf(1.0, 2.0, 2.5, 3.0, 7.0, 9.5)
        val heard = AtomicInteger()
        val options = BootstrapOptions(replicates = 500uL, seed = 1uL)
        val mean = { drawn: DoubleArray -> drawn.average() }
        val found = bootstrap(values, options, { done, total -> (done <= total).also { heard.incrementAndGet() } }, mean)
        assertTrue(heard.get() > 0)
        assertEquals(bootstrap(values, options, statistic = mean), found)

        val stopped = refused<QualityException.InvalidParameter> { bootstrap(values, options, { _, _ -> false }, mean) }
        assertTrue("stopped" in stopped.toString(), stopped.toString())
        val thrown = refused<QualityException.InvalidParameter> { bootstrap(values, options) { error("no price for row 3") } }
        assertTrue("no price for row 3" in thrown.toString() && '\n' !in thrown.toString(), thrown.toString())
        val heardThrown = refused<QualityException.InvalidParameter> { bootstrap(values, options, { _, _ -> error("screen is gone") }, mean) }
        assertTrue("screen is gone" in heardThrown.toString(), heardThrown.toString())
        // An error of the library within the statistic comes back as it is.
        refused<QualityException.TooFewObservations> { bootstrap(values, options) { resolutionRate().measureOutcomes(emptyList()).estimate!! } }
    }
}
