package io.servqual

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.lang.reflect.Modifier
import java.time.Instant

class IdiomsTest {
    /** Fails when the packaged library is missing or does not fit the generated source. */
    @Test
    fun `the library in the package matches the generated source`() {
        uniffiEnsureInitialized()
    }

    @Test
    fun `native bytes are direct and keep the values`() {
        doubleArrayOf(1.5, -0.0, Double.NaN).withNativeBytes { bytes ->
            assertTrue(bytes.isDirect)
            assertEquals(24, bytes.remaining())
            assertEquals(1.5, bytes.getDouble(0))
            assertEquals(-0.0, bytes.getDouble(8))
            assertTrue(bytes.getDouble(16).isNaN())
        }
        byteArrayOf(1, 2, 3).withNativeBytes { bytes ->
            assertEquals(0, bytes.position())
            assertEquals(3, bytes.get(2))
        }
        longArrayOf(-1).withNativeBytes { assertEquals(-1L, it.getLong(0)) }
        assertNull(listOf(1, 2).validity())
        assertArrayEquals(byteArrayOf(0b101, 1), listOf(1, null, 3, null, null, null, null, null, 9).validity())
    }

    @Test
    fun `every way in gives the same measure`() {
        val score = netPromoterScore()
        val measure = score.measureRatings(listOf(10, 9, 7, 2))
        assertEquals(25.0, measure.estimate)
        assertEquals(measure, score.tally().apply { observeRatings(byteArrayOf(10, 9, 7, 2)) }.finish())

        val median = firstResponseTime()
        val seconds = median.measureDurations(doubleArrayOf(30.0, 90.0, 600.0))
        assertEquals(90.0, seconds.estimate)
        assertEquals(seconds, median.measureDurations(listOf(30.0, 90.0, 600.0)))
        val start = Instant.parse("2026-01-05T01:30:00Z")
        val ends = listOf(30L, 90L, 600L).map(start::plusSeconds)
        assertEquals(seconds, median.measureSpans(List(3) { start }, ends))
        val open = median.measureSpans(List(4) { start }, ends + null)
        assertEquals(1uL, open.excludedFor(ExclusionReason.OPEN))

        val resolution = firstContactResolution(FirstContactResolutionOptions(windowDays = 7u))
        val at = listOf(0L, 3, 0).map { start.plusSeconds(it * 86_400) }
        val watched = start.plusSeconds(30L * 86_400)
        assertEquals(2.0 / 3.0, resolution.measureContacts(listOf("a", "a", "b"), at, watched).estimate)

        val complaints = complaintRate(ComplaintRateOptions(base = "contact"))
        assertEquals(0.02, complaints.measureCounts(listOf(3, 1), listOf(120, 80)).estimate)

        val share = KpiDefinition(
            "kept",
            BilingualLabel("守约", "Promise kept"),
            KpiObservable.Outcome,
            Statistic.Share(Criterion.Yes),
            Direction.HIGHER_IS_BETTER,
        )
        assertEquals(0.5, share.measureOutcomes(listOf(true, false)).estimate)
        val busy = KpiDefinition(
            "busy",
            BilingualLabel("占用", "Occupancy"),
            KpiObservable.Amount,
            Statistic.Ratio,
            Direction.LOWER_IS_BETTER,
        )
        assertEquals(0.75, busy.measureAmounts(listOf(10.0, 5.0), listOf(10.0, 10.0)).estimate)
        val answered = KpiDefinition(
            "answered",
            BilingualLabel("接通", "Answered in time"),
            KpiObservable.Call,
            Statistic.Share(Criterion.ServiceLevel(20.0, ServiceLevelFormula.ABANDONED_ARE_MISSED, 0.0)),
            Direction.HIGHER_IS_BETTER,
        )
        assertEquals(0.5, answered.measureCalls(listOf(5.0, 40.0), listOf(true, false)).estimate)
        assertEquals(1.0, describe(listOf(1e16, 1.0, -1e16)).sum)
        assertEquals(1uL, describe(listOf(1.0, null)).missing)
    }

