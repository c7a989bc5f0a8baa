import Foundation
import Servqual

/// One file of `tests/golden`, as it is written (see `tests/golden/README.md`).
struct GoldenFile {
    let id: String
    let cases: [GoldenCase]
}

struct GoldenCase {
    let json: Json

    var name: String { json["name"]!.text! }
    var expected: [(key: String, value: Json)]? { json["expected"]?.entries }
    var expectedCode: String? { json["expected_error"]?["code"]?.text }
    var expectedRow: UInt64? { json["expected_error"]?["row"]?.written.flatMap { UInt64($0) } }

    /// Columns by name, for a survey `expectation.01`, …; nil where they lie in a file that is absent.
    func columns() throws -> [String: [Json]]? {
        if let inline = json["columns"] { return flatten(inline) { $0.array } }
        if let data = json["data"] { return try cutOut(data) }
        return [:]
    }

    /// Whether `found` is as near to `wanted` as the case asks for.
    func isNear(_ key: String, _ found: Double, _ wanted: Double) -> Bool {
        let tolerance = json["tolerance"]!
        let pair = tolerance["overrides"]?.entries.first { key.hasSuffix($0.key) }?.value ?? tolerance
        return abs(found - wanted) <= max(pair["absolute"]!.real!, pair["relative"]!.real! * abs(wanted))
    }
}

enum Golden {
    /// The folder that holds `tests/golden`.
    static let project = above(URL(fileURLWithPath: #filePath)).first { exists($0, "tests/golden") }!

    /// Where the data that several projects share lie; nil where they are not here.
    private static let shared: URL? = {
        if let folder = ProcessInfo.processInfo.environment["SERVQUAL_SHARED"] { return URL(fileURLWithPath: folder) }
        return above(project).first { exists($0, "shared/data") }?.appendingPathComponent("shared/data")
    }()

    /// Every golden file, in the order of the ids.
    static func files() throws -> [GoldenFile] {
        let folder = project.appendingPathComponent("tests/golden")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let files = try names.filter { $0.hasSuffix(".json") }.map { name in
            let document = try Json(parsing: String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
            let file = GoldenFile(id: document["id"]!.text!, cases: document["cases"]!.array.map(GoldenCase.init))
            let unknown = Set(file.cases.map { $0.json["operation"]!.text! }).subtracting(operations)
            precondition(unknown.isEmpty, "\(name): unknown operations \(unknown)")
            return file
        }
        return files.sorted { $0.id < $1.id }
    }

    static func resolve(_ name: String) -> URL? {
        guard name.hasPrefix("shared/") else { return project.appendingPathComponent(name) }
        let file = shared?.appendingPathComponent(String(name.dropFirst("shared/".count)))
        return file.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
    }

    private static func exists(_ folder: URL, _ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// The folders above, the nearest first.
    private static func above(_ file: URL) -> [URL] {
        let parts = file.pathComponents
        return (1..<parts.count).reversed().map { URL(fileURLWithPath: NSString.path(withComponents: Array(parts[..<$0]))) }
    }
}

/// Takes the tables of a survey apart into columns.
private func flatten(_ forms: Json, _ read: (Json) throws -> [Json]) rethrows -> [String: [Json]] {
    var columns = [String: [Json]]()
    for (name, form) in forms.entries {
        if !form.entries.isEmpty, ["column", "constant", "from", "date"].allSatisfy({ form[$0] == nil }) {
            for (item, column) in form.entries { columns["\(name).\(item)"] = try read(column) }
        } else {
            columns[name] = try read(form)
        }
    }
    return columns
}

/// A CSV file whose cells have no commas: columns by name, and rows.
private struct Table {
    let names: [String: Int]
    let rows: [[Substring]]

    init(_ file: URL) throws {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let cells = lines.map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
                let plain = cell.hasPrefix("\"") ? cell.dropFirst().dropLast() : cell
                precondition(!plain.contains("\""), "\(file) has commas in quotes, which this reader does not know")
                return plain
            }
        }
        names = Dictionary(uniqueKeysWithValues: cells[0].enumerated().map { (String($1), $0) })
        rows = Array(cells.dropFirst())
    }
}

nonisolated(unsafe) private var tables = [URL: Table]()

private func cutOut(_ data: Json) throws -> [String: [Json]]? {
    guard let file = Golden.resolve(data["file"]!.text!) else { return nil }
    let table = try tables[file] ?? Table(file)
    tables[file] = table
    let equal = data["where"]?.entries ?? []
    let unequal = data["where_not"]?.entries ?? []
    let without = (data["without"]?.array ?? []).map(\.entries)
    let rows = table.rows.filter { row in
        equal.allSatisfy { row[table.names[$0.key]!] == $0.value.text! }
            && unequal.allSatisfy { row[table.names[$0.key]!] != $0.value.text! }
            && !without.contains { cells in cells.allSatisfy { row[table.names[$0.key]!] == $0.value.text! } }
    }
    return try flatten(data["columns"]!) { form in
        try column(form, rows.count) { name in rows.map { String($0[table.names[name]!]) } }
    }
}

/// One column by its form.
private func column(_ form: Json, _ rows: Int, _ texts: (String) -> [String]) throws -> [Json] {
    if let name = form.text { return texts(name).map { $0.isEmpty ? .null : .text($0) } }
    if let constant = form["constant"] { return Array(repeating: constant, count: rows) }
    if let yes = form["equals"]?.text {
        return texts(form["column"]!.text!).map { $0.isEmpty ? .null : .bool($0 == yes) }
    }
    if let name = form["column"]?.text {
        let factor = form["multiply"]!.real!
        return texts(name).map { $0.isEmpty ? .null : .number("\(Double($0)! * factor)") }
    }
    if let from = form["from"]?.text, let to = form["to"]?.text {
        let ends = try [from, to].map { name in
            try parseInstants(texts: texts(name).map { $0.isEmpty ? nil : $0 }, place: "data")
        }
        return zip(ends[0], ends[1]).map { from, to in
            guard let from, let to else { return .null }
            return .number("\(Double(to - from) / 1e6)")
        }
    }
    return zip(texts(form["date"]!.text!), texts(form["clock"]!.text!)).map { date, clock in
        date.isEmpty || clock.isEmpty ? .null : .text("\(date)T\(clock.count < 8 ? "0" : "")\(clock)Z")
    }
}
