package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Each survey model as an app uses it, and what it refuses. */
class SurveyModelsTest {
    private val instrument = Instrument.fromJson(
        """{"id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "staff"}, {"id": "place"}],
            "items": [{"id": "prompt", "dimension": "staff"}, {"id": "polite", "dimension": "staff"},
                {"id": "clean", "dimension": "place"}]}""",
    )
    private val asked = listOf("prompt", "polite", "clean")

    private fun columns(vararg columns: Pair<String, List<Int?>>) =
        Columns().apply { columns.forEach { (name, answers) -> addRatings(name, answers) } }

    private val answers = columns(
        "e_prompt" to listOf(7, 6, 7, 7, 6, 7),
        "e_polite" to listOf(6, 6, 7, 6, 5, 6),
        "e_clean" to listOf(4, 5, 4, 3, 4, 5),
        "p_prompt" to listOf(3, 4, 2, 4, 3, 3),
        "p_polite" to listOf(6, 5, 7, 6, 6, 5),
        "p_clean" to listOf(5, 5, 6, 4, 5, 6),
        "overall" to listOf(4, 4, 4, 5, 4, 3),
    )
    private val expectation = asked.map { "e_$it" }
    private val perception = asked.map { "p_$it" }

    private inline fun <reified E : QualityException> refused(noinline act: () -> Unit): E {
        val error = assertThrows(E::class.java) { act() }
        assertTrue(error.toString().length > 20, error.toString())
        return error
    }

    @Test
    fun `where to concentrate, and how surely`() {
        val tally = ImportancePerformanceTally(instrument, crosshair = Crosshair.ScaleMidpoint)
        tally.observe(answers, expectation, perception)
        val prompt = tally.finish().items[0]
        assertEquals(Quadrant.CONCENTRATE_HERE, prompt.quadrant)
        assertEquals("集中改进", quadrantLabel(prompt.quadrant!!).zh)
        assertTrue(prompt.isoRatingGap.estimate!! > 3)

        val sure = bootstrapQuadrants(tally, answers, expectation, perception, BootstrapOptions(seed = 1uL))
        assertEquals(Quadrant.CONCENTRATE_HERE, sure.items[0].decided)
        assertEquals(sure, quadrantBootstrapFromJson(sure.toJson()))

        val placed = placePoints(
            listOf(ImportancePerformancePoint("staff", 0.4, 3.1), ImportancePerformancePoint("place", 0.1, 5.2)),
            Crosshair.Median,
        )
        assertEquals(listOf(Quadrant.CONCENTRATE_HERE, Quadrant.POSSIBLE_OVERKILL), placed.map { it.quadrant })
        refused<QualityException.InvalidParameter> { placePoints(listOf(ImportancePerformancePoint("a", 1.0, 2.0)), Crosshair.ScaleMidpoint) }
        refused<QualityException.InvalidParameter> {
            bootstrapQuadrants(tally, answers, expectation, perception, BootstrapOptions(replicates = 10uL))
        }
        refused<QualityException.LengthMismatch> { tally.observe(answers, expectation, perception.take(2)) }
    }

    @Test
    fun `what drives satisfaction`() {
        fun driver(id: String) = Driver(id, BilingualLabel("", ""), Scale(1, 7))
        val tally = KeyDriverTally(driver("overall"), listOf(driver("prompt"), driver("polite")))
        tally.observe(answers, "overall", listOf("p_prompt", "p_polite"))
        val report = KeyDriverTally.fromBytes(tally.toBytes()).finish()
        val parts = report.drivers.sumOf { it.lmg.estimate!! }
        assertEquals(report.rSquared.estimate!!, parts, 1e-12)
        assertEquals(report, keyDriverReportFromJson(report.toJson()))

        val options = BootstrapOptions(replicates = 100uL, seed = 3uL, threads = 2u)
        val sure = bootstrapKeyDrivers(tally, answers, "overall", listOf("p_prompt", "p_polite"), options)
        assertEquals(100uL, sure.replicates + sure.failed)

        val published = keyDriversOfCorrelations(
            driver("overall"),
            listOf(driver("staff"), driver("speed")),
            listOf(listOf(1.0, 0.0), listOf(0.0, 1.0)),
            listOf(0.6, 0.4),
            200uL,
        )
        assertEquals(0.36, published.drivers[0].lmg.estimate!!, 1e-15)
        refused<QualityException.InvalidParameter> {
            keyDriversOfCorrelations(driver("y"), listOf(driver("x")), listOf(listOf(2.0)), listOf(0.5), 10uL)
        }
        refused<QualityException.DuplicateId> { KeyDriverTally(driver("a"), listOf(driver("a"))) }
        refused<QualityException.LengthMismatch> { tally.observe(answers, "overall", listOf("p_prompt")) }
    }

