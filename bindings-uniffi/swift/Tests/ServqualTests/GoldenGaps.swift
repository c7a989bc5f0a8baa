import Foundation
import Servqual

/// Gaps 2 to 4 from their parts, the diagnosis of all gaps, and SERVQUAL by segment: the report as JSON.
struct GoldenGaps {
    let json: Json
    let columns: [String: [Json]]
    let level: Double?
    let missing: MissingRule?

    private var enumeration: Enumeration? {
        json["options"]?["enumeration"]?.text.map { text in Enumeration.allCases.first { "\($0)" == text }! }
    }

    /// Of one tally for each range of rows, merged; nil where the operation is none of these.
    func text(_ parts: [Range<Int>]) throws -> String? {
        switch json["operation"]!.text! {
        case "standards_gap": return try standards(json, enumeration).toJson()
        case "delivery_gap":
            return try deliveryGap(conformances: conformances(json), enumeration: enumeration, level: level).toJson()
        case "communication_gap": return try communication(json, enumeration).toJson()
        case "gap_diagnosis": return try diagnoseGaps(reports: reports(json["reports"]!)).toJson()
        case "promise_keeping": return try promiseKeeping(parts).toJson()
        case "segment_comparison": return try segments(parts).toJson()
        default: return nil
        }
    }

    private func promiseKeeping(_ parts: [Range<Int>]) throws -> PromiseKeepingReport {
        let rows = json["rows"]!.array.map(\.array)
        let tallies = try parts.map { range in
            let cut = part(rows, range)
            let tally = try PromiseKeepingTally(register: register(json["promises"]!), missing: missing, level: level)
            try tally.observe(
                promises: cut.map { $0[0].text! }, promised: cut.map(\.[1].real), delivered: cut.map(\.[2].real))
            return tally
        }
        for tally in tallies.dropLast().reversed() { try tallies.last!.merge(other: tally) }
        return try tallies.last!.finish()
    }

    private func segments(_ parts: [Range<Int>]) throws -> SegmentComparisonReport {
        let instrument = try Instrument.fromJson(json: json["instrument"]!.document)
        let segments = json["texts"]!["segment"]!.array.map { $0.text! }
        let names = { (side: String) in instrument.items().map { "\(side).\($0.id)" } }
        let tables = try parts.map { rows in
            let answers = Columns()
            for (name, values) in columns { try answers.add(reals: part(values.map(\.real), rows), named: name) }
            let table = try ServqualTable(instrument: instrument, missing: missing, level: level)
            try table.observe(
                columns: answers, segments: part(segments, rows), expectation: names("expectation"),
                perception: names("perception"))
            return table
        }
        for table in tables.dropLast().reversed() { try tables.last!.merge(other: table) }
        let comparison = json["options"]!["comparison"]!
        let pairs = comparison["pairs"]?.entries.first.map { kind, of in
            kind == "two"
                ? SegmentPairs.two(first: of["first"]!.text!, second: of["second"]!.text!)
                : .reference(segment: of["segment"]!.text!)
        }
        return try tables.last!.compare(
            pairs: pairs, score: comparison["score"]?.text == "performance" ? SegmentScore.performance : nil,
            adjustment: comparison["adjustment"]?.text == "benjamini_hochberg" ? PValueAdjustment.benjaminiHochberg : nil)
    }
}

private let noLabel = BilingualLabel(zh: "", en: "")
private let stars = Scale(minimum: 1, maximum: 5)

/// The indicator that a part measures.
private func indicator(_ kind: String, _ id: String, _ bound: String, _ level: Double?) throws -> KpiDefinition {
    let (observable, statistic): (KpiObservable, Statistic) =
        switch kind {
        case "share": (.outcome, .share(criterion: .yes))
        case "seconds": (.duration(clock: .calendar), .mean)
        default: (.rating(scale: stars), .mean)
        }
    let definition = try KpiDefinition(
        id: id, label: noLabel, observable: observable, statistic: statistic,
        direction: bound == "at_least" ? .higherIsBetter : .lowerIsBetter)
    return try level.map { try definition.withLevel(level: $0) } ?? definition
}

private func indicator(_ part: Json, _ level: Double?) throws -> KpiDefinition {
    try indicator(part["kind"]!.text!, part["id"]!.text!, part["bound"]!.text!, level)
}

/// What observations say.
private func observed(_ definition: KpiDefinition, _ kind: String, _ data: [Json]) throws -> KpiTally {
    let numbers = data.map { $0.real! }
    let tally = definition.tally()
    switch kind {
    case "share":
        let outcomes: [Bool?] =
            Array(repeating: true, count: Int(numbers[0])) + Array(repeating: false, count: Int(numbers[1]))
        try tally.observe(outcomes: outcomes)
    case "seconds": try tally.observe(durations: numbers)
    default: try tally.observe(ratings: numbers.map { Int($0) })
    }
    return tally
}

private func tally(_ part: Json, _ level: Double?) throws -> KpiTally {
    try observed(indicator(part, level), part["kind"]!.text!, part["data"]!.array)
}

