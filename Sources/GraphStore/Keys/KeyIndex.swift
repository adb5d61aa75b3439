import Conformance
import PGSchema
import PropertyGraph

/// Which properties of nodes are looked up by value: those that some constraint makes a key on their own.
struct KeyIndex {
    /// The keys of properties with an index.
    let keys: Set<String>

    /// Finds the properties that a graph type makes EXCLUSIVE by themselves.
    init(_ graphType: GraphType) {
        var keys: Set<String> = []
        for constraint in graphType.constraints {
            guard case .key(let restrictions, let descriptor) = constraint.requirement,
                restrictions.exclusive,
                constraint.scope.variables[constraint.target].kind == .node, descriptor.outputs.count == 1,
                case .property(0, let key) = descriptor.outputs[0]
            else { continue }
            keys.insert(key)
        }
        self.keys = keys
    }

    /// The name of the index of a key over the nodes with one label set.
    static func name(labels: [String], key: String) -> String {
        "key:" + (labels.sorted() + [key]).map { "\($0.utf8.count):\($0)" }.joined()
    }

    /// An index for each label set and key that occur together.
    func indexes(of input: SegmentInput) -> [SegmentInput.Index] {
        var entries: [String: [SegmentInput.Index.Entry]] = [:]
        let wanted = Set(keys.compactMap(input.symbols.find))
        var first: UInt32 = 0
        for part in input.nodes {
            for column in part.columns where wanted.contains(column.key) {
                let name = Self.name(labels: part.labels, key: input.symbols.name(of: column.key))
                entries[name, default: []].reserveCapacity(part.count)
                for row in 0..<part.count where column.presence?[row] ?? true && part.kept?[row] ?? true {
                    entries[name, default: []].append(
                        .init(hash: Self.hash(column, row), element: first + UInt32(row)))
                }
            }
            first += UInt32(part.count)
        }
        return entries.sorted { $0.key < $1.key }.map { .init(name: $0.key, kind: .node, entries: $0.value) }
    }

    private static func hash(_ column: Column, _ row: Int) -> UInt64 {
        switch column.values {
        case .integers(let numbers): KeyHash.hash(numbers[row])
        case .strings(let texts): texts.withBytes(of: row) { KeyHash.hash($0) }
        case let values: KeyHash.hash(values[row])
        }
    }
}
