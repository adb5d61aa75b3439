extension JSONCursor {
    /// Passes a value of any kind and checks that it is JSON, without looking for keys that stand twice.
    mutating func skipValue(depth: Int = 0) throws(JSONLError) {
        try passValue(depth: depth, checkingKeys: false)
    }

    /// Passes a value of any kind and gives it back without spaces.
    mutating func compactValue(depth: Int) throws(JSONLError) -> String {
        skipSpaces()
        let start = position
        try passValue(depth: depth, checkingKeys: true)
        return compact(start..<position)
    }

    /// Well-formed JSON without the spaces outside of its strings.
    func compact(_ range: Range<Int>) -> String {
        var compacted: [UInt8] = []
        compacted.reserveCapacity(range.count)
        var isInString = false
        var isEscaped = false
        for byte in bytes[range] {
            if isInString {
                isInString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            } else {
                if byte == 0x20 || byte == 0x09 || byte == 0x0D { continue }
                isInString = byte == UInt8(ascii: "\"")
            }
            compacted.append(byte)
        }
        return String(decoding: compacted, as: UTF8.self)
    }

    /// Passes `true`, `false` or `null`, and says which by its first letter; nil when none stands here.
    mutating func passLiteral() -> UInt8? {
        let first = current
        switch first {
        case UInt8(ascii: "t"): return pass("true") ? first : nil
        case UInt8(ascii: "f"): return pass("false") ? first : nil
        case UInt8(ascii: "n"): return pass("null") ? first : nil
        default: return nil
        }
    }

    /// Fails unless lists and objects may be nested so deep.
    func checkDepth(_ depth: Int) throws(JSONLError) {
        if depth > JSONCursor.depthLimit { throw error(.tooDeep(limit: JSONCursor.depthLimit)) }
    }

    private mutating func passValue(depth: Int, checkingKeys: Bool) throws(JSONLError) {
        skipSpaces()
        switch current {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number()
        case UInt8(ascii: "["):
            try checkDepth(depth + 1)
            position += 1
            var isFirst = true
            while try nextElement(isFirst: isFirst) {
                try passValue(depth: depth + 1, checkingKeys: checkingKeys)
                isFirst = false
            }
        case UInt8(ascii: "{"):
            try checkDepth(depth + 1)
            position += 1
            var isFirst = true
            var keys: Set<[UInt8]> = []
            while let key = try nextKey(isFirst: isFirst) {
                if checkingKeys, !withBytes(of: key, { keys.insert(Array($0)).inserted }) {
                    throw error(.duplicateKey(string(key)), at: keyStart)
                }
                try passValue(depth: depth + 1, checkingKeys: checkingKeys)
                isFirst = false
            }
        default:
            guard passLiteral() != nil else { throw unexpected("a value", within: "an object") }
        }
    }
}
