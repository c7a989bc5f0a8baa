package io.servqual

import java.lang.ref.Reference
import java.nio.ByteBuffer
import java.nio.ByteOrder

/**
 * Hands these values to [use] in the layout that functions with a `ByteBuffer` parameter read: 8
 * bytes each in the byte order of this machine. The library reads the buffer without a copy; a list
 * of numbers would cross to it one by one.
 *
 * The buffer is only good inside [use]. A call into the library takes its address alone, so without
 * the fence the garbage collector could free the buffer while the library still reads it.
 */
public fun <R> DoubleArray.withNativeBytes(use: (ByteBuffer) -> R): R {
    val bytes = ByteBuffer.allocateDirect(size * Double.SIZE_BYTES).order(ByteOrder.nativeOrder())
    bytes.asDoubleBuffer().put(this)
    return fenced(bytes, use)
}

/** The same for values that are bytes already, such as ratings or a validity bitmap. */
public fun <R> ByteArray.withNativeBytes(use: (ByteBuffer) -> R): R =
    // Filled through a view: a position other than 0 would shift what the library reads.
    fenced(ByteBuffer.allocateDirect(size).also { it.duplicate().put(this) }, use)

private fun <R> fenced(bytes: ByteBuffer, use: (ByteBuffer) -> R): R =
    try {
        use(bytes)
    } finally {
        Reference.reachabilityFence(bytes)
    }
