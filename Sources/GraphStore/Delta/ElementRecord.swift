import PropertyGraph

/// A node or edge as it stands in the delta, or as one reads it from anywhere.
public struct ElementRecord: Sendable, Equatable {
    /// What an element is called; unique within its space.
    public struct Name: Sendable, Hashable {
        /// The identifier.
        public var identifier: Identifier
        /// The space it is unique in; the empty name is the shared one.
        public var space: String

        /// A name in a space.
        public init(_ identifier: Identifier, space: String = "") {
            self.identifier = identifier
            self.space = space
        }
    }
    /// The labels, ordered by their bytes, each once.
    public internal(set) var labels: [String]
    /// The properties, ordered by the bytes of their keys, each key once.
    public internal(set) var properties: [(key: String, value: Value)]
    /// What the element is called; only edges may have no name.
    public let name: Name?

    init(labels: [String], properties: [(key: String, value: Value)], name: Name?) {
        self.labels = LabelKey(labels).labels
        self.properties = properties.sorted { $0.key.precedes($1.key) }
        self.name = name
    }

    /// The value of a property, or nil without one.
    public subscript(key: String) -> Value? {
        properties.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
    }

    mutating func set(_ value: Value?, for key: String) {
        properties.removeAll { $0.key.utf8.elementsEqual(key.utf8) }
        guard let value else { return }
        let position = properties.firstIndex { key.precedes($0.key) } ?? properties.count
        properties.insert((key, value), at: position)
    }

    /// The values of some keys; nil unless all have one.
    func values(of keys: [String]) -> [Value]? {
        var values: [Value] = []
        for key in keys {
            guard let value = self[key] else { return nil }
            values.append(value)
        }
        return values
    }

    /// Whether two records have equal names, labels and properties.
    public static func == (left: Self, right: Self) -> Bool {
        left.labels == right.labels && left.name == right.name
            && left.properties.elementsEqual(right.properties) { $0.key == $1.key && $0.value == $1.value }
    }
}

/// What the delta says of an element.
package enum DeltaNode {
    case deleted
    case present(ElementRecord)
}

/// What the delta says of an edge.
package struct DeltaEdge {
    package var source: UInt32
    package var target: UInt32
    /// Nil when it is deleted.
    package var element: ElementRecord?
}

/// Elements of the delta as bytes, with a checksum over them and their key.
///
///     u64 checksum  u8 kind  (u32 source  u32 target)  element
///
/// LMDB keeps no checksums, and a flipped bit must not become an answer.
enum DeltaCodec {
    private enum Kind: UInt8 {
        case deleted = 0
        case present = 1
    }

    static func encode(_ node: DeltaNode, id: UInt32) -> [UInt8] {
        var writer = ByteWriter()
        switch node {
        case .deleted: writer.append(Kind.deleted.rawValue)
        case .present(let record):
            writer.append(Kind.present.rawValue)
            append(record, &writer)
        }
        return sealed(writer.bytes, id)
    }

    static func encode(_ edge: DeltaEdge, id: UInt32) -> [UInt8] {
        var writer = ByteWriter()
        writer.append((edge.element == nil ? Kind.deleted : Kind.present).rawValue)
        writer.append(fixed: edge.source)
        writer.append(fixed: edge.target)
        if let element = edge.element { append(element, &writer) }
        return sealed(writer.bytes, id)
    }

    /// Nil when the bytes are not a node.
    static func node(_ bytes: UnsafeRawBufferPointer, id: UInt32) -> DeltaNode? {
        guard var reader = opened(bytes, id), let kind = reader.byte().flatMap(Kind.init) else { return nil }
        switch kind {
        case .deleted: return reader.isAtEnd ? .deleted : nil
        case .present: return record(&reader).map { .present($0) }
        }
    }

    /// Nil when the bytes are not an edge.
    static func edge(_ bytes: UnsafeRawBufferPointer, id: UInt32) -> DeltaEdge? {
        guard var reader = opened(bytes, id), let kind = reader.byte().flatMap(Kind.init),
            let source = reader.fixed(UInt32.self), let target = reader.fixed(UInt32.self)
        else { return nil }
        switch kind {
        case .deleted: return reader.isAtEnd ? DeltaEdge(source: source, target: target) : nil
        case .present:
            return record(&reader).map { DeltaEdge(source: source, target: target, element: $0) }
        }
    }

    private static func append(_ record: ElementRecord, _ writer: inout ByteWriter) {
        switch record.name?.identifier {
        case nil: writer.append(UInt8(0))
        case .integer(let number):
            writer.append(UInt8(1))
            writer.append(signed: number)
        case .text(let text):
            writer.append(UInt8(2))
            writer.append(text: text)
        }
        if let name = record.name { writer.append(text: name.space) }
        writer.append(varying: UInt64(record.labels.count))
        for label in record.labels { writer.append(text: label) }
        writer.append(varying: UInt64(record.properties.count))
        for (key, value) in record.properties {
            writer.append(text: key)
            ValueCodec.encode(value, to: &writer)
        }
    }

    private static func record(_ reader: inout ByteReader) -> ElementRecord? {
        var identifier: Identifier?
        switch reader.byte() {
        case 0: break
        case 1:
            guard let number = reader.signed() else { return nil }
            identifier = .integer(number)
        case 2:
            guard let text = reader.text() else { return nil }
            identifier = .text(text)
        default: return nil
        }
        var name: ElementRecord.Name?
        if let identifier {
            guard let space = reader.text() else { return nil }
            name = .init(identifier, space: space)
        }
        guard let labelCount = reader.count() else { return nil }
        var labels: [String] = []
        for _ in 0..<labelCount {
            guard let label = reader.text() else { return nil }
            labels.append(label)
        }
        guard let propertyCount = reader.count() else { return nil }
        var properties: [(key: String, value: Value)] = []
        for _ in 0..<propertyCount {
            guard let key = reader.text(), let value = ValueCodec.decode(&reader) else { return nil }
            properties.append((key, value))
        }
        return reader.isAtEnd ? ElementRecord(ordered: labels, properties, name) : nil
    }

    private static func sealed(_ content: [UInt8], _ id: UInt32) -> [UInt8] {
        var writer = ByteWriter()
        writer.append(fixed: checksum(content, id))
        return writer.bytes + content
    }

    private static func opened(_ bytes: UnsafeRawBufferPointer, _ id: UInt32) -> ByteReader? {
        var reader = ByteReader(bytes)
        guard let checksum = reader.fixed(UInt64.self) else { return nil }
        let content = UnsafeRawBufferPointer(rebasing: bytes[8...])
        guard checksum == Checksum.of(content) ^ UInt64(id) &* 0x9E37_79B1_85EB_CA87 else { return nil }
        return reader
    }

    private static func checksum(_ content: [UInt8], _ id: UInt32) -> UInt64 {
        content.withUnsafeBytes { Checksum.of($0) } ^ UInt64(id) &* 0x9E37_79B1_85EB_CA87
    }
}

extension ElementRecord {
    /// A record whose labels and properties are in order already.
    fileprivate init(ordered labels: [String], _ properties: [(key: String, value: Value)], _ name: Name?) {
        self.labels = labels
        self.properties = properties
        self.name = name
    }
}
