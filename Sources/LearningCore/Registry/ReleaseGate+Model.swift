extension ReleaseGate {
    func privacyChecks(
        on new: ReleaseCandidate, against old: ReleaseCandidate?
    ) -> [ReleaseCheck] {
        var checks: [ReleaseCheck] = []
        let promised = new.model?.manifest.privacy.flatMap { $0.isPrivate ? $0.epsilon : nil }
        if let bound = policy.maxEpsilon {
            let title = "epsilon that is promised"
            if let promised {
                checks.append(.number("maxEpsilon", title, promised, .atMost, bound))
            } else {
                checks.append(
                    .impossible(
                        "maxEpsilon", title, .atMost, bound,
                        because: new.model == nil
                            ? Self.needsModel(new) : "\(new.name) makes no promise of privacy"))
            }
        }
        if old?.model?.manifest.privacy?.isPrivate == true, !policy.allowsPrivacyLoss {
            checks.append(
                ReleaseCheck(
                    name: "allowsPrivacyLoss", title: "promise of privacy is kept up", relation: .holds,
                    bound: nil, value: nil, passed: promised != nil,
                    remark: promised != nil
                        ? nil
                        : "\(old?.name ?? "") promises privacy and \(new.name) does not; a policy with "
                            + "\"allowsPrivacyLoss\": true would let it through"))
        }
        return checks
    }

    func sizeChecks(on new: ReleaseCandidate) -> [ReleaseCheck] {
        var checks: [ReleaseCheck] = []
        if let bound = policy.maxParameters {
            let title = "parameters"
            if let count = new.model?.parameterCount {
                checks.append(.number("maxParameters", title, Double(count), .atMost, Double(bound)))
            } else {
                checks.append(
                    .impossible(
                        "maxParameters", title, .atMost, Double(bound),
                        because: new.model == nil
                            ? Self.needsModel(new) : "\(new.name) has no weights; add it with --weights"))
            }
        }
        for (name, range) in policy.metrics.sorted(by: { $0.key < $1.key }) {
            let ends: [(ReleaseCheck.Relation, Double?)] = [
                (.atMost, range.atMost), (.atLeast, range.atLeast),
            ]
            for case (let relation, let bound?) in ends {
                if let value = new.model?.manifest.metrics[name] {
                    checks.append(.number("metrics.\(name)", name, value, relation, bound))
                } else {
                    checks.append(
                        .impossible("metrics.\(name)", name, relation, bound, because: lacking(name, in: new))
                    )
                }
            }
        }
        return checks
    }

    private func lacking(_ metric: String, in new: ReleaseCandidate) -> String {
        guard let metrics = new.model?.manifest.metrics else { return Self.needsModel(new) }
        let known = metrics.keys.sorted().prefix(8).map { "`\($0)`" }.joined(separator: ", ")
        return
            "the manifest of \(new.name) has no metric `\(metric)`"
            + (known.isEmpty ? "" : " (it has \(known))") + "; add it with --metric"
    }

    static func needsModel(_ candidate: ReleaseCandidate) -> String {
        "\(candidate.name) is predictions alone, and this needs a model; compare versions of a registry"
    }
}

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
