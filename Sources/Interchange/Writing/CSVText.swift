import PropertyGraph

/// Appends fields to rows as the reader takes them apart.
struct CSVText {
    let dialect: CSVDialect

    /// Appends a field, in quotes where it needs them; an empty one too, because no text at all is no value.
    func append(_ text: some Collection<UInt8>, to row: inout [UInt8]) {
        let needsQuotes =
            text.isEmpty
            || text.contains { byte in
                byte == dialect.delimiter || byte == dialect.quote || byte == 0x0A || byte == 0x0D
            }
        guard needsQuotes else {
            row.append(contentsOf: text)
            return
        }
        row.append(dialect.quote)
        for byte in text {
            if byte == dialect.quote { row.append(dialect.quote) }
            row.append(byte)
        }
        row.append(dialect.quote)
    }

    /// The text of a value; nil when the reader would make something else of it.
    func text(of value: Value) -> [UInt8]? {
        switch value {
        case .list(let values): return joined(values.map { value in text(ofElement: value) })
        case .vector(let numbers): return joined(numbers.map { Array($0.description.utf8) })
        case .opaque(_, let text): return text.isEmpty ? nil : Array(text.utf8)
        default: return scalar(value)
        }
    }

    /// Labels in one field; nil when they cannot be told apart again.
    func text(ofLabels labels: [String]) -> [UInt8]? {
        labels.isEmpty ? [] : labels.contains("") ? nil : joined(labels.map { Array($0.utf8) })
    }

    private func text(ofElement value: Value) -> [UInt8]? {
        guard let text = text(of: value) else { return nil }
        if case .string = value { return text }
        // The reader drops spaces around elements other than text.
        guard let first = text.first, let last = text.last else { return nil }
        return isSpace(first) || isSpace(last) ? nil : text
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private func joined(_ elements: [[UInt8]?]) -> [UInt8]? {
        var text: [UInt8] = []
        for (position, element) in elements.enumerated() {
            guard let element, !element.contains(dialect.arrayDelimiter) else { return nil }
            if position > 0 { text.append(dialect.arrayDelimiter) }
            text += element
        }
        return text.isEmpty ? nil : text
    }

    private func scalar(_ value: Value) -> [UInt8]? {
        switch value {
        case .boolean(let value): Array((value ? "true" : "false").utf8)
        case .integer(let number): Array(String(number).utf8)
        case .unsigned(let number): Array(String(number).utf8)
        case .float(let number): Array(number.description.utf8)
        case .decimal(let number): Array(number.description.utf8)
        case .string(let text): Array(text.utf8)
        // With its prefix, because no bytes at all would be no value.
        case .bytes(let bytes):
            Array("0x".utf8) + bytes.flatMap { [hexadecimal($0 >> 4), hexadecimal($0 & 15)] }
        case .date(let date): Array(date.description.utf8)
        case .localTime(let time): Array(time.description.utf8)
        case .zonedTime(let time): Array(time.description.utf8)
        case .localDateTime(let moment): Array(moment.description.utf8)
        case .zonedDateTime(let moment): Array(moment.description.utf8)
        case .duration(let duration): Array(duration.description.utf8)
        case .list, .vector, .opaque: nil
        }
    }

    private func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
