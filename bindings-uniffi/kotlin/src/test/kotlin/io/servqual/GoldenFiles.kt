package io.servqual

import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import java.io.File

/** One file of `tests/golden`, as it is written (see `tests/golden/README.md`). */
class GoldenFile(val id: String, val cases: List<GoldenCase>)

class GoldenCase(private val json: JsonObject) {
    val name = text("name")
    val operation = text("operation")
    val expected = json["expected"]?.jsonObject
    val expectedCode = json["expected_error"]?.jsonObject?.get("code")?.jsonPrimitive?.content
    val expectedRow = json["expected_error"]?.jsonObject?.get("row")?.jsonPrimitive?.content?.toULong()
    val options = json["options"]?.jsonObject ?: JsonObject(emptyMap())
    val data = json["data"]?.jsonObject

    /** The whole case, as it is written. */
    val document: JsonObject get() = json

    fun text(key: String) = json.getValue(key).jsonPrimitive.content

    fun part(key: String) = json.getValue(key)

    operator fun contains(key: String) = key in json

    /** Columns by name, for a survey `expectation.01`, …; null where they lie in a file that is absent. */
    val columns: Map<String, List<JsonElement>>? by lazy {
        when {
            data != null -> cutOut(data)
            "columns" in json -> flatten(part("columns").jsonObject) { it.jsonArray }
            else -> emptyMap()
        }
    }

    /** Whether [found] is as near to [wanted] as the case asks for. */
    fun isNear(key: String, found: Double, wanted: Double): Boolean {
        val tolerance = part("tolerance").jsonObject
        val overrides = tolerance["overrides"]?.jsonObject.orEmpty()
        val pair = overrides.entries.firstOrNull { key.endsWith(it.key) }?.value?.jsonObject ?: tolerance
        val absolute = pair.getValue("absolute").number()
        val relative = pair.getValue("relative").number()
        return Math.abs(found - wanted) <= maxOf(absolute, relative * Math.abs(wanted))
    }
}

fun JsonElement.number() = jsonPrimitive.content.toDouble()

/** A real number; the texts of NaN and the infinities stand for these. */
fun JsonElement.real(): Double? = if (this is JsonNull) null else number()

object Golden {
    val project: File =
        generateSequence(File("").absoluteFile) { it.parentFile }.first { File(it, "tests/golden").isDirectory }

    /** Where the data that several projects share lie; null where they are not here. */
    private val shared: File? =
        System.getenv("SERVQUAL_SHARED")?.let(::File)
            ?: generateSequence(project.parentFile) { it.parentFile }.map { File(it, "shared/data") }
                .firstOrNull { it.isDirectory }

    /** Every golden file, in the order of the ids. */
    fun files(): List<GoldenFile> =
        File(project, "tests/golden").listFiles { file -> file.extension == "json" }.orEmpty().map { file ->
            val document = Json.parseToJsonElement(file.readText()).jsonObject
            val id = document.getValue("id").jsonPrimitive.content
            check(id == file.nameWithoutExtension) { "the id is the name of the file" }
            val cases = document.getValue("cases").jsonArray.map { GoldenCase(it.jsonObject) }
            val unknown = cases.map { it.operation }.filter { it !in OPERATIONS }.toSet()
            check(unknown.isEmpty()) { "$id: unknown operations $unknown" }
            GoldenFile(id, cases)
        }.sortedBy { it.id }

    fun resolve(name: String): File? =
        if (name.startsWith("shared/")) {
            shared?.let { File(it, name.removePrefix("shared/")) }?.takeIf { it.isFile }
        } else {
            File(project, name)
        }
}

/** Takes the tables of a survey apart into columns. */
private fun flatten(
    forms: JsonObject,
    read: (JsonElement) -> List<JsonElement>,
): Map<String, List<JsonElement>> =
    forms.entries.flatMap { (name, form) ->
        if (form is JsonObject && listOf("column", "constant", "from", "date").none { it in form }) {
            form.jsonObject.entries.map { (item, column) -> "$name.$item" to read(column) }
        } else {
            listOf(name to read(form))
        }
    }.toMap()

/** A CSV file whose cells have no commas: columns by name, and rows. */
private class Table(file: File) {
    private val lines = file.readLines().filter { it.isNotEmpty() }.map { line ->
        line.split(',').map { it.removeSurrounding("\"") }.onEach { check('"' !in it) { "$file has commas in quotes" } }
    }
    private val names = lines.first().withIndex().associate { (at, name) -> name to at }
    val rows = lines.drop(1)

    fun cell(row: List<String>, name: String) = row[names.getValue(name)]
}

private val tables = mutableMapOf<File, Table>()

private fun cutOut(data: JsonObject): Map<String, List<JsonElement>>? {
    val file = Golden.resolve(data.getValue("file").jsonPrimitive.content) ?: return null
    val equal = data["where"]?.jsonObject.orEmpty().mapValues { it.value.jsonPrimitive.content }
    val unequal = data["where_not"]?.jsonObject.orEmpty().mapValues { it.value.jsonPrimitive.content }
    val without = data["without"]?.jsonArray.orEmpty()
        .map { cells -> cells.jsonObject.mapValues { it.value.jsonPrimitive.content } }
    val table = tables.getOrPut(file) { Table(file) }
    val rows = table.rows.filter { row ->
        equal.all { (name, text) -> table.cell(row, name) == text } &&
            unequal.all { (name, text) -> table.cell(row, name) != text } &&
            without.none { cells -> cells.all { (name, text) -> table.cell(row, name) == text } }
    }
    return flatten(data.getValue("columns").jsonObject) { form ->
        rows.map { row -> cell(form) { table.cell(row, it.jsonPrimitive.content) } }
    }
}

/** One cell by the form of its column. */
private fun cell(form: JsonElement, textOf: (JsonElement) -> String): JsonElement {
    fun JsonObject.cellOf(key: String) = this[key]?.let(textOf)
    if (form is JsonPrimitive) return textOf(form).let { if (it.isEmpty()) JsonNull else JsonPrimitive(it) }
    val keys = form.jsonObject
    keys["constant"]?.let { return it }
    keys["equals"]?.let { yes ->
        val found = keys.cellOf("column")!!
        return if (found.isEmpty()) JsonNull else JsonPrimitive(found == yes.jsonPrimitive.content)
    }
    if (keys.values.any { it.jsonPrimitive.isString && textOf(it).isEmpty() }) return JsonNull
    return when {
        "column" in keys -> JsonPrimitive(keys.cellOf("column")!!.toDouble() * keys.getValue("multiply").number())
        "from" in keys -> {
            val (from, to) = parseInstants(listOf(keys.cellOf("from"), keys.cellOf("to")), "data")
            JsonPrimitive((to!! - from!!).toDouble() / 1e6)
        }
        else -> JsonPrimitive("${keys.cellOf("date")}T${keys.cellOf("clock")!!.padStart(8, '0')}Z")
    }
}
