import Foundation

/// JSON that keeps the order of its keys and the digits of its numbers, which Foundation loses.
enum Json {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case array([Json])
    case object([(key: String, value: Json)])

    init(parsing text: String) throws {
        var reader = JsonReader(bytes: Array(text.utf8))
        self = try reader.value()
    }

    subscript(key: String) -> Json? {
        if case .object(let entries) = self { entries.first { $0.key == key }?.value } else { nil }
    }

    var entries: [(key: String, value: Json)] { if case .object(let entries) = self { entries } else { [] } }
    var array: [Json] { if case .array(let values) = self { values } else { [] } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var truth: Bool? { if case .bool(let value) = self { value } else { nil } }
    var isNull: Bool { if case .null = self { true } else { false } }

    /// A real number; the texts of NaN and the infinities stand for these.
    var real: Double? {
        switch self {
        case .number(let digits): Double(digits)
        case .text(let name): Double(name)
        default: nil
        }
    }

    /// The text of a number or a text.
    var written: String? { if case .number(let digits) = self { digits } else { text } }

    /// The document again.
    var document: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let digits): digits
        case .text(let text): quoted(text)
        case .array(let values): "[\(values.map(\.document).joined(separator: ","))]"
        case .object(let entries):
            "{\(entries.map { "\(quoted($0.key)):\($0.value.document)" }.joined(separator: ","))}"
        }
    }

    private func quoted(_ text: String) -> String {
        let escaped = text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}

private struct JsonReader {
    struct Malformed: Error { let position: Int }

    let bytes: [UInt8]
    var position = 0

    mutating func value() throws -> Json {
        switch next() {
        case UInt8(ascii: "{"):
            let entries = try list(until: "}") { reader in
                guard case .text(let key) = try reader.value() else { throw Malformed(position: reader.position) }
                try reader.expect(":")
                return (key: key, value: try reader.value())
            }
            return .object(entries)
        case UInt8(ascii: "["): return .array(try list(until: "]") { try $0.value() })
        case UInt8(ascii: "\""): return .text(try string())
        default:
            let start = position
            while position < bytes.count, !",]} \n\r\t".utf8.contains(bytes[position]) { position += 1 }
            let word = String(decoding: bytes[start..<position], as: UTF8.self)
            switch word {
            case "null": return .null
            case "true": return .bool(true)
            case "false": return .bool(false)
            default:
                guard Double(word) != nil else { throw Malformed(position: start) }
                return .number(word)
            }
        }
    }

    /// The next byte that is no white space, or 0 at the end.
    private mutating func next() -> UInt8 {
        while position < bytes.count, " \n\r\t".utf8.contains(bytes[position]) { position += 1 }
        return position < bytes.count ? bytes[position] : 0
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard next() == UInt8(ascii: character) else { throw Malformed(position: position) }
        position += 1
    }

    private mutating func list<T>(until end: Unicode.Scalar, _ read: (inout JsonReader) throws -> T) throws -> [T] {
        position += 1
        var values = [T]()
        while next() != UInt8(ascii: end) {
            if !values.isEmpty { try expect(",") }
            values.append(try read(&self))
        }
        position += 1
        return values
    }

    private mutating func string() throws -> String {
        position += 1
        var text = [UInt8]()
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") {
                position += 1
                // The golden files need no other escapes.
                guard "\"\\/".utf8.contains(bytes[position]) else { throw Malformed(position: position) }
            }
            text.append(bytes[position])
            position += 1
        }
        guard position < bytes.count else { throw Malformed(position: position) }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }
}
