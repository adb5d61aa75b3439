/// What a file calls an element: unique within its identifier space.
///
/// A text that is a whole number written canonically (`7`, not `007` or `+7`) is the integer: JSON's `7` and
/// `"7"` name one node.
public enum Identifier: Hashable, Sendable {
    /// A whole number.
    case integer(Int64)
    /// Any other text.
    case text(String)

    /// Reads an identifier as a file spells it.
    public init(_ text: String) {
        if let number = Int64(text), String(number) == text {
            self = .integer(number)
        } else {
            self = .text(text)
        }
    }
}

extension Identifier: CustomStringConvertible {
    /// The identifier as a file spells it.
    public var description: String {
        switch self {
        case .integer(let number): String(number)
        case .text(let text): text
        }
    }
}

/// Identifiers of a batch, all in one space.
public struct IdentifierColumn: Sendable {
    /// How the identifiers are stored.
    public enum Storage: Sendable {
        /// All are whole numbers.
        case integers([Int64])
        /// At least one is not; canonical whole numbers among them still equal ``integers(_:)`` elsewhere.
        case strings(StringColumn)
    }
    /// The identifiers.
    public var storage: Storage
    /// The space they are unique in, such as `Person` in `:ID(Person)`; the empty name is the shared space.
    public var space: Symbol

    /// Identifiers in a space.
    public init(_ storage: Storage, space: Symbol) {
        self.storage = storage
        self.space = space
    }

    /// How many there are.
    public var count: Int {
        switch storage {
        case .integers(let numbers): numbers.count
        case .strings(let strings): strings.count
        }
    }

    /// The identifier in a row.
    public subscript(row: Int) -> Identifier {
        switch storage {
        case .integers(let numbers): .integer(numbers[row])
        case .strings(let strings): Identifier(strings[row])
        }
    }
}
