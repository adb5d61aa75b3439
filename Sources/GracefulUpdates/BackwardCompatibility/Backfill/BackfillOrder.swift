import LearningCore

/// In which order the vectors of a gallery are computed anew, when that takes long and searches go on meanwhile.
///
///     let knowledge = BackfillKnowledge(embeddings: oldGallery, logits: oldLogits)
///     for place in BackfillOrder.leastCertain.positions(knowledge, using: &random) { ... }
///
/// An order knows what the old model said of the records, and nothing of the new vectors.
public enum BackfillOrder: String, Sendable, Hashable, Codable, CaseIterable {
    /// By chance.
    case random
    /// Those first of whose class the old head is least certain, by the entropy of its answer.
    case leastCertain = "least-certain"
    /// Those first whose old vector is farthest from the mean of its class.
    case farthest
    /// Class by class, the one first whose old vectors scatter most, so that classes are refreshed whole.
    case classByClass = "class-by-class"

    /// The places of the gallery, those to be refreshed first in front; of equals, the lower place.
    public func positions(_ knowledge: BackfillKnowledge, using random: inout SeededRandom) -> [Int] {
        switch self {
        case .random: random.permutation(of: knowledge.count)
        case .leastCertain: Self.descending(knowledge.entropies)
        case .farthest: Self.descending(knowledge.distancesFromClass)
        case .classByClass: Self.byClass(knowledge)
        }
    }

    private static func descending(_ urgencies: [Double]) -> [Int] {
        urgencies.indices.sorted {
            urgencies[$0] == urgencies[$1] ? $0 < $1 : urgencies[$0] > urgencies[$1]
        }
    }

    private static func byClass(_ knowledge: BackfillKnowledge) -> [Int] {
        let distances = knowledge.distancesFromClass
        var places: [Int: [Int]] = [:]
        for (place, name) in knowledge.classes.enumerated() { places[name, default: []].append(place) }
        func scatter(_ name: Int) -> Double {
            let members = places[name, default: []]
            return members.reduce(0) { $0 + distances[$1] } / Double(members.count)
        }
        let scatters = places.keys.sorted().map { (name: $0, scatter: scatter($0)) }
        return scatters.sorted { $0.scatter == $1.scatter ? $0.name < $1.name : $0.scatter > $1.scatter }
            .flatMap { places[$0.name, default: []] }
    }
}
