import Foundation

extension Array where Element == Double {
    /// These values in the layout that functions with a `Data` parameter read: 8 bytes each,
    /// little-endian like every platform of Swift. An array of numbers would cross one by one.
    public var nativeBytes: Data { withUnsafeBytes { Data($0) } }
}

extension Array where Element == Int64 {
    /// The same for whole numbers and instants in microseconds, 8 bytes each.
    public var nativeBytes: Data { withUnsafeBytes { Data($0) } }
}

extension Array where Element == Int8 {
    /// The same for ratings, one byte each.
    public var nativeBytes: Data { withUnsafeBytes { Data($0) } }
}

/// Bytes and validity of values of which some may be missing.
struct NativeColumn {
    let bytes: Data
    /// A bit for each row, least significant first, 1 where a value is there; nil where all are.
    let validity: Data?

    init<Value, Stored>(_ values: [Value?], zero: Stored, _ store: (Int, Value) throws -> Stored) rethrows {
        var bits = Data(count: (values.count + 7) / 8)
        var missing = false
        var stored = [Stored]()
        stored.reserveCapacity(values.count)
        for (row, value) in values.enumerated() {
            if let value {
                bits[row / 8] |= 1 << UInt8(row % 8)
                stored.append(try store(row, value))
            } else {
                missing = true
                stored.append(zero)
            }
        }
        bytes = stored.withUnsafeBytes { Data($0) }
        validity = missing ? bits : nil
    }

    init(_ reals: [Double?]) {
        self.init(reals, zero: 0) { _, value in value }
    }

    /// As reals, so that the library sees every number that was given.
    init(ratings: [Int?]) {
        self.init(ratings, zero: 0.0) { _, value in Double(value) }
    }

    init(_ integers: [Int?]) {
        self.init(integers, zero: Int64(0)) { _, value in Int64(value) }
    }

    init(_ booleans: [Bool?]) {
        self.init(booleans, zero: UInt8(0)) { _, value in value ? 1 : 0 }
    }

    init(_ dates: [Date?], place: String) throws {
        try self.init(dates, zero: Int64(0)) { row, value in try value.microseconds(place, UInt64(row)) }
    }
}

extension Date {
    /// Microseconds since 1970-01-01T00:00:00Z, the nearest.
    func microseconds(_ place: String, _ row: UInt64) throws -> Int64 {
        // Counted from 2001, as dates are stored, so that nothing is rounded twice.
        let toReference: Int64 = 978_307_200_000_000
        let sinceReference = Int64(exactly: (timeIntervalSinceReferenceDate * 1_000_000).rounded())
        if let (sum, overflow) = sinceReference?.addingReportingOverflow(toReference), !overflow {
            return sum
        }
        let found = "\(timeIntervalSinceReferenceDate) seconds after 2001"
        throw QualityError.invalidInstant(
            place: place, row: row, value: found, expected: "an instant within 292000 years of 1970")
    }
}
