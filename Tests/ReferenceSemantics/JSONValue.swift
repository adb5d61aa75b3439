/// JSON that keeps a number as it was written, so that `3` and `3.0` stay apart.
indirect enum JSONValue {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Where and why a text is no JSON.
    struct Malformed: Error {
        var offset: Int
        var expected: String
    }

    init(text: String) throws(Malformed) {
        var reader = Reader(bytes: Array(text.utf8))
        self = try reader.value()
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.malformed("the end") }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        func malformed(_ expected: String) -> Malformed { Malformed(offset: position, expected: expected) }

        mutating func skipSpace() {
            while position < bytes.count, [32, 10, 13, 9].contains(bytes[position]) { position += 1 }
        }

        /// Steps over a text if it stands next.
        mutating func skip(_ text: String) -> Bool {
            skipSpace()
            guard bytes[position...].starts(with: text.utf8) else { return false }
            position += text.utf8.count
            return true
        }

        mutating func expect(_ text: String) throws(Malformed) {
            guard skip(text) else { throw malformed(text) }
        }

        mutating func value() throws(Malformed) -> JSONValue {
            if skip("null") { return .null }
            if skip("true") { return .boolean(true) }
            if skip("false") { return .boolean(false) }
            if skip("\"") { return .string(try restOfString()) }
            if skip("[") { return .array(try restOfArray()) }
            if skip("{") { return .object(try restOfObject()) }
            let digits = bytes[position...].prefix { "+-.0123456789eE".utf8.contains($0) }
            guard !digits.isEmpty else { throw malformed("a value") }
            position += digits.count
            return .number(String(decoding: digits, as: UTF8.self))
        }

        mutating func restOfArray() throws(Malformed) -> [JSONValue] {
            if skip("]") { return [] }
            var elements = [try value()]
            while skip(",") { elements.append(try value()) }
            try expect("]")
            return elements
        }

        mutating func restOfObject() throws(Malformed) -> [String: JSONValue] {
            var members: [String: JSONValue] = [:]
            if skip("}") { return members }
            repeat {
                try expect("\"")
                let key = try restOfString()
                try expect(":")
                members[key] = try value()
            } while skip(",")
            try expect("}")
            return members
        }

        mutating func restOfString() throws(Malformed) -> String {
            var units: [UInt16] = []
            while position < bytes.count {
                let plain = bytes[position...].prefix { $0 != 0x22 && $0 != 0x5c }
                units += String(decoding: plain, as: UTF8.self).utf16
                position += plain.count
                if position < bytes.count, bytes[position] == 0x22 {
                    position += 1
                    return String(decoding: units, as: UTF16.self)
                }
                units.append(try escape())
            }
            throw malformed("a closing quote")
        }

        mutating func escape() throws(Malformed) -> UInt16 {
            guard position + 1 < bytes.count else { throw malformed("an escape") }
            let letter = bytes[position + 1]
            position += 2
            switch letter {
            case UInt8(ascii: "n"): return 10
            case UInt8(ascii: "t"): return 9
            case UInt8(ascii: "r"): return 13
            case UInt8(ascii: "b"): return 8
            case UInt8(ascii: "f"): return 12
            case UInt8(ascii: "u"):
                let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
                guard let unit = UInt16(digits, radix: 16) else { throw malformed("four hexadecimal digits") }
                position += 4
                return unit
            default: return UInt16(letter)
            }
        }
    }
}
