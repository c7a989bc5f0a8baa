import Foundation
import Servqual
import XCTest

/// Indicators in depth as an app uses them, and what they refuse.
final class IndicatorModelsTests: XCTestCase {
    private let start = Date(timeIntervalSince1970: 1_767_576_600)
    private let day = 86_400.0

    private func share(_ yes: Int, _ all: Int) throws -> Measure {
        try resolutionRate().measure(outcomes: (0..<all).map { $0 < yes })
    }

    private func assertRefused<T>(
        _ code: String, row: UInt64? = nil, saying text: String = "", line: UInt = #line, _ act: () throws -> T
    ) {
        XCTAssertThrowsError(try act(), line: line) { error in
            XCTAssertEqual((error as? QualityError)?.code(), code, line: line)
            if let row { XCTAssertEqual((error as? QualityError)?.rowNumber(), row, line: line) }
            XCTAssertGreaterThan("\(error)".count, 20, line: line)
            XCTAssertTrue(text.isEmpty || "\(error)".contains(text), "\(error)", line: line)
        }
    }

    func testLifetimesAndAnIndexOfSeveralAnswers() throws {
        let closure = try timeToClosure().tally()
        try closure.observe(lifetimes: [day, 2 * day, 3 * day, 4 * day], ended: [true, true, false, true])
        let curve = try XCTUnwrap(closure.survivalCurve())
        XCTAssertEqual([curve.ended, curve.censored], [3, 1])
        XCTAssertEqual(try closure.finish().estimate, 2 * day)
        let compared = try compareSurvival(first: closure, second: closure)
        XCTAssertEqual([compared.difference, compared.logRankChiSquared, compared.logRankPValue], [0, 0, 1])
        XCTAssertEqual(compared.censoredFirst, 1)
        assertRefused("negative_duration") { try timeToClosure().measure(lifetimes: [-1], ended: [true]) }
        assertRefused("length_mismatch") { try timeToClosure().measure(lifetimes: [1], ended: [true, false]) }

        let index = try customerSatisfactionIndex(
            options: CustomerSatisfactionIndexOptions(scale: Scale(minimum: 1, maximum: 10)))
        let found = try index.measure(ratingSets: [[8, 8], [7, 8], [7, 7]])
        XCTAssertEqual(found.estimate!, 650.0 / 9, accuracy: 1e-12)
        assertRefused("wrong_observations") { try index.measure(ratingSets: [[8], [7]]) }
        assertRefused("outside_scale", row: 1) { try index.measure(ratingSets: [[8, 11], [7, 8], [7, 7]]) }
    }

    func testTheIntervalThatADefinitionNames() throws {
        let exact = try resolutionRate().withInterval(interval: .clopperPearson)
            .measure(outcomes: (0..<10).map { $0 < 8 })
        XCTAssertEqual(exact.interval?.method, .clopperPearson)
        assertRefused("invalid_parameter") { try resolutionRate().withInterval(interval: .netScoreTest) }
    }

    func testCustomersWhoWriteOftenAndRowsThatCountMore() throws {
        let rows = Columns()
        try rows.add(booleans: [true, true, true, true, false, false], named: "solved")
        rows.add(texts: ["ann", "ann", "ann", "ann", "bob", "eve"], named: "customer")
        try rows.add(reals: [1, 1, 1, 1, 4, 4], named: "weight")
        let solved = ObservedColumns.outcomes(outcome: "solved")
        let clustered = try ClusteredTally(definition: resolutionRate())
        try clustered.observe(columns: rows, observed: solved, cluster: "customer")
        let found = try clustered.finish()
        XCTAssertEqual([found.clusters, found.measure.n], [3, 6])
        XCTAssertEqual(try clusteredMeasureFromJson(json: found.toJson()), found)

        let weighted = try ClusteredTally(definition: resolutionRate(), weighting: .weighted)
        try weighted.observe(columns: rows, observed: solved, weight: "weight")
        XCTAssertEqual(try weighted.finish().measure.estimate!, 4.0 / 12, accuracy: 1e-15)
        assertRefused("wrong_observations") { try weighted.observe(columns: rows, observed: solved) }
        try rows.add(reals: [1, -1, 1, 1, 4, 4], named: "weight")
        assertRefused("invalid_cell", row: 1) { try weighted.observe(columns: rows, observed: solved, weight: "weight") }
        assertRefused("invalid_parameter") { try ClusteredTally(definition: firstResponseTime()) }
    }

