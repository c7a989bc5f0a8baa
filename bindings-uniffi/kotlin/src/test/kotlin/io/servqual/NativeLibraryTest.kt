package io.servqual

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class NativeLibraryTest {
    /** Fails when the packaged library is missing or does not fit the generated source. */
    @Test
    fun `the library in the package matches the generated source`() {
        uniffiEnsureInitialized()
    }

    @Test
    fun `native bytes are direct and keep the values`() {
        doubleArrayOf(1.5, -0.0, Double.NaN).withNativeBytes { bytes ->
            assertTrue(bytes.isDirect)
            assertEquals(24, bytes.remaining())
            assertEquals(1.5, bytes.getDouble(0))
            assertEquals(-0.0, bytes.getDouble(8))
            assertTrue(bytes.getDouble(16).isNaN())
        }
        byteArrayOf(1, 2, 3).withNativeBytes { bytes ->
            assertEquals(0, bytes.position())
            assertEquals(3, bytes.remaining())
            assertEquals(3, bytes.get(2))
        }
    }
}
