import PropertyGraph

/// The type of a column in the header of a CSV file that we write.
enum CSVValueType: Hashable {
    case scalar(Name)
    case list(Name)

    /// Names that the reader and neo4j-admin, as far as it has such types, know.
    enum Name: String {
        case boolean, long, uint64, double, decimal, string, bytes, date, localtime, time, localdatetime,
            datetime
        case duration, point, vector
    }

    /// The type as the header spells it.
    var header: String {
        switch self {
        case .scalar(let name): name.rawValue
        case .list(let name): name.rawValue + "[]"
        }
    }
}

extension CSVValueType.Name {
    /// The type of a value that is no list; nil when CSV has none.
    init?(_ value: Value) {
        switch value {
        case .boolean: self = .boolean
        case .integer: self = .long
        case .unsigned: self = .uint64
        case .float: self = .double
        case .decimal: self = .decimal
        case .string: self = .string
        case .bytes: self = .bytes
        case .date: self = .date
        case .localTime: self = .localtime
        case .zonedTime: self = .time
        case .localDateTime: self = .localdatetime
        case .zonedDateTime: self = .datetime
        case .duration: self = .duration
        case .vector: self = .vector
        case .opaque("POINT", _): self = .point
        case .opaque, .list: return nil
        }
    }
}

/// The types that the values of one property have.
struct CSVTypeSurvey {
    private(set) var scalars: Set<CSVValueType.Name> = []
    private(set) var elements: Set<CSVValueType.Name> = []
    private var hasNegative = false

    /// Whether no value was seen.
    var isEmpty: Bool { scalars.isEmpty && elements.isEmpty }

    /// Notes every value of a column; an answer names the row of the first that CSV has no form for.
    mutating func note(_ column: Column) -> Int? {
        switch column.values {
        case .booleans: return note(.boolean, in: column)
        case .floats: return note(.double, in: column)
        case .strings: return note(.string, in: column)
        case .dates: return note(.date, in: column)
        case .localDateTimes: return note(.localdatetime, in: column)
        case .integers, .values:
            return (0..<column.values.count).first { row in
                guard let value = column[row] else { return false }
                return !note(value)
            }
        }
    }

    /// Adds what another survey of the same property found.
    mutating func merge(_ other: CSVTypeSurvey) {
        scalars.formUnion(other.scalars)
        elements.formUnion(other.elements)
        hasNegative = hasNegative || other.hasNegative
    }

    /// The one type of all values, or nil when there are several.
    var type: CSVValueType? {
        switch (resolve(scalars), resolve(elements)) {
        case (let name?, nil) where elements.isEmpty: .scalar(name)
        case (nil, let name?) where scalars.isEmpty: .list(name)
        default: nil
        }
    }

    /// The names of the types, sorted.
    var names: [String] {
        (scalars.map { CSVValueType.scalar($0).header } + elements.map { CSVValueType.list($0).header })
            .sorted()
    }

    private func resolve(_ names: Set<CSVValueType.Name>) -> CSVValueType.Name? {
        // Whole numbers on both sides of 2^63 are unsigned unless one is negative.
        if names == [.long, .uint64], !hasNegative { return .uint64 }
        return names.count == 1 ? names.first : nil
    }

    private mutating func note(_ name: CSVValueType.Name, in column: Column) -> Int? {
        if column.presence?.trueCount != 0, column.values.count > 0 { scalars.insert(name) }
        return nil
    }

    private mutating func note(_ value: Value) -> Bool {
        if case .list(let values) = value {
            guard !values.isEmpty else { return false }
            for value in values {
                guard let name = CSVValueType.Name(value), name != .vector else { return false }
                elements.insert(name)
                noteSign(of: value)
            }
            return true
        }
        guard let name = CSVValueType.Name(value) else { return false }
        scalars.insert(name)
        noteSign(of: value)
        return true
    }

    private mutating func noteSign(of value: Value) {
        if case .integer(let number) = value, number < 0 { hasNegative = true }
    }
}
