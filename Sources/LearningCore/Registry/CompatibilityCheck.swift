/// Whether new embeddings work with old ones: the empirical criterion of backward compatibility.
///
/// Source: Shen et al., Towards Backward-Compatible Representation Learning, CVPR 2020, equation 1.
struct CompatibilityCheck {
    private let wanted: ReleasePolicy.Compatibility

    init(_ wanted: ReleasePolicy.Compatibility) { self.wanted = wanted }

    func checks(
        on new: ReleaseCandidate, against old: ReleaseCandidate
    ) throws(EmbeddingError) -> [ReleaseCheck] {
        let title = "\(wanted.metric) of new queries in the old gallery"
        let gainTitle = "gain in \(wanted.metric) in the old gallery"
        for candidate in [old, new] where candidate.model?.path(of: .embeddings) == nil {
            let remark =
                candidate.model == nil
                ? ReleaseGate.needsModel(candidate)
                : "\(candidate.name) has no embeddings; add such a version with `espalier model add ... --embeddings`"
            let first = ReleaseCheck.impossible("compatibility", title, .above, nil, because: remark)
            return [first]
                + (wanted.minGain.map {
                    [.impossible("compatibility.minGain", gainTitle, .atLeast, $0, because: remark)]
                } ?? [])
        }
        if let mismatch = TestMismatch(new, and: old) { throw .otherTest(mismatch) }
        let (before, after) = (try evaluation(of: old), try evaluation(of: new))
        let own = try before.scores(against: before, distance: wanted.distance).value(of: wanted.metric)
        let cross = try after.scores(against: before, distance: wanted.distance).value(of: wanted.metric)
        let criterion = ReleaseCheck.number(
            "compatibility", title, cross, .above, own, remark: "the bound is what old queries find there")
        return [criterion]
            + (wanted.minGain.map {
                [.number("compatibility.minGain", gainTitle, cross - own, .atLeast, $0)]
            } ?? [])
    }

    private func evaluation(of candidate: ReleaseCandidate) throws(EmbeddingError) -> EmbeddingEvaluation {
        guard let path = candidate.model?.path(of: .embeddings) else {
            preconditionFailure("only models with embeddings are asked for them")
        }
        return try EmbeddingEvaluation(reading: path, name: candidate.name)
    }
}
