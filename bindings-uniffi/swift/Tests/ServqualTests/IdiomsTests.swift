import Foundation
import XCTest

@testable import Servqual

final class IdiomsTests: XCTestCase {
    /// Stops the run when the library is older than the generated source.
    func testTheLibraryMatchesTheGeneratedSource() {
        uniffiEnsureServqualInitialized()
    }

    func testNativeBytesKeepTheValues() {
        let values = [1.5, -0.0, Double.nan]
        let bytes = values.nativeBytes
        XCTAssertEqual(bytes.count, 24)
        let back = bytes.withUnsafeBytes { raw in
            (0..<3).map { raw.loadUnaligned(fromByteOffset: $0 * 8, as: Double.self) }
        }
        XCTAssertEqual(back.map(\.bitPattern), values.map(\.bitPattern))
        XCTAssertEqual(Array([Int8(-1), 2].nativeBytes), [255, 2])
        XCTAssertNil(NativeColumn([1.0, 2.0]).validity)
        let column = NativeColumn([1, nil, 3, nil, nil, nil, nil, nil, 9] as [Double?])
        XCTAssertEqual(column.validity, Data([0b101, 1]))
    }

    func testEveryWayInGivesTheSameMeasure() throws {
        let score = try netPromoterScore()
        let measure = try score.measure(ratings: [10, 9, 7, 2])
        XCTAssertEqual(measure.estimate, 25)
        let compact = score.tally()
        try compact.observeRatings(ratings: [Int8(10), 9, 7, 2].nativeBytes)
        XCTAssertEqual(try compact.finish(), measure)

        let median = try firstResponseTime()
        let seconds = try median.measure(durations: [30.0, 90, 600])
        XCTAssertEqual(seconds.estimate, 90)
        XCTAssertEqual(seconds, try median.measure(durations: [30, 90, 600] as [Double?]))
        let start = Date(timeIntervalSince1970: 1_767_576_600)
        let ends: [Date?] = [30, 90, 600].map { start.addingTimeInterval($0) }
        XCTAssertEqual(seconds, try median.measure(starts: [start, start, start], ends: ends))
        let open = try median.measure(starts: [start, start, start, start], ends: ends + [nil])
        XCTAssertEqual(open.excluded(for: .open), 1)

        let resolution = try firstContactResolution(options: FirstContactResolutionOptions(windowDays: 7))
        let at: [Date?] = [0, 3, 0].map { start.addingTimeInterval($0 * 86_400) }
        let watched = start.addingTimeInterval(30 * 86_400)
        let resolved = try resolution.measure(customers: ["a", "a", "b"], at: at, observedUntil: watched)
        XCTAssertEqual(resolved.estimate, 2.0 / 3.0)

        let complaints = try complaintRate(options: ComplaintRateOptions(base: "contact"))
        XCTAssertEqual(try complaints.measure(events: [3, 1], base: [120, 80]).estimate, 0.02)

        func own(_ observable: KpiObservable, _ statistic: Statistic) throws -> KpiDefinition {
            try KpiDefinition(
                id: "own", label: BilingualLabel(zh: "自定", en: "Own"), observable: observable,
                statistic: statistic, direction: .higherIsBetter)
        }
        let kept = try own(.outcome, .share(criterion: .yes))
        XCTAssertEqual(try kept.measure(outcomes: [true, false]).estimate, 0.5)
        let busy = try own(.amount, .ratio).measure(numerators: [10, 5], denominators: [10, 10])
        XCTAssertEqual(busy.estimate, 0.75)
        let inTime = Criterion.serviceLevel(seconds: 20, formula: .abandonedAreMissed, shortAbandonSeconds: 0)
        let calls = try own(.call, .share(criterion: inTime)).measure(waits: [5, 40], answered: [true, false])
        XCTAssertEqual(calls.estimate, 0.5)
        XCTAssertEqual(try describe([1e16, 1, -1e16]).sum, 1)
        XCTAssertEqual(try describe([1, nil]).missing, 1)
    }

    func testRecordsAreValuesWithNamesInTwoLanguages() throws {
        let measure = try netPromoterScore().measure(ratings: [10, 9])
        let same = try netPromoterScore().measure(ratings: [9, 10])
        XCTAssertEqual(measure, same)
        XCTAssertEqual(Set([measure, same]).count, 1)
        XCTAssertEqual(measure.definition.label.text(.chinese), "净推荐值")
        XCTAssertEqual(measure.definition.label.text(.english), "Net promoter score")
        XCTAssertEqual(try MeasureUnit.share.show(0.85), "85.0 %")
        XCTAssertEqual(try Target.atLeast(0.85, .share).show(), "≥ 85.0 %")
        XCTAssertEqual(Language.allCases, [.chinese, .english])
    }

