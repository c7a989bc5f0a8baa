package io.servqual

import java.time.Instant

/** Adds answers; null is missing. They are held against the scale when they are observed. */
@Throws(QualityException::class)
public fun Columns.addRatings(name: String, ratings: List<Int?>): Unit =
    ratings.withNumbers { addReals(name, it.bytes, it.validity) }

/** Adds whole numbers; null is missing. */
@Throws(QualityException::class)
public fun Columns.addIntegers(name: String, integers: List<Long?>): Unit =
    integers.withIntegers { addIntegers(name, it.bytes, it.validity) }

/** Adds real numbers; null is missing. */
@Throws(QualityException::class)
public fun Columns.addReals(name: String, reals: List<Double?>): Unit =
    reals.withReals { addReals(name, it.bytes, it.validity) }

/** Adds real numbers: the quick way for many. */
@Throws(QualityException::class)
public fun Columns.addReals(name: String, reals: DoubleArray): Unit =
    reals.withNativeBytes { addReals(name, it, null) }

/** Adds yes and no; null is missing. */
@Throws(QualityException::class)
public fun Columns.addBooleans(name: String, booleans: List<Boolean?>): Unit =
    booleans.withBooleans { addBooleans(name, it.bytes, it.validity) }

/** Adds instants; null is missing. */
@Throws(QualityException::class)
public fun Columns.addInstants(name: String, instants: List<Instant?>): Unit =
    instants.withInstants(name) { addInstants(name, it.bytes, it.validity) }

/** The columns of a CSV text with a header row; an empty cell is missing. */
@Throws(QualityException::class)
public fun Columns.Companion.fromCsv(text: String): Columns = fromCsv(text.encodeToByteArray())

/** The columns of a CSV text with a header row, in UTF-8; an empty cell is missing. */
@Throws(QualityException::class)
public fun Columns.Companion.fromCsv(text: ByteArray): Columns = text.withNativeBytes { fromCsv(it) }

/** Adds rows of CSV with a header row, all of them or nothing. */
@Throws(QualityException::class)
public fun AssessmentTally.observeCsv(text: String): Unit = observeCsv(text.encodeToByteArray())

/** Adds rows of CSV with a header row, in UTF-8, all of them or nothing. */
@Throws(QualityException::class)
public fun AssessmentTally.observeCsv(text: ByteArray): Unit = text.withNativeBytes { observeCsv(it) }

/**
 * Adds respondents: a list for each item, in the order of the instrument, with an answer of each
 * respondent; null is missing.
 */
@Throws(QualityException::class)
public fun ServqualTally.observe(expectation: List<List<Int?>>, perception: List<List<Int?>>): Unit =
    Columns().use { columns ->
        val items = instrument().use { it.items() }
        val add = { side: String, answers: List<List<Int?>> ->
            answers.mapIndexed { position, column ->
                "$side.${items.getOrNull(position)?.id ?: position}".also { columns.addRatings(it, column) }
            }
        }
        observe(columns, add("expectation", expectation), add("perception", perception))
    }

/** Adds one respondent: an answer to each item, in the order of the instrument; null is missing. */
@Throws(QualityException::class)
public fun ServqualTally.observeRespondent(expectation: List<Int?>, perception: List<Int?>): Unit =
    observe(expectation.map(::listOf), perception.map(::listOf))