    @Test
    fun `the four forms, with points that respondents share`() {
        answers.addRatings("w_staff", listOf(70, 60, 80, 50, 60, 90))
        answers.addRatings("w_place", listOf(30, 40, 20, 50, 40, 10))
        val points = listOf("w_staff", "w_place")
        val forms = ServqualFormTally(instrument, importance = ImportanceSource.DimensionPoints(PointsRule.SHARE100))
        forms.observe(answers, expectation, perception, points = points)
        val overall = forms.finish().overall
        assertTrue(overall.importanceWeightedGap!!.estimate!! < overall.gap.estimate!!)
        val error = refused<QualityException.WrongObservations> { forms.observe(answers, expectation, perception) }
        assertTrue("points" in error.toString(), error.toString())
        refused<QualityException.WrongObservations> { forms.observe(answers, expectation, perception, perception, points) }
    }

    @Test
    fun `which form predicts satisfaction, and who expects the most`() {
        val validity = FormValidityTally(instrument, Scale(1, 7))
        validity.observe(answers, expectation, perception, "overall")
        assertEquals(ServqualForm.GAP, validity.finish().forms[0].form)
        refused<QualityException.UnknownId> { validity.observe(answers, expectation, perception, "overal") }

        val ceiling = ExpectationCeilingTally(instrument)
        ceiling.observe(answers, expectation)
        val report = ceiling.finish()
        assertEquals(4.0 / 6.0, report.items[0].atTop.estimate!!, 1e-15)
        assertEquals(report, expectationCeilingReportFromJson(report.toJson()))
    }

    @Test
    fun `segments side by side`() {
        val table = ServqualTable(instrument)
        table.observe(answers, listOf("new", "new", "new", "old", "old", "old"), expectation, perception)
        val report = ServqualTable.fromBytes(table.toBytes()).finish()
        assertEquals(listOf("new", "old"), report.segments.map { it.segment })
        assertEquals(6uL, table.total().respondents)
        val compared = table.compare(SegmentPairs.Reference("old"))
        assertEquals("new", compared.overall.contrasts[0].let { if (it.first == "old") it.second else it.first })
        assertEquals(compared, segmentComparisonReportFromJson(compared.toJson()))
        refused<QualityException.UnknownId> { table.compare(SegmentPairs.Reference("gone")) }
        refused<QualityException.LengthMismatch> { table.observe(answers, listOf("new"), expectation, perception) }
    }

    @Test
    fun `weighted samples, and the diagnosis of what was measured`() {
        answers.addReals("weight", listOf(1.0, 2.0, 0.5, 1.0, 1.5, 1.0))
        val weighted = WeightedGapTally(instrument)
        weighted.observe(answers, expectation, perception, "weight")
        val gaps = weighted.finish()
        assertTrue(gaps.items[0].gap.estimate!! < -3)
        assertEquals(gaps, weightedGapReportFromJson(gaps.toJson()))
        refused<QualityException.UnknownId> { weighted.observe(answers, expectation, perception, "wait") }

        val survey = ServqualTally(instrument).apply { observe(answers, expectation, perception) }.finish()
        val diagnosis = diagnoseGaps(GapReports(customer = survey))
        assertEquals(ServiceGap.CUSTOMER, diagnosis.findings[0].gap)
        assertTrue(diagnosis.show(Language.ENGLISH).isNotEmpty())
        assertEquals(diagnosis, gapDiagnosisFromJson(diagnosis.toJson()))
        refused<QualityException.TooFewObservations> { diagnoseGaps(GapReports()) }
    }

    @Test
    fun `promises against what was delivered`() {
        val register = PromiseRegister.fromJson(
            """[{"id": "arrival", "channel": "app", "subject": {"standard": {"id": "delivery_time"}},
                 "target": {"bound": "at_most", "value": 3600, "unit": "second"}, "published": "2026-01-15"}]""",
        )
        assertEquals(listOf("arrival"), register.promiseIds())
        val keeping = PromiseKeepingTally(register)
        val arrivals = List(4) { "arrival" }
        keeping.observe(arrivals, listOf(1800.0, 2400.0, 1800.0, 3600.0), listOf(1700.0, 3000.0, 1800.0, 4000.0))
        assertEquals(0.5, keeping.finish().kept.estimate)
        val waits = fullResolutionTime(DurationOptions(DurationStatistic.MEAN)).measureDurations(listOf(3000.0, 4200.0, 3900.0))
        val gap = communicationGap(register, listOf(DeliveredLevel("arrival", waits)))
        assertEquals(gap, communicationGapReportFromJson(gap.toJson()))
        refused<QualityException.UnknownId> { keeping.observe(listOf("departure"), listOf(1.0), listOf(1.0)) }
        refused<QualityException.InvalidDocument> { PromiseRegister.fromJson("[{}]") }
    }

