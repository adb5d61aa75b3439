/// The operations of label expressions on sets of partial matches, kept small.
///
/// A product of unions has exponentially many members, and deciding whether one fits is NP-complete (section 3
/// of the language). What keeps it small here: parts that ask for a label the element lacks vanish at once, a
/// state that another one betters is dropped, and so is one that leaves a label to factors that cannot carry it.
enum Alternatives {
    /// More partial matches than this are given up on, with an error that names the type.
    static let limit = 2_000

    struct TooMany: Error {}

    static func any<State: Combinable>(_ parts: [[State]]) throws(TooMany) -> [State] {
        var best: [State] = []
        for part in parts { for state in part { try insert(state, into: &best) } }
        return best
    }

    /// Combines one state of every part.
    ///
    /// Nothing outside the parts can account for the labels in `required`.
    static func all<State: Combinable>(
        _ parts: [[State]], required: Bits = Bits()
    ) throws(TooMany) -> [State] {
        guard parts.allSatisfy({ !$0.isEmpty }) else { return [] }
        // Factors that speak of the same labels stand side by side, so that their choices merge early.
        let coverage = parts.map { part in
            (
                labels: part.reduce(Bits()) { $0.union($1.covered) },
                any: part.contains(where: \.coversAnyLabel)
            )
        }
        let order = parts.indices.sorted { coverage[$0].labels.first < coverage[$1].labels.first }
        var laterLabels = [Bits](repeating: Bits(), count: parts.count + 1)
        var laterAny = [Bool](repeating: false, count: parts.count + 1)
        for position in order.indices.reversed() {
            laterLabels[position] = laterLabels[position + 1].union(coverage[order[position]].labels)
            laterAny[position] = laterAny[position + 1] || coverage[order[position]].any
        }
        var states = [State.neutral]
        for (position, part) in order.enumerated() {
            var next: [State] = []
            for left in states {
                for right in parts[part] {
                    let state = left.combined(with: right)
                    let reachable = state.covered.union(laterLabels[position + 1])
                    guard
                        state.coversAnyLabel || laterAny[position + 1] || reachable.isSuperset(of: required)
                    else { continue }
                    try insert(state, into: &next)
                }
            }
            states = next
        }
        return states
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
