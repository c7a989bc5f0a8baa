import Foundation
import Servqual

/// Indicators in depth, whose result is a report.
struct GoldenIndicators {
    let json: Json
    let columns: [String: [Json]]
    let missing: MissingRule?

    /// Of one tally for each range of rows, merged.
    func text(_ parts: [Range<Int>]) throws -> String {
        switch json["operation"]!.text! {
        case "scorecard": return try scorecard(parts).toJson()
        case "clustered":
            let definition = try KpiDefinition.fromJson(json: json["definition"]!.document)
            let weighting: Weighting = columns["weight"] == nil ? .equal : .weighted
            return try merged(parts) { rows in
                let tally = try ClusteredTally(definition: definition, weighting: weighting)
                try tally.observe(
                    columns: table(rows), observed: observed(), cluster: name("cluster"), weight: name("weight"))
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "repeat":
            let until = try until()
            return try merged(parts) { rows in
                let tally = try RepeatTally(options: RepeatOptions(missing: .omit))
                try tally.observe(
                    columns: table(rows), customer: "customer", at: "at", resolvable: "resolvable",
                    reopened: "reopened", observedUntil: until)
                return tally
            } _: { try $0.merge(other: $1) }.finish().toJson()
        case "compare":
            let first = Int(json["first"]!.written!)!
            return try compareSurvival(
                first: lifetimes(0..<first, parts), second: lifetimes(first..<Int.max, parts)
            ).toJson()
        case "comparison":
            let first = Int(json["first"]!.written!)!
            let before = try measure(0..<first, parts)
            return try measure(first..<Int.max, parts).changeSince(earlier: before).toJson()
        case "weighted_key_drivers": return try weightedKeyDrivers(parts).toJson()
        case "sequential":
            let shares = try shares(of: json["counts"]!)
            return try compareSequentially(first: shares[0], second: shares[1], mixture: json["mixture"]!.real!)
                .toJson()
        case "return_on_quality":
            return try returnOnQuality(change: change(json["counts"]!), options: returns()).toJson()
        case let other: preconditionFailure("unknown operation \(other)")
        }
    }

    private func until() throws -> Int64? {
        try json["observed_until"].map { try parseInstants(texts: [$0.text], place: "observed_until")[0]! }
    }

    private func name(_ column: String) -> String? { columns[column].map { _ in column } }

    private func observed() -> ObservedColumns {
        if columns["outcome"] != nil { return .outcomes(outcome: "outcome") }
        if columns["rating"] != nil { return .ratings(rating: "rating") }
        return .durations(seconds: "duration_seconds")
    }

    private func merged<Tally>(
        _ parts: [Range<Int>], _ observed: (Range<Int>) throws -> Tally, _ merge: (Tally, Tally) throws -> Void
    ) throws -> Tally {
        let tallies = try parts.map(observed)
        for tally in tallies.dropLast().reversed() { try merge(tallies.last!, tally) }
        return tallies.last!
    }

    /// Some of the rows: texts, yes and no, or numbers.
    private func table(_ rows: Range<Int>, of group: [String: [Json]]? = nil) throws -> Columns {
        let table = Columns()
        for (name, values) in group ?? columns {
            let cells = part(values, rows)
            if values.contains(where: { $0.text != nil }) {
                table.add(texts: cells.map(\.text), named: name)
            } else if values.contains(where: { $0.truth != nil }) {
                try table.add(booleans: cells.map(\.truth), named: name)
            } else {
                try table.add(reals: cells.map(\.real), named: name)
            }
        }
        return table
    }

    /// What the rows of one group say; each group is cut at the same rows.
    private func lifetimes(_ group: Range<Int>, _ parts: [Range<Int>]) throws -> KpiTally {
        let definition = try KpiDefinition.fromJson(json: json["definition"]!.document)
        let durations = part(columns["lifetime_seconds"]!.map(\.real), group)
        let ended = part(columns["ended"]!.map(\.truth), group)
        return try merged(parts) { rows in
            let tally = definition.tally()
            try tally.observe(lifetimes: part(durations, rows), ended: part(ended, rows))
            return tally
        } _: { try $0.merge(other: $1) }
    }

    /// What the rows of one group say of an indicator; each group is cut at the same rows.
    private func measure(_ group: Range<Int>, _ parts: [Range<Int>]) throws -> Measure {
        let definition = try KpiDefinition.fromJson(json: json["definition"]!.document)
            .withLevel(level: json["level"]!.real!)
        let own = columns.mapValues { part($0, group) }
        return try merged(parts) { rows in
            let tally = definition.tally()
            try tally.observe(columns: table(rows, of: own), observed: observed())
            return tally
        } _: { try $0.merge(other: $1) }.finish()
    }

    private func scorecard(_ parts: [Range<Int>]) throws -> Scorecard {
        let indicators = [
            ScorecardIndicator(id: "solved", definition: try resolutionRate(), target: try .atLeast(0.7, .share), baseline: 0.4),
            ScorecardIndicator(
                id: "fcr",
                definition: try firstContactResolution(options: FirstContactResolutionOptions(windowDays: 3))),
        ]
        let periods = json["options"]?["periods"]
        let least = json["options"]?["minimum_n"]?.written.flatMap { UInt64($0) } ?? 0
        let until = try until()
        return try merged(parts) { rows in
            let tally = try ScorecardTally(
                indicators: indicators, periods: periods.map { length($0["length"]!) },
                timeZone: periods?["time_zone"]?.text, minimumN: least)
            try tally.observe(
                columns: table(rows), unit: "unit",
                observed: [
                    .outcomes(outcome: "outcome"), .contacts(customer: "customer", at: "at", observedUntil: until),
                ],
                at: "at")
            return tally
        } _: { try $0.merge(other: $1) }.finish()
    }

    private func length(_ written: Json) -> PeriodLength {
        switch written.text {
        case "day": return .day
        case "iso_week": return .isoWeek
        case "month": return .month
        case "quarter": return .quarter
        case "year": return .year
        default: break
        }
        let (name, of) = written.entries[0]
        switch name {
        case "fiscal_quarter": return .fiscalQuarter(firstMonth: UInt8(of["first_month"]!.written!)!)
        case "fiscal_year": return .fiscalYear(firstMonth: UInt8(of["first_month"]!.written!)!)
        default: return .rollingDays(days: UInt32(of["days"]!.written!)!)
        }
    }

    private func weightedKeyDrivers(_ parts: [Range<Int>]) throws -> KeyDriverReport {
        let (outcome, drivers) = drivers(of: json)
        let weights = json["weights"]!.array.map(\.real)
        return try merged(parts) { rows in
            let table = try table(rows)
            try table.add(reals: part(weights, rows), named: "weight")
            let tally = try WeightedKeyDriverTally(outcome: outcome, drivers: drivers, missing: missing)
            try tally.observe(
                columns: table, outcome: "outcome.\(outcome.id)", drivers: drivers.map { "drivers.\($0.id)" },
                weight: "weight")
            return tally
        } _: { try $0.merge(other: $1) }.finish()
    }

    private func returns() -> ReturnOnQualityOptions {
        let options = json["options"]!
        func amount(_ key: String) -> Double { options[key]!.real! }
        return ReturnOnQualityOptions(
            customers: amount("customers"), retentionBefore: amount("retention_before"), margin: amount("margin"),
            periods: UInt32(options["periods"]!.written!)!, discountRate: amount("discount_rate"),
            initialCost: amount("initial_cost"), runningCost: amount("running_cost"),
            currency: options["currency"]!.text!)
    }
}

/// Two shares from yes and all, before and after.
private func shares(of counts: Json) throws -> [Measure] {
    let counts = counts.array.map { Int($0.written!)! }
    return try [0, 2].map { at in
        try resolutionRate().measure(outcomes: (0..<counts[at + 1]).map { $0 < counts[at] })
    }
}

private func change(_ counts: Json) throws -> Comparison {
    let shares = try shares(of: counts)
    return try shares[1].changeSince(earlier: shares[0])
}

/// The cost–benefit ratio of a change in retention and one in repurchase.
func costBenefit(_ json: Json) throws -> Measure {
    let options = json["options"]!
    func amount(_ key: String) -> Double { options[key]!.real! }
    let given = CostBenefitOptions(
        customers: amount("customers"), lifetimeValue: amount("lifetime_value"),
        repurchaseMargin: amount("repurchase_margin"), costAvoided: amount("cost_avoided"), cost: amount("cost"),
        currency: options["currency"]!.text!)
    return try serviceCostBenefit(
        retention: change(json["counts"]!), options: given, repurchase: change(json["again"]!))
}

/// Adjusted p values under their positions.
func adjusted(_ json: Json) -> [Double] {
    let pValues = json["p_values"]!.array.map { $0.real! }
    return json["method"]!.text! == "holm" ? holm(pValues: pValues) : benjaminiHochberg(pValues: pValues)
}

/// The tree that the keys of a case point into: a scorecard by indicator, unit and period.
func tree(_ json: Json, _ report: String) throws -> Json {
    let tree = try Json(parsing: report)
    guard json["operation"]!.text! == "scorecard" else { return tree }
    let rows = tree["rows"]!.array
    let keyed = rows.map { row in
        (key: "\(row["indicator"]!.text!)/\(row["unit"]!.text!)/\(row["period"]?.text ?? "")", value: row)
    }
    return .object(keyed + [(key: "rows", value: .number("\(rows.count)")), (key: "suppressed", value: tree["suppressed"]!)])
}