    @Test
    fun `antecedents from a questionnaire`() {
        val staff = Instrument.fromJson(
            """{"id": "staff", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "teamwork"}],
                "items": [{"id": "q1", "dimension": "teamwork"}, {"id": "q2", "dimension": "teamwork"}]}""",
        )
        val tally = AntecedentTally(staff)
        tally.observe(columns("q1" to listOf(6, 5, 7, 6), "q2" to listOf(5, 6, 7, 4)), listOf("q1", "q2"))
        val report = tally.finish()
        assertEquals(ServiceGap.DELIVERY, report.antecedents[0].gap)
        assertEquals(report, antecedentReportFromJson(report.toJson()))
        refused<QualityException.UnknownId> { AntecedentTally(instrument) }
    }

    @Test
    fun `what managers believe`() {
        val tally = BeliefGapTally(BeliefGap.KNOWLEDGE, instrument)
        tally.observe(answers, BeliefSide.CUSTOMERS, expectation)
        tally.observe(columns("prompt" to listOf(4, 5, 4), "polite" to listOf(6, 6, 7), "clean" to listOf(6, 6, 7)), BeliefSide.MANAGERS, asked)
        val report = tally.finish()
        assertEquals(ServiceGap.KNOWLEDGE, report.gap)
        assertEquals(1uL, report.gap.number())
        assertTrue(report.items[0].gap.estimate!! > 2)
        assertEquals(report, beliefGapReportFromJson(report.toJson()))
        refused<QualityException.WrongObservations> { tally.observe(answers, BeliefSide.EMPLOYEES, expectation) }
        assertEquals(16, antecedents().size)
        assertTrue(gapCauses().isNotEmpty() && gapRemedies().isNotEmpty() && gapChecklists().isNotEmpty())
        assertEquals("Gap 1, knowledge gap", serviceGapLabel(ServiceGap.KNOWLEDGE).en)
    }

    @Test
    fun `needs without standards, and standards that are not kept`() {
        val handbook = Handbook.fromToml(STANDARDS)
        val needs = needsOfItems(instrument).map { if (it.id == "prompt") it.copy(standards = listOf("prompt_answer")) else it }
        val designed = standardsGap(needs, handbook, "2026-03-01")
        assertEquals(listOf("polite", "clean"), designed.uncovered)
        refused<QualityException.InvalidParameter> { standardsGap(needs, handbook, "1 March") }

        val tally = AssessmentTally(handbook)
        tally.observeCsv("wait\n30\n300\n200\n40\n")
        val delivered = deliveryGap(tally.finish().standards)
        assertEquals(0.4, delivered.standards[0].shortfall.shortfall.estimate!!, 1e-12)
        assertEquals(delivered, deliveryGapReportFromJson(delivered.toJson()))
        refused<QualityException.TooFewObservations> { deliveryGap(emptyList()) }
    }

    @Test
    fun `careless respondents are named, not dropped`() {
        val rows = columns("prompt" to listOf(7, 5, 4), "polite" to listOf(7, 6, null), "clean" to listOf(7, 5, null))
        val report = flagRespondents(instrument, rows, asked, options = QualityOptions(leastAnswers = 3uL))
        assertEquals(1uL, report.count(QualityFlag.STRAIGHT_LINING))
        assertEquals(listOf(1uL, 2uL), report.kept(listOf(QualityFlag.STRAIGHT_LINING)))
        assertEquals(report, qualityReportFromJson(report.toJson()))
        val error = refused<QualityException.OutsideScale> { flagRespondents(instrument, columns("prompt" to listOf(8)), listOf("prompt", "prompt", "prompt")) }
        assertEquals(0uL, error.rowNumber())
    }