private func target(_ part: Json) throws -> Target {
    let unit: MeasureUnit =
        switch part["kind"]!.text! {
        case "share": .share
        case "seconds": .second
        default: .scalePoint(scale: stars)
        }
    return try target(
        bound: part["bound"]!.text! == "at_least" ? .atLeast : .atMost, value: part["target"]!.real!, unit: unit)
}

private func standard(_ part: Json, _ level: Double?) throws -> Standard {
    let name = (part["pillar"]?.text ?? "process").replacingOccurrences(of: "_", with: "")
    return try Standard(
        id: part["id"]!.text!, label: BilingualLabel(zh: "", en: part["id"]!.text!),
        pillar: Pillar.allCases.first { "\($0)".lowercased() == name }!, indicator: indicator(part, level),
        target: target(part), effectiveFrom: part["from"]?.text ?? "2026-01-01", effectiveUntil: part["until"]?.text)
}

private func conformances(_ json: Json) throws -> [Conformance] {
    let level = json["level"]?.real
    return try json["parts"]!.array.map { part in
        try standard(part, level)
            .conformance(tally: tally(part, level), firstDay: "2026-03-01", lastDay: "2026-03-31")
    }
}

private func standards(_ json: Json, _ enumeration: Enumeration? = nil) throws -> StandardsGapReport {
    let needs = try json["needs"]!.array.map { need in
        let expected = try (need["expected"]?.array).map { given in
            let definition = try indicator(given[0].text!, need["id"]!.text!, "at_least", nil)
            return try observed(definition, given[0].text!, given[1].array).finish()
        }
        return ServiceNeed(
            id: need["id"]!.text!, label: noLabel, standards: need["standards"]!.array.map { $0.text! },
            expected: expected)
    }
    let standards = try json["standards"]!.array.map { try standard($0, nil) }
    return try standardsGapOf(needs: needs, standards: standards, on: json["on"]!.text!, enumeration: enumeration)
}

private func register(_ parts: Json) throws -> PromiseRegister {
    try PromiseRegister(
        promises: parts.array.map { part in
            let found: Feasibility? = part["checked"].map { $0.text! == "feasible" ? .feasible : .notFeasible }
            return ServicePromise(
                id: part["id"]!.text!, channel: part["channel"]!.text!, subject: .indicator(id: part["id"]!.text!),
                target: try target(part), published: "2026-01-15", checkedOn: found.map { _ in "2026-01-10" },
                found: found)
        })
}

private func communication(_ json: Json, _ enumeration: Enumeration? = nil) throws -> CommunicationGapReport {
    let delivered = try json["parts"]!.array.filter { $0["data"] != nil }.map { part in
        DeliveredLevel(promise: part["id"]!.text!, measure: try tally(part, json["level"]?.real).finish())
    }
    return try communicationGap(register: register(json["parts"]!), delivered: delivered, enumeration: enumeration)
}

/// A survey within the reports of a diagnosis.
private struct Survey {
    let json: Json
    let instrument: Instrument

    init(_ json: Json) throws {
        self.json = json
        instrument = try Instrument.fromJson(json: json["instrument"]!.document)
    }

    func names(_ side: String) -> [String] { instrument.items().map { "\(side).\($0.id)" } }

    func answers() throws -> Columns {
        let columns = Columns()
        for (side, items) in json["columns"]!.entries {
            for (id, values) in items.entries { try columns.add(reals: values.array.map(\.real), named: "\(side).\(id)") }
        }
        return columns
    }
}

/// The reports that a diagnosis reads.
private func reports(_ json: Json) throws -> GapReports {
    let beliefs = try (json["beliefs"]?.array ?? []).map { written in
        let survey = try Survey(written)
        let gap: BeliefGap = written["gap"]!.text! == "knowledge" ? .knowledge : .employeePerception
        let tally = try BeliefGapTally(gap: gap, instrument: survey.instrument)
        for (name, _) in written["columns"]!.entries {
            let side = BeliefSide.allCases.first { "\($0)" == name }!
            try tally.observe(columns: survey.answers(), side: side, expectation: survey.names(name))
        }
        return try tally.finish()
    }
    let customer = try json["customer"].map { written in
        let survey = try Survey(written)
        let tally = try ServqualTally(instrument: survey.instrument)
        try tally.observe(
            columns: survey.answers(), expectation: survey.names("expectation"),
            perception: survey.names("perception"))
        return try tally.finish()
    }
    let antecedents = try (json["antecedents"]?.array ?? []).map { written in
        let survey = try Survey(written)
        let tally = try AntecedentTally(questionnaire: survey.instrument)
        try tally.observe(columns: survey.answers(), answers: survey.names("single"))
        return try tally.finish()
    }
    return GapReports(
        beliefs: beliefs, standards: try json["standards"].map { try standards($0) },
        delivery: try json["delivery"].map { try deliveryGap(conformances: conformances($0)) },
        communication: try json["communication"].map { try communication($0) }, customer: customer,
        antecedents: antecedents)
}
