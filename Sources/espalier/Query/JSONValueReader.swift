import PGSchema
import PropertyGraph
import QueryValues

/// Reads JSON as values of a query; a number without point or exponent is a whole number.
struct JSONValueReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        // Some editors begin a file with a byte order mark.
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// The value that the whole text is.
    mutating func document() throws(JSONParameterError) -> QueryValue {
        let value = try value(depth: 0)
        skipSpaces()
        guard position == bytes.count else { throw unexpected("the end") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONParameterError) -> QueryValue {
        guard depth <= Value.jsonDepthLimit else {
            throw error("Lists and objects nest more than \(Value.jsonDepthLimit) deep, which is the limit.")
        }
        skipSpaces()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            if pass("true") { return true }
            if pass("false") { return false }
            if pass("null") { return nil }
            throw unexpected("a value")
        }
    }

    private mutating func list(depth: Int) throws(JSONParameterError) -> QueryValue {
        position += 1
        var elements: [QueryValue] = []
        if passSign("]") { return .list([]) }
        repeat { elements.append(try value(depth: depth + 1)) } while passSign(",")
        guard passSign("]") else { throw unexpected("`,` or `]`") }
        return .list(elements)
    }

    private mutating func object(depth: Int) throws(JSONParameterError) -> QueryValue {
        let start = position
        position += 1
        // Sorted once: a map that is written entry by entry takes quadratic time.
        var entries: [(key: String, value: QueryValue)] = []
        if passSign("}") { return .map(QueryMap()) }
        repeat {
            skipSpaces()
            guard current == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
            let key = try string()
            guard passSign(":") else { throw unexpected("`:`") }
            entries.append((key, try value(depth: depth + 1)))
        } while passSign(",")
        guard passSign("}") else { throw unexpected("`,` or `}`") }
        return try typed(QueryMap(sorting: entries), at: start)
    }

    /// A value of a type that JSON has no form for: `{"$type": "Date", "_value": "1815-12-10"}`.
    private func typed(_ map: QueryMap, at start: Int) throws(JSONParameterError) -> QueryValue {
        guard map.count == 2, case .string(let type)? = map["$type"], let content = map["_value"] else {
            return .map(map)
        }
        switch (type, content) {
        case ("Map", .map), ("List", .list), ("String", .string), ("Boolean", .boolean),
            ("Integer", .integer):
            return content
        case ("Float", .string(let text)):
            if let number = Double(text) { return .float(number) }
        case ("Float", .float): return content
        case (_, .string):
            if let name = Self.functions[type], let value = TemporalConstruction.value(name, of: content) {
                return value
            }
        default: break
        }
        throw error("This is no value of type `\(type)` that a parameter can have.", at: start)
    }

    private static let functions = [
        "Date": "date", "LocalTime": "localtime", "Time": "time", "LocalDateTime": "localdatetime",
        "OffsetDateTime": "datetime", "ZonedDateTime": "datetime", "Duration": "duration",
    ]

    private mutating func number() throws(JSONParameterError) -> QueryValue {
        let start = position
        var isWhole = true
        while position < bytes.count {
            switch current {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): isWhole = false
            default:
                return try number(bytes[start..<position], isWhole: isWhole, at: start)
            }
            position += 1
        }
        return try number(bytes[start..<position], isWhole: isWhole, at: start)
    }

    private func number(
        _ digits: ArraySlice<UInt8>, isWhole: Bool, at start: Int
    ) throws(JSONParameterError) -> QueryValue {
        let text = String(decoding: digits, as: UTF8.self)
        if isWhole, let number = Int64(text) { return .integer(number) }
        if !isWhole, let number = Double(text), number.isFinite { return .float(number) }
        throw error("`\(text)` is no number of 64 bits.", at: start)
    }

    private mutating func string() throws(JSONParameterError) -> String {
        let start = position
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = current
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw error("This text is not UTF-8.", at: start)
                }
                return text
            case UInt8(ascii: "\\"): content.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20:
                throw error("A control character stands in a text; write an escape.", at: position - 1)
            default: content.append(byte)
            }
        }
        throw error("This text is never closed.", at: start)
    }

    private mutating func escape() throws(JSONParameterError) -> Unicode.Scalar {
        let start = position - 1
        let sign = current
        position += 1
        switch sign {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(sign)
        case UInt8(ascii: "u"):
            let first = try codeUnit(at: start)
            if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
            guard (0xD800..<0xDC00).contains(first), pass("\\u") else { break }
            let second = try codeUnit(at: start)
            guard (0xDC00..<0xE000).contains(second) else { break }
            let code = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00)
            if let scalar = Unicode.Scalar(code) { return scalar }
        default: break
        }
        throw error("This escape names no character.", at: start)
    }

    private mutating func codeUnit(at start: Int) throws(JSONParameterError) -> UInt16 {
        let digits = bytes[position..<min(position + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error("This escape names no character.", at: start) }
        position += 4
        return unit
    }

    /// The byte here; zero at the end.
    private var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipSpaces() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func pass(_ word: String) -> Bool {
        guard bytes[min(position, bytes.count)...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    private mutating func passSign(_ sign: String) -> Bool {
        skipSpaces()
        return pass(sign)
    }

    private func unexpected(_ wanted: String) -> JSONParameterError {
        error("Expected \(wanted) of JSON here.")
    }

    private func error(_ message: String, at offset: Int? = nil) -> JSONParameterError {
        let place = LineMap(bytes).position(of: offset ?? position)
        return JSONParameterError(message: message, line: place.line, column: place.column)
    }
}

extension QueryMap {
    /// A map of entries in any order; of equal keys the last one counts.
    fileprivate init(sorting entries: [(key: String, value: QueryValue)]) {
        let sorted = entries.enumerated().sorted { left, right in
            if left.element.key.utf8.elementsEqual(right.element.key.utf8) {
                return left.offset < right.offset
            }
            return left.element.key.utf8.lexicographicallyPrecedes(right.element.key.utf8)
        }
        self.init(sorted.lazy.map(\.element))
    }
}
