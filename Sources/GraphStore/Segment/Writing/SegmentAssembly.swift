import Synchronization

/// Puts finished pieces into the file one after the other, and remembers where for the directory.
final class SegmentAssembly: Sendable {
    /// A piece of the segment, with the table it belongs to.
    enum Piece: Sendable {
        case node(Int, TableContent.Piece)
        case edge(Int, TableContent.Piece)
        case adjacency(Int, AdjacencyEntry<EncodedBlock>)
        case index(IndexEntry<EncodedBlock>)
    }
    private struct State: ~Copyable {
        var file: SegmentFile
        var nodes: [ContentEntry<BlockReference>]
        var edges: [ContentEntry<BlockReference>]
        var adjacencies: [AdjacencyEntry<BlockReference>?]
        var indexes: [IndexEntry<BlockReference>] = []
    }
    private let state: Mutex<State>
    private let nodes: NodeLayout
    private let edges: EdgeLayout

    init(path: String, generation: UInt64, nodes: NodeLayout, edges: EdgeLayout) throws(SegmentError) {
        self.nodes = nodes
        self.edges = edges
        state = Mutex(
            State(
                file: try SegmentFile(path: path, generation: generation),
                nodes: [ContentEntry<BlockReference>](
                    repeating: ContentEntry<BlockReference>(), count: nodes.tables.count),
                edges: [ContentEntry<BlockReference>](
                    repeating: ContentEntry<BlockReference>(), count: edges.tables.count),
                adjacencies: [AdjacencyEntry<BlockReference>?](repeating: nil, count: edges.tables.count)))
    }

    /// Writes a piece; called by one thread at a time, in the order of the file.
    func add(_ piece: Piece) throws(SegmentError) {
        try state.withLock { state throws(SegmentError) in
            switch piece {
            case .node(let table, let piece): try Self.place(piece, &state.nodes[table], &state.file)
            case .edge(let table, let piece): try Self.place(piece, &state.edges[table], &state.file)
            case .adjacency(let table, let adjacency):
                state.adjacencies[table] = try adjacency.map { block throws(SegmentError) in
                    try state.file.append(block)
                }
            case .index(let index):
                let placed = try index.map { block throws(SegmentError) in try state.file.append(block) }
                state.indexes.append(placed)
            }
        }
    }

    private static func place(
        _ piece: TableContent.Piece, _ content: inout ContentEntry<BlockReference>, _ file: inout SegmentFile
    ) throws(SegmentError) {
        switch piece {
        case .identifiers(let identifiers):
            content.identifiers = try identifiers.map { block throws(SegmentError) in try file.append(block) }
        case .column(let column):
            content.columns.append(try column.map { block throws(SegmentError) in try file.append(block) })
        case .open(let open):
            let records = try open.records.map { block throws(SegmentError) in try file.append(block) }
            content.open = OpenContentEntry(keys: open.keys, records: records)
        }
    }

    /// Writes the directory and gives the file its name.
    func finish(nodeIDs: [UInt32]) throws(SegmentError) -> SegmentSummary {
        try state.withLock { state throws(SegmentError) in
            var directory = SegmentDirectory()
            for (number, table) in nodes.tables.enumerated() {
                directory.nodeTables.append(
                    NodeTableEntry(
                        labels: table.labels.labels, count: table.count, content: state.nodes[number]))
            }
            for (number, table) in edges.tables.enumerated() {
                guard let adjacency = state.adjacencies[number] else {
                    preconditionFailure("every table of edges has been sorted")
                }
                directory.edgeTables.append(
                    EdgeTableEntry(
                        labels: table.labels.labels, source: UInt32(table.ends.source),
                        target: UInt32(table.ends.target), count: UInt32(table.rows.count),
                        adjacency: adjacency, content: state.edges[number]))
            }
            directory.indexes = state.indexes
            let size = try state.file.finish(directory)
            return SegmentSummary(
                nodeCount: Int(nodes.tables.last.map { $0.first + $0.count } ?? 0),
                edgeCount: edges.edgeCount, size: size, nodeIDs: nodeIDs)
        }
    }
}

/// What a written segment holds.
public struct SegmentSummary: Sendable {
    /// How many nodes are stored.
    public let nodeCount: Int
    /// How many edges are stored.
    public let edgeCount: Int
    /// The size of the file in bytes.
    public let size: Int
    /// The id of each node by its number in the input; `UInt32.max` where it was left out.
    public let nodeIDs: [UInt32]
}
