package io.servqual

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit

/** Business time: the keys and values of a case. */
class GoldenBusinessTime(private val case: GoldenCase, private val columns: Map<String, List<JsonElement>>) {
    fun found(): Map<String, Any?> {
        if ("events" in case) return clock()
        val calendar = BusinessCalendar.fromJson(case.part("calendar").toString())
        return when {
            "start" in columns && "end" in columns -> calendar.spans()
            "start" in columns -> calendar.due()
            "end" in columns -> calendar.latest()
            else -> calendar.days()
        }
    }

    private fun instants(name: String): List<Instant?> =
        parseInstants(columns.getValue(name).map { it.jsonPrimitive.contentOrNull }, name)
            .map { it?.let { microseconds -> Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS) } }

    private fun durations() = columns.getValue("business_seconds").map { Duration.ofSeconds(it.jsonPrimitive.content.toLong()) }

    private fun BusinessCalendar.spans(): Map<String, Any?> {
        val (starts, ends) = instants("start") to instants("end")
        val omit = case.options["missing"]?.jsonPrimitive?.content == "omit"
        val times = businessTimes(starts, ends, if (omit) MissingRule.OMIT else MissingRule.RAISE)
        val found = mutableMapOf<String, Any?>("open" to times.open, "missing" to times.missing)
        times.microseconds.forEachIndexed { row, time ->
            found["business_seconds.$row"] = time?.let(::seconds)
            val (start, end) = (starts[row] ?: return@forEachIndexed) to (ends[row] ?: return@forEachIndexed)
            val took = between(start, end)
            check(took.businessMicroseconds == time)
            found["calendar_seconds.$row"] = seconds(took.calendarMicroseconds)
            found["stretches.$row"] = took.legs[0].stretches.joinToString(" ") { "${utc(it.start)}/${utc(it.end)}" }
        }
        return found
    }

    private fun BusinessCalendar.due(): Map<String, Any?> =
        dueDates(instants("start"), durations()).withIndex().associate { (row, at) -> "due.$row" to at.toString() }

    private fun BusinessCalendar.latest(): Map<String, Any?> =
        instants("end").zip(durations()).withIndex().associate { (row, pair) ->
            "latest_start.$row" to latestStart(pair.first!!, pair.second).toString()
        }

    private fun BusinessCalendar.days(): Map<String, Any?> =
        columns.getValue("day").zip(columns.getValue("working_days")).withIndex().associate { (row, pair) ->
            "day.$row" to addWorkingDays(pair.first.jsonPrimitive.content, pair.second.jsonPrimitive.content.toUInt())
        }

    private fun clock(): Map<String, Any?> {
        val calendars = case.part("calendars").jsonArray.map { BusinessCalendar.fromJson(it.toString()) }
        val written = case.part("events").jsonArray.map { it.jsonObject }
        val at = parseInstants(written.map { it.getValue("at").jsonPrimitive.content }, "events")
        val events = written.zip(at) { event, instant ->
            val calendar = event["calendar"]?.takeIf { it !is JsonNull }?.jsonPrimitive?.content
            val kind = when (val kind = event["kind"]?.jsonPrimitive?.content) {
                "start" -> ClockEventKind.Start
                "pause" -> ClockEventKind.Pause
                "resume" -> ClockEventKind.Resume
                "stop" -> ClockEventKind.Stop
                "change_calendar" -> ClockEventKind.ChangeCalendar(calendar!!)
                else -> error("unknown kind $kind")
            }
            ClockEvent(instant!!, kind)
        }
        val clock = CaseClock(calendars, calendars[0].id(), events)
        val took = clock.elapsed(parseInstants(listOf(case.text("now")), "now")[0]!!)
        return mapOf(
            "calendar_seconds" to seconds(took.calendarMicroseconds),
            "business_seconds" to seconds(took.businessMicroseconds),
            "paused_seconds" to seconds(took.pausedMicroseconds),
        )
    }

    private fun seconds(microseconds: Long): ULong {
        check(microseconds % 1_000_000 == 0L)
        return (microseconds / 1_000_000).toULong()
    }

    private fun utc(microseconds: Long) = Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS).toString()
}
