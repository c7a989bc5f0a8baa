import Foundation
import Servqual
import XCTest

final class SurveysAndTimeTests: XCTestCase {
    private func columns(_ columns: [String: [Int?]]) throws -> Columns {
        let table = Columns()
        for (name, answers) in columns { try table.add(ratings: answers, named: name) }
        return table
    }

    func testOneTableOfAnswersForEveryQuestion() throws {
        let instrument = try desk()
        let answers = try columns(["e1": [7, 6, 7, 5], "e2": [7, 6, 6, 5], "p1": [5, 6, 4, 2], "p2": [5, 6, 3, 3]])
        let (expectation, perception) = (["e1", "e2"], ["p1", "p2"])
        let gaps = try ServqualTally(instrument: instrument)
        try gaps.observe(columns: answers, expectation: expectation, perception: perception)
        XCTAssertEqual(try gaps.finish().items[0].gap.estimate, -2)
        let tests = try GapTestTally(instrument: instrument)
        try tests.observe(columns: answers, expectation: expectation, perception: perception)
        XCTAssertEqual(try GapTestTally.fromBytes(bytes: tests.toBytes()).finish(), try tests.finish())
        let scale = try ReliabilityTally(instrument: instrument)
        try scale.observe(columns: answers, answers: perception)
        XCTAssertGreaterThan(try XCTUnwrap(try scale.finish().scales[0].alpha.estimate), 0.9)
        let paired = try DifferenceReliabilityTally(instrument: instrument)
        try paired.observe(columns: answers, expectation: expectation, perception: perception)
        XCTAssertNotNil(try paired.finish().dimensions[0].differenceReliability)
        let zone = try ZoneTally(instrument: instrument)
        try zone.observe(columns: answers, minimum: perception, desired: expectation, perceived: perception)
        XCTAssertEqual(try zone.finish().respondents, 4)
        XCTAssertThrowsError(try scale.observe(columns: answers, answers: ["p1", "p3"])) { error in
            XCTAssertEqual((error as? QualityError)?.code(), "unknown_id")
        }
    }

    func testAFeatureThatAttracts() throws {
        let kano = try KanoTally(features: [KanoFeature(id: "app", label: BilingualLabel(zh: "应用", en: "App"))])
        let answers = try columns(["with": [1, 1, 1, 3], "without": [3, 3, 5, 3]])
        try kano.observe(columns: answers, functional: ["with"], dysfunctional: ["without"])
        let app = try kano.finish().features[0]
        XCTAssertEqual(app.category, .attractive)
        XCTAssertEqual(app.better.estimate, 0.75)
    }

    func testBusinessTimeStopsOvernightAndWhileTheCustomerAnswers() throws {
        let calendar = try BusinessCalendar.fromToml(
            text: """
                id = "desk"
                time_zone = "Asia/Shanghai"
                [week]
                monday = ["09:00-18:00"]
                tuesday = ["09:00-18:00"]
                """)
        let monday = Date(timeIntervalSince1970: 1_767_571_200)  // 08:00 in Shanghai
        let hour = { (hours: Double) in monday.addingTimeInterval(hours * 3600) }
        let took = try calendar.between(monday, hour(26))
        XCTAssertEqual(took.calendar, 26 * 3600)
        XCTAssertEqual(took.business, 10 * 3600)
        XCTAssertEqual(try calendar.due(from: monday, business: 10 * 3600), hour(26))
        XCTAssertTrue(try calendar.isWorkingDay(day: "2026-01-05"))
        XCTAssertFalse(try calendar.isWorkingDay(day: "2026-01-07"))
        let times = try calendar.businessTimes(starts: [monday, monday], ends: [hour(2), nil])
        XCTAssertEqual(times.microseconds, [3_600_000_000, nil])
        XCTAssertEqual(times.open, 1)

        let clock = try CaseClock(
            calendars: [calendar], calendar: "desk",
            events: [
                ClockEvent(at: hour(0), .start), ClockEvent(at: hour(2), .pause),
                ClockEvent(at: hour(8), .resume), ClockEvent(at: hour(9), .stop),
            ])
        XCTAssertTrue(clock.isStopped())
        XCTAssertEqual(try clock.elapsed(now: hour(24)).business, 2 * 3600)
        XCTAssertEqual(try clock.elapsed(now: hour(24)).paused, 6 * 3600)
        XCTAssertEqual(try clock.due(after: 3 * 3600), .stopped(leftMicroseconds: 3_600_000_000))
        XCTAssertThrowsError(
            try CaseClock(calendars: [calendar], calendar: "desk", events: [ClockEvent(at: monday, .stop)]))
        let local = try parseLocalTimes(
            texts: ["2026-01-05 08:00", nil], timeZone: "Asia/Shanghai", rule: .raise, place: "opened")
        XCTAssertEqual(local, [1_767_571_200_000_000, nil])
    }
}
