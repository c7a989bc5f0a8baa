import Foundation

extension KpiTally {
    /// Adds answers; nil is missing. A number that is no point of the scale is an error, never cut
    /// off.
    public func observe(ratings: [Int?]) throws {
        let column = NativeColumn(ratings: ratings)
        try observeNumericRatings(ratings: column.bytes, validity: column.validity)
    }

    /// Adds durations in seconds; nil is missing.
    public func observe(durations: [Double?]) throws {
        let column = NativeColumn(durations)
        try observeDurations(seconds: column.bytes, validity: column.validity)
    }

    /// Adds durations in seconds: the quick way for many.
    public func observe(durations: [Double]) throws {
        try observeDurations(seconds: durations.nativeBytes)
    }

    /// Adds durations by their ends; a missing end is a case still open.
    public func observe(starts: [Date?], ends: [Date?]) throws {
        let start = try NativeColumn(starts, place: "start")
        let end = try NativeColumn(ends, place: "end")
        try observeSpans(
            start: start.bytes, end: end.bytes, startValidity: start.validity, endValidity: end.validity)
    }

    /// Adds cases by their ends, with the team, tier or region whose calendar counts, where calendars
    /// are assigned, and until when the cases were watched.
    public func observe(
        starts: [Date?], ends: [Date?], services: [String?]?, observedUntil: Date? = nil
    ) throws {
        let start = try NativeColumn(starts, place: "start")
        let end = try NativeColumn(ends, place: "end")
        let until = try observedUntil?.microseconds("observed_until", 0)
        try observeCases(
            start: start.bytes, end: end.bytes, services: services, observedUntil: until,
            startValidity: start.validity, endValidity: end.validity)
    }

    /// Adds durations in seconds of which some are only known to be longer: those that have not ended.
    public func observe(lifetimes: [Double?], ended: [Bool?]) throws {
        let columns = Columns()
        try columns.add(reals: lifetimes, named: "seconds")
        try columns.add(booleans: ended, named: "ended")
        try observe(columns: columns, observed: .lifetimes(seconds: "seconds", ended: "ended"))
    }

    /// Adds the answers of respondents to the components of an index: an array for each, in their order.
    public func observe(ratingSets: [[Int?]]) throws {
        let columns = Columns()
        let names = try ratingSets.enumerated().map { position, answers in
            try columns.add(ratings: answers, named: "rating.\(position)")
            return "rating.\(position)"
        }
        try observe(columns: columns, observed: .ratingSets(ratings: names))
    }

    /// Adds outcomes; nil is missing.
    public func observe(outcomes: [Bool?]) throws {
        let column = NativeColumn(outcomes)
        try observeOutcomes(outcomes: column.bytes, validity: column.validity)
    }

    /// Adds contacts of customers, and until when the log was watched (the latest contact where not
    /// given). A customer who is not known is nil.
    public func observe(customers: [String?], at: [Date?], observedUntil: Date? = nil) throws {
        let column = try NativeColumn(at, place: "at")
        let until = try observedUntil?.microseconds("observed_until", 0)
        try observeContacts(
            customers: customers, at: column.bytes, observedUntil: until, atValidity: column.validity)
    }

    /// Adds calls that entered a queue: seconds until the call was answered or abandoned, and which.
    public func observe(waits: [Double?], answered: [Bool?]) throws {
        let wait = NativeColumn(waits)
        let answered = NativeColumn(answered)
        try observeCalls(
            wait: wait.bytes, answered: answered.bytes,
            waitValidity: wait.validity, answeredValidity: answered.validity)
    }

    /// Adds two amounts that are divided, such as busy and available seconds; nil is missing.
    public func observe(numerators: [Double?], denominators: [Double?]) throws {
        let above = NativeColumn(numerators)
        let below = NativeColumn(denominators)
        try observeAmounts(
            numerator: above.bytes, denominator: below.bytes,
            numeratorValidity: above.validity, denominatorValidity: below.validity)
    }

