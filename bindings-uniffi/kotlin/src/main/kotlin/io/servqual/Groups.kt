package io.servqual

import java.time.Instant

/** Adds answers with the group of each; null is missing. */
@Throws(QualityException::class)
public fun KpiTable.observeRatings(groups: List<String>, ratings: List<Int?>): Unit =
    ratings.withNumbers { observeNumericRatings(groups, it.bytes, it.validity) }

/** Adds durations in seconds with the group of each; null is missing. */
@Throws(QualityException::class)
public fun KpiTable.observeDurations(groups: List<String>, seconds: List<Double?>): Unit =
    seconds.withReals { observeDurations(groups, it.bytes, it.validity) }

/** Adds durations by their ends with the group of each; a missing end is a case still open. */
@Throws(QualityException::class)
public fun KpiTable.observeSpans(groups: List<String>, start: List<Instant?>, end: List<Instant?>): Unit =
    start.withInstants("start") { from ->
        end.withInstants("end") { to -> observeSpans(groups, from.bytes, to.bytes, from.validity, to.validity) }
    }

/** Adds outcomes with the group of each; null is missing. */
@Throws(QualityException::class)
public fun KpiTable.observeOutcomes(groups: List<String>, outcomes: List<Boolean?>): Unit =
    outcomes.withBooleans { observeOutcomes(groups, it.bytes, it.validity) }

/** Adds contacts of customers with the group of each, and until when the log was watched. */
@Throws(QualityException::class)
public fun KpiTable.observeContacts(
    groups: List<String>,
    customers: List<String?>,
    at: List<Instant?>,
    observedUntil: Instant? = null,
): Unit =
    at.withInstants("at") {
        val until = observedUntil?.microseconds("observed_until", 0uL)
        observeContacts(groups, customers, it.bytes, until, it.validity)
    }

/** Adds calls that entered a queue with the group of each. */
@Throws(QualityException::class)
public fun KpiTable.observeCalls(groups: List<String>, wait: List<Double?>, answered: List<Boolean?>): Unit =
    wait.withReals { waits ->
        answered.withBooleans { observeCalls(groups, waits.bytes, it.bytes, waits.validity, it.validity) }
    }

/** Adds two amounts that are divided with the group of each; null is missing. */
@Throws(QualityException::class)
public fun KpiTable.observeAmounts(groups: List<String>, numerator: List<Double?>, denominator: List<Double?>): Unit =
    numerator.withReals { above ->
        denominator.withReals { observeAmounts(groups, above.bytes, it.bytes, above.validity, it.validity) }
    }

/** Adds numbers of events and of base units with the group of each; null is missing. */
@Throws(QualityException::class)
public fun KpiTable.observeCounts(groups: List<String>, events: List<Long?>, base: List<Long?>): Unit =
    events.withIntegers { above ->
        base.withIntegers { observeCounts(groups, above.bytes, it.bytes, above.validity, it.validity) }
    }

/** Adds single promises: what each customer was promised and got, in the unit of the promise. */
@Throws(QualityException::class)
public fun PromiseKeepingTally.observe(
    promises: List<String>,
    promised: List<Double?>,
    delivered: List<Double?>,
): Unit =
    promised.withReals { before ->
        delivered.withReals { observe(promises, before.bytes, it.bytes, before.validity, it.validity) }
    }

/**
 * The interval of a statistic of [values], resampled with replacement. The statistic gets the values
 * of each resample; one that is no number is an error, and what it throws ends the bootstrap.
 *
 * [progress] hears how many replicates of all are done, and stops the bootstrap with false.
 */
@Throws(QualityException::class)
public fun bootstrap(
    values: DoubleArray,
    options: BootstrapOptions = BootstrapOptions(),
    progress: ((done: ULong, total: ULong) -> Boolean)? = null,
    statistic: (DoubleArray) -> Double,
): BootstrapInterval {
    val ofRows = object : RowStatistic {
        override fun ofRows(rows: List<UInt>) = statistic(DoubleArray(rows.size) { values[rows[it].toInt()] })
    }
    return bootstrap(values.size.toUInt(), ofRows, options, progress?.let(::bootstrapProgress))
}

/** A progress that hears how many replicates of all are done, and stops the bootstrap with false. */
public fun bootstrapProgress(goesOn: (done: ULong, total: ULong) -> Boolean): BootstrapProgress =
    object : BootstrapProgress {
        override fun goesOn(done: ULong, total: ULong) = goesOn(done, total)
    }
