import Conformance
import Foundation
import PropertyGraph

/// The making of a segment, from a graph to a file that is not valid yet.
struct SegmentRun {
    let store: GraphStore
    let options: GraphStore.ImportOptions

    /// Reads, judges and writes; `record` then names the new segment.
    func run(
        _ source: some GraphSource, against schema: StoredSchema, updating record: inout CatalogRecord
    ) throws -> GraphStore.ImportOutcome {
        let symbols = SymbolTable()
        let validator = try schema.validator
        let judged = try judge(source, validator, symbols)
        var selection: GraphSelection?
        if !judged.report.conforms {
            switch options.policy {
            case .reject: throw StoreError.refused(judged.report)
            case .admit: break
            case .quarantine: selection = try select(judged, validator, symbols)
            }
        }
        try store.removeLeftovers(keeping: record.segment)
        var input = SegmentInput(judged.graph, symbols: symbols, leavingOut: selection)
        let lookups = try record.storedSchema.map { try CommitRules.lookups($0.resolved) } ?? []
        input.indexes = KeyIndex(lookups: Array(lookups)).indexes(of: input)
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
