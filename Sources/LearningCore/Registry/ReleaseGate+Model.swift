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
        if let before = old?.model?.manifest.privacy, before.isPrivate, !policy.allowsPrivacyLoss {
            checks.append(promiseCheck(on: new, keeping: before, of: old?.name ?? "the version in service"))
        }
        return checks
    }

    /// A promise may be replaced by none that is weaker, whatever other bounds there are.
    private func promiseCheck(
        on new: ReleaseCandidate, keeping before: ModelManifest.PrivacyStatement, of name: String
    ) -> ReleaseCheck {
        let (title, key) = ("promise of privacy is kept up", "allowsPrivacyLoss")
        let wayOut = "; a policy with \"allowsPrivacyLoss\": true would let it through"
        func failed(_ remark: String) -> ReleaseCheck {
            ReleaseCheck(
                name: key, title: title, relation: .holds, bound: nil, value: nil, passed: false,
                remark: remark + wayOut)
        }
        guard let after = new.model?.manifest.privacy, after.isPrivate, let epsilon = after.epsilon else {
            return failed("\(name) promises privacy and \(new.name) does not")
        }
        guard epsilon <= before.epsilon ?? 0, after.delta <= before.delta, after.relation == before.relation
        else {
            func words(_ statement: ModelManifest.PrivacyStatement) -> String {
                "epsilon \(NumberText.shortest(statement.epsilon ?? 0)) at delta \(statement.delta), \(statement.relation)"
            }
            return failed("\(name) promises \(words(before)), and \(new.name) \(words(after))")
        }
        return ReleaseCheck(
            name: key, title: title, relation: .holds, bound: nil, value: nil, passed: true, remark: nil)
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
