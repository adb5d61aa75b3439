import PropertyGraph

extension JSONCursor {
    /// Reads what stands after `_value`; the object around it does not count as nesting.
    mutating func value(of type: ValueTypeName, depth: Int) throws(JSONLError) -> JSONProperty {
        skipSpaces()
        let start = position
        switch type {
        case .null:
            try skipValue(depth: depth - 1)
            return .absent
        case .list where current == UInt8(ascii: "["): return try value(depth: depth - 1)
        case .map where current == UInt8(ascii: "{"):
            return .value(.opaque(type: "MAP", text: try compactValue(depth: depth - 1)))
        case .vector where current == UInt8(ascii: "["): return try vector(depth: depth)
        default: break
        }
        if current == UInt8(ascii: "\"") {
            let text = try string()
            let value = withBytes(of: text) { type.value($0) }
            return value.map { .value($0) } ?? .malformed(text: string(text), declaredType: type.rawValue)
        }
        try skipValue(depth: depth)
        // Numbers and truth values may stand without quotes; lists, maps and null never spell one.
        let token = UnsafeBufferPointer(rebasing: bytes[start..<position])
        if type != .string, type != .point, let value = type.value(token) { return .value(value) }
        return .malformed(text: compact(start..<position), declaredType: type.rawValue)
    }

    /// Reads a list of numbers, in quotes where JSON has none for them.
    private mutating func vector(depth: Int) throws(JSONLError) -> JSONProperty {
        let start = position
        position += 1
        var numbers: [Float] = []
        var isVector = true
        var isFirst = true
        while try nextElement(isFirst: isFirst) {
            isFirst = false
            skipSpaces()
            let isText = current == UInt8(ascii: "\"")
            let elementStart = position
            try skipValue(depth: depth)
            let range = isText ? elementStart + 1..<position - 1 : elementStart..<position
            if let number = FloatText.readSingle(UnsafeBufferPointer(rebasing: bytes[range])) {
                numbers.append(number)
            } else {
                isVector = false
            }
        }
        if isVector { return .value(.vector(numbers)) }
        return .malformed(text: compact(start..<position), declaredType: ValueTypeName.vector.rawValue)
    }
}
