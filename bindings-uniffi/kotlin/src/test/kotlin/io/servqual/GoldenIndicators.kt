package io.servqual

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** Indicators in depth, whose result is a report. */
class GoldenIndicators(private val case: GoldenCase, private val columns: Map<String, List<JsonElement>>) {
    private val until = if ("observed_until" in case) parseInstants(listOf(case.text("observed_until")), "observed_until")[0] else null

    /** Of one tally for each range of rows, merged. */
    fun json(parts: List<IntRange>): String =
        when (case.operation) {
            "scorecard" -> scorecard(parts).toJson()
            "clustered" -> {
                val definition = KpiDefinition.fromJson(case.part("definition").toString())
                val weighting = if ("weight" in columns) Weighting.WEIGHTED else Weighting.EQUAL
                parts.map { rows ->
                    ClusteredTally(definition, weighting).apply {
                        observe(table(rows), observed(), name("cluster"), name("weight"))
                    }
                }.reduceRight { tally, merged -> merged.apply { merge(tally) } }.finish().toJson()
            }
            "repeat" -> parts.map { rows ->
                RepeatTally(RepeatOptions(missing = MissingRule.OMIT)).apply {
                    observe(table(rows), "customer", "at", "resolvable", "reopened", until)
                }
            }.reduceRight { tally, merged -> merged.apply { merge(tally) } }.finish().toJson()
            "compare" -> {
                val first = case.text("first").toInt()
                compareSurvival(lifetimes(0 until first, parts), lifetimes(first until Int.MAX_VALUE, parts)).toJson()
            }
            "comparison" -> {
                val first = case.text("first").toInt()
                measure(first until Int.MAX_VALUE, parts).changeSince(measure(0 until first, parts)).toJson()
            }
            "weighted_key_drivers" -> weightedKeyDrivers(parts).toJson()
            "sequential" -> case.shares("counts").let { (first, second) ->
                compareSequentially(first, second, case.part("mixture").number()).toJson()
            }
            "return_on_quality" -> returnOnQuality(case.change("counts"), returns()).toJson()
            else -> error("unknown operation ${case.operation}")
        }

    private fun name(column: String) = column.takeIf { it in columns }

    private fun observed() =
        listOf("outcome", "rating", "duration_seconds").first { it in columns }.let { name ->
            when (name) {
                "outcome" -> ObservedColumns.Outcomes(name)
                "rating" -> ObservedColumns.Ratings(name)
                else -> ObservedColumns.Durations(name)
            }
        }

    /** Some of the rows: texts, yes and no, or numbers. */
    private fun table(rows: IntRange, of: Map<String, List<JsonElement>> = columns) = Columns().apply {
        of.forEach { (name, values) ->
            val cells = values.rows(rows).map { it.jsonPrimitive }
            when {
                values.any { it is JsonPrimitive && it.isString } -> addTexts(name, cells.map { it.contentOrNull })
                values.any { (it as JsonPrimitive).booleanOrNull != null } -> addBooleans(name, cells.map { it.booleanOrNull })
                else -> addReals(name, cells.map { it.real() })
            }
        }
    }

    /** What the rows of one group say; each group is cut at the same rows. */
    private fun lifetimes(group: IntRange, parts: List<IntRange>): KpiTally {
        val definition = KpiDefinition.fromJson(case.part("definition").toString())
        val durations = columns.getValue("lifetime_seconds").rows(group).map { it.real() }
        val ended = columns.getValue("ended").rows(group).map { it.jsonPrimitive.booleanOrNull }
        return parts.map { rows -> definition.tally().apply { observeLifetimes(durations.rows(rows), ended.rows(rows)) } }
            .reduceRight { tally, merged -> merged.apply { merge(tally) } }
    }

    /** What the rows of one group say of an indicator; each group is cut at the same rows. */
    private fun measure(group: IntRange, parts: List<IntRange>): Measure {
        val definition = KpiDefinition.fromJson(case.part("definition").toString()).withLevel(case.part("level").number())
        val own = columns.mapValues { (_, values) -> values.rows(group) }
        return parts.map { rows -> definition.tally().apply { observe(table(rows, own), observed()) } }
            .reduceRight { tally, merged -> merged.apply { merge(tally) } }.finish()
    }

