/// A value in the model: the few kinds that random queries return.
indirect enum ModelValue: Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case string(String)
    case list([ModelValue])

    /// As a query writes it, and as a result shows it.
    var text: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let number): "\(number)"
        case .string(let text): "'\(text)'"
        case .list(let elements): "[\(elements.map(\.text).joined(separator: ", "))]"
        }
    }

    /// `=`: nil is unknown.
    func equals(_ other: ModelValue) -> Bool? {
        if self == .null || other == .null { return nil }
        return self == other
    }

    /// `<`: nil is unknown, as between values of different types.
    func isLess(than other: ModelValue) -> Bool? {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right
        case (.string(let left), .string(let right)): left < right
        case (.boolean(let left), .boolean(let right)): !left && right
        // The lists of the model hold ids alone.
        case (.list(let left), .list(let right)): left.lexicographicallyPrecedes(right) { $0.precedes($1) }
        default: nil
        }
    }

    /// The order of ORDER BY.
    func precedes(_ other: ModelValue) -> Bool {
        switch (self, other) {
        case (.list(let left), .list(let right)):
            left.lexicographicallyPrecedes(right) { $0.precedes($1) }
        default: rank == other.rank ? isLess(than: other) ?? false : rank < other.rank
        }
    }

    private var rank: Int {
        switch self {
        case .list: 0
        case .string: 1
        case .boolean: 2
        case .integer: 3
        case .null: 4
        }
    }
}
