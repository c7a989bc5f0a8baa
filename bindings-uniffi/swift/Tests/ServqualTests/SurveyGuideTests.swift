import Foundation
import Servqual
import XCTest

/// The guide's analysis of a service survey, run.
final class SurveyGuideTests: XCTestCase {
    func testAnalyseAServiceSurvey() throws {
        let file = Golden.project.appendingPathComponent("tests/data/simulated_hotel_survey/answers.csv")
        let bytes = try Data(contentsOf: file)
        // ANCHOR: read
        let instrument = try Instrument.preset(id: "servqual_1988")
        // An empty cell is a missing answer.
        let answers = try Columns.fromCsv(text: bytes)
        let items = (1...22).map { $0 < 10 ? "0\($0)" : "\($0)" }
        let expectation = items.map { "e\($0)" }
        let perception = items.map { "p\($0)" }
        // ANCHOR_END: read

        // ANCHOR: quality
        let care = try flagRespondents(
            instrument: instrument, columns: answers, perception: perception, expectation: expectation)
        XCTAssertEqual(care.respondents, 400)
        XCTAssertEqual(care.count(flag: .straightLining), 0)
        // ANCHOR_END: quality

        // ANCHOR: servqual
        let survey = try ServqualTally(instrument: instrument, missing: .omit)
        try survey.observe(columns: answers, expectation: expectation, perception: perception)
        let report = try survey.finish()
        let responsiveness = report.dimensions[2]
        XCTAssertEqual(
            try responsiveness.gap.show(language: .english), "Responsiveness gap -0.82 [-0.94, -0.70] n = 345")
        // ANCHOR_END: servqual

        // ANCHOR: reliability
        let consistency = try ReliabilityTally(instrument: instrument, missing: .omit)
        try consistency.observe(columns: answers, answers: perception)
        let alphas = try consistency.finish().scales.map(\.alpha.estimate)
        XCTAssertTrue(alphas.allSatisfy { $0! > 0.8 })
        // ANCHOR_END: reliability

        // ANCHOR: gap_tests
        let gapTests = try GapTestTally(instrument: instrument, missing: .omit)
        try gapTests.observe(columns: answers, expectation: expectation, perception: perception)
        let tests = try gapTests.finish()
        XCTAssertTrue(tests.dimensions.allSatisfy { $0.pValueHolm! < 0.001 })
        // ANCHOR_END: gap_tests

        // ANCHOR: importance_performance
        // What guests expect most is what matters most to them.
        let points = report.dimensions.map {
            ImportancePerformancePoint(
                id: $0.id, importance: $0.expectation.estimate!, performance: $0.perception.estimate!)
        }
        let placed = try placePoints(points: points, crosshair: .grandMean)
        // ANCHOR_END: importance_performance

        // ANCHOR: decision
        // Important, not good enough, and a gap that is no accident: this comes first.
        let first = zip(placed, tests.dimensions)
            .filter { point, test in point.quadrant == .concentrateHere && test.pValueHolm! < 0.05 }
            .map { point, _ in point.id }
        XCTAssertEqual(first, ["responsiveness"])
        // ANCHOR_END: decision
    }
}
