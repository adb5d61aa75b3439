import QueryValues

/// The values of a column as they come in, as narrowly as they allow.
struct ResultColumn: Sendable {
    fileprivate enum Kind {
        case none, integers, floats, strings, booleans, values
    }
    private var kind = Kind.none
    // One of these grows; they stand side by side because an array within an enum would be copied as it grows.
    private var wholes: [Int64] = []
    private var numbers: [Double] = []
    private var texts: [String] = []
    private var truths: [Bool] = []
    private var others: [QueryValue] = []

    /// How many values there are.
    var count: Int {
        switch kind {
        case .none: 0
        case .integers: wholes.count
        case .floats: numbers.count
        case .strings: texts.count
        case .booleans: truths.count
        case .values: others.count
        }
    }

    subscript(row: Int) -> QueryValue {
        switch kind {
        case .none: .null
        case .integers: .integer(wholes[row])
        case .floats: .float(numbers[row])
        case .strings: .string(texts[row])
        case .booleans: .boolean(truths[row])
        case .values: others[row]
        }
    }

    var integers: [Int64]? { kind == .integers || kind == .none ? wholes : nil }
    var strings: [String]? { kind == .strings || kind == .none ? texts : nil }
    var booleans: [Bool]? { kind == .booleans || kind == .none ? truths : nil }
    var values: [QueryValue] { kind == .values ? others : (0..<count).map { self[$0] } }

    var floats: [Double]? {
        switch kind {
        case .none, .floats: return numbers
        case .integers: return wholes.map { Double($0) }
        case .values:
            var converted: [Double] = []
            converted.reserveCapacity(count)
            for value in others {
                guard let number = Double(value) else { return nil }
                converted.append(number)
            }
            return converted
        case .strings, .booleans: return nil
        }
    }

    /// Adds a column of some rows.
    mutating func append(_ portion: ResultPortion, _ column: Int) throws {
        switch portion.vector(column) {
        case .integers(let numbers) where kind == .none || kind == .integers:
            try portion.keep(bytes: 8 * numbers.count)
            kind = .integers
            wholes += numbers
        case .floats(let more) where kind == .none || kind == .floats:
            try portion.keep(bytes: 8 * more.count)
            kind = .floats
            numbers += more
        default: append(try portion.values(column))
        }
    }

    /// Adds values.
    mutating func append(_ values: [QueryValue]) { for value in values { append(value) } }

    private mutating func append(_ value: QueryValue) {
        if kind == .none { kind = Kind(of: value) }
        switch (kind, value) {
        case (.integers, .integer(let number)): wholes.append(number)
        case (.floats, .float(let number)): numbers.append(number)
        case (.strings, .string(let text)): texts.append(text)
        case (.booleans, .boolean(let truth)): truths.append(truth)
        default:
            if kind != .values { others = values }
            kind = .values
            (wholes, numbers, texts, truths) = ([], [], [], [])
            others.append(value)
        }
    }
}

extension ResultColumn.Kind {
    fileprivate init(of value: QueryValue) {
        self =
            switch value {
            case .integer: .integers
            case .float: .floats
            case .string: .strings
            case .boolean: .booleans
            default: .values
            }
    }
}