    @Test
    fun `gaps with intervals by bootstrap, and corrections`() {
        val tests = GapTestTally(instrument).apply { observe(answers, expectation, perception) }
        val sure = tests.bootstrap(BootstrapOptions(replicates = 200uL, seed = 5uL))
        assertEquals(IntervalMethod.BOOTSTRAP_BCA, sure.items[0].gap.interval!!.method)
        assertEquals(sure, tests.bootstrap(BootstrapOptions(replicates = 200uL, seed = 5uL, threads = 2u)))
        assertEquals(listOf(0.03, 0.06, 0.06), holm(listOf(0.01, 0.04, 0.03)))
        assertEquals(listOf(0.03, 0.04, 0.04), benjaminiHochberg(listOf(0.01, 0.04, 0.03)))

        val median = bootstrap(doubleArrayOf(1.0, 2.0, 2.5, 3.0, 7.0, 9.5), BootstrapOptions(seed = 1uL)) { drawn ->
            drawn.sort()
            (drawn[(drawn.size - 1) / 2] + drawn[drawn.size / 2]) / 2
        }
        assertEquals(2.75, median.estimate)
        assertTrue(median.lower <= 2.75 && median.upper >= 2.75)
        refused<QualityException.InvalidParameter> { bootstrap(doubleArrayOf(1.0, 2.0)) { Double.NaN } }
        refused<QualityException.TooFewObservations> { bootstrap(doubleArrayOf(1.0)) { it[0] } }
    }

    @Test
    fun `codes for not applicable, and who answered twice`() {
        val coded = columns(
            "e_prompt" to listOf(7, 6), "e_polite" to listOf(6, 6), "e_clean" to listOf(4, 0),
            "p_prompt" to listOf(3, 4), "p_polite" to listOf(6, -99), "p_clean" to listOf(5, 5),
        )
        val tally = ServqualTally(instrument, missing = MissingRule.OMIT, notApplicable = listOf(0, -99))
        tally.observe(coded, expectation, perception)
        val left = tally.finish().items.map { it.gap.excludedFor(ExclusionReason.NOT_APPLICABLE) }
        assertEquals(listOf(0uL, 1uL, 1uL), left)
        refused<QualityException.OutsideScale> { ServqualTally(instrument).observe(coded, expectation, perception) }
        refused<QualityException.InvalidParameter> {
            ServqualTally(instrument, notApplicable = listOf(0, -99, 7)).observe(coded, expectation, perception)
        }
        assertEquals(listOf(0uL, 1uL, 0uL), coded.clearNotApplicable(perception, Scale(1, 7), listOf(-99)))
        val reliability = ReliabilityTally(instrument, MissingRule.OMIT)
        reliability.observe(coded, perception)
        refused<QualityException.InvalidParameter> { coded.clearNotApplicable(expectation, Scale(1, 7), listOf(0, 7)) }

        coded.addTexts("id", listOf("ann", "ann"))
        val flags = flagRespondents(instrument, coded, perception, respondent = "id")
        assertEquals(1uL, flags.count(QualityFlag.DUPLICATE_RESPONDENT))
        refused<QualityException.UnknownId> { flagRespondents(instrument, coded, perception, respondent = "ids") }
    }

    @Test
    fun `drivers of respondents who count differently`() {
        fun driver(id: String) = Driver(id, BilingualLabel("", ""), Scale(1, 7))
        answers.addReals("weight", listOf(1.0, 2.0, 0.5, 1.0, 1.5, 1.0))
        val drivers = listOf("p_prompt", "p_polite")
        val tally = WeightedKeyDriverTally(driver("overall"), listOf(driver("prompt"), driver("polite")))
        tally.observe(answers, "overall", drivers, "weight")
        val report = WeightedKeyDriverTally.fromBytes(tally.toBytes()).finish()
        assertEquals(report.rSquared.estimate!!, report.drivers.sumOf { it.lmg.estimate!! }, 1e-12)
        refused<QualityException.UnknownId> { tally.observe(answers, "overall", drivers, "wait") }
        answers.addReals("weight", listOf(1.0, -2.0, 0.5, 1.0, 1.5, 1.0))
        assertEquals(1uL, refused<QualityException.InvalidCell> { tally.observe(answers, "overall", drivers, "weight") }.rowNumber())
    }

