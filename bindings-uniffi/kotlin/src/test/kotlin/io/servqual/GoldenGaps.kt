package io.servqual

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** Gaps 2 to 4 from their parts, the diagnosis of all gaps, and SERVQUAL by segment: the report as JSON. */
class GoldenGaps(private val case: GoldenCase, private val columns: Map<String, List<JsonElement>>) {
    private val level = case.options["level"]?.number()
    private val missing = case.options["missing"]?.let { MissingRule.valueOf(it.jsonPrimitive.content.uppercase()) }
    private val enumeration = case.options["enumeration"]?.let { Enumeration.valueOf(it.jsonPrimitive.content.uppercase()) }

    /** Of one tally for each range of rows, merged; null where the operation is none of these. */
    fun json(parts: List<IntRange>): String? =
        when (case.operation) {
            "standards_gap" -> standards(case.document, enumeration).toJson()
            "delivery_gap" -> deliveryGap(conformances(case.document), enumeration, level).toJson()
            "communication_gap" -> communication(case.document, enumeration).toJson()
            "gap_diagnosis" -> diagnoseGaps(reports(case.part("reports").jsonObject)).toJson()
            "promise_keeping" -> {
                val rows = case.part("rows").jsonArray.map { it.jsonArray }
                parts.map { range ->
                    val cut = rows.rows(range)
                    PromiseKeepingTally(register(case.part("promises")), missing, level).apply {
                        observe(cut.map { it[0].jsonPrimitive.content }, cut.map { it[1].real() }, cut.map { it[2].real() })
                    }
                }.reduceRight { tally, merged -> merged.apply { merge(tally) } }.finish().toJson()
            }
            "segment_comparison" -> segments(parts).toJson()
            else -> null
        }

    private fun segments(parts: List<IntRange>): SegmentComparisonReport {
        val instrument = Instrument.fromJson(case.part("instrument").toString())
        val segments = case.part("texts").jsonObject.getValue("segment").jsonArray.map { it.jsonPrimitive.content }
        val names = { side: String -> instrument.items().map { "$side.${it.id}" } }
        val table = parts.map { rows ->
            val answers = Columns().apply { columns.forEach { (name, values) -> addReals(name, values.map { it.real() }.rows(rows)) } }
            ServqualTable(instrument, missing, level)
                .apply { observe(answers, segments.rows(rows), names("expectation"), names("perception")) }
        }.reduceRight { table, merged -> merged.apply { merge(table) } }
        val comparison = case.options.getValue("comparison").jsonObject
        val pairs = comparison["pairs"]?.jsonObject?.entries?.first()?.let { (kind, of) ->
            if (kind == "two") SegmentPairs.Two(of.text("first"), of.text("second")) else SegmentPairs.Reference(of.text("segment"))
        }
        val name = { key: String -> comparison[key]?.jsonPrimitive?.content?.uppercase() }
        return table.compare(pairs, name("score")?.let(SegmentScore::valueOf), name("adjustment")?.let(PValueAdjustment::valueOf))
    }
}

/** The indicator that a part measures. */
private fun indicator(part: JsonElement, level: Double?): KpiDefinition {
    val (observable, statistic) = when (val kind = part.text("kind")) {
        "share" -> KpiObservable.Outcome to Statistic.Share(Criterion.Yes)
        "seconds" -> KpiObservable.Duration(Clock.Calendar) to Statistic.Mean
        "rating" -> KpiObservable.Rating(Scale(1, 5)) to Statistic.Mean
        else -> error("unknown kind $kind")
    }
    val direction = if (part.text("bound") == "at_least") Direction.HIGHER_IS_BETTER else Direction.LOWER_IS_BETTER
    val definition = KpiDefinition(part.text("id"), BilingualLabel("", ""), observable, statistic, direction)
    return level?.let(definition::withLevel) ?: definition
}

/** What the observations of a part say. */
private fun tally(part: JsonElement, level: Double?): KpiTally {
    val data = part.jsonObject.getValue("data").jsonArray.map { it.number() }
    return indicator(part, level).tally().apply {
        when (part.text("kind")) {
            "share" -> observeOutcomes(List(data[0].toInt()) { true } + List(data[1].toInt()) { false })
            "seconds" -> observeDurations(data)
            else -> observeRatings(data.map { it.toInt() })
        }
    }
}

