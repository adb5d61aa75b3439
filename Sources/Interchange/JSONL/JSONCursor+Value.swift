import PropertyGraph

/// What a property says.
enum JSONProperty {
    /// `null`: the element has no such property.
    case absent
    /// A value.
    case value(Value)
    /// A text that is not of the type it claims to be.
    case malformed(text: String, declaredType: String)
}

extension JSONCursor {
    /// Reads a value of any kind that stands within so many lists and objects.
    mutating func value(depth: Int) throws(JSONLError) -> JSONProperty {
        skipSpaces()
        switch current {
        case UInt8(ascii: "\""): return .value(.string(try copiedString()))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = position
            return property(try number(), start: start)
        case UInt8(ascii: "["): return try list(depth: depth + 1)
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        default:
            switch passLiteral() {
            case UInt8(ascii: "t"): return .value(true)
            case UInt8(ascii: "f"): return .value(false)
            case UInt8(ascii: "n"): return .absent
            default: throw unexpected("a value", within: "an object")
            }
        }
    }

    /// The property that a number is, which was read from `start` to here.
    func property(_ number: JSONNumber, start: Int) -> JSONProperty {
        switch number {
        case .integer(let number): return .value(.integer(number))
        case .unsigned(let number): return .value(.unsigned(number))
        case .float(let number): return .value(.float(number))
        case .hugeInteger: return .malformed(text: compact(start..<position), declaredType: "Integer")
        case .hugeFloat: return .malformed(text: compact(start..<position), declaredType: "Float")
        }
    }

    private mutating func list(depth: Int) throws(JSONLError) -> JSONProperty {
        try checkDepth(depth)
        let start = position
        position += 1
        var values: [Value] = []
        var problem: JSONProperty?
        var hasNull = false
        var isFirst = true
        while try nextElement(isFirst: isFirst) {
            isFirst = false
            switch try value(depth: depth) {
            case .value(let value): values.append(value)
            case .absent: hasNull = true
            case let malformed: problem = problem ?? malformed
            }
        }
        if let problem { return problem }
        if hasNull { return .malformed(text: compact(start..<position), declaredType: "List") }
        return .value(.list(values))
    }

    private mutating func object(depth: Int) throws(JSONLError) -> JSONProperty {
        try checkDepth(depth)
        let start = position
        position += 1
        if let property = try typedValue(depth: depth) { return property }
        position = start
        return .value(.opaque(type: "MAP", text: try compactValue(depth: depth - 1)))
    }

    /// Reads `$type` and `_value` in either order; nil when the first key is neither, so that it is a map.
    private mutating func typedValue(depth: Int) throws(JSONLError) -> JSONProperty? {
        guard let first = try nextKey(isFirst: true) else { return nil }
        if withBytes(of: first, { $0.equals("$type") }) {
            let type = try valueTypeName()
            guard let second = try nextKey(isFirst: false), withBytes(of: second, { $0.equals("_value") })
            else {
                throw error(.malformedTypedValue)
            }
            let property = try value(of: type, depth: depth)
            guard pass(UInt8(ascii: "}")) else { throw error(.malformedTypedValue) }
            return property
        }
        guard withBytes(of: first, { $0.equals("_value") }) else { return nil }
        let start = position
        try skipValue(depth: depth)
        guard let second = try nextKey(isFirst: false), withBytes(of: second, { $0.equals("$type") }) else {
            return nil
        }
        let type = try valueTypeName()
        guard pass(UInt8(ascii: "}")) else { throw error(.malformedTypedValue) }
        let end = position
        position = start
        let property = try value(of: type, depth: depth)
        position = end
        return property
    }

    private mutating func valueTypeName() throws(JSONLError) -> ValueTypeName {
        let start = position
        guard current == UInt8(ascii: "\"") else {
            throw unexpected("the name of a type", within: "an object")
        }
        let name = try copiedString()
        guard let type = ValueTypeName(rawValue: name) else {
            let suggestion = closestSpelling(to: name, among: ValueTypeName.allCases.map(\.rawValue))
            throw error(.unknownValueType(name, suggestion: suggestion), at: start)
        }
        return type
    }
}
