/// What a validator says of a graph and a schema.
public struct ReferenceVerdict: Equatable, Sendable {
    /// Whether the schema means nothing; everything else is then empty and the graph not valid.
    public var schemaError: Bool
    /// Whether the graph is an instance of the graph type.
    public var valid: Bool
    /// The non-abstract member types of each element, by id; an element without any has the empty set.
    public var typing: [String: Set<String>]
    /// The elements without a type, in a loose graph type too.
    public var untyped: Set<String>
    /// `keyN:E`, `keyN:M`, `keyN:S` and `keyN:C`: the Nth constraint, counted from 1 with imported ones first,
    /// and the part of it that does not hold.
    public var violated: Set<String>

    /// A verdict.
    public init(
        schemaError: Bool, valid: Bool, typing: [String: Set<String>], untyped: Set<String>,
        violated: Set<String>
    ) {
        self.schemaError = schemaError
        self.valid = valid
        self.typing = typing
        self.untyped = untyped
        self.violated = violated
    }

    /// The verdict on a schema that means nothing.
    public static let unusableSchema = ReferenceVerdict(
        schemaError: true, valid: false, typing: [:], untyped: [], violated: [])
}

extension ReferenceVerdict: CustomStringConvertible {
    /// One line, sorted, so that two verdicts are easily compared.
    public var description: String {
        if schemaError { return "schema error" }
        let types = typing.sorted { $0.key < $1.key }
            .map { "\($0.key): \($0.value.sorted().joined(separator: " "))" }
        return "\(valid ? "valid" : "invalid"), typing [\(types.joined(separator: ", "))], "
            + "untyped \(untyped.sorted()), violated \(violated.sorted())"
    }
}

/// Why a schema means nothing.
enum SchemaError: Error {
    case repeatedName(String)
    case unknownType(String)
    case unknownGraphType(String)
    case wrongKind(String)
    case typeCycle(String)
    case importCycle(String)
    case repeatedKey(String)
    case unknownValueType(String)
    case unboundVariable(String)
    case variableOfTwoKinds(String)
    case notCarriedOut(String)
}
