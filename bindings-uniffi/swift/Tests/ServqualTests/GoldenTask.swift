import Foundation
import Servqual

/// What `GoldenTask` computes.
let operations: Set<String> = reportOperations.union([
    "adjust", "business_duration", "business_time", "cost_benefit", "exact_sum", "interval_choice", "kpi",
    "mean_interval", "proportion_interval", "servqual", "survey", "survival", "verdict", "weighted_index",
])

/// A result, shown as the comparison of all languages writes it.
enum Answer: CustomStringConvertible {
    case nothing
    case real(Double)
    case whole(UInt64)
    case text(String)

    init(_ value: Double?) { self = value.map(Answer.real) ?? .nothing }
    init(_ value: UInt64?) { self = value.map(Answer.whole) ?? .nothing }

    var description: String {
        switch self {
        case .nothing: return "null"
        case .real(let value):
            let digits = String(value.bitPattern, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        case .whole(let value): return "\(value)"
        case .text(let text): return text
        }
    }
}

/// Computes golden cases through the public functions of the package.
struct GoldenTask {
    let json: Json
    let columns: [String: [Json]]
    let level: Double?
    let missing: MissingRule?

    init(_ golden: GoldenCase, _ columns: [String: [Json]]) {
        json = golden.json
        self.columns = columns
        level = (json["options"]?["level"] ?? json["level"])?.real
        missing = (json["options"]?["missing"] ?? json["missing"])?.text.map { text in MissingRule.allCases.first { "\($0)" == text }! }
    }

    /// How many rows can be cut.
    var rows: Int {
        let longest = columns.values.map(\.count).max() ?? 0
        if let first = json["first"]?.written.flatMap({ Int($0) }) { return max(first, longest - first) }
        return json["rows"]?.array.count ?? json["trials"]?.written.flatMap { Int($0) } ?? longest
    }

    /// All rows at once, or cut at the rows `cuts` into tallies that are merged, the last first.
    func run(_ cuts: [Int] = []) throws -> (String) -> Answer {
        switch json["operation"]!.text! {
        case "proportion_interval": return try proportion()
        case "exact_sum":
            let found = try describe(reals("value"))
            return { _ in .real(found.sum) }
        case "mean_interval": return try mean()
        case "verdict": return try verdict(cuts)
        case "cost_benefit":
            let measure = try costBenefit(json)
            return { answer(of: measure, $0) }
        case "adjust":
            let found = adjusted(json)
            return { .real(found[Int($0)!]) }
        case "servqual":
            let report = try servqual(cuts)
            return { answer(of: report, $0) }
        case "business_time":
            let found = try GoldenBusinessTime(json: json, columns: columns).found()
            return { found[$0]! }
        case _ where !isReport(json):
            let measure = try kpi(cuts)
            return { answer(of: measure, $0) }
        default:
            let report = GoldenReport(json: json, columns: columns, level: level, missing: missing)
            let text = try report.text(parts(cuts))
            let found = try tree(json, text)
            return { $0 == jsonKey ? .text(fingerprint(text)) : answer(of: found, $0) }
        }
    }

    private func reals(_ name: String) -> [Double?] { columns[name]!.map(\.real) }

    private func truths(_ name: String) -> [Bool?] { columns[name]!.map(\.truth) }

    private func whole(_ name: String) -> [Int?] { reals(name).map { $0.map { Int($0) } } }

    private func proportion() throws -> (String) -> Answer {
        let (successes, trials) = (UInt64(json["successes"]!.written!)!, UInt64(json["trials"]!.written!)!)
        // wilson_continuity in the files, wilsonContinuity here.
        let method = ProportionMethod.allCases.first {
            "\($0)".lowercased() == json["method"]!.text!.replacingOccurrences(of: "_", with: "")
        }!
        let bounds = try proportionInterval(successes: successes, trials: trials, method: method, level: level)
        return { (key: String) -> Answer in
            switch key {
            case "estimate": return .real(Double(successes) / Double(trials))
            case "n": return .whole(trials)
            default: return bound(bounds, key)
            }
        }
    }

    private func mean() throws -> (String) -> Answer {
        let values = reals("value")
        // A description has no missing rule of its own.
        if missing == .raise, let hole = values.firstIndex(of: nil) {
            throw QualityError.missingValue(place: "value", row: UInt64(hole))
        }
        let found = try describe(values)
        // Also without a deviation the level is checked.
        let bounds = try meanInterval(
            mean: found.mean ?? 0, standardDeviation: found.standardDeviation ?? 0, n: found.n, level: level)
        guard let mean = found.mean else {
            throw QualityError.tooFewObservations(place: "value", required: 1, actual: 0)
        }
        return { (key: String) -> Answer in
            switch key {
            case "estimate": return .real(mean)
            case "n": return .whole(found.n)
            case "standard_deviation": return Answer(found.standardDeviation)
            case "excluded.missing": return .whole(found.missing)
            default: return bound(bounds, key)
            }
        }
    }