    func testTalliesTravelAsBytesAndMergeInAnyOrder() throws {
        let definition = try firstResponseTime(options: DurationOptions(statistic: .mean))
        let parts = try [[0.1, 0.2], [1e9], [0.3, 7, 1e-9]].map { seconds in
            let tally = definition.tally()
            try tally.observe(durations: seconds)
            return tally.toBytes()
        }
        func merged(_ parts: [Data]) throws -> KpiTally {
            let tallies = try parts.map { try KpiTally.fromBytes(bytes: $0) }
            try tallies.dropFirst().forEach { try tallies[0].merge(other: $0) }
            return tallies[0]
        }
        let (forth, back) = (try merged(parts), try merged(parts.reversed()))
        XCTAssertEqual(try forth.finish(), try back.finish())
        XCTAssertEqual(forth.toBytes(), back.toBytes())
        // With itself too: every observation twice.
        try forth.merge(other: forth)
        XCTAssertEqual(try forth.finish().n, 12)
    }

    func testTalliesAreSafeToShareBetweenThreads() throws {
        let tally = try netPromoterScore().tally()
        DispatchQueue.concurrentPerform(iterations: 50) { _ in try? tally.observe(ratings: [10, 0]) }
        XCTAssertEqual(try tally.finish().n, 100)
    }

    func testAChangeIsJudgedInItsOwnUnit() throws {
        let satisfaction = try customerSatisfaction()
        let before = try satisfaction.measure(ratings: (0..<400).map { $0 % 2 == 0 ? 5 : 2 })
        let after = try satisfaction.measure(ratings: (0..<600).map { $0 % 3 == 0 ? 2 : 5 })
        let change = try after.changeSince(earlier: before)
        XCTAssertEqual(try change.judge(target: .atLeast(0.10, .shareDifference)), .met)
        XCTAssertEqual(try change.judge(target: .atLeast(0.30, .relativeChange)), .undecided)
    }

    func testASurveyIsAnsweredPersonByPersonOrColumnByColumn() throws {
        let instrument = try desk()
        XCTAssertEqual(instrument.items().map(\.id), ["q1", "q2"])
        let people = try ServqualTally(instrument: instrument)
        try people.observeRespondent(expectation: [7, 6], perception: [5, 6])
        try people.observeRespondent(expectation: [6, 6], perception: [6, 4])
        let columns = try ServqualTally(instrument: instrument)
        try columns.observe(expectation: [[7, 6], [6, 6]], perception: [[5, 6], [6, 4]])
        XCTAssertEqual(try columns.finish(), try people.finish())
        XCTAssertEqual(try people.finish().items[0].gap.estimate, -1)
        XCTAssertEqual(try ServqualTally.fromBytes(bytes: people.toBytes()).finish(), try people.finish())
    }

    func testAJourneySaysWhereItIsWeakest() throws {
        func touchpoint(_ id: String, _ tier: Tier) -> Touchpoint {
            Touchpoint(id: id, label: BilingualLabel(zh: id, en: id), channel: "counter", tier: tier)
        }
        let journey = try Journey(
            id: "stay", label: BilingualLabel(zh: "住店", en: "Stay"),
            touchpoints: [
                touchpoint("greeting", .fixed(required: "standard_greeting")),
                touchpoint("room", .boundedChoice(options: ["quiet", "view"])),
                touchpoint("request", .bespoke),
            ])
        XCTAssertEqual(journey.after(id: "request"), "greeting")
        let tally = JourneyTally(journey: journey)
        try tally.observe(services: [
            DeliveredService(touchpoint: "greeting", delivered: "standard_greeting"),
            DeliveredService(touchpoint: "greeting", delivered: "none"),
            DeliveredService(touchpoint: "room", delivered: "view"),
            DeliveredService(touchpoint: "request", outcome: true),
        ])
        let report = try JourneyTally.fromBytes(bytes: tally.toBytes()).finish()
        XCTAssertEqual(report.weakest, "greeting")
        XCTAssertEqual(report.endToEnd, 0.5)
        XCTAssertEqual(report.touchpoints[1].options.map(\.count), [0, 1])
    }

