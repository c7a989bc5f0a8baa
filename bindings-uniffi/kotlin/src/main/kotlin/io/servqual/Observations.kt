package io.servqual

import java.time.Instant

/** Adds answers; null is missing. A number that is no point of the scale is an error, never cut off. */
@Throws(QualityException::class)
public fun KpiTally.observeRatings(ratings: List<Int?>): Unit =
    ratings.withNumbers { observeNumericRatings(it.bytes, it.validity) }

/** Adds answers that are bytes already: the quick way for many. */
@Throws(QualityException::class)
public fun KpiTally.observeRatings(ratings: ByteArray): Unit = ratings.withNativeBytes { observeRatings(it, null) }

/** Adds durations in seconds; null is missing. */
@Throws(QualityException::class)
public fun KpiTally.observeDurations(seconds: List<Double?>): Unit =
    seconds.withReals { observeDurations(it.bytes, it.validity) }

/** Adds durations in seconds: the quick way for many. */
@Throws(QualityException::class)
public fun KpiTally.observeDurations(seconds: DoubleArray): Unit =
    seconds.withNativeBytes { observeDurations(it, null) }

/** Adds durations by their ends; a missing end is a case still open. */
@Throws(QualityException::class)
public fun KpiTally.observeSpans(start: List<Instant?>, end: List<Instant?>): Unit =
    start.withInstants("start") { from ->
        end.withInstants("end") { to -> observeSpans(from.bytes, to.bytes, from.validity, to.validity) }
    }

/**
 * Adds cases by their ends, with the team, tier or region whose calendar counts, where calendars are
 * assigned, and until when the cases were watched.
 */
@Throws(QualityException::class)
public fun KpiTally.observeCases(
    start: List<Instant?>,
    end: List<Instant?>,
    services: List<String?>? = null,
    observedUntil: Instant? = null,
): Unit =
    start.withInstants("start") { from ->
        end.withInstants("end") { to ->
            val until = observedUntil?.microseconds("observed_until", 0uL)
            observeCases(from.bytes, to.bytes, services, until, from.validity, to.validity)
        }
    }

/** Adds durations in seconds of which some are only known to be longer: those that have not [ended]. */
@Throws(QualityException::class)
public fun KpiTally.observeLifetimes(seconds: List<Double?>, ended: List<Boolean?>): Unit =
    Columns().use { columns ->
        columns.addReals("seconds", seconds)
        columns.addBooleans("ended", ended)
        observe(columns, ObservedColumns.Lifetimes("seconds", "ended"))
    }

/** Adds the answers of respondents to the components of an index: a list for each, in their order. */
@Throws(QualityException::class)
public fun KpiTally.observeRatingSets(ratings: List<List<Int?>>): Unit =
    Columns().use { columns ->
        val names = ratings.mapIndexed { position, answers -> "rating.$position".also { columns.addRatings(it, answers) } }
        observe(columns, ObservedColumns.RatingSets(names))
    }

/** Adds outcomes; null is missing. */
@Throws(QualityException::class)
public fun KpiTally.observeOutcomes(outcomes: List<Boolean?>): Unit =
    outcomes.withBooleans { observeOutcomes(it.bytes, it.validity) }

/**
 * Adds contacts of customers, and until when the log was watched (the latest contact where not
 * given). A customer who is not known is null.
 */
@Throws(QualityException::class)
public fun KpiTally.observeContacts(
    customers: List<String?>,
    at: List<Instant?>,
    observedUntil: Instant? = null,
): Unit =
    at.withInstants("at") {
        observeContacts(customers, it.bytes, observedUntil?.microseconds("observed_until", 0uL), it.validity)
    }

/** Adds calls that entered a queue: seconds until the call was answered or abandoned, and which. */
@Throws(QualityException::class)
public fun KpiTally.observeCalls(wait: List<Double?>, answered: List<Boolean?>): Unit =
    wait.withReals { waits ->
        answered.withBooleans { observeCalls(waits.bytes, it.bytes, waits.validity, it.validity) }
    }

/** Adds two amounts that are divided, such as busy and available seconds; null is missing. */
@Throws(QualityException::class)
public fun KpiTally.observeAmounts(numerator: List<Double?>, denominator: List<Double?>): Unit =
    numerator.withReals { above ->
        denominator.withReals { below -> observeAmounts(above.bytes, below.bytes, above.validity, below.validity) }
    }