    private func verdict(_ cuts: [Int]) throws -> (String) -> Answer {
        var definition = try KpiDefinition(
            id: "share", label: BilingualLabel(zh: "", en: ""), observable: .outcome,
            statistic: .share(criterion: .yes), direction: .higherIsBetter)
        if let level { definition = try definition.withLevel(level: level) }
        let successes = Int(json["successes"]!.written!)!
        let outcomes: [Bool?] = (0..<rows).map { $0 < successes }
        let measure = try merged(definition, cuts) { try $0.observe(outcomes: part(outcomes, $1)) }
        let written = json["target"]!
        let unit: MeasureUnit = written["unit"]!.text! == "share" ? .share : .netPoint
        let bound: TargetBound = written["at_least"] == nil ? .atMost : .atLeast
        let value = (written["at_least"] ?? written["at_most"])!.real!
        let judged = try measure.judge(target: target(bound: bound, value: value, unit: unit))
        return { (key: String) -> Answer in
            switch key {
            case "verdict": return .text("\(judged.outcome)")
            case "further_observations": return Answer(judged.furtherObservations)
            default: return answer(of: measure, key)
            }
        }
    }

    private func kpi(_ cuts: [Int]) throws -> Measure {
        var definition = try KpiDefinition.fromJson(json: json["definition"]!.document)
        if let level { definition = try definition.withLevel(level: level) }
        if let missing { definition = definition.withMissing(missing: missing) }
        if let interval = json["interval"]?.text?.replacingOccurrences(of: "_", with: "") {
            definition = try definition.withInterval(interval: IntervalChoice.allCases.first { "\($0)".lowercased() == interval }!)
        }
        return try merged(definition, cuts, observe)
    }

    private func observe(_ tally: KpiTally, _ rows: Range<Int>) throws {
        if columns["rating"] != nil {
            try observe(answers: part(reals("rating"), rows), tally)
        } else if columns["lifetime_seconds"] != nil {
            try tally.observe(lifetimes: part(reals("lifetime_seconds"), rows), ended: part(truths("ended"), rows))
        } else if columns["set.0"] != nil {
            let sets = (0..<3).map { "set.\($0)" }.filter { columns[$0] != nil }
            try tally.observe(ratingSets: sets.map { part(whole($0), rows) })
        } else if columns["duration_seconds"] != nil {
            try tally.observe(durations: part(reals("duration_seconds"), rows))
        } else if columns["outcome"] != nil {
            try tally.observe(outcomes: part(truths("outcome"), rows))
        } else if let start = columns["start"], let end = columns["end"] {
            let (starts, ends) = (part(try instants(start, "start"), rows), part(try instants(end, "end"), rows))
            let services = columns["service"].map { part($0.map(\.text), rows) }
            let until = try json["observed_until"].map { try instants([$0], "observed_until")[0]! }
            if services == nil, until == nil {
                try tally.observe(starts: starts, ends: ends)
            } else {
                try tally.observe(starts: starts, ends: ends, services: services, observedUntil: until)
            }
        } else if columns["wait_seconds"] != nil {
            try tally.observe(waits: part(reals("wait_seconds"), rows), answered: part(truths("answered"), rows))
        } else if columns["numerator"] != nil {
            try tally.observe(numerators: part(reals("numerator"), rows), denominators: part(reals("denominator"), rows))
        } else if let customers = columns["customer"] {
            try tally.observe(
                customers: part(customers.map(\.text), rows),
                at: part(try instants(columns["at"]!, "at"), rows),
                observedUntil: try (json["options"]?["observed_until"] ?? json["observed_until"]).map { try instants([$0], "observed_until")[0]! })
        } else {
            let events = ["complaints", "events", "event_count"].first { columns[$0] != nil }!
            try tally.observe(events: part(whole(events), rows), base: part(whole("base_count"), rows))
        }
    }

    /// Whole answers as an array of them, as an app has them; halves only as numbers.
    private func observe(answers: [Double?], _ tally: KpiTally) throws {
        if answers.allSatisfy({ $0 == nil || $0 == $0!.rounded() }) {
            try tally.observe(ratings: answers.map { $0.map { Int($0) } })
        } else {
            try tally.observeNumericRatings(ratings: answers.map { $0! }.nativeBytes)
        }
    }

    /// Epoch seconds, or texts in RFC 3339.
    private func instants(_ values: [Json], _ place: String) throws -> [Date?] {
        let parsed = try parseInstants(texts: values.map(\.text), place: place)
        return zip(parsed, values).map { microseconds, value in
            if let microseconds { return Date(timeIntervalSince1970: Double(microseconds) / 1e6) }
            return value.real.map { Date(timeIntervalSince1970: $0) }
        }
    }