    func testAHandbookIsHeldAgainstCsvAndAgainstColumns() throws {
        let handbook = try Handbook.fromToml(text: deskHandbook)
        XCTAssertEqual(handbook.organisation().id, "desk")
        XCTAssertEqual(handbook.indicatorIds(), ["satisfaction", "wait"])
        XCTAssertEqual(handbook.target(id: "satisfaction")?.value, 0.85)
        XCTAssertNil(handbook.target(id: "wait"))
        XCTAssertNil(handbook.indicator(id: "other"))
        XCTAssertEqual(handbook.instrument()?.items().map(\.id), ["q1"])
        XCTAssertEqual(try Handbook.fromJson(text: handbook.toJson()).toJson(), handbook.toJson())

        let start = Date(timeIntervalSince1970: 1_767_576_600)
        let text = AssessmentTally(handbook: handbook)
        try text.observe(csv: "satisfaction,asked,answered,e_q1,p_q1\n5,2026-01-05T09:30:00+08:00,2026-01-05T09:31:30+08:00,7,6\n")
        try text.observe(csv: "satisfaction,asked,answered,e_q1,p_q1\n2,2026-01-05T01:30:00Z,,6,5\n")
        let columns = Columns()
        try columns.add(ratings: [5, 2], named: "satisfaction")
        try columns.add(instants: [start, start], named: "asked")
        try columns.add(instants: [start.addingTimeInterval(90), nil], named: "answered")
        try columns.add(ratings: [7, 6], named: "e_q1")
        try columns.add(ratings: [6, 5], named: "p_q1")
        let table = AssessmentTally(handbook: handbook)
        try table.observe(columns: columns)
        let assessment = try text.finish()
        XCTAssertEqual(assessment, try table.finish())
        XCTAssertEqual(assessment, try AssessmentTally.fromBytes(bytes: text.toBytes()).finish())
        XCTAssertEqual(assessment.rows, 2)
        XCTAssertEqual(assessment.indicators[0].verdict?.outcome, .undecided)
        XCTAssertEqual(assessment.indicators[1].measure.estimate, 90)
        XCTAssertEqual(assessment.survey?.overall.unweighted.estimate, -1)
        XCTAssertEqual(try assessmentFromJson(json: assessment.toJson()), assessment)
        XCTAssertTrue(try assessment.toText(language: .chinese).contains("服务台"))
        XCTAssertTrue(try assessment.toHtml(language: .english).lowercased().hasPrefix("<!doctype html>"))
    }

    func testEveryShippedHandbookAssessesItsData() throws {
        let root = Golden.project.appendingPathComponent("tests/data")
        let files = ["contacts.csv", "flights.csv", "residents.csv", "answers.csv"]
        var assessed = 0
        for folder in try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil) {
            let handbook = folder.appendingPathComponent("handbook.toml")
            guard let text = try? String(contentsOf: handbook, encoding: .utf8) else { continue }
            let tally = AssessmentTally(handbook: try Handbook.fromToml(text: text))
            let data = files.map(folder.appendingPathComponent).first { FileManager.default.fileExists(atPath: $0.path) }
            try tally.observeCsv(text: Data(contentsOf: data!))
            let assessment = try tally.finish()
            XCTAssertGreaterThan(assessment.rows, 300)
            XCTAssertGreaterThan(try assessment.toJson().count, 1000)
            assessed += 1
        }
        XCTAssertEqual(assessed, 4)
    }
}

func desk(
    items: [String] = ["q1", "q2"], of dimension: String = "reliability", weight: Double? = nil
) throws -> Instrument {
    let label = BilingualLabel(zh: "可靠性", en: "Reliability")
    return try Instrument(
        id: "desk", label: label, scale: Scale(minimum: 1, maximum: 7),
        dimensions: [SurveyDimension(id: "reliability", label: label, weight: weight)],
        items: items.map { SurveyItem(id: $0, label: label, dimension: dimension, reversed: false) })
}

let deskHandbook = """
    handbook = 1
    organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

    [[kpi]]
    id = "satisfaction"
    measure = { named = "customer_satisfaction", missing = "omit" }
    source = { ratings = "satisfaction" }
    target = { at_least = 85, unit = "percent" }

    [[kpi]]
    id = "wait"
    measure = { named = "first_response_time" }
    source = { spans = { start = "asked", end = "answered" } }

    [instrument]
    id = "desk"
    scale = { minimum = 1, maximum = 7 }
    dimensions = [{ id = "reliability" }]
    items = [{ id = "q1", dimension = "reliability" }]

    [survey]
    expectation = "e_{item}"
    perception = "p_{item}"
    """
