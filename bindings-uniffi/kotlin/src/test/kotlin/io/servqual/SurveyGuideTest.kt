package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File

/** The guide's analysis of a service survey, run. */
class SurveyGuideTest {
    @Test
    fun `analyse a service survey`() {
        val bytes = File(Golden.project, "tests/data/simulated_hotel_survey/answers.csv").readBytes()
        // ANCHOR: read
        val instrument = Instrument.preset("servqual_1988")
        // An empty cell is a missing answer.
        val answers = Columns.fromCsv(bytes)
        val items = (1..22).map { it.toString().padStart(2, '0') }
        val expectation = items.map { "e$it" }
        val perception = items.map { "p$it" }
        // ANCHOR_END: read

        // ANCHOR: quality
        val care = flagRespondents(instrument, answers, perception, expectation)
        assertEquals(400uL, care.respondents)
        assertEquals(0uL, care.count(QualityFlag.STRAIGHT_LINING))
        // ANCHOR_END: quality

        // ANCHOR: servqual
        val survey = ServqualTally(instrument, MissingRule.OMIT)
        survey.observe(answers, expectation, perception)
        val report = survey.finish()
        val responsiveness = report.dimensions[2]
        assertEquals("Responsiveness gap -0.82 [-0.94, -0.70] n = 345", responsiveness.gap.show(Language.ENGLISH))
        // ANCHOR_END: servqual

        // ANCHOR: reliability
        val consistency = ReliabilityTally(instrument, MissingRule.OMIT)
        consistency.observe(answers, perception)
        val alphas = consistency.finish().scales.map { it.alpha.estimate }
        assertTrue(alphas.all { it != null && it > 0.8 })
        // ANCHOR_END: reliability

        // ANCHOR: gap_tests
        val gapTests = GapTestTally(instrument, MissingRule.OMIT)
        gapTests.observe(answers, expectation, perception)
        val tests = gapTests.finish()
        assertTrue(tests.dimensions.all { it.pValueHolm!! < 0.001 })
        // ANCHOR_END: gap_tests

        // ANCHOR: importance_performance
        // What guests expect most is what matters most to them.
        val points = report.dimensions.map {
            ImportancePerformancePoint(it.id, it.expectation.estimate!!, it.perception.estimate!!)
        }
        val placed = placePoints(points, Crosshair.GrandMean)
        // ANCHOR_END: importance_performance

        // ANCHOR: decision
        // Important, not good enough, and a gap that is no accident: this comes first.
        val first = placed.zip(tests.dimensions)
            .filter { (point, test) -> point.quadrant == Quadrant.CONCENTRATE_HERE && test.pValueHolm!! < 0.05 }
            .map { (point, _) -> point.id }
        assertEquals(listOf("responsiveness"), first)
        // ANCHOR_END: decision
    }
}
