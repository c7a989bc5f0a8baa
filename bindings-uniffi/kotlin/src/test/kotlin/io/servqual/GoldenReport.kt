package io.servqual

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** The operations whose result is a report. */
val REPORT_OPERATIONS: Set<String> = setOf(
    "antecedents",
    "belief_gap",
    "bootstrap",
    "clustered",
    "communication_gap",
    "compare",
    "comparison",
    "delivery_gap",
    "difference_reliability",
    "expectation_ceiling",
    "form_validity",
    "gap_diagnosis",
    "gap_tests",
    "importance_performance",
    "kano",
    "key_drivers",
    "key_drivers_of_correlations",
    "promise_keeping",
    "reliability",
    "repeat",
    "return_on_quality",
    "scorecard",
    "segment_comparison",
    "sequential",
    "servqual_forms",
    "standards_gap",
    "weighted_gaps",
    "weighted_key_drivers",
    "zone_of_tolerance",
)

/** Whether the result is a report: repeats of a named indicator are a measure. */
val GoldenCase.isReport: Boolean get() = operation in REPORT_OPERATIONS && (operation != "repeat" || "definition" !in this)

/** Survey models, key drivers and the bootstrap: the report as JSON. */
class GoldenReport(private val case: GoldenCase, private val columns: Map<String, List<JsonElement>>) {
    private val level = case.options["level"]?.number()
    private val missing = case.options["missing"]?.let { MissingRule.valueOf(it.jsonPrimitive.content.uppercase()) }
    private val instrument by lazy { Instrument.fromJson(case.part("instrument").toString()) }
    private val ids by lazy { case.part("instrument").jsonObject.getValue("items").jsonArray.map { it.text("id") } }

    /** Of one tally for each range of rows, merged. */
    fun json(parts: List<IntRange>): String =
        when (case.operation) {
            "gap_tests" -> parts.merged({ GapTestTally(instrument, missing, level) }, GapTestTally::merge) {
                observe(it, names("expectation"), names("perception"))
            }.finish().toJson()
            "reliability" -> parts.merged({ ReliabilityTally(instrument, missing, level) }, ReliabilityTally::merge) {
                observe(it, names("single"))
            }.finish().toJson()
            "difference_reliability" -> parts.merged(
                { DifferenceReliabilityTally(instrument, missing, level) },
                DifferenceReliabilityTally::merge,
            ) { observe(it, names("expectation"), names("perception")) }.finish().toJson()
            "zone_of_tolerance" -> {
                val rule = case.options["violations"]?.let { ViolationRule.valueOf(it.jsonPrimitive.content.uppercase()) }
                parts.merged({ ZoneTally(instrument, missing, level, rule) }, ZoneTally::merge) {
                    observe(it, names("minimum"), names("desired"), names("perceived"))
                }.finish().toJson()
            }
            "importance_performance" -> parts.merged(
                { ImportancePerformanceTally(instrument, missing, level, crosshair()) },
                ImportancePerformanceTally::merge,
            ) { observe(it, names("importance"), names("performance")) }.finish().toJson()
            "antecedents" -> parts.merged({ AntecedentTally(instrument, missing, level) }, AntecedentTally::merge) {
                observe(it, names("single"))
            }.finish().toJson()
            "expectation_ceiling" -> parts.merged(
                { ExpectationCeilingTally(instrument, missing, level) },
                ExpectationCeilingTally::merge,
            ) { observe(it, names("expectation")) }.finish().toJson()
            "belief_gap" -> {
                val gap = BeliefGap.valueOf(case.text("gap").uppercase())
                parts.merged({ BeliefGapTally(gap, instrument, missing, level) }, BeliefGapTally::merge) {
                    BeliefSide.entries.filter { side -> given(side.name.lowercase()) }
                        .forEach { side -> observe(it, side, names(side.name.lowercase())) }
                }.finish().toJson()
            }
            "servqual_forms" -> {
                val convention = case.options["convention"]
                    ?.let { WeightConvention.valueOf(it.jsonPrimitive.content.uppercase()) }
                val points = instrument.dimensions().map { "points.${it.id}" }
                parts.merged(
                    { ServqualFormTally(instrument, missing, level, importance(), convention) },
                    ServqualFormTally::merge,
                ) {
                    observe(
                        it,
                        names("expectation"),
                        names("perception"),
                        if (given("ratings")) names("ratings") else emptyList(),
                        if (given("points")) points else emptyList(),
                    )
                }.finish().toJson()
            }
            "form_validity" -> {
                val points = instrument.dimensions().map { "points.${it.id}" }
                val overall = scale(case.part("overall_scale"))
                parts.merged(
                    { FormValidityTally(instrument, overall, missing, level, importance()) },
                    FormValidityTally::merge,
                ) {
                    observe(
                        it,
                        names("expectation"),
                        names("perception"),
                        "overall.overall",
                        if (given("ratings")) names("ratings") else emptyList(),
                        if (given("points")) points else emptyList(),
                    )
                }.finish().toJson()
            }
            "weighted_gaps" -> {
                val weights = case.part("weight").jsonArray.map { it.real() }
                parts.zip(parts.tables()) { rows, table ->
                    table.addReals("weight", weights.rows(rows))
                    WeightedGapTally(instrument, missing, level)
                        .apply { observe(table, names("expectation"), names("perception"), "weight") }
                }.reduceRight { tally, merged -> merged.apply { merge(tally) } }.finish().toJson()
            }
            "kano" -> {
                val features = ids.map { KanoFeature(it, BilingualLabel("", "")) }
                parts.merged({ KanoTally(features, missing, level) }, KanoTally::merge) {
                    observe(it, names("functional"), names("dysfunctional"))
                }.finish().toJson()
            }
            "key_drivers" -> {
                val (outcome, drivers) = drivers()
                parts.merged({ KeyDriverTally(outcome, drivers, missing) }, KeyDriverTally::merge) {
                    observe(it, "outcome.${outcome.id}", drivers.map { driver -> "drivers.${driver.id}" })
                }.finish().toJson()
            }
            "key_drivers_of_correlations" -> {
                val (outcome, drivers) = drivers()
                val matrix = case.part("correlations").jsonArray.map { row -> row.jsonArray.map { it.number() } }
                val withOutcome = case.part("with_outcome").jsonArray.map { it.number() }
                keyDriversOfCorrelations(outcome, drivers, matrix, withOutcome, 30uL).toJson()
            }
            "bootstrap" -> bootstrapped().toJson()
            else -> GoldenGaps(case, columns).json(parts) ?: GoldenIndicators(case, columns).json(parts)
        }

