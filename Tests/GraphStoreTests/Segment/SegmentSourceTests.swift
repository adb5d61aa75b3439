import PropertyGraph
import Synchronization
import Testing

@testable import GraphStore

@Suite("A segment as a source of batches")
struct SegmentSourceTests {
    @Test("streams what it holds: stored again, it is the same graph", arguments: 0..<60)
    func streaming(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed) &+ 1_000)
        let folder = try TemporaryFolder()
        try SegmentWriter.write(random.segmentInput().input, generation: 1, to: folder.file("first"))
        let segment = try Segment(path: folder.file("first"))
        try SegmentWriter.write(segment.input(), generation: 1, to: folder.file("second"))
        let again = try Segment(path: folder.file("second"))
        #expect(try again.forms(.node) == segment.forms(.node))
        #expect(try again.forms(.edge) == segment.forms(.edge))
        #expect(again.nodeCount == segment.nodeCount && again.edgeCount == segment.edgeCount)
        // What was streamed once has names for all nodes, and is stored as the same bytes from then on.
        try SegmentWriter.write(again.input(), generation: 1, to: folder.file("third"))
        #expect(try folder.read("third") == folder.read("second"))
    }

    @Test("has the same bytes on any number of threads, whatever the fillers", arguments: 0..<20)
    func determinism(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let sketch = random.segmentInput()
        let folder = try TemporaryFolder()
        var input = sketch.input
        try SegmentWriter.write(input, generation: 1, to: folder.file("one"), workers: 1)
        for part in input.nodes.indices {
            for column in input.nodes[part].columns.indices { input.nodes[part].columns[column].refill() }
        }
        try SegmentWriter.write(input, generation: 1, to: folder.file("four"), workers: 4)
        #expect(try folder.read("one") == folder.read("four"))
    }
}

extension Column {
    /// Puts other fillers where there is no value.
    fileprivate mutating func refill() {
        guard let presence else { return }
        let absent = (0..<presence.count).filter { !presence[$0] }
        switch values {
        case .integers(var numbers):
            for row in absent { numbers[row] = .min }
            values = .integers(numbers)
        case .floats(var numbers):
            for row in absent { numbers[row] = .nan }
            values = .floats(numbers)
        case .booleans(var truths):
            for row in absent { truths[row] = true }
            values = .booleans(truths)
        case .localDateTimes(var moments):
            for row in absent { moments[row] = LocalDateTime(seconds: .max, nanoseconds: -5) }
            values = .localDateTimes(moments)
        default: break
        }
    }
}

extension Segment {
    private func batches(_ kind: ElementKind, _ symbols: SymbolTable) throws -> [ElementBatch] {
        let batches = Mutex<[ElementBatch]>([])
        try stream(kind, symbols: symbols, workers: 2) {
            $0
        } absorb: { batch in
            batches.withLock { $0.append(batch) }
        }
        return batches.withLock { $0 }
    }

    /// The streamed graph, its ends found by their names.
    fileprivate func input() throws -> SegmentInput {
        let symbols = SymbolTable()
        var numbers: [Name: [UInt32]] = [:]
        var next: UInt32 = 0
        var input = SegmentInput(symbols: symbols)
        for batch in try batches(.node, symbols) {
            for row in 0..<batch.count {
                if let identifiers = batch.identifiers {
                    numbers[Name(identifiers.space, identifiers[row]), default: []].append(next)
                }
                next += 1
            }
            input.nodes.append(
                .init(
                    labels: batch.labels.names(in: symbols), count: batch.count,
                    identifiers: batch.identifiers, columns: batch.columns))
        }
        func number(_ column: IdentifierColumn?, _ row: Int) -> UInt32 {
            column.flatMap { numbers[Name($0.space, $0[row])]?.first } ?? .max
        }
        for batch in try batches(.edge, symbols) {
            input.edges.append(
                .init(
                    labels: batch.labels.names(in: symbols),
                    sources: (0..<batch.count).map { number(batch.sources, $0) },
                    targets: (0..<batch.count).map { number(batch.targets, $0) },
                    identifiers: batch.identifiers, columns: batch.columns))
        }
        return input
    }

    /// All streamed elements of a kind.
    fileprivate func forms(_ kind: ElementKind) throws -> [ElementForm] {
        let symbols = SymbolTable()
        return try batches(kind, symbols).flatMap { batch in
            (0..<batch.count).map { row in
                let ends = [batch.sources, batch.targets].compactMap { $0 }
                    .map { "\(symbols.name(of: $0.space)) \($0[row])" }
                return ElementForm(
                    labels: batch.labels.names(in: symbols) + ends, identifier: batch.identifiers?[row],
                    space: batch.identifiers.map { symbols.name(of: $0.space) },
                    properties: batch.columns.compactMap { column in
                        column[row].map { (symbols.name(of: column.key), $0) }
                    })
            }
        }.sorted()
    }

    private struct Name: Hashable {
        let space: Symbol
        let identifier: Identifier
        init(_ space: Symbol, _ identifier: Identifier) {
            self.space = space
            self.identifier = identifier
        }
    }
}
