import Foundation
import Servqual
import XCTest

final class GoldenTests: XCTestCase {
    func testEveryCaseAgreesWithItsReference() throws {
        try forEveryCase { golden, columns in
            do {
                let answers = try GoldenTask(golden, columns).run()
                guard let expected = golden.expected else { return ["no error, expected \(golden.expectedCode!)"] }
                return expected.compactMap { differs(golden, $0.key, $0.value, answers($0.key)) }
            } catch let error as QualityError {
                let row = golden.expectedRow == nil || golden.expectedRow == error.rowNumber()
                return error.code() == golden.expectedCode && row ? [] : ["\(error.code()): \(error)"]
            }
        }
    }

    func testNoCutChangesABit() throws {
        try forEveryCase { golden, columns in
            guard let expected = golden.expected else { return [] }
            let task = GoldenTask(golden, columns)
            let cuts = [task.rows / 3, task.rows / 2]
            let (whole, parts) = (try task.run(), try task.run(cuts))
            return expected.map(\.key).filter { "\(whole($0))" != "\(parts($0))" }.map { "\($0) changes with \(cuts)" }
        }
    }

    /// The same lines as `core/examples/print_bits.rs`, for the comparison of all languages.
    func testTheBitsOfEveryResultAreWritten() throws {
        let lines = try Golden.files().flatMap { file in
            try file.cases.flatMap { golden in try bits(golden).map { "\(file.id)/\(golden.name) \($0)\n" } }
        }
        let folder = Golden.project.appendingPathComponent("target/bits")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try lines.joined().write(to: folder.appendingPathComponent("swift.txt"), atomically: true, encoding: .utf8)
        XCTAssertGreaterThan(lines.count, 1000)
    }

    private func bits(_ golden: GoldenCase) throws -> [String] {
        guard let columns = try golden.columns() else { return ["absent \(golden.json["data"]!["file"]!.text!)"] }
        do {
            let answers = try GoldenTask(golden, columns).run()
            guard let expected = golden.expected else { return ["error none"] }
            let whole = isReport(golden.json) ? [jsonKey] : []
            return (expected.map(\.key) + whole).map { "\($0) \(answers($0))" }
        } catch let error as QualityError {
            return ["error \(error.code())"]
        }
    }

    private func differs(_ golden: GoldenCase, _ key: String, _ wanted: Json, _ found: Answer) -> String? {
        let agrees =
            switch found {
            case .nothing: wanted.isNull
            case .real(let value): wanted.real.map { golden.isNear(key, value, $0) } ?? false
            case .whole, .text: wanted.written == "\(found)" || wanted.truth.map { "\($0)" } == "\(found)"
            }
        return agrees ? nil : "\(key) is \(found), expected \(wanted.document)"
    }

    private func forEveryCase(_ check: (GoldenCase, [String: [Json]]) throws -> [String]) throws {
        for file in try Golden.files() {
            var absent = [String]()
            for golden in file.cases {
                guard let columns = try golden.columns() else {
                    absent.append(golden.name)
                    continue
                }
                for failure in try check(golden, columns) { XCTFail("\(file.id)/\(golden.name): \(failure)") }
            }
            if !absent.isEmpty { print("shared data are not here; skipped: \(file.id): \(absent)") }
            let strict = ProcessInfo.processInfo.environment["CI"] != nil
            XCTAssertFalse(strict && !absent.isEmpty, "in CI every case must have its data")
        }
    }
}
