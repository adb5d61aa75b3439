/// Whether something is about nodes or about edges.
public enum ElementKind: String, Hashable, Sendable, CaseIterable {
    /// A node.
    case node
    /// An edge: directed, from a source node to a target node.
    case edge
}
