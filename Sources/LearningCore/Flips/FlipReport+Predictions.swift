extension FlipReport {
    /// Compares predictions by the names of their examples.
    ///
    /// What is right, and which slice an example is in, comes from a file of labels or from the predictions; where
    /// several say it they have to agree.
    ///
    /// - Parameters:
    ///   - old: What the classifier in service says.
    ///   - new: What the one says that would take its place.
    ///   - labels: What is right, where the predictions do not say it.
    ///   - worst: How many flips are listed at most.
    /// - Throws: ``PredictionError`` unless all are of the same examples, where nothing says what is right, or where
    ///   predictions write their classes otherwise than the labels.
    /// - Complexity: O(n log n)
    public init(
        old: PredictionSet, new: PredictionSet, labels: LabelSet? = nil, worst: Int = 10
    ) throws(PredictionError) {
        try Self.requireSame(new.positions, new.ids, new.source, as: old)
        if let labels { try Self.requireSame(labels.positions, labels.ids, labels.source, as: old) }
        let truth = try Self.agreed(
            "label",
            [
                labels.map { Said(by: $0, $0.labels) }, old.labels.map { Said(by: old, $0) },
                new.labels.map { Said(by: new, $0) },
            ], about: old)
        guard let truth else {
            throw .noLabels(sources: [old.source, new.source] + (labels.map { [$0.source] } ?? []))
        }
        let vocabulary = ClassVocabulary(
            truth, source: labels?.source ?? (old.labels == nil ? new.source : old.source))
        try vocabulary.require(old, known: vocabulary.classes(of: new))
        try vocabulary.require(new, known: vocabulary.classes(of: old))
        let slices = try Self.agreed(
            "slice",
            [
                labels.flatMap { set in set.slices.map { Said(by: set, $0) } },
                old.slices.map { Said(by: old, $0) }, new.slices.map { Said(by: new, $0) },
            ], about: old)
        var examples: [Example] = []
        examples.reserveCapacity(old.ids.count)
        for (row, id) in old.ids.enumerated() {
            guard let newRow = new.positions[id] else {
                preconditionFailure("both have been found to have the same examples")
            }
            examples.append(
                Example(
                    id: id, label: truth[row], old: old.predictions[row], new: new.predictions[newRow],
                    slice: slices?[row], oldConfidence: old.confidences.flatMap { $0[row] },
                    newConfidence: new.confidences.flatMap { $0[newRow] }))
        }
        self.init(examples, worst: worst)
    }

    /// What one file says of its examples.
    private struct Said {
        let texts: [String]
        let positions: [String: Int]
        let place: (Int) -> PredictionError.Place

        init(by set: PredictionSet, _ texts: [String]) {
            (self.texts, positions, place) = (texts, set.positions, set.place(ofRow:))
        }

        init(by set: LabelSet, _ texts: [String]) {
            (self.texts, positions, place) = (texts, set.positions, set.place(ofRow:))
        }
    }

    /// What all that say something agree on, in the order of the old predictions; nil where none says anything.
    private static func agreed(
        _ column: String, _ all: [Said?], about old: PredictionSet
    ) throws(PredictionError) -> [String]? {
        let all = all.compactMap { $0 }
        guard let first = all.first else { return nil }
        var agreed: [String] = []
        agreed.reserveCapacity(old.ids.count)
        for id in old.ids {
            guard let row = first.positions[id] else {
                preconditionFailure("all have been found to have the same examples")
            }
            for other in all.dropFirst() {
                guard let otherRow = other.positions[id], other.texts[otherRow] != first.texts[row] else {
                    continue
                }
                throw .disagreement(
                    on: column, id: id, first: first.place(row), says: first.texts[row],
                    second: other.place(otherRow), saysInstead: other.texts[otherRow])
            }
            agreed.append(first.texts[row])
        }
        return agreed
    }

    private static func requireSame(
        _ positions: [String: Int], _ ids: [String], _ source: String, as old: PredictionSet
    ) throws(PredictionError) {
        let lackingThere = old.ids.filter { positions[$0] == nil }
        let lackingHere = ids.filter { old.positions[$0] == nil }
        guard lackingThere.isEmpty, lackingHere.isEmpty else {
            throw .differentExamples(
                .init(
                    first: source, second: old.source, lackingInFirst: lackingThere,
                    lackingInSecond: lackingHere))
        }
    }
}
