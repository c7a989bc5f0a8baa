import Foundation
import Servqual
import XCTest

/// A scorecard as the app of a service desk shows it: solved cases and recommendations by team and month.
final class ScorecardTests: XCTestCase {
    private let january = Date(timeIntervalSince1970: 1_768_032_000)  // 2026-01-10T08:00:00Z
    /// The evening before in UTC is already February in Shanghai.
    private let february = Date(timeIntervalSince1970: 1_769_877_000)  // 2026-01-31T16:30:00Z
    private let observed: [ObservedColumns] = [.outcomes(outcome: "solved"), .ratings(rating: "recommend")]

    private func indicators() throws -> [ScorecardIndicator] {
        [
            ScorecardIndicator(
                id: "solved", definition: try resolutionRate(), target: try .atLeast(0.8, .share), baseline: 0.5),
            ScorecardIndicator(id: "recommend", definition: try netPromoterScore()),
        ]
    }

    private func tally(minimumN: UInt64 = 0, undated: MissingRule? = nil) throws -> ScorecardTally {
        try ScorecardTally(
            indicators: indicators(), periods: .month, timeZone: "Asia/Shanghai", minimumN: minimumN, undated: undated)
    }

    private func cases(_ team: String, _ at: Date?, _ solved: Int, _ all: Int) throws -> Columns {
        let columns = Columns()
        columns.add(texts: Array(repeating: team, count: all), named: "team")
        try columns.add(instants: Array(repeating: at, count: all), named: "at")
        try columns.add(booleans: (0..<all).map { $0 < solved }, named: "solved")
        try columns.add(ratings: (0..<all).map { $0 < solved ? 10 : 3 }, named: "recommend")
        return columns
    }

    private func add(_ tally: ScorecardTally, _ team: String, _ at: Date?, _ solved: Int, _ all: Int = 100) throws {
        try tally.observe(columns: cases(team, at, solved, all), unit: "team", observed: observed, at: "at")
    }

    private func assertRefused<T>(_ code: String?, line: UInt = #line, _ act: () throws -> T) {
        XCTAssertThrowsError(try act(), line: line) { error in
            if let code { XCTAssertEqual((error as? QualityError)?.code(), code, line: line) }
            XCTAssertGreaterThan("\(error)".count, 20, line: line)
        }
    }

    func testATableOfTeamsAndMonthsWithVerdicts() throws {
        let tally = try tally(minimumN: 10)
        try add(tally, "north", january, 95)
        try add(tally, "north", february, 60)
        try add(tally, "south", january, 80)
        try add(tally, "south", february, 3, 4)
        let card = try tally.finish()

        let solved = card.rows.filter { $0.indicator == "solved" }
        XCTAssertEqual(solved.map(\.unit), ["north", "north", "south", "south"])
        XCTAssertEqual(solved.map(\.period), ["2026-01", "2026-02", "2026-01", "2026-02"])
        XCTAssertEqual(solved.map(\.verdict?.outcome), [.met, .missed, .undecided, nil])
        XCTAssertEqual(solved[0].progress!.estimate, 1.5, accuracy: 1e-12)
        XCTAssertEqual(solved[0].lastDay, "2026-01-31")
        XCTAssertNil(solved[0].course)
        XCTAssertEqual(solved[1].course, .worse)
        XCTAssertEqual(solved[1].change!.difference!, -0.35, accuracy: 1e-12)

        // Four cases say nothing about a team, and might say too much about a customer.
        XCTAssertTrue(solved[3].suppressed)
        XCTAssertNil(solved[3].measure.estimate)
        XCTAssertEqual(solved[3].measure.n, 4)
        XCTAssertEqual(card.suppressed, 2)

        let course = try card.courseOf(indicator: "recommend", unit: "north")
        XCTAssertEqual(course.map(\.measure.estimate), [90, 20])
        XCTAssertTrue(try card.toText(language: .english).contains("north"))
        XCTAssertTrue(try card.toText(language: .chinese).contains("达标"))
        XCTAssertTrue(try card.toHtml(language: .english).hasPrefix("<div"))
        XCTAssertEqual(try scorecardFromJson(json: card.toJson()), card)
    }

