/// The operations of label expressions on sets of partial matches, kept small.
///
/// A product of unions has exponentially many members, and deciding whether one fits is NP-complete (section 3
/// of the language). What keeps it small here: parts that ask for a label the element lacks vanish at once, a
/// state that another one betters is dropped, and so is one that leaves a label or key to factors that cannot
/// account for it. What the factors outside do in any case counts as done, because it cannot tell states apart.
enum Alternatives {
    /// More partial matches than this are given up on, with an error that names the type.
    static let limit = 2_000

    struct TooMany: Error {}

    static func any<State: Combinable>(_ parts: [[State]]) throws(TooMany) -> [State] {
        var best: [State] = []
        for part in parts { for state in part { try insert(state, into: &best) } }
        return best
    }

    /// Combines one state of every part, in all ways that may lead to the `whole` being accounted for.
    ///
    /// What is known of `outside` is combined with these parts later.
    static func all<State: Combinable>(
        _ parts: [[State]], outside: Bounds<State>, whole: State
    ) throws(TooMany) -> [State] {
        guard parts.allSatisfy({ !$0.isEmpty }) else { return [] }
        let bounds = parts.map { part in
            part.dropFirst().reduce(Bounds(part[0])) { $0.or(Bounds($1)) }
        }
        let order = searchOrder(parts, bounds)
        var rest = [State](repeating: outside.possible, count: parts.count + 1)
        for position in order.indices.reversed() {
            rest[position] = rest[position + 1].gathered(with: bounds[order[position]].possible)
        }
        var states = [bounds.reduce(outside.certain) { $0.combined(with: $1.certain) }]
        for (position, part) in order.enumerated() {
            var next: [State] = []
            for left in states {
                for right in parts[part] {
                    let state = left.combined(with: right).settled(whole, with: rest[position + 1])
                    guard state.canReach(whole, with: rest[position + 1]) else { continue }
                    try insert(state, into: &next)
                }
            }
            states = next
        }
        return states
    }

    /// Parts that leave no choice come first; those that speak of the same labels stand side by side, so that
    /// their choices merge early.
    private static func searchOrder<State>(_ parts: [[State]], _ bounds: [Bounds<State>]) -> [Int] {
        let ranks = parts.indices.map { position in
            [min(parts[position].count, 2)] + bounds[position].possible.firstNames + [position]
        }
        return parts.indices.sorted { ranks[$0].lexicographicallyPrecedes(ranks[$1]) }
    }

    private static func insert<State: Combinable>(
        _ state: State, into best: inout [State]
    ) throws(TooMany) {
        if best.contains(where: { $0.isAtLeast(state) }) { return }
        best.removeAll { state.isAtLeast($0) }
        best.append(state)
        if best.count > limit { throw TooMany() }
    }
}
