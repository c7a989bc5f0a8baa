import Foundation

extension Date {
    /// Microseconds since 1970-01-01T00:00:00Z, as the library keeps instants.
    public func microsecondsSince1970() throws -> Int64 { try microseconds("instant", 0) }
}

extension ReplyRules {
    /// The waits of a log of messages by these rules; the log must hold whole cases.
    public func waits(cases: [String], at: [Date], kinds: [MessageKind]) throws -> ReplyWaitColumns {
        let column = try NativeColumn(at, place: "at")
        return try replyWaits(cases: cases, at: column.bytes, kinds: kinds, rules: self)
    }
}

extension KpiTally {
    /// Adds these waits to an indicator of durations, such as the first response time.
    public func observe(waits: ReplyWaitColumns) throws {
        try observe(
            starts: waits.start.map { Date(microseconds: $0) },
            ends: waits.end.map { $0.map { Date(microseconds: $0) } })
    }
}

extension BusinessCalendar {
    /// How long it takes from `start` to `end`, in calendar time and in business time.
    public func between(_ start: Date, _ end: Date) throws -> BusinessDuration {
        try between(start: start.microseconds("start", 0), end: end.microseconds("end", 0))
    }

    /// Where `business` seconds of business time from `start` on are used up.
    public func due(from start: Date, business: TimeInterval) throws -> Date {
        Date(microseconds: try due(start: start.microseconds("start", 0), business: business.microseconds()))
    }

    /// The latest start from which `business` seconds of business time are used up by `end`.
    public func latestStart(before end: Date, business: TimeInterval) throws -> Date {
        Date(microseconds: try latestStart(end: end.microseconds("end", 0), business: business.microseconds()))
    }

    /// Where a term in days ends.
    public func end(of term: Term, from start: Date) throws -> Date {
        Date(microseconds: try endOf(start: start.microseconds("start", 0), term: term))
    }

    /// The business time of each span; a missing end is a case still open.
    public func businessTimes(
        starts: [Date?], ends: [Date?], missing: MissingRule? = nil
    ) throws -> BusinessTimeColumn {
        let start = try NativeColumn(starts, place: "start")
        let end = try NativeColumn(ends, place: "end")
        return try businessTimes(
            start: start.bytes, end: end.bytes, missing: missing,
            startValidity: start.validity, endValidity: end.validity)
    }

    /// Where the business time of each row, in seconds, is used up.
    public func dueDates(
        starts: [Date?], business: [TimeInterval?], missing: MissingRule? = nil
    ) throws -> [Date?] {
        let start = try NativeColumn(starts, place: "start")
        let durations = try NativeColumn(business, zero: Int64(0)) { _, seconds in try seconds.microseconds() }
        let due = try dueDates(
            start: start.bytes, business: durations.bytes, missing: missing,
            startValidity: start.validity, businessValidity: durations.validity)
        return due.map { $0.map(Date.init(microseconds:)) }
    }
}

extension CaseClock {
    /// The time on the clock: of an open case until `now`, of a case that ended until its end.
    public func elapsed(now: Date) throws -> BusinessDuration { try elapsed(now: now.microseconds("now", 0)) }

    /// Where `business` seconds of business time end on this clock.
    public func due(after business: TimeInterval) throws -> ClockDue { try due(business: business.microseconds()) }
}

extension ClockEvent {
    /// An event at a point in time.
    public init(at date: Date, _ kind: ClockEventKind) throws {
        self.init(at: try date.microseconds("at", 0), kind: kind)
    }
}

extension BusinessDuration {
    /// Elapsed seconds, day and night, without pauses.
    public var calendar: TimeInterval { Double(calendarMicroseconds) / 1e6 }

    /// Elapsed seconds while the service was open, without pauses.
    public var business: TimeInterval { Double(businessMicroseconds) / 1e6 }

    /// Elapsed seconds, day and night, during pauses.
    public var paused: TimeInterval { Double(pausedMicroseconds) / 1e6 }
}

extension Date {
    init(microseconds: Int64) { self.init(timeIntervalSince1970: Double(microseconds) / 1e6) }
}

extension TimeInterval {
    fileprivate func microseconds() throws -> Int64 {
        if let whole = Int64(exactly: (self * 1_000_000).rounded()) { return whole }
        throw QualityError.invalidParameter(
            place: "business", value: "\(self)", expected: "a duration below 292000 years")
    }
}
