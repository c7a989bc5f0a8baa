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
import java.time.Instant
import java.time.temporal.ChronoUnit

/** What [GoldenTask] computes. */
val OPERATIONS: Set<String> =
    setOf(
        "adjust",
        "business_duration",
        "business_time",
        "cost_benefit",
        "exact_sum",
        "interval_choice",
        "kpi",
        "mean_interval",
        "proportion_interval",
        "servqual",
        "survey",
        "survival",
        "verdict",
        "weighted_index",
    ) + REPORT_OPERATIONS

/** A result: a Double, a ULong, a text or null. */
typealias Answers = (key: String) -> Any?

/** Computes golden cases through the public functions of the package. */
class GoldenTask(private val case: GoldenCase, private val columns: Map<String, List<JsonElement>>) {
    private val level = (case.options["level"] ?: case.document["level"])?.number()
    private val missing = (case.options["missing"] ?: case.document["missing"])
        ?.let { MissingRule.valueOf(it.jsonPrimitive.content.uppercase()) }

    /** All rows at once, or cut at the rows [cuts] into tallies that are merged, the last first. */
    fun run(cuts: List<Int> = emptyList()): Answers =
        when (case.operation) {
            "proportion_interval" -> proportion()
            "exact_sum" -> describe(reals("value")).let { found -> { key -> if (key == "sum") found.sum else unknown(key) } }
            "mean_interval" -> mean()
            "verdict" -> verdict(cuts)
            "cost_benefit" -> of(case.costBenefit())
            "adjust" -> case.adjusted().let { found -> { key -> found[key.toInt()] } }
            "servqual" -> of(servqual(cuts))
            "business_time" -> of(GoldenBusinessTime(case, columns).found())
            else ->
                if (case.isReport) {
                    val text = GoldenReport(case, columns).json(parts(cuts))
                    val found = of(case.tree(text))
                    ({ key -> if (key == JSON_KEY) fingerprint(text) else found(key) })
                } else {
                    of(kpi(cuts))
                }
        }

    /** How many rows can be cut. */
    fun rows() =
        when (case.operation) {
            "verdict" -> case.text("trials").toInt()
            "promise_keeping" -> case.part("rows").jsonArray.size
            "compare", "comparison" -> case.text("first").toInt().let { maxOf(it, columns.values.first().size - it) }
            else -> columns.values.maxOfOrNull { it.size } ?: 0
        }

    private fun reals(name: String) = columns.getValue(name).map { it.real() }

    private fun proportion(): Answers {
        val (successes, trials) = listOf("successes", "trials").map { case.text(it).toULong() }
        val method = ProportionMethod.valueOf(case.text("method").uppercase())
        val bounds = proportionInterval(successes, trials, method, level)
        return { key ->
            when (key) {
                "estimate" -> successes.toDouble() / trials.toDouble()
                "n" -> trials
                else -> bound(bounds, key)
            }
        }
    }

    private fun mean(): Answers {
        val values = reals("value")
        val hole = values.indexOf(null)
        // A description has no missing rule of its own.
        if (missing == MissingRule.RAISE && hole >= 0) throw QualityException.MissingValue("value", hole.toULong())
        val found = describe(values)
        // Also without a deviation the level is checked.
        val bounds = meanInterval(found.mean ?: 0.0, found.standardDeviation ?: 0.0, found.n, level)
        val mean = found.mean ?: throw QualityException.TooFewObservations("value", 1uL, 0uL)
        return { key ->
            when (key) {
                "estimate" -> mean
                "n" -> found.n
                "standard_deviation" -> found.standardDeviation
                "excluded.missing" -> found.missing
                else -> bound(bounds, key)
            }
        }
    }

    private fun verdict(cuts: List<Int>): Answers {
        val definition = KpiDefinition(
            "share",
            BilingualLabel("", ""),
            KpiObservable.Outcome,
            Statistic.Share(Criterion.Yes),
            Direction.HIGHER_IS_BETTER,
        ).let { definition -> level?.let(definition::withLevel) ?: definition }
        val (successes, trials) = listOf("successes", "trials").map { case.text(it).toInt() }
        val outcomes = List(trials) { it < successes }
        val measure = merged(definition, cuts) { observeOutcomes(outcomes.rows(it)) }
        val written = case.part("target").jsonObject
        val unit = when (val unit = written.getValue("unit").jsonPrimitive.content) {
            "share" -> MeasureUnit.Share
            "points" -> MeasureUnit.NetPoint
            else -> error("unknown unit $unit")
        }
        val bound = if ("at_least" in written) TargetBound.AT_LEAST else TargetBound.AT_MOST
        val value = (written["at_least"] ?: written.getValue("at_most")).number()
        val verdict = measure.judge(target(bound, value, unit))
        return { key ->
            when (key) {
                "verdict" -> verdict.outcome.name.lowercase()
                "further_observations" -> verdict.furtherObservations
                else -> of(measure)(key)
            }
        }
    }