    func testHowMuchTheWindowOfARepeatContactDecides() throws {
        let log = Columns()
        log.add(texts: ["ann", "ann", "bob", nil], named: "customer")
        try log.add(instants: [start, start + 3 * day, start, start + day], named: "at")
        try log.add(booleans: [true, true, false, true], named: "resolvable")
        let tally = try RepeatTally(options: RepeatOptions(longestWindowDays: 7, missing: .omit))
        try tally.observe(
            columns: log, customer: "customer", at: "at", resolvable: "resolvable",
            observedUntil: (start + 30 * day).microsecondsSince1970())
        let report = try RepeatTally.fromBytes(bytes: tally.toBytes()).finish()
        XCTAssertEqual(report.windows.map(\.days), Array(1...7))
        XCTAssertEqual(report.windows.prefix(3).map(\.gross.estimate), [1, 1, 2.0 / 3])
        XCTAssertEqual(report.identityCoverage.estimate, 0.75)
        XCTAssertEqual(try repeatReportFromJson(json: report.toJson()), report)
        assertRefused("invalid_parameter") { try RepeatTally(options: RepeatOptions(longestWindowDays: 0)) }
        assertRefused("missing_value") {
            try RepeatTally(options: RepeatOptions()).observe(columns: log, customer: "customer", at: "at")
        }
    }

    func testAMachineThatAnswersIsNoReply() throws {
        let rules = usualReplyRules()
        let (cases, at) = (Array(repeating: "case 7", count: 3), [start, start + 60, start + 540])
        let waits = try rules.waits(cases: cases, at: at, kinds: [.customer, .bot, .agent])
        XCTAssertEqual(waits.ignoredReplies, 1)
        let tally = try firstResponseTime().withReplyRules(rules: rules).tally()
        try tally.observe(waits: waits)
        XCTAssertEqual(try tally.finish().estimate, 540)
        assertRefused("length_mismatch") { try rules.waits(cases: ["case 7"], at: at, kinds: [.customer, .bot, .agent]) }
    }

    func testManyComparisonsAndOneThatIsLookedAtEveryDay() throws {
        let before = [try share(100, 200), try share(100, 200)]
        let after = [try share(122, 200), try share(101, 200)]
        let family = try compareFamilies(first: before, second: after)
        XCTAssertEqual(family.tests, 2)
        XCTAssertEqual(family.members[0].adjustedPValue, family.members[0].comparison.pValue.map { 2 * $0 })
        XCTAssertEqual(try comparisonFamilyFromJson(json: family.toJson()), family)
        assertRefused("length_mismatch") { try compareFamilies(first: before, second: [after[0]]) }

        let look = try compareSequentially(first: share(240, 400), second: share(272, 400), mixture: 0.05)
        XCTAssertGreaterThan(look.pValue!, 0.05, "a single look would call it, the sequence waits")
        XCTAssertEqual(try sequentialComparisonFromJson(json: look.toJson()), look)
        assertRefused("invalid_parameter") { try compareSequentially(first: share(1, 2), second: share(1, 2), mixture: 0) }
    }

    func testWhatBetterServiceIsWorth() throws {
        let change = try share(850, 1000).changeSince(earlier: share(800, 1000))
        func options(_ periods: UInt32) -> ReturnOnQualityOptions {
            ReturnOnQualityOptions(
                customers: 10_000, retentionBefore: 0.8, margin: 120, periods: periods, discountRate: 0.08,
                initialCost: 200_000, runningCost: 30_000, currency: "CNY")
        }
        let found = try returnOnQuality(change: change, options: options(5))
        XCTAssertGreaterThan(found.netPresentValue.estimate!, 0)
        XCTAssertEqual(try returnOnQualityFromJson(json: found.toJson()), found)
        assertRefused("invalid_parameter") { try returnOnQuality(change: change, options: options(0)) }

        func money(_ cost: Double) -> CostBenefitOptions {
            CostBenefitOptions(
                customers: 10_000, lifetimeValue: 400, repurchaseMargin: 0, costAvoided: 20_000, cost: cost,
                currency: "CNY")
        }
        let ratio = try serviceCostBenefit(retention: change, options: money(100_000))
        XCTAssertEqual(ratio.estimate!, 2.2, accuracy: 1e-12)
        assertRefused("invalid_parameter") { try serviceCostBenefit(retention: change, options: money(0)) }
    }

    func testABootstrapTellsHowFarItIsStopsAndSaysWhatTheAppThrew() throws {
        struct NoPrice: Error, CustomStringConvertible { let description = "no price for row 3" }
        let values = [1, 2, 2.5, 3, 7, 9.5]
        let options = BootstrapOptions(replicates: 500, seed: 1)
        let mean = { @Sendable (drawn: [Double]) -> Double in drawn.reduce(0, +) / Double(drawn.count) }
        let found = try bootstrap(values, options: options, progress: { done, total in done <= total }, statistic: mean)
        XCTAssertEqual(try bootstrap(values, options: options, statistic: mean), found)
        assertRefused("invalid_parameter", saying: "stopped") {
            try bootstrap(values, options: options, progress: { _, _ in false }, statistic: mean)
        }
        assertRefused("invalid_parameter", saying: "no price for row 3") {
            try bootstrap(values, options: options) { _ in throw NoPrice() }
        }
        assertRefused("invalid_parameter", saying: "no price") {
            try bootstrap(values, options: options, progress: { _, _ in throw NoPrice() }, statistic: mean)
        }
        // An error of the library within the statistic comes back as it is.
        assertRefused("too_few_observations") {
            try bootstrap(values, options: options) { _ in try resolutionRate().measure(outcomes: [Bool?]()).estimate! }
        }
    }
}