    func testPhonesCountAServerAddsUp() throws {
        let (phone, other, whole) = (try tally(), try tally(), try tally())
        try add(phone, "north", january, 30, 40)
        try add(other, "south", february, 20, 40)
        for (team, at, solved) in [("north", january, 30), ("south", february, 20)] { try add(whole, team, at, solved, 40) }
        try phone.merge(other: .fromBytes(bytes: other.toBytes()))
        XCTAssertEqual(try phone.finish(), try whole.finish())
        assertRefused("definition_mismatch") { try phone.merge(other: tally(minimumN: 5)) }
        assertRefused("invalid_document") { try ScorecardTally.fromBytes(bytes: Data([1, 2])) }
    }

    func testEveryOtherKindOfIndicatorGoesInToo() throws {
        let indicators = [
            ScorecardIndicator(id: "wait", definition: try firstResponseTime(), target: try .atMost(60, .second)),
            ScorecardIndicator(
                id: "resolved",
                definition: try firstContactResolution(options: FirstContactResolutionOptions(windowDays: 2))),
        ]
        let table = Columns()
        table.add(texts: ["a", "a", "b"], named: "team")
        try table.add(instants: [january, january + 3600, january], named: "at")
        try table.add(reals: [30, 50, 90], named: "seconds")
        table.add(texts: ["ann", "ann", "bob"], named: "customer")
        let tally = try ScorecardTally(indicators: indicators, periods: .isoWeek)
        try tally.observe(
            columns: table, unit: "team",
            observed: [
                .durations(seconds: "seconds"),
                .contacts(customer: "customer", at: "at", observedUntil: february.microsecondsSince1970()),
            ],
            at: "at")
        XCTAssertEqual(try tally.finish().rows.map(\.measure.estimate), [40, 90, 0.5, 1])
        XCTAssertEqual(try tally.finish().rows[0].period, "2026-W02")
    }

    func testWhatIsRefusedSaysWhereItStands() throws {
        let all = try indicators()
        let seconds = ScorecardIndicator(id: "s", definition: all[0].definition, target: try .atLeast(0.8, .second))
        assertRefused("unit_mismatch") { try ScorecardTally(indicators: [seconds]) }
        let baseline = ScorecardIndicator(id: "s", definition: all[0].definition, baseline: 1.5)
        assertRefused("invalid_parameter") { try ScorecardTally(indicators: [baseline]) }
        assertRefused("duplicate_id") { try ScorecardTally(indicators: [all[0], all[0]]) }
        assertRefused(nil) { try ScorecardTally(indicators: all, periods: .month, timeZone: "Asia/Shangai") }
        assertRefused(nil) { try ScorecardTally(indicators: all, periods: .fiscalQuarter(firstMonth: 13)) }

        let tally = try tally()
        let rows = try cases("north", january, 1, 2)
        func observe(_ observed: [ObservedColumns], by unit: String = "team", at: String? = "at") throws {
            try tally.observe(columns: rows, unit: unit, observed: observed, at: at)
        }
        assertRefused("wrong_observations") { try observe(Array(observed.prefix(1))) }
        assertRefused("wrong_observations") { try observe(observed, at: nil) }
        assertRefused("unknown_id") { try observe(observed, by: "teem") }
        assertRefused("unknown_id") { try observe([.outcomes(outcome: "solve"), observed[1]]) }
        try rows.add(ratings: [11, 3], named: "recommend")
        assertRefused("outside_scale") { try observe(observed) }
        try rows.add(ratings: [10, 3], named: "recommend")
        rows.add(texts: ["north", nil], named: "team")
        assertRefused("missing_value") { try observe(observed) }
        assertRefused("missing_value") { try add(tally, "north", nil, 1, 2) }
        XCTAssertEqual(try tally.finish().rows.count, 0)

        let lenient = try self.tally(undated: .omit)
        try add(lenient, "north", nil, 1, 2)
        XCTAssertEqual(try lenient.finish().undated, 2)
    }
}
