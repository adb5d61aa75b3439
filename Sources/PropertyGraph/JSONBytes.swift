extension Value {
    /// How deep lists and maps may be nested in JSON Lines.
    package static let jsonDepthLimit = 100
}

// The one place where values become JSON Lines: of a dump, and of the elements that an import refuses.
extension [UInt8] {
    /// Appends a string in quotes.
    package mutating func append(jsonString text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0x0A: append(contentsOf: "\\n".utf8)
            case 0x0D: append(contentsOf: "\\r".utf8)
            case 0x09: append(contentsOf: "\\t".utf8)
            case 0..<0x20: append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends an identifier, with its space in front if that has a name.
    package mutating func append(identifier: Identifier, space: String) {
        switch identifier {
        case .integer(let number) where space.isEmpty: append(contentsOf: String(number).utf8)
        default: append(jsonString: space.isEmpty ? identifier.description : "\(space):\(identifier)")
        }
    }

    /// Appends a value that is within so many lists; false when JSON Lines has no form for it.
    ///
    /// `isMap` says whether a text is a map as our reader gives it, so many levels deep.
    package mutating func append(
        json value: Value, depth: Int = 0, isMap: (_ text: String, _ depth: Int) -> Bool
    ) -> Bool {
        switch value {
        case .boolean(let value): append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let number): append(contentsOf: String(number).utf8)
        case .unsigned(let number): append(contentsOf: String(number).utf8)
        case .float(let number) where number.isFinite: append(contentsOf: number.description.utf8)
        case .float(let number): append(typed: .float, nonFinite(number))
        case .decimal(let number): append(typed: .decimal, number.description)
        case .string(let text): append(jsonString: text)
        case .bytes(let bytes): append(typed: .base64, Base64.encode(bytes))
        case .date(let date): append(typed: .date, date.description)
        case .localTime(let time): append(typed: .localTime, time.description)
        case .zonedTime(let time): append(typed: .time, time.description)
        case .localDateTime(let moment): append(typed: .localDateTime, moment.description)
        case .zonedDateTime(let moment):
            append(typed: moment.zone == nil ? .offsetDateTime : .zonedDateTime, moment.description)
        case .duration(let duration): append(typed: .duration, duration.description)
        case .list(let values): return append(jsonList: values, depth: depth + 1, isMap: isMap)
        case .vector(let numbers): append(vector: numbers)
        case .opaque("POINT", let text): append(typed: .point, text)
        case .opaque("MAP", let text):
            guard isMap(text, depth) else { return false }
            append(opening: .map)
            append(contentsOf: text.utf8)
            append(UInt8(ascii: "}"))
        case .opaque: return false
        }
        return true
    }

    private mutating func append(typed type: ValueTypeName, _ text: String) {
        append(opening: type)
        append(jsonString: text)
        append(UInt8(ascii: "}"))
    }

    private mutating func append(opening type: ValueTypeName) {
        append(contentsOf: "{\"$type\":\"\(type.rawValue)\",\"_value\":".utf8)
    }

    private mutating func append(
        jsonList values: [Value], depth: Int, isMap: (_ text: String, _ depth: Int) -> Bool
    ) -> Bool {
        guard depth <= Value.jsonDepthLimit else { return false }
        append(UInt8(ascii: "["))
        for (position, value) in values.enumerated() {
            if position > 0 { append(UInt8(ascii: ",")) }
            guard append(json: value, depth: depth, isMap: isMap) else { return false }
        }
        append(UInt8(ascii: "]"))
        return true
    }

    private mutating func append(vector numbers: [Float]) {
        append(opening: .vector)
        append(UInt8(ascii: "["))
        for (position, number) in numbers.enumerated() {
            if position > 0 { append(UInt8(ascii: ",")) }
            if number.isFinite {
                append(contentsOf: number.description.utf8)
            } else {
                append(jsonString: nonFinite(Double(number)))
            }
        }
        append(contentsOf: "]}".utf8)
    }
}

private func nonFinite(_ number: Double) -> String {
    number.isNaN ? "NaN" : number > 0 ? "Infinity" : "-Infinity"
}