/** Adds numbers of events and of base units; null is missing. */
@Throws(QualityException::class)
public fun KpiTally.observeCounts(events: List<Long?>, base: List<Long?>): Unit =
    events.withIntegers { above ->
        base.withIntegers { below -> observeCounts(above.bytes, below.bytes, above.validity, below.validity) }
    }

/** The measure of these answers. */
@Throws(QualityException::class)
public fun KpiDefinition.measureRatings(ratings: List<Int?>): Measure = measured { it.observeRatings(ratings) }

/** The measure of these durations in seconds. */
@Throws(QualityException::class)
public fun KpiDefinition.measureDurations(seconds: List<Double?>): Measure =
    measured { it.observeDurations(seconds) }

/** The measure of these durations in seconds: the quick way for many. */
@Throws(QualityException::class)
public fun KpiDefinition.measureDurations(seconds: DoubleArray): Measure = measured { it.observeDurations(seconds) }

/** The measure of these durations, given by their ends. */
@Throws(QualityException::class)
public fun KpiDefinition.measureSpans(start: List<Instant?>, end: List<Instant?>): Measure =
    measured { it.observeSpans(start, end) }

/** The measure of these lifetimes. */
@Throws(QualityException::class)
public fun KpiDefinition.measureLifetimes(seconds: List<Double?>, ended: List<Boolean?>): Measure =
    measured { it.observeLifetimes(seconds, ended) }

/** The measure of these answers to the components of an index. */
@Throws(QualityException::class)
public fun KpiDefinition.measureRatingSets(ratings: List<List<Int?>>): Measure =
    measured { it.observeRatingSets(ratings) }

/** The measure of these outcomes. */
@Throws(QualityException::class)
public fun KpiDefinition.measureOutcomes(outcomes: List<Boolean?>): Measure =
    measured { it.observeOutcomes(outcomes) }

/** The measure of these contacts. */
@Throws(QualityException::class)
public fun KpiDefinition.measureContacts(
    customers: List<String?>,
    at: List<Instant?>,
    observedUntil: Instant? = null,
): Measure = measured { it.observeContacts(customers, at, observedUntil) }

/** The measure of these calls. */
@Throws(QualityException::class)
public fun KpiDefinition.measureCalls(wait: List<Double?>, answered: List<Boolean?>): Measure =
    measured { it.observeCalls(wait, answered) }

/** The measure of these amounts. */
@Throws(QualityException::class)
public fun KpiDefinition.measureAmounts(numerator: List<Double?>, denominator: List<Double?>): Measure =
    measured { it.observeAmounts(numerator, denominator) }

/** The measure of these numbers of events and of base units. */
@Throws(QualityException::class)
public fun KpiDefinition.measureCounts(events: List<Long?>, base: List<Long?>): Measure =
    measured { it.observeCounts(events, base) }

private inline fun KpiDefinition.measured(observe: (KpiTally) -> Unit): Measure =
    tally().use { tally ->
        observe(tally)
        tally.finish()
    }

/** Observations that were left out for [reason]. */
public fun Measure.excludedFor(reason: ExclusionReason): ULong =
    excluded.firstOrNull { it.reason == reason }?.count ?: 0uL

/** The name in one language. */
public fun BilingualLabel.text(language: Language): String =
    when (language) {
        Language.CHINESE -> zh
        Language.ENGLISH -> en
    }

/** A value in this unit as people read it: `85.0 %`, `+30.0`, `2 min 05 s`. */
@Throws(QualityException::class)
public fun MeasureUnit.show(value: Double): String = showValue(value, this)

/** Number, exact sum, mean and standard deviation of real numbers; null is missing. */
@Throws(QualityException::class)
public fun describe(values: List<Double?>): Description = values.withReals { describeValues(it.bytes, it.validity) }

/** The same without missing values: the quick way for many. */
@Throws(QualityException::class)
public fun describe(values: DoubleArray): Description = values.withNativeBytes { describeValues(it, null) }

/** A target that is met by [value] or more. */
@Throws(QualityException::class)
public fun Target.Companion.atLeast(value: Double, unit: MeasureUnit): Target =
    target(TargetBound.AT_LEAST, value, unit)

/** A target that is met by [value] or less. */
@Throws(QualityException::class)
public fun Target.Companion.atMost(value: Double, unit: MeasureUnit): Target =
    target(TargetBound.AT_MOST, value, unit)
