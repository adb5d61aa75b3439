import GraphStore
import PropertyGraph

/// One vector that a store holds, where it lies.
struct FoundVector {
    let element: UInt32
    /// Its version, as a position among those of the reader.
    let version: Int
    let place: Place

    enum Place {
        /// A row of a segment's column.
        case row(Int, of: MappedArray<Float>, dimension: Int)
        /// Numbers of their own.
        case numbers([Float])
    }

    var dimension: Int {
        switch place {
        case .row(_, _, let dimension): dimension
        case .numbers(let numbers): numbers.count
        }
    }
}

/// Walks over the vectors of a property and the versions beside them, segment and delta as one.
struct VectorReader {
    private let graph: StoreGraph
    private let selection: VectorSelection
    /// The versions that were come upon.
    private(set) var versions: [String] = []
    private var codes: [String: Int] = [:]

    init(_ selection: VectorSelection, in source: GraphReadingSource) {
        self.selection = selection
        graph = source.graph
    }

    /// Calls `body` with every vector; those of the segment come first, in the order of the elements.
    ///
    /// - Complexity: O(nodes with the label + changed nodes).
    mutating func forEach(_ body: (FoundVector) throws -> Void) throws {
        for table in graph.segment?.nodeTables ?? [] where carries(table.labels) {
            try forEach(in: table, body)
        }
        for case (let id, .present(let record)) in try graph.delta?.nodes() ?? [] where carries(record.labels)
        {
            guard let value = record[selection.property] else { continue }
            let version = try code(of: record[selection.versionProperty], id)
            guard isWanted(version) else { continue }
            try body(FoundVector(element: id, version: version, place: .numbers(try numbers(value, id))))
        }
    }

    private mutating func forEach(in table: NodeTable, _ body: (FoundVector) throws -> Void) throws {
        let vectors = try PropertyColumn(selection.property, of: table)
        let written = try PropertyColumn(selection.versionProperty, of: table)
        guard vectors.isThere else { return }
        let base = code(of: selection.baseVersion)
        // A dictionary has few texts and many rows.
        var dictionary: [Int64: Int] = [:]
        for row in 0..<table.count where vectors.has(row) {
            let id = table.first + UInt32(row)
            if let delta = graph.delta, try delta.isMarked(.node, id) { continue }
            var version = base
            if let (word, texts) = written.word(in: row) {
                if let known = dictionary[word] {
                    version = known
                } else {
                    version = code(of: texts[Int(word)])
                    dictionary[word] = version
                }
            } else if written.isThere {
                version = try code(of: written[row], id)
            }
            guard isWanted(version) else { continue }
            if let (numbers, dimension) = vectors.mapped {
                try body(
                    FoundVector(
                        element: id, version: version, place: .row(row, of: numbers, dimension: dimension)))
            } else if let value = vectors[row] {
                try body(FoundVector(element: id, version: version, place: .numbers(try numbers(value, id))))
            }
        }
    }

    private func carries(_ labels: [String]) -> Bool {
        labels.contains { $0.utf8.elementsEqual(selection.label.utf8) }
    }

    private func isWanted(_ version: Int) -> Bool {
        guard let wanted = selection.version else { return true }
        return versions[version].utf8.elementsEqual(wanted.utf8)
    }

    private mutating func code(of version: String) -> Int {
        if let code = codes[version] { return code }
        codes[version] = versions.count
        versions.append(version)
        return versions.count - 1
    }

    private mutating func code(of value: Value?, _ id: UInt32) throws -> Int {
        switch value {
        case nil: return code(of: selection.baseVersion)
        case .string(let version)?: return code(of: version)
        default:
            throw VectorSearchError.noVersion(
                element: try graph.title(ofNode: id), property: selection.versionProperty)
        }
    }

    /// A vector, or a list that the type VECTOR admits.
    private func numbers(_ value: Value, _ id: UInt32) throws -> [Float] {
        if let numbers = value.vectorNumbers { return numbers }
        throw VectorSearchError.noVector(element: try graph.title(ofNode: id), property: selection.property)
    }
}

/// A property of a table, in a column or in its open content.
private struct PropertyColumn {
    private let key: String
    private let column: SegmentColumn?
    private let open: OpenContent?

    init(_ key: String, of table: NodeTable) throws {
        self.key = key
        column = try table.column(key)
        open = try column == nil ? table.openContent() : nil
    }

    /// Whether some row may have a value.
    var isThere: Bool { column != nil || open != nil }

    /// Whether a row may have a value.
    func has(_ row: Int) -> Bool { column.map { $0.presence?[row] ?? true } ?? true }

    subscript(row: Int) -> Value? {
        if let column { return column[row] }
        return open?.record(of: row).first { $0.key.utf8.elementsEqual(key.utf8) }?.value
    }

    /// The vectors of all rows, one after the other, if they are stored so.
    var mapped: (MappedArray<Float>, dimension: Int)? {
        guard case .vectors(let dimension, let numbers)? = column?.storage else { return nil }
        return (numbers, dimension)
    }

    /// The word that a row has in a dictionary of texts; nil where there is no dictionary, or no value.
    func word(in row: Int) -> (Int64, MappedTexts)? {
        guard let column, case .dictionary(let codes, let texts) = column.storage, has(row) else {
            return nil
        }
        return (codes[row], texts)
    }
}

extension Value {
    /// The numbers of a vector, or of a list that consists of numbers.
    fileprivate var vectorNumbers: [Float]? {
        switch self {
        case .vector(let numbers): return numbers.isEmpty ? nil : numbers
        case .list(let values) where !values.isEmpty:
            var numbers: [Float] = []
            numbers.reserveCapacity(values.count)
            for value in values {
                switch value {
                case .float(let number): numbers.append(Float(number))
                case .integer(let number): numbers.append(Float(number))
                default: return nil
                }
            }
            return numbers
        default: return nil
        }
    }
}

extension StoreGraph {
    /// What a node is called in a sentence.
    func title(ofNode id: UInt32) throws -> String {
        guard let name = try node(id)?.name else { return "node \(id)" }
        return "node \(Value.string(name.identifier.description).literal)"
    }
}
