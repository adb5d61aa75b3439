extension FlipReport {
    /// One example, and all that is said of it.
    struct Example {
        let id: String
        let label: String
        let old: String
        let new: String
        let slice: String?
        let oldConfidence: Double?
        let newConfidence: Double?
    }

    init(_ examples: [Example], worst: Int) {
        var counts = FlipCounts()
        var byClass: [String: FlipCounts] = [:]
        var bySlice: [String: FlipCounts] = [:]
        var flips: [Flip] = []
        for example in examples {
            let (oldIsRight, newIsRight) = (example.old == example.label, example.new == example.label)
            counts.add(oldIsRight: oldIsRight, newIsRight: newIsRight)
            byClass[example.label, default: FlipCounts()].add(oldIsRight: oldIsRight, newIsRight: newIsRight)
            if let slice = example.slice {
                bySlice[slice, default: FlipCounts()].add(oldIsRight: oldIsRight, newIsRight: newIsRight)
            }
            if oldIsRight && !newIsRight { flips.append(Flip(example)) }
        }
        precondition(
            counts.newErrors == counts.oldErrors + counts.negativeFlips - counts.positiveFlips,
            "the errors of two classifiers differ by the flips between them")
        self.counts = counts
        let limits = ClopperPearson(tries: counts.samples, confidence: Self.confidence)
        interval = limits.interval(counts.negativeFlips)
        upperBound = limits.upperBound(counts.negativeFlips)
        mcNemarP = McNemar(counts).p
        perClass = Group.all(byClass)
        perSlice = Group.all(bySlice)
        worstFlips = Array(flips.sorted(by: Flip.isWorse).prefix(max(0, worst)))
    }
}

extension FlipReport.Group {
    fileprivate static func all(_ counts: [String: FlipCounts]) -> [Self] {
        let groups = counts.sorted { NaturalOrder($0.key) < NaturalOrder($1.key) }
        let probabilities = groups.map { McNemar($0.value).p }
        return zip(groups, zip(probabilities, HolmCorrection(probabilities).adjusted)).map { group, p in
            let limits = ClopperPearson(tries: group.value.samples, confidence: FlipReport.confidence)
            return Self(
                name: group.key, counts: group.value,
                upperBound: limits.upperBound(group.value.negativeFlips), mcNemarP: p.0, adjustedP: p.1)
        }
    }
}

extension FlipReport.Flip {
    fileprivate init(_ example: FlipReport.Example) {
        id = example.id
        label = example.label
        prediction = example.new
        slice = example.slice
        oldConfidence = example.oldConfidence
        newConfidence = example.newConfidence
    }

    /// Flips of which the old classifier was surer come first; the names decide between equals.
    fileprivate static func isWorse(_ first: Self, _ second: Self) -> Bool {
        let (one, other) = (first.oldConfidence ?? -1, second.oldConfidence ?? -1)
        return one == other ? NaturalOrder(first.id) < NaturalOrder(second.id) : one > other
    }
}

extension McNemar {
    fileprivate init(_ counts: FlipCounts) {
        self.init(negative: counts.negativeFlips, positive: counts.positiveFlips)
    }
}