    private func servqual(_ cuts: [Int]) throws -> ServqualReport {
        let instrument = try Instrument.fromJson(json: json["instrument"]!.document)
        let answers = ["expectation", "perception"].map { side in
            instrument.items().map { whole("\(side).\($0.id)") }
        }
        let tallies = try parts(cuts).map { rows in
            let tally = try ServqualTally(instrument: instrument, missing: missing, level: level)
            try tally.observe(
                expectation: answers[0].map { part($0, rows) }, perception: answers[1].map { part($0, rows) })
            return tally
        }
        for tally in tallies.dropLast().reversed() { try tallies.last!.merge(other: tally) }
        return try tallies.last!.finish()
    }

    private func merged(
        _ definition: KpiDefinition, _ cuts: [Int], _ observe: (KpiTally, Range<Int>) throws -> Void
    ) throws -> Measure {
        let tallies = try parts(cuts).map { rows in
            let tally = definition.tally()
            try observe(tally, rows)
            return tally
        }
        for tally in tallies.dropLast().reversed() { try tallies.last!.merge(other: tally) }
        return try tallies.last!.finish()
    }

    private func parts(_ cuts: [Int]) -> [Range<Int>] {
        zip([0] + cuts, cuts + [Int.max]).map { $0..<$1 }
    }
}

/// Columns of different length are passed on as they are.
func part<T>(_ values: [T], _ rows: Range<Int>) -> [T] { Array(values[rows.clamped(to: 0..<values.count)]) }

/// The key of the fingerprint of a whole report.
let jsonKey = "json"

/// FNV-1a of a text: every language writes the same.
private func fingerprint(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

/// The value at a dotted path; what lies within something missing is missing.
private func answer(of report: Json, _ path: String) -> Answer {
    let found = path.split(separator: ".").map(String.init).reduce(report) { value, part in
        switch value {
        case .null: .null
        // Behind the end of a list, such as that of what was left out, there is nothing.
        case .array(let list):
            list.first { $0["id"]?.text == part } ?? list.dropFirst(Int(part)!).first ?? .null
        default: value[part]!
        }
    }
    switch found {
    case .null: return .nothing
    case .bool(let truth): return .text("\(truth)")
    case .number(let digits): return UInt64(digits).map(Answer.whole) ?? .real(Double(digits)!)
    case .text(let text): return .text(text)
    case .array, .object: preconditionFailure("\(path) is no single value")
    }
}

/// `brookmeyerCrowley` as the files write it.
private func snakeCase(_ name: String) -> String {
    name.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()
}

private func bound(_ bounds: Bounds?, _ key: String) -> Answer {
    precondition(["interval.lower", "interval.upper"].contains(key), "no result has the key \(key)")
    return Answer(key == "interval.lower" ? bounds?.lower : bounds?.upper)
}

private func answer(of measure: Measure, _ key: String) -> Answer {
    switch key {
    case "estimate": return Answer(measure.estimate)
    case "n": return .whole(measure.n)
    case "standard_deviation": return Answer(measure.standardDeviation)
    // An interval as a whole is only ever expected not to be there.
    case "interval" where measure.interval == nil: return .nothing
    case "interval.method":
        return measure.interval.map { .text(snakeCase("\($0.method)")) } ?? .nothing
    case _ where key.hasPrefix("excluded."):
        let reason = ExclusionReason.allCases.first { key == "excluded.\($0)" }!
        return .whole(measure.excluded(for: reason))
    default: return bound(measure.interval.map { Bounds(lower: $0.lower, upper: $0.upper) }, key)
    }
}

private func answer(of report: ServqualReport, _ path: String) -> Answer {
    let parts = path.split(separator: ".", maxSplits: 2).map(String.init)
    switch parts[0] {
    case "items": return answer(of: report.items.first { $0.id == parts[1] }!, parts[2])
    case "dimensions": return answer(of: report.dimensions.first { $0.id == parts[1] }!, parts[2])
    default: return answer(of: report.overall, parts[1], parts[2])
    }
}

private func answer(of result: GapResult, _ key: String) -> Answer {
    switch key {
    case "expectation": Answer(result.expectation.estimate)
    case "perception": Answer(result.perception.estimate)
    case "gap": Answer(result.gap.estimate)
    case "t": Answer(result.t)
    case "p_value": Answer(result.pValue)
    default: answer(of: result.gap, key)
    }
}

private func answer(of overall: ServqualOverall, _ id: String, _ key: String) -> Answer {
    let (measure, t, p) =
        switch id {
        case "unweighted": (overall.unweighted, overall.t, overall.pValue)
        case "weighted": (overall.weighted!, overall.weightedT, overall.weightedPValue)
        default: (overall.servperf, nil, nil)
        }
    switch key {
    case "t": return Answer(t)
    case "p_value": return Answer(p)
    case "gap", "perception": return Answer(measure.estimate)
    default: return answer(of: measure, key)
    }
}
