import Foundation
import Servqual
import XCTest

/// The code of the guide, run.
final class GuideTests: XCTestCase {
    func testFirstMeasure() throws {
        // ANCHOR: first_measure
        let satisfaction = try customerSatisfaction().tally()
        try satisfaction.observe(ratings: [5, 4, 4, 5, 3, 5, 4, 5, 2, 5])
        let measure = try satisfaction.finish()
        let verdict = try measure.judge(target: .atLeast(0.85, .share))

        XCTAssertEqual(
            try measure.show(language: .english), "Customer satisfaction 80.0 % [49.0 %, 94.3 %] n = 10")
        XCTAssertEqual(verdict.outcome, .undecided)
        XCTAssertEqual(verdict.furtherObservations, 186)
        // ANCHOR_END: first_measure
    }

    func testMerge() throws {
        // ANCHOR: merge
        // On the phone: count and send the bytes.
        let phone = try netPromoterScore().tally()
        try phone.observe(ratings: [10, 9, 3])
        let sent = phone.toBytes()

        // On the server: merge what arrives, in any order.
        let server = try netPromoterScore().tally()
        try server.observe(ratings: [8, 9])
        try server.merge(other: KpiTally.fromBytes(bytes: sent))

        XCTAssertEqual(try server.finish().estimate, 40.0)
        // ANCHOR_END: merge
    }

    func testAssess() throws {
        // ANCHOR: assess
        let handbook = try Handbook.fromToml(
            text: """
                handbook = 1
                organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }

                [[kpi]]
                id = "satisfaction"
                measure = { named = "customer_satisfaction", missing = "omit" }
                source = { ratings = "satisfaction" }
                target = { at_least = 85, unit = "percent" }
                """)
        let tally = AssessmentTally(handbook: handbook)
        try tally.observe(csv: "satisfaction\n5\n4\n\"\"\n2\n")
        let assessment = try tally.finish()

        XCTAssertEqual(assessment.indicators[0].measure.n, 3)
        // ANCHOR_END: assess
    }
}