private fun target(part: JsonElement): Target {
    val unit = when (part.text("kind")) {
        "share" -> MeasureUnit.Share
        "seconds" -> MeasureUnit.Second
        else -> MeasureUnit.ScalePoint(Scale(1, 5))
    }
    return target(TargetBound.valueOf(part.text("bound").uppercase()), part.jsonObject.getValue("target").number(), unit)
}

private fun standard(part: JsonElement, level: Double?) = Standard(
    part.text("id"),
    BilingualLabel("", part.text("id")),
    Pillar.valueOf((part.find("pillar") ?: "process").uppercase()),
    indicator(part, level),
    target(part),
    part.find("from") ?: "2026-01-01",
    effectiveUntil = part.find("until"),
)

private fun JsonElement.find(key: String) = jsonObject[key]?.jsonPrimitive?.contentOrNull

private fun JsonElement.parts() = jsonObject.getValue("parts").jsonArray

/** The confidence level of the intervals of the parts. */
private fun JsonElement.level() = jsonObject["level"]?.number()

private fun conformances(case: JsonElement): List<Conformance> = case.parts().map { part ->
    standard(part, case.level()).conformance(tally(part, case.level()), "2026-03-01", "2026-03-31")
}

private fun standards(case: JsonElement, enumeration: Enumeration? = null): StandardsGapReport {
    val needs = case.jsonObject.getValue("needs").jsonArray.map { need ->
        val expected = need.jsonObject["expected"]?.jsonArray?.let { (kind, data) ->
            val part = mapOf("id" to need.text("id"), "kind" to kind.jsonPrimitive.content, "bound" to "at_least")
            tally(JsonObject(part.mapValues { JsonPrimitive(it.value) } + ("data" to data)), null).finish()
        }
        val ids = need.jsonObject.getValue("standards").jsonArray.map { it.jsonPrimitive.content }
        ServiceNeed(need.text("id"), BilingualLabel("", ""), ids, expected)
    }
    val standards = case.jsonObject.getValue("standards").jsonArray.map { standard(it, null) }
    return standardsGapOf(needs, standards, case.text("on"), enumeration)
}

private fun register(parts: JsonElement) = PromiseRegister(
    parts.jsonArray.map { part ->
        ServicePromise(
            part.text("id"),
            part.text("channel"),
            PromiseSubject.Indicator(part.text("id")),
            target(part),
            "2026-01-15",
            checkedOn = part.find("checked")?.let { "2026-01-10" },
            found = part.find("checked")?.let { Feasibility.valueOf(it.uppercase()) },
        )
    },
)

private fun communication(case: JsonElement, enumeration: Enumeration? = null): CommunicationGapReport {
    val delivered = case.parts().filter { "data" in it.jsonObject }
        .map { DeliveredLevel(it.text("id"), tally(it, case.level()).finish()) }
    return communicationGap(register(case.parts()), delivered, enumeration)
}

/** The reports that a diagnosis reads. */
private fun reports(written: JsonObject): GapReports = GapReports(
    beliefs = written["beliefs"]?.jsonArray.orEmpty().map { survey ->
        val gap = BeliefGap.valueOf(survey.text("gap").uppercase())
        BeliefGapTally(gap, survey.instrument()).apply {
            survey.jsonObject.getValue("columns").jsonObject.keys.forEach { side ->
                observe(survey.answers(side), BeliefSide.valueOf(side.uppercase()), survey.names(side))
            }
        }.finish()
    },
    standards = written["standards"]?.let { standards(it) },
    delivery = written["delivery"]?.let { deliveryGap(conformances(it)) },
    communication = written["communication"]?.let { communication(it) },
    customer = written["customer"]?.let { survey ->
        val answers = survey.answers("expectation", "perception")
        ServqualTally(survey.instrument())
            .apply { observe(answers, survey.names("expectation"), survey.names("perception")) }.finish()
    },
    antecedents = written["antecedents"]?.jsonArray.orEmpty().map { survey ->
        AntecedentTally(survey.instrument()).apply { observe(survey.answers("single"), survey.names("single")) }.finish()
    },
)

private fun JsonElement.instrument() = Instrument.fromJson(jsonObject.getValue("instrument").toString())

private fun JsonElement.names(side: String) = instrument().items().map { "$side.${it.id}" }

private fun JsonElement.answers(vararg sides: String) = Columns().apply {
    sides.forEach { side ->
        jsonObject.getValue("columns").jsonObject.getValue(side).jsonObject
            .forEach { (id, values) -> addReals("$side.$id", values.jsonArray.map { it.real() }) }
    }
}
