import PropertyGraph

/// What a part of a type has achieved on one element: the labels it accounts for and the keys it admits.
///
/// This is section 3's combination of base types, restricted to one element. For a key that the element has, a
/// side says one of three things: admitted, declared but not admitted (an optional property of another type),
/// or nothing. Working out the formula for a value that is present: admitted wins against everything, and a
/// required property of another type can never be saved, which is why such a state is not even made.
struct MatchState: Hashable {
    /// Labels of the element that are accounted for; a state never asks for a label the element lacks.
    var labels = Bits()
    var opensLabels = false
    /// Keys of the element whose values are admitted.
    var admitted = Bits()
    /// Keys declared as optional with a type that does not admit the value.
    ///
    /// An OPEN side does not save them.
    var refused = Bits()
    var opensContent = false

    func accepts(_ element: ElementClass) -> Bool {
        let allLabels = opensLabels || labels == Bits(below: element.labels.symbols.count)
        guard allLabels else { return false }
        let remaining = Bits(below: element.properties.count).subtracting(admitted)
        return remaining.isEmpty || (opensContent && remaining.subtracting(refused) == remaining)
    }
}

/// Values that `&` combines and `|` collects.
protocol Combinable: Hashable {
    /// What nothing at all amounts to.
    static var neutral: Self { get }
    func combined(with other: Self) -> Self
    /// Whether everything that this one rules out, the other one rules out too.
    func isAtLeast(_ other: Self) -> Bool
    /// Labels accounted for, for pruning and for ordering factors.
    var covered: Bits { get }
    var coversAnyLabel: Bool { get }
}

extension MatchState: Combinable {
    static let neutral = MatchState()

    func combined(with other: MatchState) -> MatchState {
        let admitted = admitted.union(other.admitted)
        return MatchState(
            labels: labels.union(other.labels), opensLabels: opensLabels || other.opensLabels,
            admitted: admitted, refused: refused.union(other.refused).subtracting(admitted),
            opensContent: opensContent || other.opensContent)
    }

    func isAtLeast(_ other: MatchState) -> Bool {
        (opensLabels || !other.opensLabels) && (opensContent || !other.opensContent)
            && labels.isSuperset(of: other.labels) && admitted.isSuperset(of: other.admitted)
            && other.refused.isSuperset(of: refused)
    }

    var covered: Bits { labels }
    var coversAnyLabel: Bool { opensLabels }
}

/// The same for an edge together with both its ends: they must fit in one and the same alternative.
struct EdgeMatchState: Combinable {
    var edge: MatchState
    var source: MatchState
    var target: MatchState

    static let neutral = EdgeMatchState(edge: .neutral, source: .neutral, target: .neutral)

    func combined(with other: EdgeMatchState) -> EdgeMatchState {
        EdgeMatchState(
            edge: edge.combined(with: other.edge), source: source.combined(with: other.source),
            target: target.combined(with: other.target))
    }

    func isAtLeast(_ other: EdgeMatchState) -> Bool {
        edge.isAtLeast(other.edge) && source.isAtLeast(other.source) && target.isAtLeast(other.target)
    }

    var covered: Bits { edge.labels }
    var coversAnyLabel: Bool { edge.opensLabels }
}
