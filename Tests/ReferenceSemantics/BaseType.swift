import PGSchema
import PropertyGraph

/// Which values a key may have.
indirect enum ValueRule: Sendable {
    case anything
    case nothing
    case type(ValueTypeSyntax)
    case both(ValueRule, ValueRule)
    case either([ValueRule])

    func admits(_ value: Value) -> Bool {
        switch self {
        case .anything: true
        case .nothing: false
        case .type(let type): ValueMembership.admits(type, value)
        case .both(let left, let right): left.admits(value) && right.admits(value)
        case .either(let rules): rules.contains { $0.admits(value) }
        }
    }
}

/// What a record may have under one key.
struct PropertyRule: Sendable {
    var mayBeAbsent: Bool
    var values: ValueRule

    /// All unions of compatible records, seen at one key: both have it and agree, or just one has it.
    func combined(with other: PropertyRule) -> PropertyRule {
        PropertyRule(
            mayBeAbsent: mayBeAbsent && other.mayBeAbsent,
            values: .either([
                .both(values, other.values),
                other.mayBeAbsent ? values : .nothing,
                mayBeAbsent ? other.values : .nothing,
            ]))
    }
}

/// A formal base type: a label set with a set of records, which is given key by key.
struct BaseType: Sendable {
    var labels: Set<String> = []
    var labelsAreOpen = false
    var rules: [String: PropertyRule] = [:]
    var contentIsOpen = false

    /// No labels and the empty record: combining with it changes nothing.
    static let neutral = BaseType()
    /// Any labels and any record.
    static let everything = BaseType(labelsAreOpen: true, contentIsOpen: true)

    func combined(with other: BaseType) -> BaseType {
        var result = BaseType()
        result.labels = labels.union(other.labels)
        result.labelsAreOpen = labelsAreOpen || other.labelsAreOpen
        result.contentIsOpen = contentIsOpen || other.contentIsOpen
        for key in Set(rules.keys).union(other.rules.keys) {
            switch (rules[key], other.rules[key]) {
            case (let mine?, let theirs?): result.rules[key] = mine.combined(with: theirs)
            // A side that does not name the key leaves the other side's rule as it is. When that side is closed
            // or the key is required this follows from the combination of records; when it is open and the key
            // OPTIONAL it is the decision that the key keeps its type.
            case (let only?, nil), (nil, let only?): result.rules[key] = only
            case (nil, nil): break
            }
        }
        return result
    }

    func admits(labels: Set<String>, properties: [String: Value]) -> Bool {
        guard labels == self.labels || labelsAreOpen && labels.isSuperset(of: self.labels) else {
            return false
        }
        guard properties.keys.allSatisfy({ contentIsOpen || rules[$0] != nil }) else { return false }
        return rules.allSatisfy { key, rule in
            if let value = properties[key] { return rule.values.admits(value) }
            return rule.mayBeAbsent
        }
    }
}

/// What an edge type allows at once: this source, this edge, this target.
struct BaseTriple: Sendable {
    var source: BaseType
    var edge: BaseType
    var target: BaseType

    static let neutral = BaseTriple(source: .neutral, edge: .neutral, target: .neutral)

    func combined(with other: BaseTriple) -> BaseTriple {
        BaseTriple(
            source: source.combined(with: other.source), edge: edge.combined(with: other.edge),
            target: target.combined(with: other.target))
    }
}
