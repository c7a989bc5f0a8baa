import XCTest

@testable import Servqual

final class NativeLibraryTests: XCTestCase {
    /// Stops the run when the library is older than the generated source.
    func testTheLibraryMatchesTheGeneratedSource() {
        uniffiEnsureServqualInitialized()
    }

    func testNativeBytesKeepTheValues() {
        let values = [1.5, -0.0, Double.nan]
        let bytes = values.nativeBytes

        XCTAssertEqual(bytes.count, 24)
        let back = bytes.withUnsafeBytes { raw in (0..<3).map { raw.loadUnaligned(fromByteOffset: $0 * 8, as: Double.self) } }
        XCTAssertEqual(back.map(\.bitPattern), values.map(\.bitPattern))
    }
}
