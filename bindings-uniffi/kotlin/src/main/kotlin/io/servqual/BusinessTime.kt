package io.servqual

import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit

/** Microseconds since 1970-01-01T00:00:00Z, as the library keeps instants. */
@Throws(QualityException::class)
public fun Instant.toMicroseconds(): Long = microseconds("instant", 0uL)

/** The waits of a log of messages by these rules; the log must hold whole cases. */
@Throws(QualityException::class)
public fun ReplyRules.waits(cases: List<String>, at: List<Instant>, kinds: List<MessageKind>): ReplyWaitColumns =
    at.withInstants("at") { replyWaits(cases, it.bytes, kinds, this) }

/** Adds these waits to an indicator of durations, such as the first response time. */
@Throws(QualityException::class)
public fun KpiTally.observe(waits: ReplyWaitColumns): Unit =
    observeSpans(waits.start.map(::instant), waits.end.map { it?.let(::instant) })

/** How long it takes from [start] to [end], in calendar time and in business time. */
@Throws(QualityException::class)
public fun BusinessCalendar.between(start: Instant, end: Instant): BusinessDuration =
    between(start.microseconds("start", 0uL), end.microseconds("end", 0uL))

/** Where the business time [business] from [start] on is used up. */
@Throws(QualityException::class)
public fun BusinessCalendar.due(start: Instant, business: Duration): Instant =
    instant(due(start.microseconds("start", 0uL), business.microseconds()))

/** The latest start from which the business time [business] is used up by [end]. */
@Throws(QualityException::class)
public fun BusinessCalendar.latestStart(end: Instant, business: Duration): Instant =
    instant(latestStart(end.microseconds("end", 0uL), business.microseconds()))

/** Where a term in days ends. */
@Throws(QualityException::class)
public fun BusinessCalendar.endOf(start: Instant, term: Term): Instant =
    instant(endOf(start.microseconds("start", 0uL), term))

/** The business time of each span; a missing end is a case still open. */
@Throws(QualityException::class)
public fun BusinessCalendar.businessTimes(
    start: List<Instant?>,
    end: List<Instant?>,
    missing: MissingRule? = null,
): BusinessTimeColumn =
    start.withInstants("start") { from ->
        end.withInstants("end") { to -> businessTimes(from.bytes, to.bytes, missing, from.validity, to.validity) }
    }

/** Where the business time of each row is used up. */
@Throws(QualityException::class)
public fun BusinessCalendar.dueDates(
    start: List<Instant?>,
    business: List<Duration?>,
    missing: MissingRule? = null,
): List<Instant?> =
    start.withInstants("start") { from ->
        business.map { it?.microseconds() }.withIntegers { durations ->
            dueDates(from.bytes, durations.bytes, missing, from.validity, durations.validity)
        }
    }.map { it?.let(::instant) }

/** The time on the clock: of an open case until [now], of a case that ended until its end. */
@Throws(QualityException::class)
public fun CaseClock.elapsed(now: Instant): BusinessDuration = elapsed(now.microseconds("now", 0uL))

/** Where the business time [business] ends on this clock. */
@Throws(QualityException::class)
public fun CaseClock.due(business: Duration): ClockDue = due(business.microseconds())

/** This event at an instant. */
@Throws(QualityException::class)
public fun ClockEventKind.at(instant: Instant): ClockEvent = ClockEvent(instant.microseconds("at", 0uL), this)

/** Elapsed time, day and night, without pauses. */
public val BusinessDuration.calendar: Duration get() = Duration.of(calendarMicroseconds, ChronoUnit.MICROS)

/** Elapsed time while the service was open, without pauses. */
public val BusinessDuration.business: Duration get() = Duration.of(businessMicroseconds, ChronoUnit.MICROS)

/** Elapsed time, day and night, during pauses. */
public val BusinessDuration.paused: Duration get() = Duration.of(pausedMicroseconds, ChronoUnit.MICROS)

private fun instant(microseconds: Long): Instant = Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS)

private fun Duration.microseconds(): Long =
    try {
        Math.addExact(Math.multiplyExact(seconds, 1_000_000L), nano / 1_000L)
    } catch (_: ArithmeticException) {
        throw QualityException.InvalidParameter("business", toString(), "a duration below 292000 years")
    }
