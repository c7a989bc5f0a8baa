import Foundation
import Servqual

/// The operations whose result is a report.
let reportOperations: Set<String> = [
    "antecedents", "belief_gap", "bootstrap", "clustered", "communication_gap", "compare", "comparison",
    "delivery_gap", "difference_reliability", "expectation_ceiling", "form_validity", "gap_diagnosis", "gap_tests",
    "importance_performance", "kano", "key_drivers", "key_drivers_of_correlations", "promise_keeping", "reliability",
    "repeat", "return_on_quality", "scorecard", "segment_comparison", "sequential", "servqual_forms", "standards_gap",
    "weighted_gaps", "weighted_key_drivers", "zone_of_tolerance",
]

/// Whether the result of a case is a report: repeats of a named indicator are a measure.
func isReport(_ json: Json) -> Bool {
    let operation = json["operation"]!.text!
    return reportOperations.contains(operation) && (operation != "repeat" || json["definition"] == nil)
}

/// Survey models, key drivers and the bootstrap: the report as JSON.
struct GoldenReport {
    let json: Json
    let columns: [String: [Json]]
    let level: Double?
    let missing: MissingRule?

    private var options: Json? { json["options"] }
    private var ids: [String] { json["instrument"]!["items"]!.array.map { $0["id"]!.text! } }

