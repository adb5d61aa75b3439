import PropertyGraph

/// A file whose format is known.
protocol DataFile: Sendable {
    /// The path as the caller gave it.
    var path: String { get }

    /// Prepares reading the elements of one kind.
    ///
    /// - Parameters:
    ///   - kind: Nodes or edges.
    ///   - number: The file's position among the files of the source.
    ///   - symbols: Where labels and keys are interned.
    ///   - plan: How to divide the work.
    /// - Returns: What opens the file, or nil when it holds no elements of the kind.
    func portions(
        of kind: ElementKind, number: Int, symbols: SymbolTable, plan: ReadingPlan
    ) -> PortionSource?
}

/// Opens a file when its turn comes, so that many files need few descriptors.
typealias PortionSource = @Sendable () throws(InterchangeError) -> any PortionReader

/// How reading is divided.
struct ReadingPlan: Sendable {
    /// How large the pieces are.
    let sizes: ChunkSizes
    /// How many threads there are.
    let workers: Int
}

/// Cuts one file into portions, from front to back.
protocol PortionReader {
    /// How many bytes of the file have been read.
    var position: Int { get }
    /// The next portion, or nil after the last.
    mutating func next() throws(InterchangeError) -> (any Portion)?
}

/// A piece of a file that one thread turns into batches, whatever the others do.
protocol Portion: Sendable {
    /// The elements in the order of the file, apart from being grouped by labels.
    mutating func batches() throws(InterchangeError) -> [ElementBatch]
}
