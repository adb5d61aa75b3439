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

    /// All labels and keys of an element.
    static func whole(_ element: ElementClass) -> MatchState {
        MatchState(
            labels: Bits(below: element.labels.symbols.count),
            admitted: Bits(below: element.properties.count))
    }
}

/// Values that `&` combines and `|` collects.
protocol Combinable: Hashable {
    /// What nothing at all amounts to.
    static var neutral: Self { get }
    func combined(with other: Self) -> Self
    /// What both do.
    func common(with other: Self) -> Self
    /// What at least one does or refuses.
    func gathered(with other: Self) -> Self
    var withoutRefusals: Self { get }
    /// Whether everything that this one rules out, the other one rules out too.
    func isAtLeast(_ other: Self) -> Bool
    /// Whether the state may still come to account for everything, given what the rest can do at most.
    func canReach(_ whole: Self, with rest: Self) -> Bool
    /// The same state, with whatever OPEN has settled already counted as accounted for.
    func settled(_ whole: Self, with rest: Self) -> Self
    /// The first label and key spoken of, for ordering factors.
    var firstNames: [Int] { get }
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

    func common(with other: MatchState) -> MatchState {
        MatchState(
            labels: labels.intersection(other.labels), opensLabels: opensLabels && other.opensLabels,
            admitted: admitted.intersection(other.admitted), refused: refused.intersection(other.refused),
            opensContent: opensContent && other.opensContent)
    }

    func gathered(with other: MatchState) -> MatchState {
        MatchState(
            labels: labels.union(other.labels), opensLabels: opensLabels || other.opensLabels,
            admitted: admitted.union(other.admitted), refused: refused.union(other.refused),
            opensContent: opensContent || other.opensContent)
    }

    var withoutRefusals: MatchState {
        var state = self
        state.refused = Bits()
        return state
    }

    func isAtLeast(_ other: MatchState) -> Bool {
        (opensLabels || !other.opensLabels) && (opensContent || !other.opensContent)
            && labels.isSuperset(of: other.labels) && admitted.isSuperset(of: other.admitted)
            && other.refused.isSuperset(of: refused)
    }

    func canReach(_ whole: MatchState, with rest: MatchState) -> Bool {
        let labelsAreSettled =
            opensLabels || rest.opensLabels
            || labels.union(rest.labels).isSuperset(of: whole.labels)
        guard labelsAreSettled else { return false }
        let missing = whole.admitted.subtracting(admitted).subtracting(rest.admitted)
        return missing.isEmpty
            || ((opensContent || rest.opensContent) && missing.intersection(refused).isEmpty)
    }

    func settled(_ whole: MatchState, with rest: MatchState) -> MatchState {
        var state = self
        if opensLabels { state.labels = whole.labels }
        if opensContent {
            state.admitted = admitted.union(whole.admitted.subtracting(refused).subtracting(rest.refused))
        }
        return state
    }

    var firstNames: [Int] { [labels.first, admitted.union(refused).first] }
}
