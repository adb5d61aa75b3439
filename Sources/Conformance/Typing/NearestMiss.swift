import PGSchema
import PropertyGraph

/// The type that an untyped element comes nearest to, and everything that keeps it from conforming.
struct NearestMiss: Sendable {
    /// Why an element does not conform to a type.
    enum Reason: Sendable {
        case missingLabel(Symbol)
        case unexpectedLabel(Symbol)
        case missingProperty(Symbol, expected: String)
        case unexpectedProperty(Symbol)
        case wrongValue(Symbol, expected: String)
        /// The text in the file does not read as the type that the file itself declares.
        case malformedValue(Symbol)
    }
    /// How an element differs from one alternative of a type.
    struct Difference: Sendable {
        var reasons: [Reason] = []
        var cost: Int {
            reasons.reduce(0) { sum, reason in
                switch reason {
                // What an element is called says more about what it is meant to be than what it holds.
                case .missingLabel, .unexpectedLabel: sum + Self.labelCost
                default: sum + 2
                }
            }
        }
        static let labelCost = 3
    }

    /// The nearest type; nil when the graph type has none of the kind.
    var type: TypeID?
    var own = Difference()
    /// For edges, how the nodes at the ends differ from what the type wants there.
    var source = Difference()
    var target = Difference()
    /// The edge itself fits, and each end that does not is untyped itself: mend that node, and this goes too.
    var followsFromEndpoint = false

    var cost: Int { own.cost + source.cost + target.cost }
}

/// A node at an edge's end.
struct Endpoint {
    let elementClass: ElementClass
    let isTyped: Bool
}

/// Where in an edge's triple something stands; nodes stand alone.
enum TriplePosition: CaseIterable {
    case own, source, target
}

/// Something for an edge and each of its ends; nodes have only ``own``.
struct Triple<Part> {
    var own: Part
    var source: Part
    var target: Part

    subscript(position: TriplePosition) -> Part {
        get {
            switch position {
            case .own: own
            case .source: source
            case .target: target
            }
        }
        set {
            switch position {
            case .own: own = newValue
            case .source: source = newValue
            case .target: target = newValue
            }
        }
    }
}
