import Foundation

extension KpiTable {
    /// Adds answers with the group of each; nil is missing.
    public func observe(groups: [String], ratings: [Int?]) throws {
        let column = NativeColumn(ratings: ratings)
        try observeNumericRatings(groups: groups, ratings: column.bytes, validity: column.validity)
    }

    /// Adds durations in seconds with the group of each; nil is missing.
    public func observe(groups: [String], durations: [Double?]) throws {
        let column = NativeColumn(durations)
        try observeDurations(groups: groups, seconds: column.bytes, validity: column.validity)
    }

    /// Adds durations by their ends with the group of each; a missing end is a case still open.
    public func observe(groups: [String], starts: [Date?], ends: [Date?]) throws {
        let start = try NativeColumn(starts, place: "start")
        let end = try NativeColumn(ends, place: "end")
        try observeSpans(
            groups: groups, start: start.bytes, end: end.bytes,
            startValidity: start.validity, endValidity: end.validity)
    }

    /// Adds outcomes with the group of each; nil is missing.
    public func observe(groups: [String], outcomes: [Bool?]) throws {
        let column = NativeColumn(outcomes)
        try observeOutcomes(groups: groups, outcomes: column.bytes, validity: column.validity)
    }

    /// Adds contacts of customers with the group of each, and until when the log was watched.
    public func observe(groups: [String], customers: [String?], at: [Date?], observedUntil: Date? = nil) throws {
        let column = try NativeColumn(at, place: "at")
        let until = try observedUntil?.microseconds("observed_until", 0)
        try observeContacts(
            groups: groups, customers: customers, at: column.bytes, observedUntil: until,
            atValidity: column.validity)
    }

    /// Adds calls that entered a queue with the group of each.
    public func observe(groups: [String], waits: [Double?], answered: [Bool?]) throws {
        let wait = NativeColumn(waits)
        let answered = NativeColumn(answered)
        try observeCalls(
            groups: groups, wait: wait.bytes, answered: answered.bytes,
            waitValidity: wait.validity, answeredValidity: answered.validity)
    }

    /// Adds two amounts that are divided with the group of each; nil is missing.
    public func observe(groups: [String], numerators: [Double?], denominators: [Double?]) throws {
        let above = NativeColumn(numerators)
        let below = NativeColumn(denominators)
        try observeAmounts(
            groups: groups, numerator: above.bytes, denominator: below.bytes,
            numeratorValidity: above.validity, denominatorValidity: below.validity)
    }

    /// Adds numbers of events and of base units with the group of each; nil is missing.
    public func observe(groups: [String], events: [Int?], base: [Int?]) throws {
        let above = NativeColumn(events)
        let below = NativeColumn(base)
        try observeCounts(
            groups: groups, events: above.bytes, base: below.bytes,
            eventsValidity: above.validity, baseValidity: below.validity)
    }
}

extension PromiseKeepingTally {
    /// Adds single promises: what each customer was promised and got, in the unit of the promise.
    public func observe(promises: [String], promised: [Double?], delivered: [Double?]) throws {
        let before = NativeColumn(promised)
        let after = NativeColumn(delivered)
        try observe(
            promises: promises, promised: before.bytes, delivered: after.bytes,
            promisedValidity: before.validity, deliveredValidity: after.validity)
    }
}

/// The interval of a statistic of `values`, resampled with replacement. The statistic gets the values
/// of each resample; one that is no number is an error, and what it throws ends the bootstrap.
///
/// `progress` hears how many replicates of all are done, and stops the bootstrap with false.
public func bootstrap(
    _ values: [Double], options: BootstrapOptions = BootstrapOptions(),
    progress: (@Sendable (_ done: UInt64, _ total: UInt64) throws -> Bool)? = nil,
    statistic: @escaping @Sendable ([Double]) throws -> Double
) throws -> BootstrapInterval {
    let ofRows = StatisticOfValues(values: values, statistic: statistic)
    return try bootstrap(
        rows: UInt32(values.count), statistic: ofRows, options: options,
        progress: progress.map(ProgressByClosure.init))
}

/// A progress that hears how many replicates of all are done, and stops the bootstrap with false.
public final class ProgressByClosure: BootstrapProgress {
    private let hear: @Sendable (UInt64, UInt64) throws -> Bool

    /// A progress that calls `hear` with what is done and what there is to do.
    public init(_ hear: @escaping @Sendable (_ done: UInt64, _ total: UInt64) throws -> Bool) { self.hear = hear }

    /// Whether to go on.
    public func goesOn(done: UInt64, total: UInt64) throws -> Bool { try hear(done, total) }
}

private final class StatisticOfValues: RowStatistic {
    let values: [Double]
    let statistic: @Sendable ([Double]) throws -> Double

    init(values: [Double], statistic: @escaping @Sendable ([Double]) throws -> Double) {
        self.values = values
        self.statistic = statistic
    }

    func ofRows(rows: [UInt32]) throws -> Double { try statistic(rows.map { values[Int($0)] }) }
}