    private fun kpi(cuts: List<Int>): Measure {
        var definition = KpiDefinition.fromJson(case.part("definition").toString())
        level?.let { definition = definition.withLevel(it) }
        missing?.let { definition = definition.withMissing(it) }
        case.document["interval"]
            ?.let { definition = definition.withInterval(IntervalChoice.valueOf(it.jsonPrimitive.content.uppercase())) }
        return merged(definition, cuts) { observe(it) }
    }

    private fun KpiTally.observe(rows: IntRange) =
        when {
            "rating" in columns -> observeAnswers(reals("rating").rows(rows))
            "lifetime_seconds" in columns -> observeLifetimes(reals("lifetime_seconds").rows(rows), truths("ended").rows(rows))
            "set.0" in columns -> {
                val sets = (0..2).map { "set.$it" }.filter { it in columns }
                observeRatingSets(sets.map { name -> reals(name).rows(rows).map { it?.toInt() } })
            }
            "duration_seconds" in columns -> observeDurations(reals("duration_seconds").rows(rows))
            "outcome" in columns -> observeOutcomes(truths("outcome").rows(rows))
            "start" in columns -> {
                val (start, end) = listOf("start", "end").map { instants(columns.getValue(it), it).rows(rows) }
                val services = columns["service"]?.map { it.jsonPrimitive.contentOrNull }?.rows(rows)
                val until = if ("observed_until" in case) instants(listOf(case.part("observed_until")), "observed_until")[0] else null
                if (services == null && until == null) observeSpans(start, end) else observeCases(start, end, services, until)
            }
            "wait_seconds" in columns -> observeCalls(reals("wait_seconds").rows(rows), truths("answered").rows(rows))
            "numerator" in columns -> observeAmounts(reals("numerator").rows(rows), reals("denominator").rows(rows))
            "customer" in columns -> {
                val customers = columns.getValue("customer").map { (it as? JsonPrimitive)?.takeIf { it !is JsonNull }?.content }
                observeContacts(
                    customers.rows(rows),
                    instants(columns.getValue("at"), "at").rows(rows),
                    (case.options["observed_until"] ?: case.document["observed_until"])?.let { instants(listOf(it), "observed_until").first() },
                )
            }
            else -> {
                val events = listOf("complaints", "events", "event_count").first { it in columns }
                observeCounts(counts(events).rows(rows), counts("base_count").rows(rows))
            }
        }

    /** Whole answers as a list of them, as an app has them; halves only as numbers. */
    private fun KpiTally.observeAnswers(answers: List<Double?>) =
        if (answers.all { it == null || it == Math.rint(it) }) {
            observeRatings(answers.map { it?.toInt() })
        } else {
            answers.withReals { observeNumericRatings(it.bytes, it.validity) }
        }

    private fun truths(name: String) = columns.getValue(name).map { it.jsonPrimitive.booleanOrNull }

    private fun counts(name: String) = reals(name).map { it?.toLong() }

    /** Epoch seconds, or texts in RFC 3339. */
    private fun instants(values: List<JsonElement>, place: String): List<Instant?> {
        val texts = values.map { value -> value.jsonPrimitive.takeIf { it.isString }?.content }
        return parseInstants(texts, place).zip(values) { microseconds, value ->
            when {
                microseconds != null -> Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS)
                value is JsonNull -> null
                else -> Instant.ofEpochSecond(value.jsonPrimitive.content.toLong())
            }
        }
    }

    private fun servqual(cuts: List<Int>): ServqualReport {
        val instrument = Instrument.fromJson(case.part("instrument").toString())
        val answers = listOf("expectation", "perception").map { side ->
            instrument.items().map { item -> reals("$side.${item.id}").map { it?.toInt() } }
        }
        val tallies = parts(cuts).map { rows ->
            ServqualTally(instrument, missing, level).apply {
                observe(answers[0].map { it.rows(rows) }, answers[1].map { it.rows(rows) })
            }
        }
        return tallies.reduceRight { tally, merged -> merged.apply { merge(tally) } }.finish()
    }

    private fun merged(definition: KpiDefinition, cuts: List<Int>, observe: KpiTally.(IntRange) -> Unit): Measure =
        parts(cuts).map { rows -> definition.tally().apply { observe(rows) } }
            .reduceRight { tally, merged -> merged.apply { merge(tally) } }
            .finish()

    private fun parts(cuts: List<Int>): List<IntRange> =
        (listOf(0) + cuts + listOf(Int.MAX_VALUE)).zipWithNext { from, to -> from until to }
}

