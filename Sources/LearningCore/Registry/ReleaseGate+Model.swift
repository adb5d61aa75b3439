extension ReleaseGate {
    func privacyChecks(
        on new: ReleaseCandidate, against old: ReleaseCandidate?
    ) -> [ReleaseCheck] {
        var checks: [ReleaseCheck] = []
        let promise = new.model?.manifest.privacy.flatMap { $0.isPrivate ? $0 : nil }
        let promised = promise?.epsilon
        if let bound = policy.maxEpsilon {
            let title = "epsilon that is promised"
            if let promised {
                checks.append(
                    .number(
                        "maxEpsilon", title, promised, .atMost, bound,
                        remark: promise.map { "at delta \($0.delta), relation \($0.relation)" }))
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
            let title = "numbers in the weights"
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
