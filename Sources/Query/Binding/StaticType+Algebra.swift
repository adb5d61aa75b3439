import QueryValues

/// An expression with what is known of its values.
struct TypedExpression: Sendable {
    var expression: BoundExpression
    var type: StaticType

    init(_ expression: BoundExpression, _ type: StaticType) {
        self.expression = expression
        self.type = type
    }
}

extension StaticType {
    /// The narrowest type that contains both.
    func joined(with other: StaticType) -> StaticType {
        switch (self, other) {
        case (.null, let type), (let type, .null): type
        case _ where self == other: self
        case _ where isNumber && other.isNumber: .number
        case (.list(let left), .list(let right)): .list(left.joined(with: right))
        default: .any
        }
    }

    /// Whether some value other than null belongs to both.
    func overlaps(_ other: StaticType) -> Bool {
        switch (self, other) {
        case (.any, _), (_, .any), (.null, _), (_, .null): true
        case (.list(let left), .list(let right)): left.overlaps(right)
        case (.number, _): other.isNumber
        case (_, .number): isNumber
        default: self == other
        }
    }

    /// Whether a value may belong to one of some types.
    func overlaps(anyOf types: StaticType...) -> Bool { types.contains { overlaps($0) } }

    /// Whether it is known to be a number.
    var isNumber: Bool { self == .integer || self == .float || self == .number }

    /// Whether it is known to be a date, a time, or both.
    var isInstant: Bool {
        switch self {
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime: true
        default: false
        }
    }

    /// Whether nothing is known of its values.
    var isUnknown: Bool { self == .any || self == .null }

    /// Whether its values are nodes, relationships, or paths.
    var isOfGraph: Bool { self == .node || self == .relationship || self == .path }

    /// The type of a list's elements, as far as it is known.
    var element: StaticType {
        guard case .list(let element) = self else { return .any }
        return element
    }

    /// Whether it is known to be a list.
    var isList: Bool {
        if case .list = self { true } else { false }
    }

    /// What messages call its values.
    var described: String {
        switch self {
        case .any: "a value"
        case .boolean: "a truth value"
        case .integer: "a whole number"
        case .float: "a floating-point number"
        case .number: "a number"
        case .string: "text"
        case .map: "a map"
        case .node: "a node"
        case .relationship: "a relationship"
        case .path: "a path"
        case .list(.relationship): "a list of relationships"
        case .list(.node): "a list of nodes"
        case .list: "a list"
        case .date: "a date"
        case .localTime, .zonedTime: "a time"
        case .localDateTime, .zonedDateTime: "a date and time"
        case .duration: "a duration"
        case .null: "null"
        }
    }
}

extension StaticType {
    /// The type that a function of values announces.
    init(_ result: Function.Result) {
        self =
            switch result {
            case .any: .any
            case .boolean: .boolean
            case .integer: .integer
            case .float: .float
            case .number: .number
            case .string: .string
            case .list: .list(.any)
            case .map: .map
            case .date: .date
            case .localTime: .localTime
            case .zonedTime: .zonedTime
            case .localDateTime: .localDateTime
            case .zonedDateTime: .zonedDateTime
            case .duration: .duration
            }
    }

    /// Whether a value may be an argument that a function announces.
    func mayBe(_ argument: Function.Argument) -> Bool {
        switch argument {
        // Temporal functions take many types and say themselves what is wrong.
        case .any, .temporal: true
        case .boolean: overlaps(.boolean)
        case .integer: overlaps(.integer)
        case .number: overlaps(.number)
        case .string: overlaps(.string)
        case .list: overlaps(.list(.any))
        case .map: overlaps(.map)
        case .path: overlaps(.path)
        case .oneOf(let choices): choices.contains { mayBe($0) }
        }
    }

    /// The type that a signature of a procedure spells.
    init(spelled name: String) {
        self =
            switch name.uppercased() {
            case "BOOLEAN": .boolean
            case "INTEGER": .integer
            case "FLOAT": .float
            case "NUMBER": .number
            case "STRING": .string
            case "MAP": .map
            case "NODE": .node
            case "RELATIONSHIP": .relationship
            case "PATH": .path
            case let name where name.hasPrefix("LIST"): .list(.any)
            default: .any
            }
    }
}
