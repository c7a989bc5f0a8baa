package io.servqual

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant

/** Every wrong input is a typed error with a text that says where, what and what was expected. */
class BadInputTest {
    private inline fun <reified E : QualityException> refused(code: String, noinline act: () -> Unit): E {
        val error = assertThrows(E::class.java) { act() }
        assertEquals(code, error.code())
        assertEquals(error.toString(), error.message)
        assertTrue(error.toString().length > 20, error.message)
        return error
    }

    @Test
    fun `ratings off the scale, also far off`() {
        val tally = netPromoterScore().tally()
        val before = tally.toBytes()
        for (wrong in listOf(11, -1, 256 + 5, Int.MAX_VALUE, Int.MIN_VALUE)) {
            val error = refused<QualityException.OutsideScale>("outside_scale") { tally.observeRatings(listOf(10, null, wrong)) }
            assertEquals(2uL, error.rowNumber())
            assertEquals(wrong.toDouble(), error.value)
            assertEquals(10.toByte(), error.maximum)
        }
        assertArrayEquals(before, tally.toBytes(), "a call that fails adds nothing")
        refused<QualityException.InvalidScale>("invalid_scale") {
            customerSatisfaction(CustomerSatisfactionOptions(Scale(5, 1)))
        }
    }

    @Test
    fun `no number`() {
        val median = firstResponseTime()
        val error = refused<QualityException.NotFinite>("not_finite") { median.measureDurations(doubleArrayOf(1.0, Double.NaN)) }
        assertEquals("duration_seconds, row 1: NaN is not a finite number", error.message)
        refused<QualityException.NegativeDuration>("negative_duration") { median.measureDurations(listOf(-0.5)) }
        refused<QualityException.InvalidInstant>("invalid_instant") { median.measureSpans(listOf(Instant.MAX), listOf(null)) }
        refused<QualityException.InvalidInstant>("invalid_instant") { parseInstants(listOf("2026-01-05T09:30:00"), "at") }
    }

    @Test
    fun `missing where that is not allowed`() {
        val error = refused<QualityException.MissingValue>("missing_value") { netPromoterScore().measureRatings(listOf(10, null)) }
        assertEquals(1uL, error.row)
        refused<QualityException.TooFewObservations>("too_few_observations") { netPromoterScore().measureRatings(emptyList()) }
    }

    @Test
    fun `lengths that differ`() {
        val complaints = complaintRate(ComplaintRateOptions(base = "contact"))
        refused<QualityException.LengthMismatch>("length_mismatch") { complaints.measureCounts(listOf(1, 2), listOf(10)) }
        refused<QualityException.LengthMismatch>("length_mismatch") {
            byteArrayOf(1, 2, 3).withNativeBytes { netPromoterScore().tally().observeRatings(it, byteArrayOf()) }
        }
        refused<QualityException.InvalidParameter>("invalid_parameter") {
            byteArrayOf(1, 2, 3).withNativeBytes { firstResponseTime().tally().observeDurations(it, null) }
        }
        val tally = ServqualTally(instrument())
        refused<QualityException.LengthMismatch>("length_mismatch") { tally.observe(listOf(listOf(7)), listOf(listOf(7, 6))) }
        refused<QualityException.LengthMismatch>("length_mismatch") { tally.observe(listOf(listOf(7)), emptyList()) }
    }

    @Test
    fun `instruments that do not hold together`() {
        refused<QualityException.UnknownId>("unknown_id") { instrument(of = "reliabilty") }
        refused<QualityException.DuplicateId>("duplicate_id") { instrument(items = listOf("q1", "q1")) }
        refused<QualityException.InvalidWeights>("invalid_weights") { instrument(weight = 90.0) }
    }

    @Test
    fun `handbooks with a dangling reference or an unknown key`() {
        val journey = "$HANDBOOK\n[journey]\nid = \"stay\"\nlabel = { zh = \"住店\", en = \"Stay\" }\ntouchpoints = [\"room\"]\n" +
            "source = { touchpoint = \"t\", delivered = \"d\", outcome = \"o\" }\n"
        val error = refused<QualityException.UnknownId>("unknown_id") { Handbook.fromToml(journey) }
        assertEquals("journey.touchpoints[0]", error.place)
        refused<QualityException.InvalidDocument>("invalid_document") { Handbook.fromToml("$HANDBOOK\nsurvay = 1\n") }
        val assessment = AssessmentTally(Handbook.fromToml(HANDBOOK))
        refused<QualityException.UnknownId>("unknown_id") { assessment.observeCsv("satisfacton\n5\n") }
        assertEquals(0uL, assessment.rows())
    }

    @Test
    fun `a ticket that was exported twice`() {
        val columns = Columns()
        columns.addTexts("ticket", listOf("a", null, "b", null, "a"))
        columns.addTexts("team", listOf("north", "south"))
        val error = refused<QualityException.InvalidCell>("invalid_cell") { columns.requireDistinct("ticket") }
        assertEquals(4uL, error.row)
        columns.requireDistinct("team")
    }

    @Test
    fun `bytes that are cut off, or of another tally`() {
        val bytes = netPromoterScore().tally().toBytes()
        refused<QualityException.InvalidDocument>("invalid_document") { KpiTally.fromBytes(bytes.copyOf(bytes.size / 2)) }
        refused<QualityException.InvalidDocument>("invalid_document") { ServqualTally.fromBytes(bytes) }
        refused<QualityException.InvalidDocument>("invalid_document") { JourneyTally.fromBytes(byteArrayOf()) }
        refused<QualityException.InvalidDocument>("invalid_document") { AssessmentTally.fromBytes(bytes) }
    }

    @Test
    fun `what does not belong together`() {
        val score = netPromoterScore()
        refused<QualityException.DefinitionMismatch>("definition_mismatch") { score.tally().merge(firstResponseTime().tally()) }
        refused<QualityException.WrongObservations>("wrong_observations") { score.measureDurations(listOf(1.0)) }
        refused<QualityException.WrongObservations>("wrong_observations") { firstResponseTime().measureRatings(listOf(1)) }
        val measure = score.measureRatings(listOf(10))
        refused<QualityException.UnitMismatch>("unit_mismatch") { measure.judge(Target.atLeast(0.5, MeasureUnit.Share)) }
        // Records can be written by hand; what takes them checks them.
        refused<QualityException.InvalidParameter>("invalid_parameter") {
            measure.judge(Target(TargetBound.AT_LEAST, Double.NaN, MeasureUnit.NetPoint))
        }
        refused<QualityException.InvalidScale>("invalid_scale") { MeasureUnit.ScalePoint(Scale(7, 1)).show(1.0) }
        refused<QualityException.InvalidParameter>("invalid_parameter") { score.withLevel(95.0) }
    }

    private fun instrument(items: List<String> = listOf("q1"), of: String = "reliability", weight: Double? = null) =
        BilingualLabel("可靠性", "Reliability").let { label ->
            Instrument(
                "desk",
                label,
                Scale(1, 7),
                listOf(SurveyDimension("reliability", label, weight)),
                items.map { SurveyItem(it, label, of, false) },
            )
        }
}