    private fun scorecard(parts: List<IntRange>): Scorecard {
        val solved = ScorecardIndicator("solved", resolutionRate(), Target.atLeast(0.7, MeasureUnit.Share), 0.4)
        val repeats = ScorecardIndicator("fcr", firstContactResolution(FirstContactResolutionOptions(3u)))
        val periods = case.options["periods"]?.jsonObject
        val least = case.options["minimum_n"]?.jsonPrimitive?.content?.toULong() ?: 0uL
        return parts.map { rows ->
            ScorecardTally(listOf(solved, repeats), periods?.let { length(it.getValue("length")) }, periods?.text("time_zone"), least)
                .apply {
                    val observed = listOf(ObservedColumns.Outcomes("outcome"), ObservedColumns.Contacts("customer", "at", until))
                    observe(table(rows), "unit", observed, "at")
                }
        }.reduceRight { tally, merged -> merged.apply { merge(tally) } }.finish()
    }

    private fun length(written: JsonElement): PeriodLength {
        if (written is JsonPrimitive) {
            return when (val name = written.content) {
                "day" -> PeriodLength.Day
                "iso_week" -> PeriodLength.IsoWeek
                "month" -> PeriodLength.Month
                "quarter" -> PeriodLength.Quarter
                "year" -> PeriodLength.Year
                else -> error("unknown length $name")
            }
        }
        val (name, of) = written.jsonObject.entries.first()
        return when (name) {
            "fiscal_quarter" -> PeriodLength.FiscalQuarter(of.text("first_month").toUByte())
            "fiscal_year" -> PeriodLength.FiscalYear(of.text("first_month").toUByte())
            else -> PeriodLength.RollingDays(of.text("days").toUInt())
        }
    }

    private fun weightedKeyDrivers(parts: List<IntRange>): KeyDriverReport {
        val (outcome, drivers) = case.drivers()
        val missing = case.options["missing"]?.let { MissingRule.valueOf(it.jsonPrimitive.content.uppercase()) }
        val weights = case.part("weights").jsonArray.map { it.real() }
        return parts.map { rows ->
            val table = table(rows).apply { addReals("weight", weights.rows(rows)) }
            WeightedKeyDriverTally(outcome, drivers, missing)
                .apply { observe(table, "outcome.${outcome.id}", drivers.map { "drivers.${it.id}" }, "weight") }
        }.reduceRight { tally, merged -> merged.apply { merge(tally) } }.finish()
    }

    private fun returns(): ReturnOnQualityOptions = case.options.run {
        val amount = { key: String -> getValue(key).number() }
        ReturnOnQualityOptions(
            amount("customers"),
            amount("retention_before"),
            amount("margin"),
            getValue("periods").jsonPrimitive.content.toUInt(),
            amount("discount_rate"),
            amount("initial_cost"),
            amount("running_cost"),
            getValue("currency").jsonPrimitive.content,
        )
    }
}

/** Two shares from yes and all, before and after. */
internal fun GoldenCase.shares(name: String): List<Measure> =
    part(name).jsonArray.map { it.jsonPrimitive.content.toInt() }.chunked(2)
        .map { (yes, all) -> resolutionRate().measureOutcomes(List(all) { it < yes }) }

internal fun GoldenCase.change(name: String): Comparison = shares(name).let { (before, after) -> after.changeSince(before) }

/** The cost–benefit ratio of a change in retention and one in repurchase. */
internal fun GoldenCase.costBenefit(): Measure {
    val amount = { key: String -> options.getValue(key).number() }
    val given = CostBenefitOptions(
        amount("customers"),
        amount("lifetime_value"),
        amount("repurchase_margin"),
        amount("cost_avoided"),
        amount("cost"),
        options.getValue("currency").jsonPrimitive.content,
    )
    return serviceCostBenefit(change("counts"), given, change("again"))
}

/** Adjusted p values under their positions. */
internal fun GoldenCase.adjusted(): List<Double> {
    val pValues = part("p_values").jsonArray.map { it.number() }
    return if (text("method") == "holm") holm(pValues) else benjaminiHochberg(pValues)
}

/** The tree that the keys of a case point into: a scorecard by indicator, unit and period. */
internal fun GoldenCase.tree(report: String): JsonElement {
    val tree = Json.parseToJsonElement(report).jsonObject
    if (operation != "scorecard") return tree
    val rows: JsonArray = tree.getValue("rows").jsonArray
    val keyed = rows.associateBy { row ->
        "${row.text("indicator")}/${row.text("unit")}/${row.jsonObject["period"]?.jsonPrimitive?.contentOrNull.orEmpty()}"
    }
    return JsonObject(keyed + mapOf("rows" to JsonPrimitive(rows.size), "suppressed" to (tree["suppressed"] ?: JsonNull)))
}