    /// Of one tally for each range of rows, merged.
    func text(_ parts: [Range<Int>]) throws -> String {
        switch json["operation"]!.text! {
        case "gap_tests":
            let instrument = try instrument()
            return try merged(parts) { columns in
                let tally = try GapTestTally(instrument: instrument, missing: missing, level: level)
                try tally.observe(columns: columns, expectation: names("expectation"), perception: names("perception"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "reliability":
            let instrument = try instrument()
            return try merged(parts) { columns in
                let tally = try ReliabilityTally(instrument: instrument, missing: missing, level: level)
                try tally.observe(columns: columns, answers: names("single"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "difference_reliability":
            let instrument = try instrument()
            return try merged(parts) { columns in
                let tally = try DifferenceReliabilityTally(instrument: instrument, missing: missing, level: level)
                try tally.observe(columns: columns, expectation: names("expectation"), perception: names("perception"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "zone_of_tolerance":
            let instrument = try instrument()
            let rule = options?["violations"]?.text.map { text in ViolationRule.allCases.first { "\($0)" == text }! }
            return try merged(parts) { columns in
                let tally = try ZoneTally(instrument: instrument, missing: missing, level: level, violations: rule)
                try tally.observe(
                    columns: columns, minimum: names("minimum"), desired: names("desired"),
                    perceived: names("perceived"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "importance_performance":
            let instrument = try instrument()
            return try merged(parts) { columns in
                let tally = try ImportancePerformanceTally(
                    instrument: instrument, missing: missing, level: level, crosshair: crosshair())
                try tally.observe(columns: columns, importance: names("importance"), performance: names("performance"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "antecedents":
            let instrument = try instrument()
            return try merged(parts) { columns in
                let tally = try AntecedentTally(questionnaire: instrument, missing: missing, level: level)
                try tally.observe(columns: columns, answers: names("single"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "expectation_ceiling":
            let instrument = try instrument()
            return try merged(parts) { columns in
                let tally = try ExpectationCeilingTally(instrument: instrument, missing: missing, level: level)
                try tally.observe(columns: columns, expectation: names("expectation"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "belief_gap":
            let instrument = try instrument()
            let gap: BeliefGap =
                switch json["gap"]!.text! {
                case "knowledge": .knowledge
                case "employee_perception": .employeePerception
                case "management_perception": .managementPerception
                case let other: preconditionFailure("unknown gap \(other)")
                }
            return try merged(parts) { columns in
                let tally = try BeliefGapTally(gap: gap, instrument: instrument, missing: missing, level: level)
                for (side, name) in [(BeliefSide.customers, "customers"), (.employees, "employees"), (.managers, "managers")]
                where given(name) {
                    try tally.observe(columns: columns, side: side, expectation: names(name))
                }
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "servqual_forms":
            let instrument = try instrument()
            let convention = options?["convention"]?.text.map { text in
                WeightConvention.allCases.first { "\($0)".lowercased() == text.replacingOccurrences(of: "_", with: "") }!
            }
            let points = instrument.dimensions().map { "points.\($0.id)" }
            return try merged(parts) { columns in
                let tally = try ServqualFormTally(
                    instrument: instrument, missing: missing, level: level, importance: importance(),
                    convention: convention)
                try tally.observe(
                    columns: columns, expectation: names("expectation"), perception: names("perception"),
                    ratings: given("ratings") ? names("ratings") : [], points: given("points") ? points : [])
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "form_validity":
            let instrument = try instrument()
            let points = instrument.dimensions().map { "points.\($0.id)" }
            return try merged(parts) { columns in
                let tally = try FormValidityTally(
                    instrument: instrument, overall: scale(json["overall_scale"]!), missing: missing, level: level,
                    importance: importance())
                try tally.observe(
                    columns: columns, expectation: names("expectation"), perception: names("perception"),
                    overall: "overall.overall", ratings: given("ratings") ? names("ratings") : [],
                    points: given("points") ? points : [])
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "weighted_gaps":
            let (instrument, weights) = (try instrument(), json["weight"]!.array.map(\.real))
            let tallies = try parts.map { rows in
                let table = try table(rows)
                try table.add(reals: part(weights, rows), named: "weight")
                let tally = try WeightedGapTally(instrument: instrument, missing: missing, level: level)
                try tally.observe(
                    columns: table, expectation: names("expectation"), perception: names("perception"),
                    weight: "weight")
                return tally
            }
            for tally in tallies.dropLast().reversed() { try tallies.last!.merge(other: tally) }
            return try tallies.last!.finish().toJson()
        case "kano":
            let features = ids.map { KanoFeature(id: $0, label: BilingualLabel(zh: "", en: "")) }
            return try merged(parts) { columns in
                let tally = try KanoTally(features: features, missing: missing, level: level)
                try tally.observe(
                    columns: columns, functional: names("functional"), dysfunctional: names("dysfunctional"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "key_drivers":
            let (outcome, drivers) = drivers(of: json)
            return try merged(parts) { columns in
                let tally = try KeyDriverTally(outcome: outcome, drivers: drivers, missing: missing)
                try tally.observe(
                    columns: columns, outcome: "outcome.\(outcome.id)", drivers: drivers.map { "drivers.\($0.id)" })
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "key_drivers_of_correlations":
            let (outcome, drivers) = drivers(of: json)
            return try keyDriversOfCorrelations(
                outcome: outcome, drivers: drivers,
                correlations: json["correlations"]!.array.map { $0.array.map { $0.real! } },
                withOutcome: json["with_outcome"]!.array.map { $0.real! }, n: 30
            ).toJson()
        case "bootstrap": return try bootstrapped().toJson()
        default:
            let gaps = GoldenGaps(json: json, columns: columns, level: level, missing: missing)
            if let text = try gaps.text(parts) { return text }
            return try GoldenIndicators(json: json, columns: columns, missing: missing).text(parts)
        }
    }

    private func instrument() throws -> Instrument { try Instrument.fromJson(json: json["instrument"]!.document) }

    /// Whether there are columns of a side.
    private func given(_ side: String) -> Bool { columns.keys.contains { $0.hasPrefix("\(side).") } }

    private func importance() -> ImportanceSource? {
        guard let written = options?["importance"] else { return nil }
        if let points = written["dimension_points"] {
            return .dimensionPoints(rule: points["rule"]!.text! == "renormalise" ? .renormalise : .share100)
        }
        if let ratings = written["item_ratings"] { return .itemRatings(scale: scale(ratings["scale"]!)) }
        return .instrumentWeights
    }

    private func names(_ side: String) -> [String] { ids.map { "\(side).\($0)" } }

    private func merged<Tally>(
        _ parts: [Range<Int>], _ observed: (Columns) throws -> Tally, _ merge: (Tally, Tally) throws -> Void
    ) throws -> Tally {
        let tallies = try parts.map { try observed(table($0)) }
        for tally in tallies.dropLast().reversed() { try merge(tallies.last!, tally) }
        return tallies.last!
    }

    private func table(_ rows: Range<Int>) throws -> Columns {
        let table = Columns()
        for (name, values) in columns { try table.add(reals: part(values.map(\.real), rows), named: name) }
        return table
    }

    private func crosshair() -> Crosshair? {
        guard let written = options?["crosshair"] else { return nil }
        switch written["rule"]!.text! {
        case "grand_mean": return .grandMean
        case "median": return .median
        case "scale_midpoint": return .scaleMidpoint
        case "given":
            return .given(importance: written["importance"]!.real!, performance: written["performance"]!.real!)
        case let other: preconditionFailure("unknown rule \(other)")
        }
    }

    private func bootstrapped() throws -> BootstrapInterval {
        let options = BootstrapOptions(
            replicates: options?["replicates"]?.written.flatMap { UInt64($0) },
            seed: options?["seed"]?.written.flatMap { UInt64($0) }, level: level,
            method: options?["method"]?.text.map { text in text == "bca" ? .bca : .percentile })
        let values = columns["value"]!.map { $0.real! }
        switch json["statistic"]!.text! {
        case "mean": return try bootstrap(values, options: options) { $0.reduce(0, +) / Double($0.count) }
        case "median":
            return try bootstrap(values, options: options) { drawn in
                let sorted = drawn.sorted()
                return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
            }
        case let other: preconditionFailure("unknown statistic \(other)")
        }
    }
}

private func scale(_ written: Json) -> Scale {
    Scale(minimum: Int8(written["minimum"]!.written!)!, maximum: Int8(written["maximum"]!.written!)!)
}

/// The outcome and the drivers of a case.
func drivers(of json: Json) -> (Driver, [Driver]) {
    func driver(_ written: Json) -> Driver {
        Driver(id: written["id"]!.text!, label: BilingualLabel(zh: "", en: ""), scale: scale(written["scale"]!))
    }
    let written = json["instrument"]!
    return (driver(written["outcome"]!), written["drivers"]!.array.map(driver))
}