    /** Whether there are columns of a side. */
    private fun given(side: String) = columns.keys.any { it.startsWith("$side.") }

    private fun importance(): ImportanceSource? {
        val (kind, written) = case.options["importance"]?.let { importance ->
            if (importance is JsonObject) importance.entries.first().toPair() else return ImportanceSource.InstrumentWeights
        } ?: return null
        return when (kind) {
            "dimension_points" -> ImportanceSource.DimensionPoints(
                PointsRule.entries.first { it.name.lowercase().replace("_", "") == written.text("rule").replace("_", "") },
            )
            "item_ratings" -> ImportanceSource.ItemRatings(scale(written.jsonObject.getValue("scale")))
            else -> error("unknown source $kind")
        }
    }

    private fun names(side: String) = ids.map { "$side.$it" }

    private fun <T> List<IntRange>.merged(new: () -> T, merge: T.(T) -> Unit, observe: T.(Columns) -> Unit): T =
        tables().map { new().apply { observe(it) } }.reduceRight { tally, merged -> merged.apply { merge(tally) } }

    private fun List<IntRange>.tables(): List<Columns> = map { rows ->
        Columns().apply { columns.forEach { (name, values) -> addReals(name, values.map { it.real() }.rows(rows)) } }
    }

    private fun crosshair(): Crosshair? {
        val written = case.options["crosshair"]?.jsonObject ?: return null
        return when (val rule = written.text("rule")) {
            "grand_mean" -> Crosshair.GrandMean
            "median" -> Crosshair.Median
            "scale_midpoint" -> Crosshair.ScaleMidpoint
            "given" -> Crosshair.Given(written.getValue("importance").number(), written.getValue("performance").number())
            else -> error("unknown rule $rule")
        }
    }

    private fun drivers() = case.drivers()

    private fun bootstrapped(): BootstrapInterval {
        val options = BootstrapOptions(
            replicates = case.options["replicates"]?.jsonPrimitive?.content?.toULong(),
            seed = case.options["seed"]?.jsonPrimitive?.content?.toULong(),
            level = level,
            method = case.options["method"]?.let { BootstrapMethod.valueOf(it.jsonPrimitive.content.uppercase()) },
        )
        val values = columns.getValue("value").map { it.number() }.toDoubleArray()
        return when (val name = case.text("statistic")) {
            "mean" -> bootstrap(values, options) { drawn -> drawn.sum() / drawn.size }
            "median" -> bootstrap(values, options) { drawn ->
                drawn.sort()
                (drawn[(drawn.size - 1) / 2] + drawn[drawn.size / 2]) / 2
            }
            else -> error("unknown statistic $name")
        }
    }
}

private fun scale(written: JsonElement) = Scale(written.text("minimum").toByte(), written.text("maximum").toByte())

/** The outcome and the drivers of a case. */
internal fun GoldenCase.drivers(): Pair<Driver, List<Driver>> {
    val written = part("instrument").jsonObject
    fun driver(json: JsonElement) =
        Driver(json.text("id"), BilingualLabel("", ""), scale(json.jsonObject.getValue("scale")))
    return driver(written.getValue("outcome")) to written.getValue("drivers").jsonArray.map(::driver)
}

internal fun JsonElement.text(key: String) = jsonObject.getValue(key).jsonPrimitive.content
