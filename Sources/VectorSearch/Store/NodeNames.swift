import GraphStore
import PropertyGraph

/// What the nodes with a label are called, so that they are found by the identifiers that files spell.
public struct NodeNames: Sendable {
    private var names: [Identifier: ElementRecord.Name] = [:]
    /// Identifiers that two nodes with the label share, in two spaces.
    private var ambiguous: Set<Identifier> = []
    private let label: String

    /// Reads the identifiers of all nodes with a label.
    ///
    /// - Complexity: O(nodes with the label + changed nodes).
    public init(withLabel label: String, in graph: some GraphReading) throws {
        self.label = label
        let source = graph.source.graph
        func carries(_ labels: [String]) -> Bool { labels.contains { $0.utf8.elementsEqual(label.utf8) } }
        for table in source.segment?.nodeTables ?? [] where carries(table.labels) {
            let identifiers = try table.identifiers()
            for row in 0..<table.count {
                let id = table.first + UInt32(row)
                if let delta = source.delta, try delta.isMarked(.node, id) { continue }
                if let identifier = identifiers?[row] {
                    add(.init(identifier, space: identifiers?.space(of: row) ?? ""))
                } else {
                    add(.init(.integer(Int64(id)), space: Segment.idSpace))
                }
            }
        }
        for case (_, .present(let record)) in try source.delta?.nodes() ?? [] where carries(record.labels) {
            if let name = record.name { add(name) }
        }
    }

    private mutating func add(_ name: ElementRecord.Name) {
        if names.updateValue(name, forKey: name.identifier) != nil { ambiguous.insert(name.identifier) }
    }

    /// The node that an identifier means.
    ///
    /// - Parameters:
    ///   - identifier: What a file calls the node.
    ///   - graph: The state to look in, the one that was read or a later one.
    /// - Returns: The node.
    /// - Throws: ``VectorSearchError/unknownElement(id:label:)`` if there is none, ``VectorSearchError/pairing(_:)`` if there
    ///   are two in different spaces.
    /// - Complexity: O(1)
    public func node(_ identifier: Identifier, in graph: some GraphReading) throws -> NodeID {
        guard !ambiguous.contains(identifier) else {
            throw VectorSearchError.pairing(
                "Two nodes with the label \(label) are called `\(identifier)`, in different spaces; give them identifiers "
                    + "that differ.")
        }
        guard let name = names[identifier],
            let node = try graph.node(named: name.identifier, space: name.space)
        else { throw VectorSearchError.unknownElement(id: identifier.description, label: label) }
        return node
    }
}
