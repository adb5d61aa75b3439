import Conformance
import Foundation
import PropertyGraph

/// One import, from the source to a segment file that is not valid yet.
struct ImportRun {
    let store: GraphStore
    let options: GraphStore.ImportOptions

    /// Reads, judges and writes; `record` then names the new segment.
    func run(
        _ source: some GraphSource, updating record: inout CatalogRecord
    ) throws -> GraphStore.ImportOutcome {
        let symbols = SymbolTable()
        let validator = try (record.storedSchema ?? .anything).validator
        let judged: (report: Report, graph: LoadedGraph)
        if let segment = try store.openCurrentSegment(record) {
            judged = try judge(JoinedSource(segment, source), validator, symbols)
        } else {
            judged = try judge(source, validator, symbols)
        }
        var selection: GraphSelection?
        if !judged.report.conforms {
            switch options.policy {
            case .reject: throw StoreError.refused(judged.report)
            case .admit: break
            case .quarantine: selection = try select(judged, validator, symbols)
            }
        }
        var input = SegmentInput(judged.graph, symbols: symbols, leavingOut: selection)
        if let graphType = try record.storedSchema?.resolved {
            input.indexes = KeyIndex(graphType).indexes(of: input)
        }
        record.generation += 1
        record.segment = "\(record.generation).segment"
        record.conforms = judged.report.conforms || options.policy == .quarantine
        let file = GraphStore.segmentsPath(store.path) + "/\(record.generation).segment"
        let summary = try SegmentWriter.write(
            input, generation: UInt64(record.generation), to: file, workers: options.workers)
        var quarantine: String?
        if let selection { quarantine = try QuarantineFile(store: store.path).write(selection) }
        return GraphStore.ImportOutcome(
            report: judged.report, quarantined: selection?.refusedCount ?? 0, quarantine: quarantine,
            nodeCount: summary.nodeCount, edgeCount: summary.edgeCount,
            size: summary.size)
    }

    private func judge(
        _ source: some GraphSource, _ validator: Validator, _ symbols: SymbolTable
    ) throws -> (report: Report, graph: LoadedGraph) {
        let quarantines = options.policy == .quarantine
        return try validator.judge(
            source, symbols: symbols,
            options: Validator.Options(
                limit: quarantines ? .max : options.limit, workers: options.workers),
            keeping: quarantines ? .everything : .properties)
    }

    /// Leaves out what violates, then what violates without it, until the rest conforms.
    ///
    /// Each round leaves out at least one element, so it ends.
    private func select(
        _ judged: (report: Report, graph: LoadedGraph), _ validator: Validator, _ symbols: SymbolTable
    ) throws -> GraphSelection {
        var selection = GraphSelection(judged.graph, symbols: symbols)
        var report = judged.report
        while !report.conforms {
            selection.refuse(report.violations)
            report = try validator.validate(
                selection, symbols: symbols,
                options: Validator.Options(limit: .max, workers: options.workers))
        }
        return selection
    }
}

/// Two graphs read as one: what a store holds, and what is added.
private struct JoinedSource<First: GraphSource, Second: GraphSource>: GraphSource {
    let first: First
    let second: Second

    init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }

    var files: [String] { first.files + second.files }

    func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        try first.stream(kind, symbols: symbols, workers: workers, prepare: prepare, absorb: absorb)
        let offset = first.files.count
        try second.stream(kind, symbols: symbols, workers: workers) { batch in
            var batch = batch
            batch.origin.file += offset
            return try prepare(batch)
        } absorb: {
            try absorb($0)
        }
    }
}
