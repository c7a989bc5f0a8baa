import Foundation

extension Columns {
    /// Adds answers; nil is missing. They are held against the scale when they are observed.
    public func add(ratings: [Int?], named name: String) throws {
        let column = NativeColumn(ratings: ratings)
        try addReals(name: name, reals: column.bytes, validity: column.validity)
    }

    /// Adds whole numbers; nil is missing.
    public func add(integers: [Int?], named name: String) throws {
        let column = NativeColumn(integers)
        try addIntegers(name: name, integers: column.bytes, validity: column.validity)
    }

    /// Adds real numbers; nil is missing.
    public func add(reals: [Double?], named name: String) throws {
        let column = NativeColumn(reals)
        try addReals(name: name, reals: column.bytes, validity: column.validity)
    }

    /// Adds yes and no; nil is missing.
    public func add(booleans: [Bool?], named name: String) throws {
        let column = NativeColumn(booleans)
        try addBooleans(name: name, booleans: column.bytes, validity: column.validity)
    }

    /// Adds instants; nil is missing.
    public func add(instants: [Date?], named name: String) throws {
        let column = try NativeColumn(instants, place: name)
        try addInstants(name: name, instants: column.bytes, validity: column.validity)
    }

    /// Adds texts; nil and the empty text are missing.
    public func add(texts: [String?], named name: String) { addTexts(name: name, texts: texts) }
}

extension Columns {
    /// The columns of a CSV text with a header row; an empty cell is missing.
    public static func fromCsv(_ text: String) throws -> Columns { try fromCsv(text: Data(text.utf8)) }
}

extension AssessmentTally {
    /// Adds rows of CSV with a header row, all of them or nothing.
    public func observe(csv text: String) throws { try observeCsv(text: Data(text.utf8)) }
}

extension ServqualTally {
    /// Adds respondents: an array for each item, in the order of the instrument, with an answer of
    /// each respondent; nil is missing.
    public func observe(expectation: [[Int?]], perception: [[Int?]]) throws {
        let items = instrument().items()
        let columns = Columns()
        func add(_ side: String, _ answers: [[Int?]]) throws -> [String] {
            try answers.enumerated().map { position, column in
                let item = position < items.count ? items[position].id : "\(position)"
                try columns.add(ratings: column, named: "\(side).\(item)")
                return "\(side).\(item)"
            }
        }
        try observe(
            columns: columns,
            expectation: try add("expectation", expectation),
            perception: try add("perception", perception))
    }

    /// Adds one respondent: an answer to each item, in the order of the instrument; nil is missing.
    public func observeRespondent(expectation: [Int?], perception: [Int?]) throws {
        try observe(expectation: expectation.map { [$0] }, perception: perception.map { [$0] })
    }
}
