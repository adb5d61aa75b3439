/// The same for an edge together with both its ends: they must fit in one and the same alternative.
struct EdgeMatchState: Hashable {
    var edge = MatchState.neutral
    var source = MatchState.neutral
    var target = MatchState.neutral

    private func zip(_ other: EdgeMatchState, _ join: (MatchState, MatchState) -> MatchState)
        -> EdgeMatchState
    {
        EdgeMatchState(
            edge: join(edge, other.edge), source: join(source, other.source),
            target: join(target, other.target))
    }
}

extension EdgeMatchState: Combinable {
    static let neutral = EdgeMatchState()

    func combined(with other: EdgeMatchState) -> EdgeMatchState { zip(other) { $0.combined(with: $1) } }

    func common(with other: EdgeMatchState) -> EdgeMatchState { zip(other) { $0.common(with: $1) } }

    func gathered(with other: EdgeMatchState) -> EdgeMatchState { zip(other) { $0.gathered(with: $1) } }

    var withoutRefusals: EdgeMatchState {
        EdgeMatchState(
            edge: edge.withoutRefusals, source: source.withoutRefusals, target: target.withoutRefusals)
    }

    func isAtLeast(_ other: EdgeMatchState) -> Bool {
        edge.isAtLeast(other.edge) && source.isAtLeast(other.source) && target.isAtLeast(other.target)
    }

    func canReach(_ whole: EdgeMatchState, with rest: EdgeMatchState) -> Bool {
        edge.canReach(whole.edge, with: rest.edge) && source.canReach(whole.source, with: rest.source)
            && target.canReach(whole.target, with: rest.target)
    }

    func settled(_ whole: EdgeMatchState, with rest: EdgeMatchState) -> EdgeMatchState {
        EdgeMatchState(
            edge: edge.settled(whole.edge, with: rest.edge),
            source: source.settled(whole.source, with: rest.source),
            target: target.settled(whole.target, with: rest.target))
    }

    var firstNames: [Int] { edge.firstNames + source.firstNames + target.firstNames }
}

extension Bounds<EdgeMatchState> {
    /// What is known of one node of the triple.
    func part(_ position: KeyPath<EdgeMatchState, MatchState>) -> Bounds<MatchState> {
        Bounds<MatchState>(certain: certain[keyPath: position], possible: possible[keyPath: position])
    }
}