    @Test
    fun `standards and promises from their parts`() {
        val within = firstResponseTime(DurationOptions(DurationStatistic.SHARE_WITHIN, thresholdSeconds = 120.0))
        fun standard(target: Target, from: String = "2026-01-01") =
            Standard("prompt_answer", BilingualLabel("", "Prompt answer"), Pillar.PROCESS, within, target, from)
        val prompt = standard(Target.atLeast(0.9, MeasureUnit.Share))
        val waits = prompt.indicator().tally().apply { observeDurations(List(50) { if (it < 20) 300.0 else 30.0 }) }
        val march = prompt.conformance(waits, "2026-03-01", "2026-03-31")
        assertEquals(Outcome.MISSED, march.verdict.outcome)
        assertEquals(0.3, deliveryGap(listOf(march)).standards[0].shortfall.shortfall.estimate!!, 1e-12)
        val needs = needsOfItems(instrument).map { if (it.id == "prompt") it.copy(standards = listOf("prompt_answer")) else it }
        assertEquals(listOf("polite", "clean"), standardsGapOf(needs, listOf(prompt), "2026-03-01").uncovered)
        refused<QualityException.UnitMismatch> { standard(Target.atLeast(30.0, MeasureUnit.Second)) }
        refused<QualityException.InvalidParameter> { standard(Target.atLeast(0.9, MeasureUnit.Share), "1 January") }
        refused<QualityException.InvalidParameter> { prompt.conformance(waits, "2025-03-01", "2025-03-31") }
        refused<QualityException.DefinitionMismatch> { prompt.conformance(netPromoterScore().tally(), "2026-03-01", "2026-03-31") }

        val promise = ServicePromise(
            "arrival", "app", PromiseSubject.Standard("delivery_time"), Target.atMost(3600.0, MeasureUnit.Second), "2026-01-15",
        )
        val register = PromiseRegister(listOf(promise))
        assertEquals(register.toJson(), PromiseRegister.fromJson(register.toJson()).toJson())
        refused<QualityException.DuplicateId> { PromiseRegister(listOf(promise, promise)) }
        refused<QualityException.InvalidParameter> { PromiseRegister(listOf(promise.copy(checkedOn = "2026-01-10"))) }
        val late = promise.copy(checkedOn = "2026-01-16", found = Feasibility.FEASIBLE)
        refused<QualityException.InvalidParameter> { PromiseRegister(listOf(late)) }
    }

    @Test
    fun `one row for each group`() {
        val table = KpiTable(customerSatisfaction().withMissing(MissingRule.OMIT))
        table.observeRatings(listOf("north", "south", "north", "south"), listOf(5, 1, 4, null))
        val other = KpiTable(customerSatisfaction().withMissing(MissingRule.OMIT))
        other.observeRatings(listOf("west"), listOf(5))
        table.merge(KpiTable.fromBytes(other.toBytes()))
        val rows = table.finish()
        assertEquals(listOf("north", "south", "west"), rows.map { it.group })
        assertEquals(listOf(1.0, 0.0, 1.0), rows.map { it.measure.estimate })
        assertEquals(rows[0], kpiTableRowFromJson(rows[0].toJson()))
        refused<QualityException.LengthMismatch> { table.observeRatings(listOf("north"), listOf(5, 4)) }
        refused<QualityException.WrongObservations> { table.observeOutcomes(listOf("north"), listOf(true)) }
    }

    @Test
    fun `published instruments, columns from CSV and JSON that is none`() {
        assertTrue("servqual_1988" in instrumentPresets())
        val preset = Instrument.preset("servqual_1988")
        assertEquals(22, preset.items().size)
        assertEquals(preset.toJson(), Instrument.fromJson(preset.toJson()).toJson())
        val error = refused<QualityException.UnknownId> { Instrument.preset("servqual_1989") }
        assertTrue("servqual_1988" in error.toString(), error.toString())

        val one = ReliabilityTally(instrument)
        one.observe(Columns.fromCsv("prompt,polite,clean,note\n5,4,3,good\n7,6,7,\n2,2,1,\n"), asked)
        assertEquals(3uL, one.finish().scales[0].alpha.n)
        val cell = refused<QualityException.InvalidCell> {
            one.observe(Columns.fromCsv("prompt,polite,clean\n5,good,4\n"), asked)
        }
        assertEquals(0uL, cell.rowNumber())
        refused<QualityException.InvalidDocument> { Columns.fromCsv("a,b\n1\n") }
        refused<QualityException.InvalidDocument> { servqualReportFromJson("{}") }
        assertNull(one.finish().scales[0].items.firstOrNull { it.id == "note" })
    }
}

private const val STANDARDS = """
handbook = 1
organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

[[standard]]
id = "prompt_answer"
label = { zh = "两分钟内响应", en = "Answer within two minutes" }
pillar = "process"
scope = "core"
version = "1"
effective_from = 2026-01-01
measure = { named = "first_response_time", options = { statistic = "share_within", threshold_seconds = 120 } }
source = { durations = { column = "wait", unit = "second" } }
target = { at_least = 90, unit = "percent" }
"""