    /// Adds numbers of events and of base units; nil is missing.
    public func observe(events: [Int?], base: [Int?]) throws {
        let above = NativeColumn(events)
        let below = NativeColumn(base)
        try observeCounts(
            events: above.bytes, base: below.bytes, eventsValidity: above.validity, baseValidity: below.validity)
    }
}

extension KpiDefinition {
    /// The measure of these answers.
    public func measure(ratings: [Int?]) throws -> Measure { try measured { try $0.observe(ratings: ratings) } }

    /// The measure of these durations in seconds.
    public func measure(durations: [Double?]) throws -> Measure {
        try measured { try $0.observe(durations: durations) }
    }

    /// The measure of these durations in seconds: the quick way for many.
    public func measure(durations: [Double]) throws -> Measure {
        try measured { try $0.observe(durations: durations) }
    }

    /// The measure of these durations, given by their ends.
    public func measure(starts: [Date?], ends: [Date?]) throws -> Measure {
        try measured { try $0.observe(starts: starts, ends: ends) }
    }

    /// The measure of these lifetimes.
    public func measure(lifetimes: [Double?], ended: [Bool?]) throws -> Measure {
        try measured { try $0.observe(lifetimes: lifetimes, ended: ended) }
    }

    /// The measure of these answers to the components of an index.
    public func measure(ratingSets: [[Int?]]) throws -> Measure {
        try measured { try $0.observe(ratingSets: ratingSets) }
    }

    /// The measure of these outcomes.
    public func measure(outcomes: [Bool?]) throws -> Measure {
        try measured { try $0.observe(outcomes: outcomes) }
    }

    /// The measure of these contacts.
    public func measure(customers: [String?], at: [Date?], observedUntil: Date? = nil) throws -> Measure {
        try measured { try $0.observe(customers: customers, at: at, observedUntil: observedUntil) }
    }

    /// The measure of these calls.
    public func measure(waits: [Double?], answered: [Bool?]) throws -> Measure {
        try measured { try $0.observe(waits: waits, answered: answered) }
    }

    /// The measure of these amounts.
    public func measure(numerators: [Double?], denominators: [Double?]) throws -> Measure {
        try measured { try $0.observe(numerators: numerators, denominators: denominators) }
    }

    /// The measure of these numbers of events and of base units.
    public func measure(events: [Int?], base: [Int?]) throws -> Measure {
        try measured { try $0.observe(events: events, base: base) }
    }

    private func measured(_ observe: (KpiTally) throws -> Void) throws -> Measure {
        let tally = tally()
        try observe(tally)
        return try tally.finish()
    }
}

extension Measure {
    /// Observations that were left out for `reason`.
    public func excluded(for reason: ExclusionReason) -> UInt64 {
        excluded.first { $0.reason == reason }?.count ?? 0
    }
}

extension BilingualLabel {
    /// The name in one language.
    public func text(_ language: Language) -> String {
        switch language {
        case .chinese: zh
        case .english: en
        }
    }
}

extension MeasureUnit {
    /// A value in this unit as people read it: `85.0 %`, `+30.0`, `2 min 05 s`.
    public func show(_ value: Double) throws -> String { try showValue(value: value, unit: self) }
}

/// Number, exact sum, mean and standard deviation of real numbers; nil is missing.
public func describe(_ values: [Double?]) throws -> Description {
    let column = NativeColumn(values)
    return try describeValues(values: column.bytes, validity: column.validity)
}

/// The same without missing values: the quick way for many.
public func describe(_ values: [Double]) throws -> Description { try describeValues(values: values.nativeBytes) }

extension Target {
    /// A target that is met by `value` or more.
    public static func atLeast(_ value: Double, _ unit: MeasureUnit) throws -> Target {
        try target(bound: .atLeast, value: value, unit: unit)
    }

    /// A target that is met by `value` or less.
    public static func atMost(_ value: Double, _ unit: MeasureUnit) throws -> Target {
        try target(bound: .atMost, value: value, unit: unit)
    }
}
