import PropertyGraph
import Synchronization

/// Turns a graph in memory into a segment file.
///
///     let summary = try SegmentWriter.write(input, generation: 1, to: "graph/segment-1")
///     let segment = try Segment(path: "graph/segment-1")
///
/// The same input gives the same bytes, on any number of threads.
public enum SegmentWriter {
    private static var unequalColumns: String { "a column has a row for each element of its part" }

    /// Writes a segment; the file appears under its name when it is whole and on the disk.
    ///
    /// - Parameters:
    ///   - input: The graph.
    ///   - generation: Any number that tells the segments of a store apart; it is kept in the file.
    ///   - path: The file, which is replaced if it is there.
    ///   - workers: How many threads to use.
    /// - Returns: What the file holds, and which node got which id.
    /// - Throws: ``SegmentError``; nothing is left behind then.
    @discardableResult
    public static func write(
        _ input: SegmentInput, generation: UInt64, to path: String, workers: Int = 2
    ) throws -> SegmentSummary {
        for part in input.nodes {
            precondition(part.columns.allSatisfy { $0.values.count == part.count }, unequalColumns)
        }
        for part in input.edges {
            precondition(part.columns.allSatisfy { $0.values.count == part.sources.count }, unequalColumns)
        }
        let nodes = try NodeLayout(input.nodes, file: path)
        let edges = try EdgeLayout(input.edges, nodes: nodes, workers: workers, file: path)
        let assembly = try SegmentAssembly(path: path, generation: generation, nodes: nodes, edges: edges)
        let orders = EdgeOrders(count: edges.tables.count)

        var jobs: [@Sendable () throws -> SegmentAssembly.Piece?] = []
        for (number, table) in nodes.tables.enumerated() {
            let parts = table.rows.runs.map {
                TableContent.Part(
                    identifiers: input.nodes[$0.part].identifiers, columns: input.nodes[$0.part].columns)
            }
            let content = TableContent(rows: table.rows, parts: parts, symbols: input.symbols, file: path)
            jobs += content.jobs { nil }.map { job in { try job().map { .node(number, $0) } } }
        }
        for (number, table) in edges.tables.enumerated() {
            jobs.append {
                let topology = Topology(table, input.edges, nodes)
                orders.set(topology.order, for: number)
                return .adjacency(number, topology.encoded)
            }
        }
        try performInOrder(jobs, workers: workers) { if let piece = $0 { try assembly.add(piece) } }

        jobs = []
        for (number, table) in edges.tables.enumerated() {
            let parts = table.rows.runs.map {
                TableContent.Part(
                    identifiers: input.edges[$0.part].identifiers, columns: input.edges[$0.part].columns)
            }
            let content = TableContent(rows: table.rows, parts: parts, symbols: input.symbols, file: path)
            jobs += content.jobs { orders[number] }.map { job in { try job().map { .edge(number, $0) } } }
        }
        jobs += indexJobs(input, nodes, edges, orders)
        try performInOrder(jobs, workers: workers) { if let piece = $0 { try assembly.add(piece) } }
        return try assembly.finish(nodeIDs: nodes.ids)
    }

    private static func indexJobs(
        _ input: SegmentInput, _ nodes: NodeLayout, _ edges: EdgeLayout, _ orders: EdgeOrders
    ) -> [@Sendable () throws -> SegmentAssembly.Piece?] {
        let hasEdgeIndex = input.indexes.contains { $0.kind == .edge }
        let edgeIDs = hasEdgeIndex ? orders.edgeIDs(input.edges, edges) : []
        return input.indexes.sorted { $0.name.precedes($1.name) }.map { index in
            {
                let ids = index.kind == .node ? nodes.ids : edgeIDs
                return .index(
                    IndexEncoder.encode(index) { element in
                        guard Int(element) < ids.count else { return nil }
                        let id = ids[Int(element)]
                        return id == NodeLayout.missing ? nil : id
                    })
            }
        }
    }
}

/// The order of each table's edges, known once its topology is.
private final class EdgeOrders: Sendable {
    private let orders: Mutex<[[UInt32]]>

    init(count: Int) { orders = Mutex([[UInt32]](repeating: [], count: count)) }

    func set(_ order: [UInt32], for table: Int) { orders.withLock { $0[table] = order } }

    subscript(table: Int) -> [UInt32] { orders.withLock { $0[table] } }

    /// The id of each edge by its number in the input.
    func edgeIDs(_ parts: [SegmentInput.EdgePart], _ edges: EdgeLayout) -> [UInt32] {
        let total = parts.reduce(0) { $0 + $1.sources.count }
        var ids = [UInt32](repeating: NodeLayout.missing, count: total)
        var first = 0
        for (number, table) in edges.tables.enumerated() {
            var numbers: [Int] = []
            for run in table.rows.runs {
                run.selection.forEach { numbers.append(edges.firstNumbers[run.part] + $0) }
            }
            for (position, row) in self[number].enumerated() {
                ids[numbers[Int(row)]] = UInt32(first + position)
            }
            first += table.rows.count
        }
        return ids
    }
}
