package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** The code of the guide, run. */
class GuideTest {
    @Test
    fun `first measure`() {
        // ANCHOR: first_measure
        val satisfaction = customerSatisfaction().tally()
        satisfaction.observeRatings(listOf(5, 4, 4, 5, 3, 5, 4, 5, 2, 5))
        val measure = satisfaction.finish()
        val verdict = measure.judge(Target.atLeast(0.85, MeasureUnit.Share))

        assertEquals("Customer satisfaction 80.0 % [49.0 %, 94.3 %] n = 10", measure.show(Language.ENGLISH))
        assertEquals(Outcome.UNDECIDED, verdict.outcome)
        assertEquals(186uL, verdict.furtherObservations)
        // ANCHOR_END: first_measure
    }

    @Test
    fun merge() {
        // ANCHOR: merge
        // On the phone: count and send the bytes.
        val phone = netPromoterScore().tally()
        phone.observeRatings(listOf(10, 9, 3))
        val sent = phone.toBytes()

        // On the server: merge what arrives, in any order.
        val server = netPromoterScore().tally()
        server.observeRatings(listOf(8, 9))
        server.merge(KpiTally.fromBytes(sent))

        assertEquals(40.0, server.finish().estimate)
        // ANCHOR_END: merge
    }

    @Test
    fun assess() {
        // ANCHOR: assess
        val handbook = Handbook.fromToml(
            """
            handbook = 1
            organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

            [[kpi]]
            id = "satisfaction"
            measure = { named = "customer_satisfaction", missing = "omit" }
            source = { ratings = "satisfaction" }
            target = { at_least = 85, unit = "percent" }
            """.trimIndent(),
        )
        val tally = AssessmentTally(handbook)
        tally.observeCsv("satisfaction\n5\n4\n\"\"\n2\n")
        val assessment = tally.finish()

        assertEquals(3uL, assessment.indicators[0].measure.n)
        // ANCHOR_END: assess
    }
}
