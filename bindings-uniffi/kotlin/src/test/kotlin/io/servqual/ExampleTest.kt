package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

/** The Kotlin example of `bindings-uniffi/README.md`, word for word. */
class ExampleTest {
    @Test
    fun `satisfaction on two devices`() {
        val satisfaction = customerSatisfaction().withMissing(MissingRule.OMIT)

        val phone = satisfaction.tally()
        phone.observeRatings(listOf(5, 4, null, 3))
        val tablet = satisfaction.tally()
        tablet.observeRatings(listOf(5, 5, 2))

        // Tallies travel as bytes and give the same bits in whatever order they are merged.
        phone.merge(KpiTally.fromBytes(tablet.toBytes()))
        val measure = phone.finish()
        println(measure.show(Language.ENGLISH)) // Customer satisfaction 66.7 % [30.0 %, 90.3 %] n = 6

        val verdict = measure.judge(Target.atLeast(0.85, MeasureUnit.Share))
        println(verdict.outcome) // UNDECIDED
        println(verdict.furtherObservations) // 9

        try {
            phone.observeRatings(listOf(5, 7))
        } catch (error: QualityException.OutsideScale) {
            println(error.message) // rating, row 1: 7 is not a point of the scale 1 to 5
        }

        assertEquals(4.0 / 6.0, measure.estimate)
        assertEquals("Customer satisfaction 66.7 % [30.0 %, 90.3 %] n = 6", measure.show(Language.ENGLISH))
        assertEquals(Outcome.UNDECIDED, verdict.outcome)
        assertEquals(9uL, verdict.furtherObservations)
        val error = assertThrows(QualityException.OutsideScale::class.java) { phone.observeRatings(listOf(5, 7)) }
        assertEquals("rating, row 1: 7 is not a point of the scale 1 to 5", error.message)
    }

    @Test
    fun `a million durations`() {
        val mean = firstResponseTime(DurationOptions(DurationStatistic.MEAN))
        val seconds = DoubleArray(1_000_000) { it.toDouble() }
        val measure = mean.measureDurations(seconds)

        assertEquals(499_999.5, measure.estimate)
        assertEquals(1_000_000uL, measure.n)
    }
}
