import Foundation
import Servqual
import XCTest

/// Every wrong input is a typed error with a text that says where, what and what was expected.
final class BadInputTests: XCTestCase {
    @discardableResult
    private func refused(
        _ code: String, line: UInt = #line, _ act: () throws -> Void
    ) -> QualityError? {
        do {
            try act()
            XCTFail("no error, expected \(code)", line: line)
        } catch let error as QualityError {
            XCTAssertEqual(error.code(), code, line: line)
            XCTAssertEqual("\(error)", error.description, line: line)
            XCTAssertEqual(error.localizedDescription, error.description, line: line)
            XCTAssertGreaterThan(error.description.count, 20, line: line)
            return error
        } catch {
            XCTFail("\(error)", line: line)
        }
        return nil
    }

    func testRatingsOffTheScaleAlsoFarOff() throws {
        let tally = try netPromoterScore().tally()
        let before = tally.toBytes()
        for wrong in [11, -1, 256 + 5, Int.max, Int.min] {
            let error = refused("outside_scale") { try tally.observe(ratings: [10, nil, wrong]) }
            XCTAssertEqual(error?.rowNumber(), 2)
            guard case .outsideScale(_, _, let value, _, let maximum) = error else { return XCTFail() }
            XCTAssertEqual(value, Double(wrong))
            XCTAssertEqual(maximum, 10)
        }
        XCTAssertEqual(tally.toBytes(), before, "a call that fails adds nothing")
        refused("invalid_scale") {
            _ = try customerSatisfaction(options: CustomerSatisfactionOptions(scale: Scale(minimum: 5, maximum: 1)))
        }
    }

    func testNoNumber() throws {
        let median = try firstResponseTime()
        let error = refused("not_finite") { _ = try median.measure(durations: [1, .nan]) }
        XCTAssertEqual(error?.description, "duration_seconds, row 1: NaN is not a finite number")
        refused("negative_duration") { _ = try median.measure(durations: [-0.5]) }
        refused("invalid_instant") { _ = try median.measure(starts: [.distantFuture, Date(timeIntervalSince1970: .infinity)], ends: [nil, nil]) }
        refused("invalid_instant") { _ = try median.measure(starts: [Date(timeIntervalSince1970: 1e300)], ends: [nil]) }
        refused("invalid_instant") { _ = try parseInstants(texts: ["2026-01-05T09:30:00"], place: "at") }
    }

    func testMissingWhereThatIsNotAllowed() throws {
        let score = try netPromoterScore()
        XCTAssertEqual(refused("missing_value") { _ = try score.measure(ratings: [10, nil]) }?.rowNumber(), 1)
        refused("too_few_observations") { _ = try score.measure(ratings: []) }
    }

    func testLengthsThatDiffer() throws {
        let complaints = try complaintRate(options: ComplaintRateOptions(base: "contact"))
        refused("length_mismatch") { _ = try complaints.measure(events: [1, 2], base: [10]) }
        let three = [Int8(1), 2, 3].nativeBytes
        refused("length_mismatch") { try netPromoterScore().tally().observeRatings(ratings: three, validity: Data()) }
        refused("invalid_parameter") { try firstResponseTime().tally().observeDurations(seconds: three) }
        let tally = try ServqualTally(instrument: desk(items: ["q1"]))
        refused("length_mismatch") { try tally.observe(expectation: [[7]], perception: [[7, 6]]) }
        refused("length_mismatch") { try tally.observe(expectation: [[7]], perception: []) }
    }

    func testInstrumentsThatDoNotHoldTogether() {
        refused("unknown_id") { _ = try desk(of: "reliabilty") }
        refused("duplicate_id") { _ = try desk(items: ["q1", "q1"]) }
        refused("invalid_weights") { _ = try desk(weight: 90) }
    }

    func testHandbooksWithADanglingReferenceOrAnUnknownKey() throws {
        let journey = deskHandbook + """


            [journey]
            id = "stay"
            label = { zh = "住店", en = "Stay" }
            touchpoints = ["room"]
            source = { touchpoint = "t", delivered = "d", outcome = "o" }
            """
        let error = refused("unknown_id") { _ = try Handbook.fromToml(text: journey) }
        guard case .unknownId(let place, let id, _) = error else { return XCTFail() }
        XCTAssertEqual(place, "journey.touchpoints[0]")
        XCTAssertEqual(id, "room")
        refused("invalid_document") { _ = try Handbook.fromToml(text: deskHandbook + "\nsurvay = 1\n") }
        let assessment = AssessmentTally(handbook: try Handbook.fromToml(text: deskHandbook))
        refused("unknown_id") { try assessment.observe(csv: "satisfacton\n5\n") }
        XCTAssertEqual(assessment.rows(), 0)
    }

    func testATicketThatWasExportedTwice() throws {
        let columns = Columns()
        columns.addTexts(name: "ticket", texts: ["a", nil, "b", nil, "a"])
        columns.addTexts(name: "team", texts: ["north", "south"])
        XCTAssertEqual(refused("invalid_cell") { try columns.requireDistinct(name: "ticket") }?.rowNumber(), 4)
        try columns.requireDistinct(name: "team")
    }

    func testBytesThatAreCutOffOrOfAnotherTally() throws {
        let bytes = try netPromoterScore().tally().toBytes()
        refused("invalid_document") { _ = try KpiTally.fromBytes(bytes: bytes.prefix(bytes.count / 2)) }
        refused("invalid_document") { _ = try ServqualTally.fromBytes(bytes: bytes) }
        refused("invalid_document") { _ = try JourneyTally.fromBytes(bytes: Data()) }
        refused("invalid_document") { _ = try AssessmentTally.fromBytes(bytes: bytes) }
    }

    func testWhatDoesNotBelongTogether() throws {
        let score = try netPromoterScore()
        refused("definition_mismatch") { try score.tally().merge(other: firstResponseTime().tally()) }
        refused("wrong_observations") { _ = try score.measure(durations: [1.0]) }
        refused("wrong_observations") { _ = try firstResponseTime().measure(ratings: [1]) }
        let measure = try score.measure(ratings: [10])
        refused("unit_mismatch") { _ = try measure.judge(target: .atLeast(0.5, .share)) }
        // Records can be written by hand; what takes them checks them.
        refused("invalid_parameter") {
            _ = try measure.judge(target: Target(bound: .atLeast, value: .nan, unit: .netPoint))
        }
        refused("invalid_scale") { _ = try MeasureUnit.scalePoint(scale: Scale(minimum: 7, maximum: 1)).show(1) }
        refused("invalid_parameter") { _ = try score.withLevel(level: 95) }
    }
}
