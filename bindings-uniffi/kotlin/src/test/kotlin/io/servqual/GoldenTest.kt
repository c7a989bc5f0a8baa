package io.servqual

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import java.io.File

/** Read once for all tests. */
private val files = Golden.files()

class GoldenTest {
    @TestFactory
    fun `every case agrees with its reference`(): List<DynamicTest> = forEveryFile { case, columns ->
        try {
            val answers = GoldenTask(case, columns).run()
            if (case.expected == null) {
                listOf("no error, expected ${case.expectedCode}")
            } else {
                case.expected.mapNotNull { (key, wanted) -> case.differs(key, wanted, answers(key)) }
            }
        } catch (error: QualityException) {
            listOf("${error.code()} at row ${error.rowNumber()}: $error").filter {
                error.code() != case.expectedCode || (case.expectedRow != null && case.expectedRow != error.rowNumber())
            }
        }
    }

    @TestFactory
    fun `no cut changes a bit`(): List<DynamicTest> = forEveryFile { case, columns ->
        val task = GoldenTask(case, columns)
        val keys = case.expected?.keys.orEmpty()
        if (keys.isEmpty()) return@forEveryFile emptyList()
        val cuts = listOf(task.rows() / 3, task.rows() / 2)
        val (whole, parts) = listOf(task.run(), task.run(cuts))
        keys.filter { show(whole(it)) != show(parts(it)) }.map { "$it changes with the cuts $cuts" }
    }

    /** The same lines as `core/examples/print_bits.rs`, for the comparison of all languages. */
    @Test
    fun `the bits of every result are written`() {
        val lines = files.flatMap { file ->
            file.cases.flatMap { case -> bits(case).map { "${file.id}/${case.name} $it" } }
        }
        File(Golden.project, "target/bits").mkdirs()
        File(Golden.project, "target/bits/kotlin.txt").writeText(lines.joinToString("\n", postfix = "\n"))
        assertTrue(lines.size > 1000)
    }

    private fun bits(case: GoldenCase): List<String> {
        val columns = case.columns ?: return listOf("absent ${case.data!!.getValue("file").jsonPrimitive.content}")
        return try {
            val answers = GoldenTask(case, columns).run()
            val keys = case.expected?.keys ?: return listOf("error none")
            val whole = if (case.isReport) listOf(JSON_KEY) else emptyList()
            (keys + whole).map { "$it ${show(answers(it))}" }
        } catch (error: QualityException) {
            listOf("error ${error.code()}")
        }
    }

    private fun show(value: Any?): String =
        if (value is Double) value.toRawBits().toULong().toString(16).padStart(16, '0') else value.toString()

    private fun GoldenCase.differs(key: String, wanted: JsonElement, found: Any?): String? {
        val agrees = when (found) {
            null -> wanted is JsonNull
            is Double -> wanted !is JsonNull && isNear(key, found, wanted.number())
            else -> wanted.jsonPrimitive.content == found.toString()
        }
        return if (agrees) null else "$key is $found, expected $wanted"
    }

    private fun forEveryFile(
        check: (GoldenCase, Map<String, List<JsonElement>>) -> List<String>,
    ): List<DynamicTest> =
        files.map { file ->
            dynamicTest(file.id) {
                val (present, absent) = file.cases.partition { it.columns != null }
                if (absent.isNotEmpty()) println("shared data are not here; skipped: ${absent.map { it.name }}")
                assertTrue(absent.isEmpty() || System.getenv("CI") == null, "in CI every case must have its data")
                val failures = present.flatMap { case -> check(case, case.columns!!).map { "${case.name}: $it" } }
                assertTrue(failures.isEmpty(), failures.joinToString("\n"))
            }
        }
}
