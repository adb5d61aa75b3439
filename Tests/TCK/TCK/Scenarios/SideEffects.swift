/// How a query changed the graph, counted as the TCK counts: by comparing the graph before and after.
///
/// A label counts when it is the first of its name in the graph, or the last one; a property counts for each element and
/// key whose value is another one, once as gone and once as new.
public struct SideEffects: Sendable, Equatable, CustomStringConvertible {
    /// What is counted.
    public enum Kind: String, Sendable, CaseIterable {
        case nodes, relationships, properties, labels
    }
    /// How many are new.
    public var added: [Kind: Int] = [:]
    /// How many are gone.
    public var removed: [Kind: Int] = [:]

    /// No effects.
    public init() {}

    /// What a table with rows such as `| +nodes | 1 |` says.
    public init(_ rows: [(String, String)]) throws {
        for (name, number) in rows {
            guard let kind = Kind(rawValue: String(name.dropFirst())), let count = Int(number),
                name.hasPrefix("+") || name.hasPrefix("-")
            else { throw InstructionError("The side effect `\(name)` is unknown.") }
            guard count > 0 else { continue }
            if name.hasPrefix("+") { added[kind] = count } else { removed[kind] = count }
        }
    }

    /// What two states differ in.
    init(from before: GraphState, to after: GraphState) {
        func count<Element>(_ kind: Kind, _ set: (GraphState) -> Set<Element>) {
            let new = set(after).subtracting(set(before)).count
            let gone = set(before).subtracting(set(after)).count
            if new > 0 { added[kind] = new }
            if gone > 0 { removed[kind] = gone }
        }
        count(.nodes) { $0.nodes }
        count(.relationships) { $0.edges }
        count(.properties) { $0.properties }
        count(.labels) { $0.labels }
    }

    /// The counts that are not zero.
    public var description: String {
        let counts = Kind.allCases.flatMap { kind in
            [added[kind].map { "+\(kind) \($0)" }, removed[kind].map { "-\(kind) \($0)" }].compactMap { $0 }
        }
        return counts.isEmpty ? "no side effects" : counts.joined(separator: ", ")
    }
}
