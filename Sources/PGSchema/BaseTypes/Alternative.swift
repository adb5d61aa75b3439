/// One way to conform to a type: the element's base type together with those of its ends.
///
/// Labels, content and endpoints travel together, so an edge type is a set of such triples. For a node type
/// the ends are neutral.
public struct Alternative: Hashable, Sendable {
    /// What the element itself must look like.
    public internal(set) var element: BaseType
    /// What the node must look like where an edge starts.
    public internal(set) var source: BaseType
    /// What the node must look like where an edge ends.
    public internal(set) var target: BaseType

    init(element: BaseType, source: BaseType = .neutral, target: BaseType = .neutral) {
        self.element = element
        self.source = source
        self.target = target
    }

    /// No labels, no content, no demands on the ends.
    public static let neutral = Alternative(element: .neutral)

    /// Component by component, as edge inheritance combines endpoints.
    public func combined(with other: Alternative) -> Alternative {
        Alternative(
            element: element.combined(with: other.element), source: source.combined(with: other.source),
            target: target.combined(with: other.target))
    }

    /// How many labels and keys it names, which is what handling it costs.
    var size: Int { 1 + element.size + source.size + target.size }

    /// Whether no element is like this.
    public var isEmpty: Bool { element.isEmpty || source.isEmpty || target.isEmpty }

    /// Whether every element like the other is like this one.
    public func contains(_ other: Alternative) -> Bool {
        element.contains(other.element) && source.contains(other.source) && target.contains(other.target)
    }

    /// Whether some element is like both.
    public func intersects(_ other: Alternative) -> Bool {
        element.intersects(other.element) && source.intersects(other.source)
            && target.intersects(other.target)
    }
}
