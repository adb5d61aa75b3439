import PropertyGraph

/// The text of one value within a field.
private typealias Text = UnsafeBufferPointer<UInt8>

extension KuzuType {
    /// Reads a value as Kuzu writes it into CSV; nil when it is not of the type.
    func value(_ text: UnsafeBufferPointer<UInt8>, _ lists: ListText) -> Value? {
        switch self {
        case .scalar, .serial, .decimal, .uuid: return ScalarText.value(of: columnType, text, lists)
        case .int128: return DecimalNumber(parsing: text).flatMap { $0.scale == 0 ? .decimal($0) : nil }
        case .blob: return blob(text)
        case .interval:
            return CalendarDuration(kuzu: String(decoding: text, as: UTF8.self)).map(Value.duration)
        case .list(let element): return list(of: element, text, lists).map(Value.list)
        case .array(.scalar(.float32, _), let count):
            return elements(text, nested: false).flatMap { elements in
                let numbers = elements.compactMap(FloatText.readSingle)
                return numbers.count == count && numbers.count == elements.count ? .vector(numbers) : nil
            }
        case .array(let element, let count):
            return list(of: element, text, lists).flatMap { $0.count == count ? .list($0) : nil }
        case .structure(let fields): return structure(fields, text, lists)
        case .map(let key, let value): return map(key, value, text, lists)
        case .union(let fields):
            // The text does not say which of its types it is of: the first that reads it.
            return fields.lazy.compactMap { $0.type.value(text, lists) }.first
        }
    }

    private func list(of element: KuzuType, _ text: Text, _ lists: ListText) -> [Value]? {
        guard let elements = elements(text, nested: element.isNested) else { return nil }
        let values = elements.compactMap { element.value($0, lists) }
        return values.count == elements.count ? values : nil
    }

    /// Whether values have brackets of their own.
    private var isNested: Bool {
        switch self {
        case .list, .array, .structure, .map: true
        case .union(let fields): fields.contains { $0.type.isNested }
        default: false
        }
    }

    /// What stands between brackets, element by element.
    ///
    /// Kuzu quotes no element, so each comma separates unless it is within brackets of its own.
    private func elements(_ text: Text, nested: Bool) -> [Text]? {
        guard let inner = inside(text, "[", "]") else { return nil }
        return inner.isEmpty ? [] : split(inner, nested: nested)
    }

    private func inside(_ text: Text, _ open: Unicode.Scalar, _ close: Unicode.Scalar) -> Text? {
        guard text.count >= 2, text.first == UInt8(ascii: open), text.last == UInt8(ascii: close) else {
            return nil
        }
        return Text(rebasing: text[1..<(text.count - 1)])
    }

    /// The parts between commas; within brackets a comma belongs to a part if parts nest.
    private func split(_ text: Text, nested: Bool) -> [Text] {
        var parts: [Text] = []
        var start = 0
        var depth = 0
        for (position, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += nested ? 1 : 0
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= nested ? 1 : 0
            case UInt8(ascii: ",") where depth == 0:
                parts.append(Text(rebasing: text[start..<position]))
                start = position + 1
            default: break
            }
        }
        parts.append(Text(rebasing: text[start...]))
        return parts
    }

    /// Reads `{street: Main, number: 5}`; the next field's name ends a text, which may contain commas.
    private func structure(_ fields: [KuzuField], _ text: Text, _ lists: ListText) -> Value? {
        guard let inner = inside(text, "{", "}") else { return nil }
        var rest = String(decoding: inner, as: UTF8.self)[...]
        var map = MapText()
        for (index, field) in fields.enumerated() {
            guard rest.hasPrefix(field.name + ": ") else { return nil }
            rest = rest.dropFirst(field.name.count + 2)
            var written = rest
            if index + 1 < fields.count {
                let separator = ", \(fields[index + 1].name): "
                guard let range = rest.firstRange(of: separator) else { return nil }
                written = rest[..<range.lowerBound]
                rest = rest[rest.index(range.lowerBound, offsetBy: 2)...]
            }
            guard append(written, of: field.type, key: field.name, to: &map, lists) else { return nil }
        }
        return map.value
    }

    /// Reads `{a=1, b=2}`.
    private func map(_ key: KuzuType, _ value: KuzuType, _ text: Text, _ lists: ListText) -> Value? {
        guard let inner = inside(text, "{", "}") else { return nil }
        var map = MapText()
        for part in inner.isEmpty ? [] : split(inner, nested: value.isNested) {
            let entry = String(decoding: part, as: UTF8.self).drop { $0 == " " }
            guard let equals = entry.firstIndex(of: "=") else { return nil }
            let written = entry[entry.index(after: equals)...]
            guard append(written, of: value, key: String(entry[..<equals]), to: &map, lists) else {
                return nil
            }
        }
        return map.value
    }

    private func append(
        _ written: Substring, of type: KuzuType, key: String, to map: inout MapText, _ lists: ListText
    ) -> Bool {
        guard !written.isEmpty else { return map.append(key, .absent) }
        var text = String(written)
        guard let value = text.withUTF8({ type.value($0, lists) }) else { return false }
        return map.append(key, .value(value))
    }

    /// Reads bytes, those that are not printable being written `\xAB`.
    private func blob(_ text: Text) -> Value? {
        var bytes: [UInt8] = []
        var position = 0
        while position < text.count {
            guard text[position] == UInt8(ascii: "\\") else {
                bytes.append(text[position])
                position += 1
                continue
            }
            let digits = text[position...].prefix(4).dropFirst(2)
            guard digits.count == 2, text[position + 1] | 0x20 == UInt8(ascii: "x"),
                let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(byte)
            position += 4
        }
        return .bytes(bytes)
    }
}

extension CalendarDuration {
    /// Reads `1 year 2 months 3 days 04:05:06.789`, any part of which may be missing.
    init?(kuzu text: String) {
        let words = text.split(separator: " ")
        var (months, days, clock) = (Int64(0), Int64(0), Int64(0))
        var position = 0
        while position + 1 < words.count {
            guard let number = Int64(words[position]), number.magnitude < 1 << 40 else { return nil }
            switch words[position + 1] {
            case "year", "years": months += number * 12
            case "month", "months": months += number
            case "day", "days": days += number
            default: return nil
            }
            position += 2
        }
        if position < words.count {
            guard let microseconds = Self.microseconds(words[position]) else { return nil }
            clock = microseconds
        }
        guard !words.isEmpty else { return nil }
        var (seconds, rest) = clock.quotientAndRemainder(dividingBy: 1_000_000)
        if rest < 0 { (seconds, rest) = (seconds - 1, rest + 1_000_000) }
        self.init(months: months, days: days, seconds: seconds, nanoseconds: Int32(rest) * 1000)
    }

    /// Reads `-04:05:06.789`, with any number of hours.
    private static func microseconds(_ text: Substring) -> Int64? {
        let sign: Int64 = text.hasPrefix("-") ? -1 : 1
        let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ":")
        guard parts.count == 3, let hours = Int64(parts[0]), 0..<1_000_000_000 ~= hours,
            let minutes = Int64(parts[1]), 0..<60 ~= minutes
        else { return nil }
        let fields = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard let seconds = Int64(fields[0]), 0..<60 ~= seconds, fields.count <= 2 else { return nil }
        var fraction: Int64 = 0
        if fields.count == 2 {
            let digits = fields[1].prefix(6)
            guard let number = Int64(digits), number >= 0 else { return nil }
            fraction = (digits.count..<6).reduce(number) { number, _ in number * 10 }
        }
        return sign * (((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction)
    }
}
