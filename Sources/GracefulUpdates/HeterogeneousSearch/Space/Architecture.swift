import LearningCore

/// One network of a search space: what was chosen for each of its decisions, by the places of the choices.
public struct Architecture: Sendable, Hashable, Codable {
    /// The places of the choices among the alternatives.
    public let choices: [Int]

    /// Chooses.
    public init(_ choices: [Int]) { self.choices = choices }
}

extension SearchSpace {
    /// Whether an architecture is one of this space, which one from a file need not be.
    public func contains(_ architecture: Architecture) -> Bool {
        architecture.choices.count == decisions.count
            && zip(architecture.choices, decisions).allSatisfy { (0..<$1.count).contains($0) }
    }

    /// The architecture at a place from 0 up to ``size``; the last decision changes fastest.
    public func architecture(at place: Int) -> Architecture {
        precondition((0..<size).contains(place), "a space has as many architectures as its size says")
        var rest = place
        var choices = [Int](repeating: 0, count: decisions.count)
        for decision in decisions.indices.reversed() {
            choices[decision] = rest % decisions[decision].count
            rest /= decisions[decision].count
        }
        return Architecture(choices)
    }

    /// All architectures, each made when it is asked for.
    public var architectures: some Collection<Architecture> { (0..<size).lazy.map(architecture(at:)) }

    /// What is chosen for a layer, by its place among the layer's choices.
    func choice(of property: Property, layer: Int, in architecture: Architecture) -> Int {
        let place = decisions.firstIndex {
            $0.property == property && ($0.layer == nil || $0.layer == layer)
        }
        return place.map { architecture.choices[$0] } ?? 0
    }

    /// The network that was chosen.
    ///
    /// - Precondition: The architecture is one of this space.
    public func network(of architecture: Architecture) -> NetworkDescription {
        precondition(contains(architecture), "an architecture is one of the space that it is looked up in")
        func chosen<Choice>(_ property: Property, _ choices: (Layer) -> [Choice]) -> [Choice] {
            layers.enumerated().map { place, layer in
                choices(layer)[choice(of: property, layer: place, in: architecture)]
            }
        }
        return network(
            widths: chosen(.width, \.widths), blocks: chosen(.block, \.blocks),
            activations: chosen(.activation, \.activations))
    }
}

// Each decision is drawn on its own, and so every architecture is as likely as any other.
extension SearchSpace {
    /// An architecture, each as likely as any other.
    public func randomArchitecture(using random: inout SeededRandom) -> Architecture {
        Architecture(decisions.map { random.below($0.count) })
    }

    /// The same architecture with each decision drawn again with this probability.
    func mutated(
        _ architecture: Architecture, rate: Double, using random: inout SeededRandom
    ) -> Architecture {
        Architecture(
            zip(architecture.choices, decisions).map { choice, decision in
                random.uniform() < rate ? random.below(decision.count) : choice
            })
    }

    /// An architecture that takes each decision from one of two.
    func crossed(
        _ first: Architecture, _ second: Architecture, using random: inout SeededRandom
    ) -> Architecture {
        Architecture(zip(first.choices, second.choices).map { random.below(2) == 0 ? $0 : $1 })
    }
}
