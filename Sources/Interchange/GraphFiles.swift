import PropertyGraph

/// Files that together are one graph.
///
///     let files = try GraphFiles([.file("people.csv"), .file("knows.csv.gz")])
///     try files.stream(.node, symbols: symbols, workers: 2) { batch in ... } absorb: { ... }
///
/// Making one reads the headers, so that a wrong header is known before any of the data is read.
public struct GraphFiles: GraphSource {
    /// Something to read, as a person names it.
    public enum Input: Sendable {
        /// A file that says itself what it holds: CSV with a header, Parquet whose columns are named as a header's
        /// fields are, or JSONL.
        case file(String)
        /// CSV and Parquet files of one kind of element. The first record of the first file is the header of all; its
        /// fields stand for the columns of a Parquet file in their order. If that file is Parquet, the names of its
        /// columns are the header.
        ///
        /// - Parameters:
        ///   - kind: Nodes or edges.
        ///   - labels: Labels of all nodes, or of the edges whose row names none.
        ///   - files: The files, in order.
        ///   - skipsFirstLine: Whether the files behind the first begin with a header of their own, to be ignored.
        case group(kind: ElementKind, labels: [String], files: [String], skipsFirstLine: Bool)
    }

    private let dataFiles: [any DataFile]
    private let sizes: ChunkSizes
    private let progress: (@Sendable (ReadingProgress) -> Void)?

    /// Opens files far enough to know what they hold.
    ///
    /// - Parameters:
    ///   - inputs: What to read, in order.
    ///   - options: How the CSV files among them are written.
    ///   - progress: Called now and then while the files are streamed, from any thread, one call at a time.
    /// - Throws: The first file that does not exist, cannot be read or has no usable header.
    public init(
        _ inputs: [Input], options: CSVOptions = CSVOptions(),
        progress: (@Sendable (ReadingProgress) -> Void)? = nil
    ) throws(InterchangeError) {
        try self.init(inputs, options: options, sizes: ChunkSizes(), progress: progress)
    }

    init(
        _ inputs: [Input], options: CSVOptions = CSVOptions(), sizes: ChunkSizes,
        progress: (@Sendable (ReadingProgress) -> Void)? = nil
    ) throws(InterchangeError) {
        var files: [any DataFile] = []
        for input in inputs { files += try Self.open(input, options) }
        self.init(files, sizes: sizes, progress: progress)
    }

    init(
        _ files: [any DataFile], sizes: ChunkSizes = ChunkSizes(),
        progress: (@Sendable (ReadingProgress) -> Void)? = nil
    ) {
        dataFiles = files
        self.sizes = sizes
        self.progress = progress
    }

    /// The paths of all files, as they were given.
    public var files: [String] { dataFiles.map(\.path) }

    /// Streams all elements of one kind, file after file.
    public func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        let plan = ReadingPlan(sizes: sizes, workers: workers)
        var paths: [String] = []
        var sources: [PortionSource] = []
        for (number, file) in dataFiles.enumerated() {
            guard let source = file.portions(of: kind, number: number, symbols: symbols, plan: plan) else {
                continue
            }
            paths.append(file.path)
            sources.append(source)
        }
        let queue = PortionQueue(files: sources, report: try reporter(of: kind, paths))
        try performInOrder(workers: workers, next: queue.next) { portion in
            try portion.batches().map(prepare)
        } absorb: { results in
            for result in results { try absorb(result) }
        }
    }

    private func reporter(
        of kind: ElementKind, _ paths: [String]
    ) throws(InterchangeError) -> @Sendable (Int) -> Void {
        guard let progress else { return { _ in } }
        var total = 0
        for path in paths { total += try InputFile(path: path).size }
        let bytesInTotal = total
        return { progress(ReadingProgress(kind: kind, bytesRead: $0, bytesInTotal: bytesInTotal)) }
    }
}
