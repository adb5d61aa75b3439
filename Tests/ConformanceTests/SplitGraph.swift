import Dispatch
import PropertyGraph
import Synchronization

/// A graph in many files and small batches, which threads prepare out of order.
struct SplitGraph: GraphSource {
    private let parts: [InMemoryGraph]

    /// Deals the elements out to so many files, some of which may stay empty.
    init(_ graph: InMemoryGraph, files: Int) {
        var parts = (0..<files).map { InMemoryGraph(name: "part\($0).jsonl") }
        for (index, node) in graph.nodes.enumerated() { parts[index * 7 % files].nodes.append(node) }
        for (index, edge) in graph.edges.enumerated() { parts[index * 5 % files].edges.append(edge) }
        self.parts = parts
    }

    var files: [String] { parts.map(\.name) }

    func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        let batches = try batches(kind, symbols)
        let prepared = Mutex<[Int: Result<Prepared, any Error>]>([:])
        if workers == 1 {
            for (number, batch) in batches.enumerated() {
                let result = Result { try prepare(batch) }
                prepared.withLock { $0[number] = result }
            }
        } else {
            DispatchQueue.concurrentPerform(iterations: batches.count) { iteration in
                let number = batches.count - 1 - iteration
                let result = Result { try prepare(batches[number]) }
                prepared.withLock { $0[number] = result }
            }
        }
        let results = prepared.withLock { $0 }
        for number in batches.indices {
            if let result = results[number] { try absorb(result.get()) }
        }
    }

    /// An empty batch stands before those of every file, as a file without rows would give it.
    private func batches(_ kind: ElementKind, _ symbols: SymbolTable) throws -> [ElementBatch] {
        let found = Mutex<[ElementBatch]>([])
        for (number, part) in parts.enumerated() {
            let none = IdentifierColumn([], space: symbols.intern(""))
            let empty = ElementBatch(
                kind: kind, labels: .empty, count: 0, identifiers: none,
                sources: kind == .edge ? none : nil, targets: kind == .edge ? none : nil, columns: [],
                origin: BatchOrigin(file: number, firstLine: 1))
            found.withLock { $0.append(empty) }
            try part.stream(kind, symbols: symbols, workers: 1) { batch in
                var batch = batch
                batch.origin.file = number
                return batch
            } absorb: { batch in
                found.withLock { $0.append(batch) }
            }
        }
        return found.withLock { $0 }
    }
}