    @Test
    fun `records are immutable and have names in two languages`() {
        val measure = netPromoterScore().measureRatings(listOf(10, 9))
        for (record in listOf(measure, measure.definition, measure.interval!!)) {
            val fields = record.javaClass.declaredFields.filter { !Modifier.isStatic(it.modifiers) }
            assertTrue(fields.isNotEmpty() && fields.all { Modifier.isFinal(it.modifiers) })
        }
        assertNotEquals(measure, measure.copy(n = 3uL))
        assertEquals("净推荐值", measure.definition.label.text(Language.CHINESE))
        assertEquals("Net promoter score", measure.definition.label.text(Language.ENGLISH))
        assertEquals("85.0 %", MeasureUnit.Share.show(0.85))
        assertEquals("≥ 85.0 %", Target.atLeast(0.85, MeasureUnit.Share).show())
    }

    @Test
    fun `tallies travel as bytes and merge in any order`() {
        val definition = firstResponseTime(DurationOptions(DurationStatistic.MEAN))
        val parts = listOf(listOf(0.1, 0.2), listOf(1e9), listOf(0.3, 7.0, 1e-9)).map { seconds ->
            definition.tally().apply { observeDurations(seconds) }.toBytes()
        }
        val merge = { order: List<ByteArray> ->
            order.map { KpiTally.fromBytes(it) }.reduce { all, part -> all.apply { merge(part) } }
        }
        val forth = merge(parts)
        val back = merge(parts.reversed())
        assertEquals(forth.finish(), back.finish())
        assertArrayEquals(forth.toBytes(), back.toBytes())
        // With itself too: every observation twice.
        assertEquals(12uL, forth.apply { merge(this) }.finish().n)
        forth.use { }
    }

    @Test
    fun `a change is judged in its own unit`() {
        val satisfaction = customerSatisfaction()
        val before = satisfaction.measureRatings(List(400) { if (it % 2 == 0) 5 else 2 })
        val after = satisfaction.measureRatings(List(600) { if (it % 3 == 0) 2 else 5 })
        val change = after.changeSince(before)
        assertEquals(Outcome.MET, change.judge(Target.atLeast(0.10, MeasureUnit.ShareDifference)))
        assertEquals(Outcome.UNDECIDED, change.judge(Target.atLeast(0.30, MeasureUnit.RelativeChange)))
    }

    @Test
    fun `a survey is answered person by person or column by column`() {
        val scale = Scale(1, 7)
        val label = BilingualLabel("可靠性", "Reliability")
        val dimensions = listOf(SurveyDimension("reliability", label, null))
        val items = listOf("q1", "q2").map { SurveyItem(it, label, "reliability", false) }
        val instrument = Instrument("desk", label, scale, dimensions, items)
        assertEquals(items, instrument.items())
        val people = ServqualTally(instrument).apply {
            observeRespondent(listOf(7, 6), listOf(5, 6))
            observeRespondent(listOf(6, 6), listOf(6, 4))
        }
        val columns = ServqualTally(instrument).apply { observe(listOf(listOf(7, 6), listOf(6, 6)), listOf(listOf(5, 6), listOf(6, 4))) }
        assertEquals(columns.finish(), people.finish())
        assertEquals(-1.0, people.finish().items[0].gap.estimate)
        assertEquals(people.finish(), ServqualTally.fromBytes(people.toBytes()).finish())
    }

    @Test
    fun `a journey says where it is weakest`() {
        val touchpoints = listOf(
            Touchpoint("greeting", BilingualLabel("问候", "Greeting"), "phone", Tier.Fixed("standard_greeting")),
            Touchpoint("room", BilingualLabel("客房", "Room"), "counter", Tier.BoundedChoice(listOf("quiet", "view"))),
            Touchpoint("request", BilingualLabel("特别请求", "Request"), "counter", Tier.Bespoke),
        )
        val journey = Journey("stay", BilingualLabel("住店", "Stay"), touchpoints)
        assertEquals("greeting", journey.after("request"))
        val tally = JourneyTally(journey)
        tally.observe(
            listOf(
                DeliveredService("greeting", delivered = "standard_greeting"),
                DeliveredService("greeting", delivered = "none"),
                DeliveredService("room", delivered = "view"),
                DeliveredService("request", outcome = true),
            ),
        )
        val report = JourneyTally.fromBytes(tally.toBytes()).finish()
        assertEquals("greeting", report.weakest)
        assertEquals(0.5, report.endToEnd)
        assertEquals(listOf(OptionUse("quiet", 0uL), OptionUse("view", 1uL)), report.touchpoints[1].options)
    }