/** Columns of different length are passed on as they are. */
internal fun <T> List<T>.rows(rows: IntRange): List<T> =
    subList(minOf(rows.first, size), minOf(rows.last.toLong() + 1, size.toLong()).toInt())

/** The key of the fingerprint of a whole report. */
const val JSON_KEY: String = "json"

/** FNV-1a of a text: every language writes the same. */
private fun fingerprint(text: String): String =
    text.encodeToByteArray()
        .fold(0xcbf29ce484222325uL) { hash, byte -> (hash xor byte.toUByte().toULong()) * 0x100000001b3uL }
        .toString(16).padStart(16, '0')

private fun of(found: Map<String, Any?>): Answers = { key -> if (key in found) found[key] else unknown(key) }

/** The value at a dotted path; what lies within something missing is missing. */
private fun of(report: JsonElement): Answers = { path ->
    val found = path.split('.').fold(report) { value, part ->
        when (value) {
            is JsonNull -> value
            is JsonArray ->
                // Behind the end of a list, such as that of what was left out, there is nothing.
                value.firstOrNull { (it as? JsonObject)?.get("id") == JsonPrimitive(part) }
                    ?: value.getOrElse(part.toInt()) { JsonNull }
            else -> value.jsonObject[part] ?: unknown(path)
        }
    }.jsonPrimitive
    when {
        found is JsonNull -> null
        found.isString || found.booleanOrNull != null -> found.content
        found.content.all { it.isDigit() } -> found.content.toULong()
        else -> found.content.toDouble()
    }
}

private fun unknown(key: String): Nothing = error("no result has the key $key")

private fun bound(bounds: Bounds?, key: String): Double? =
    when (key) {
        "interval.lower" -> bounds?.lower
        "interval.upper" -> bounds?.upper
        else -> unknown(key)
    }

private fun of(measure: Measure): Answers = { key ->
    when {
        key == "estimate" -> measure.estimate
        key == "n" -> measure.n
        key == "standard_deviation" -> measure.standardDeviation
        // An interval as a whole is only ever expected not to be there.
        key == "interval" && measure.interval == null -> null
        key == "interval.method" -> measure.interval?.method?.name?.lowercase()
        key.startsWith("excluded.") ->
            measure.excludedFor(ExclusionReason.valueOf(key.removePrefix("excluded.").uppercase()))
        else -> bound(measure.interval?.let { Bounds(it.lower, it.upper) }, key)
    }
}

private fun of(report: ServqualReport): Answers = { path ->
    val (room, id, key) = path.split('.', limit = 3)
    when (room) {
        "items" -> of(report.items.first { it.id == id }, key)
        "dimensions" -> of(report.dimensions.first { it.id == id }, key)
        else -> of(report.overall, id, key)
    }
}

private fun of(result: GapResult, key: String): Any? =
    when (key) {
        "expectation" -> result.expectation.estimate
        "perception" -> result.perception.estimate
        "gap" -> result.gap.estimate
        "t" -> result.t
        "p_value" -> result.pValue
        else -> of(result.gap)(key)
    }

private fun of(overall: ServqualOverall, id: String, key: String): Any? {
    val (measure, t, p) = when (id) {
        "unweighted" -> Triple(overall.unweighted, overall.t, overall.pValue)
        "weighted" -> Triple(overall.weighted!!, overall.weightedT, overall.weightedPValue)
        else -> Triple(overall.servperf, null, null)
    }
    return when (key) {
        "t" -> t
        "p_value" -> p
        "gap", "perception" -> measure.estimate
        else -> of(measure)(key)
    }
}
