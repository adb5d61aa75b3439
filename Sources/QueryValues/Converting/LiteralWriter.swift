import PropertyGraph

/// Writes values as a query would.
struct LiteralWriter {
    /// What is written so far.
    private(set) var text = ""
    /// After how many bytes the rest may be left out.
    let limit: Int

    init(limit: Int) { self.limit = limit }

    private var isFull: Bool { text.utf8.count >= limit }

    mutating func write(_ value: QueryValue) {
        switch value {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let number): text += String(number)
        case .float(let number): text += number.cypherLiteral
        case .string(let text): write(quoted: text)
        case .list(let elements):
            text += "["
            write(each: elements) { $0.write($1) }
            text += "]"
        case .map(let map): write(map)
        case .node(let node): write(node)
        case .relationship(let relationship):
            text += "["
            write(relationship)
            text += "]"
        case .path(let path): write(path)
        case .stored(let value): write(stored: value)
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration:
            text += "'\(value.temporalText ?? "")'"
        }
    }

    private mutating func write<Item>(
        each items: some Sequence<Item>, _ writeItem: (inout LiteralWriter, Item) -> Void
    ) {
        var isFirst = true
        for item in items {
            if isFull { return }
            if !isFirst { text += ", " }
            isFirst = false
            writeItem(&self, item)
        }
    }

    private mutating func write(_ map: QueryMap) {
        text += "{"
        write(each: map.entries) { writer, entry in
            writer.write(name: entry.key)
            writer.text += ": "
            writer.write(entry.value)
        }
        text += "}"
    }

    private mutating func write(_ node: Node) {
        text += "("
        if let content = node.content {
            for label in content.labels {
                text += ":"
                write(name: label)
            }
            if content.properties.count > 0 {
                if !content.labels.isEmpty { text += " " }
                write(content.properties)
            }
        } else {
            text += "#\(node.id.raw)"
        }
        text += ")"
    }

    /// What stands between the brackets of a relationship.
    private mutating func write(_ relationship: Relationship) {
        guard let content = relationship.content else {
            text += "#\(relationship.id.raw)"
            return
        }
        if !content.type.isEmpty {
            text += ":"
            write(name: content.type)
        }
        if content.properties.count > 0 {
            if !content.type.isEmpty { text += " " }
            write(content.properties)
        }
    }

    /// An arrow points as the relationship does, where its content says how.
    private mutating func write(_ path: Path) {
        text += "<"
        write(path.nodes[0])
        for (relationship, (from, to)) in zip(path.relationships, zip(path.nodes, path.nodes.dropFirst())) {
            if isFull { break }
            let isBackward = relationship.content.map { $0.start != from.id && $0.end == from.id } ?? false
            text += isBackward ? "<-[" : "-["
            write(relationship)
            text += isBackward ? "]-" : "]->"
            write(to)
        }
        text += ">"
    }

    /// A value of a type that openCypher has no literals for.
    private mutating func write(stored value: Value) {
        switch value {
        case .bytes(let bytes):
            text += "X'"
            for byte in bytes {
                if isFull { break }
                text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            text += "'"
        case .vector(let numbers):
            text += "["
            write(each: numbers) { $0.text += $1.description }
            text += "]"
        case .opaque(let type, let content):
            text += "\(type) "
            write(quoted: content)
        default: text += value.literal
        }
    }

    /// A text in single quotes, with escapes for what would end or break it.
    private mutating func write(quoted string: String) {
        text += "'"
        for scalar in string.unicodeScalars {
            if isFull { break }
            switch scalar {
            case "'": text += "\\'"
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "'"
    }

    /// A name, between back-quotes where it needs them.
    private mutating func write(name: String) {
        let isPlain = name.unicodeScalars.enumerated().allSatisfy { position, scalar in
            scalar == "_" || scalar.properties.isAlphabetic
                || position > 0 && scalar.properties.generalCategory == .decimalNumber
        }
        guard !isPlain || name.isEmpty else { return text += name }
        text += "`"
        for scalar in name.unicodeScalars {
            if scalar == "`" { text += "`" }
            text.unicodeScalars.append(scalar)
        }
        text += "`"
    }
}
