/// The labels of one element: a finite set, possibly empty, kept sorted.
public struct LabelSet: Hashable, Sendable {
    /// The labels in ascending order of their symbols, each once.
    public let symbols: [Symbol]

    /// Collects labels in any order; repetitions count once.
    public init(_ labels: some Sequence<Symbol>) { symbols = Set(labels).sorted() }

    /// No labels at all, which nodes and edges may have.
    public static let empty = LabelSet([])

    /// The names, sorted alphabetically, as people write them.
    public func names(in table: SymbolTable) -> [String] { symbols.map(table.name(of:)).sorted() }
}
