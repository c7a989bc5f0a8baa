import Servqual
import XCTest

/// The Swift example of `bindings-uniffi/README.md`, word for word.
final class ExampleTests: XCTestCase {
    func testSatisfactionOnTwoDevices() throws {
        let satisfaction = try customerSatisfaction().withMissing(missing: .omit)

        let phone = satisfaction.tally()
        try phone.observe(ratings: [5, 4, nil, 3])
        let tablet = satisfaction.tally()
        try tablet.observe(ratings: [5, 5, 2])

        // Tallies travel as bytes and give the same bits in whatever order they are merged.
        try phone.merge(other: KpiTally.fromBytes(bytes: tablet.toBytes()))
        let measure = try phone.finish()
        print(try measure.show(language: .english))  // Customer satisfaction 66.7 % [30.0 %, 90.3 %] n = 6

        let verdict = try measure.judge(target: .atLeast(0.85, .share))
        print(verdict.outcome)  // undecided
        print(verdict.furtherObservations!)  // 9

        do {
            try phone.observe(ratings: [5, 7])
        } catch let error as QualityError {
            print(error)  // rating, row 1: 7 is not a point of the scale 1 to 5
        }

        XCTAssertEqual(measure.estimate, 4.0 / 6.0)
        XCTAssertEqual(
            try measure.show(language: .english), "Customer satisfaction 66.7 % [30.0 %, 90.3 %] n = 6")
        XCTAssertEqual(verdict.outcome, .undecided)
        XCTAssertEqual(verdict.furtherObservations, 9)
        XCTAssertThrowsError(try phone.observe(ratings: [5, 7])) { error in
            XCTAssertEqual("\(error)", "rating, row 1: 7 is not a point of the scale 1 to 5")
        }
    }

    func testAMillionDurations() throws {
        let mean = try firstResponseTime(options: DurationOptions(statistic: .mean))
        let seconds = (0..<1_000_000).map(Double.init)
        let measure = try mean.measure(durations: seconds)

        XCTAssertEqual(measure.estimate, 499_999.5)
        XCTAssertEqual(measure.n, 1_000_000)
    }
}
