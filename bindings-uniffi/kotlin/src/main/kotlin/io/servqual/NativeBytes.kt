package io.servqual

import java.lang.ref.Reference
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.time.Instant

/**
 * Hands these values to [use] in the layout that functions with a `ByteBuffer` parameter read: 8
 * bytes each, little-endian. The library reads the buffer without a copy; a list of numbers would
 * cross to it one by one.
 *
 * The buffer is only good inside [use]. A call into the library takes its address alone, so without
 * the fence the garbage collector could free the buffer while the library still reads it.
 */
public fun <R> DoubleArray.withNativeBytes(use: (ByteBuffer) -> R): R =
    littleEndian(size, Double.SIZE_BYTES).also { it.asDoubleBuffer().put(this) }.fenced(use)

/** The same for whole numbers and instants in microseconds, 8 bytes each. */
public fun <R> LongArray.withNativeBytes(use: (ByteBuffer) -> R): R =
    littleEndian(size, Long.SIZE_BYTES).also { it.asLongBuffer().put(this) }.fenced(use)

/** The same for values that are bytes already, such as ratings. */
public fun <R> ByteArray.withNativeBytes(use: (ByteBuffer) -> R): R =
    // Filled through a view: a position other than 0 would shift what the library reads.
    littleEndian(size, 1).also { it.duplicate().put(this) }.fenced(use)

/**
 * A bit for each of these rows, least significant first, 1 where a value is there; null where all
 * are.
 */
public fun Iterable<*>.validity(): ByteArray? {
    val rows = if (this is Collection) size else count()
    val bits = ByteArray((rows + 7) / 8)
    var missing = false
    forEachIndexed { row, value ->
        if (value == null) missing = true else bits[row / 8] = (bits[row / 8].toInt() or (1 shl row % 8)).toByte()
    }
    return bits.takeIf { missing }
}

/** Bytes and validity of values of which some may be missing. */
internal class NativeColumn(val bytes: ByteBuffer, val validity: ByteArray?)

internal fun <R> List<Double?>.withReals(use: (NativeColumn) -> R): R =
    withColumn(Double.SIZE_BYTES, use) { bytes, at, value -> bytes.putDouble(at, value) }

internal fun <R> List<Int?>.withNumbers(use: (NativeColumn) -> R): R =
    withColumn(Double.SIZE_BYTES, use) { bytes, at, value -> bytes.putDouble(at, value.toDouble()) }

internal fun <R> List<Long?>.withIntegers(use: (NativeColumn) -> R): R =
    withColumn(Long.SIZE_BYTES, use) { bytes, at, value -> bytes.putLong(at, value) }

internal fun <R> List<Boolean?>.withBooleans(use: (NativeColumn) -> R): R =
    withColumn(1, use) { bytes, at, value -> bytes.put(at, if (value) 1 else 0) }

internal fun <R> List<Instant?>.withInstants(place: String, use: (NativeColumn) -> R): R =
    withColumn(Long.SIZE_BYTES, use) { bytes, at, value ->
        bytes.putLong(at, value.microseconds(place, (at / Long.SIZE_BYTES).toULong()))
    }

/** Microseconds since 1970-01-01T00:00:00Z, rounded down. */
internal fun Instant.microseconds(place: String, row: ULong): Long =
    try {
        Math.addExact(Math.multiplyExact(epochSecond, 1_000_000L), nano / 1_000L)
    } catch (_: ArithmeticException) {
        throw QualityException.InvalidInstant(place, row, toString(), "an instant within 292000 years of 1970")
    }

private inline fun <T : Any, R> List<T?>.withColumn(
    width: Int,
    noinline use: (NativeColumn) -> R,
    write: (ByteBuffer, Int, T) -> Unit,
): R {
    val bytes = littleEndian(size, width)
    forEachIndexed { row, value -> if (value != null) write(bytes, row * width, value) }
    return bytes.fenced { use(NativeColumn(it, validity())) }
}

private fun littleEndian(rows: Int, width: Int): ByteBuffer =
    ByteBuffer.allocateDirect(Math.multiplyExact(rows, width)).order(ByteOrder.LITTLE_ENDIAN)

private fun <R> ByteBuffer.fenced(use: (ByteBuffer) -> R): R =
    try {
        use(this)
    } finally {
        Reference.reachabilityFence(this)
    }
