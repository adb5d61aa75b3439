import PropertyGraph

/// Two graphs read as one: what a store holds, and what is added.
struct JoinedSource<First: GraphSource, Second: GraphSource>: GraphSource {
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
