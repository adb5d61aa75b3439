/// What the alternatives of a part of a type have in common, and what they reach together.
///
/// Known without working the alternatives out, it tells a search inside one factor of an `&` what the other
/// factors do anyway, and what they cannot do.
struct Bounds<State: Combinable>: Hashable {
    /// What every alternative accounts for.
    var certain: State
    /// What some alternative accounts for, or refuses.
    var possible: State

    /// One alternative that does nothing.
    static var neutral: Bounds { Bounds(certain: .neutral, possible: .neutral) }

    init(certain: State, possible: State) {
        self.certain = certain
        self.possible = possible
    }

    /// A single alternative.
    init(_ state: State) { self.init(certain: state.withoutRefusals, possible: state) }

    /// Both as factors of an `&`.
    func and(_ other: Bounds) -> Bounds {
        Bounds(
            certain: certain.combined(with: other.certain), possible: possible.gathered(with: other.possible))
    }

    /// Both as parts of a `|`.
    func or(_ other: Bounds) -> Bounds {
        Bounds(
            certain: certain.common(with: other.certain), possible: possible.gathered(with: other.possible))
    }

    /// For each factor, everything outside it: the other factors and what surrounds them all.
    static func outside(each factors: [Bounds], within surroundings: Bounds) -> [Bounds] {
        var result: [Bounds] = []
        var before = surroundings
        for factor in factors {
            result.append(before)
            before = before.and(factor)
        }
        var after = Bounds.neutral
        for position in factors.indices.reversed() {
            result[position] = result[position].and(after)
            after = after.and(factors[position])
        }
        return result
    }
}