    @Test
    fun `a handbook is held against CSV and against columns`() {
        val handbook = Handbook.fromToml(HANDBOOK)
        assertEquals("desk", handbook.organisation().id)
        assertEquals(listOf("satisfaction", "wait"), handbook.indicatorIds())
        assertEquals(0.85, handbook.target("satisfaction")!!.value)
        assertNull(handbook.target("wait"))
        assertNull(handbook.indicator("other"))
        assertEquals(listOf("q1"), handbook.instrument()!!.items().map { it.id })
        assertEquals(handbook.toJson(), Handbook.fromJson(handbook.toJson()).toJson())

        val start = Instant.parse("2026-01-05T01:30:00Z")
        val text = AssessmentTally(handbook).apply {
            observeCsv("satisfaction,asked,answered,e_q1,p_q1\n5,2026-01-05T09:30:00+08:00,2026-01-05T09:31:30+08:00,7,6\n")
            observeCsv("satisfaction,asked,answered,e_q1,p_q1\n2,2026-01-05T01:30:00Z,,6,5\n".encodeToByteArray())
        }
        val columns = Columns().apply {
            addRatings("satisfaction", listOf(5, 2))
            addInstants("asked", listOf(start, start))
            addInstants("answered", listOf(start.plusSeconds(90), null))
            addRatings("e_q1", listOf(7, 6))
            addRatings("p_q1", listOf(6, 5))
        }
        val table = AssessmentTally(handbook).apply { observe(columns) }
        val assessment = text.finish()
        assertEquals(assessment, table.finish())
        assertEquals(assessment, AssessmentTally.fromBytes(text.toBytes()).finish())
        assertEquals(2uL, assessment.rows)
        assertEquals(Outcome.UNDECIDED, assessment.indicators[0].verdict!!.outcome)
        assertEquals(90.0, assessment.indicators[1].measure.estimate)
        assertEquals(-1.0, assessment.survey!!.overall.unweighted.estimate)
        assertEquals(assessment, assessmentFromJson(assessment.toJson()))
        assertTrue(assessment.toText(Language.CHINESE).contains("服务台"))
        assertTrue(assessment.toHtml(Language.ENGLISH).startsWith("<!DOCTYPE html>", ignoreCase = true))
    }

    @Test
    fun `every shipped handbook assesses its data`() {
        val folders = File(Golden.project, "tests/data").listFiles { file -> File(file, "handbook.toml").isFile }!!
        assertEquals(4, folders.size)
        for (folder in folders) {
            val assessment = AssessmentTally(Handbook.fromToml(File(folder, "handbook.toml").readText()))
            val data = listOf("contacts.csv", "flights.csv", "residents.csv", "answers.csv").map { File(folder, it) }
            assessment.observeCsv(data.first { it.isFile }.readBytes())
            val finished = assessment.finish()
            assertTrue(finished.rows > 300uL && finished.toJson().length > 1000, folder.name)
        }
    }
}

const val HANDBOOK = """
handbook = 1
organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

[[kpi]]
id = "satisfaction"
measure = { named = "customer_satisfaction", missing = "omit" }
source = { ratings = "satisfaction" }
target = { at_least = 85, unit = "percent" }

[[kpi]]
id = "wait"
measure = { named = "first_response_time" }
source = { spans = { start = "asked", end = "answered" } }

[instrument]
id = "desk"
scale = { minimum = 1, maximum = 7 }
dimensions = [{ id = "reliability" }]
items = [{ id = "q1", dimension = "reliability" }]

[survey]
expectation = "e_{item}"
perception = "p_{item}"
"""
