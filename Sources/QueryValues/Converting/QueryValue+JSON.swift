import PropertyGraph

extension QueryValue {
    /// The value as JSON on one line.
    ///
    /// Truth values, numbers, text, lists and maps are JSON's own; whole numbers keep all digits. Everything else names its
    /// type as the store's JSON Lines do: `{"$type":"Date","_value":"2020-01-01"}`, and Infinity and NaN are Float. A map with
    /// a key `$type` is wrapped, so that it is not taken for one of these.
    public var jsonText: String {
        var bytes: [UInt8] = []
        bytes.append(json: self)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends a value of a query.
    fileprivate mutating func append(json value: QueryValue) {
        switch value {
        case .null: append(contentsOf: "null".utf8)
        case .boolean(let value): append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let number): append(contentsOf: String(number).utf8)
        case .float(let number): append(stored: .float(number))
        case .string(let text): append(jsonString: text)
        case .list(let elements): append(list: elements) { $0.append(json: $1) }
        case .map(let map):
            guard map["$type"] != nil else { return append(map: map) }
            wrap(ValueTypeName.map.rawValue) { $0.append(map: map) }
        case .node(let node): append(node: node)
        case .relationship(let relationship): append(relationship: relationship)
        case .path(let path):
            wrap("Path") { bytes in
                bytes.append(contentsOf: "{\"nodes\":".utf8)
                bytes.append(list: path.nodes) { $0.append(node: $1) }
                bytes.append(contentsOf: ",\"relationships\":".utf8)
                bytes.append(list: path.relationships) { $0.append(relationship: $1) }
                bytes.append(UInt8(ascii: "}"))
            }
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration:
            guard let type = value.jsonTypeName, let text = value.temporalText else { return }
            wrap(type.rawValue) { $0.append(jsonString: text) }
        case .stored(let value): append(stored: value)
        }
    }

    private mutating func append(stored value: Value) {
        let start = count
        // An opaque type without a form in JSON Lines keeps its name.
        guard append(json: value, isMap: { _, _ in true }) else {
            removeSubrange(start...)
            guard case .opaque(let type, let text) = value else { return append(contentsOf: "null".utf8) }
            return wrap(type) { $0.append(jsonString: text) }
        }
    }

    private mutating func append(node: Node) {
        wrap("Node") { bytes in
            bytes.append(contentsOf: "{\"id\":\(node.id.raw)".utf8)
            if let content = node.content {
                bytes.append(contentsOf: ",\"labels\":".utf8)
                bytes.append(list: content.labels) { $0.append(jsonString: $1) }
                bytes.append(contentsOf: ",\"properties\":".utf8)
                bytes.append(map: content.properties)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private mutating func append(relationship: Relationship) {
        wrap("Relationship") { bytes in
            bytes.append(contentsOf: "{\"id\":\(relationship.id.raw)".utf8)
            if let content = relationship.content {
                bytes.append(contentsOf: ",\"type\":".utf8)
                bytes.append(jsonString: content.type)
                bytes.append(contentsOf: ",\"start\":\(content.start.raw),\"end\":\(content.end.raw)".utf8)
                bytes.append(contentsOf: ",\"properties\":".utf8)
                bytes.append(map: content.properties)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private mutating func append(map: QueryMap) {
        append(UInt8(ascii: "{"))
        for (position, (key, value)) in map.entries.enumerated() {
            if position > 0 { append(UInt8(ascii: ",")) }
            append(jsonString: key)
            append(UInt8(ascii: ":"))
            append(json: value)
        }
        append(UInt8(ascii: "}"))
    }

    private mutating func append<Item>(list items: [Item], _ appendItem: (inout [UInt8], Item) -> Void) {
        append(UInt8(ascii: "["))
        for (position, item) in items.enumerated() {
            if position > 0 { append(UInt8(ascii: ",")) }
            appendItem(&self, item)
        }
        append(UInt8(ascii: "]"))
    }

    private mutating func wrap(_ type: String, _ appendValue: (inout [UInt8]) -> Void) {
        append(contentsOf: "{\"$type\":".utf8)
        append(jsonString: type)
        append(contentsOf: ",\"_value\":".utf8)
        appendValue(&self)
        append(UInt8(ascii: "}"))
    }
}

extension QueryValue {
    fileprivate var jsonTypeName: ValueTypeName? {
        switch self {
        case .date: .date
        case .localTime: .localTime
        case .zonedTime: .time
        case .localDateTime: .localDateTime
        case .zonedDateTime(let moment): moment.zone == nil ? .offsetDateTime : .zonedDateTime
        case .duration: .duration
        default: nil
        }
    }
}
