import Foundation
import Servqual
import XCTest

/// The guide's judgement of a help desk, run.
final class HelpDeskGuideTests: XCTestCase {
    func testJudgeAHelpDesk() throws {
        let file = Golden.project.appendingPathComponent("tests/data/simulated_service_desk/contacts.csv")
        let bytes = try Data(contentsOf: file)
        // ANCHOR: handbook
        let handbook = try Handbook.fromToml(
            text: """
                handbook = 1
                organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

                [[kpi]]
                id = "reply_within_two_minutes"
                measure = { named = "first_response_time", options = { statistic = "share_within", threshold_seconds = 120 }, missing = "omit" }
                source = { spans = { start = "opened_at", end = "first_reply_at" } }
                target = { at_least = 60, unit = "percent" }

                [[kpi]]
                id = "resolved_at_first_contact"
                measure = { named = "first_contact_resolution", options = { window_days = 7 } }
                source = { contacts = { customer = "customer", at = "opened_at" } }
                target = { at_least = 70, unit = "percent" }

                [[kpi]]
                id = "effort"
                measure = { named = "customer_effort_score", missing = "omit" }
                source = { ratings = "effort" }
                target = { at_least = 5, unit = "scale_points" }
                """)
        // ANCHOR_END: handbook

        // ANCHOR: assess
        let tally = AssessmentTally(handbook: handbook)
        try tally.observeCsv(text: bytes)
        let indicators = try tally.finish().indicators
        XCTAssertEqual(indicators.compactMap { $0.verdict?.outcome }, [.met, .missed, .undecided])
        let resolution = indicators[1].measure
        XCTAssertEqual(
            try resolution.show(language: .english), "First contact resolution 67.8 % [66.6 %, 68.9 %] n = 5923")
        // ANCHOR_END: assess

        // ANCHOR: left_out
        // Not yet answered; and too young to tell whether the customer comes back.
        XCTAssertEqual(indicators[0].measure.excluded(for: .open), 34)
        XCTAssertEqual(resolution.excluded(for: .immature), 241)
        // ANCHOR_END: left_out

        // ANCHOR: clock
        let calendar = try BusinessCalendar.fromToml(
            text: """
                id = "desk"
                time_zone = "Asia/Shanghai"
                [week]
                monday = ["09:00-12:00", "13:30-18:00"]
                friday = ["09:00-12:00", "13:30-18:00"]
                """)
        let asked = try Date("2026-01-09T17:00:00+08:00", strategy: .iso8601)
        let answered = try Date("2026-01-12T09:30:00+08:00", strategy: .iso8601)
        let took = try calendar.between(asked, answered)
        // Friday evening to Monday morning: 64 and a half hours, of which the desk was open for 90 minutes.
        XCTAssertEqual(took.calendar, 64.5 * 3600)
        XCTAssertEqual(took.business, 90 * 60)
        // ANCHOR_END: clock

        // ANCHOR: teams
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
        let rows = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let (opened, team, rating) = (2, 4, 6)
        let satisfaction = try customerSatisfaction().withMissing(missing: .omit)
        let table = KpiTable(definition: satisfaction)
        try table.observe(groups: rows.map { $0[team] }, ratings: rows.map { Int($0[rating]) })
        let target = try Target.atLeast(0.65, .share)
        let missed = try table.finish().filter { try $0.measure.judge(target: target).outcome == .missed }
        XCTAssertEqual(missed.map(\.group), ["night", "south"])
        // ANCHOR_END: teams

        // ANCHOR: change
        let half = { (second: Bool) in
            let south = rows.filter { $0[team] == "south" && ($0[opened] >= "2026-04-06") == second }
            return try satisfaction.measure(ratings: south.map { Int($0[rating]) })
        }
        let change = try half(true).changeSince(earlier: half(false))
        // South got better for certain, but not by ten points for certain.
        XCTAssertEqual(try change.judge(target: .atLeast(0.0, .shareDifference)), .met)
        XCTAssertEqual(try change.judge(target: .atLeast(0.10, .shareDifference)), .undecided)
        // ANCHOR_END: change
    }
}
