import LearningCore

/// What changes between two models, for people.
struct FlipText {
    /// How many classes or slices are shown; those with most negative flips.
    private static let mostGroups = 12
    let report: FlipReport

    var text: String {
        var text = summary
        text += groups(report.perClass, "class", "classes") + groups(report.perSlice, "slice", "slices")
        if !report.worstFlips.isEmpty { text += "\n" + worst }
        return text
    }

    /// The rates over all examples.
    var summary: String {
        var table = TextTable([.text("measure"), .number("value"), .number("count"), .text("")])
        let percent: (Double?) -> String = { ShownNumber.percent($0) }
        let (low, high) = (percent(report.interval.lower), percent(report.interval.upper))
        table.append("error of the old", percent(report.oldErrorRate), "\(report.oldErrors)", "")
        table.append("error of the new", percent(report.newErrorRate), "\(report.newErrors)", "")
        table.append(
            "negative flips (NFR)", percent(report.nfr), "\(report.negativeFlips)",
            "right before and wrong now; 95 % interval \(low) to \(high)")
        table.append("  upper bound", percent(report.upperBound), "", "of the NFR, with 95 % confidence")
        table.append("positive flips (PFR)", percent(report.pfr), "\(report.positiveFlips)", "")
        table.append("NFI", percent(report.nfi), "", "of the new errors are negative flips")
        table.append("PFI", percent(report.pfi), "", "of what is right now was wrong before")
        table.append(
            "relative NFR", percent(report.relativeNFR), "",
            "100 % if errors had nothing to do with each other")
        table.append(
            "McNemar p", ShownNumber.probability(report.mcNemarP), "",
            "of such uneven flips by chance alone")
        return table.text
    }

    private func groups(_ groups: [FlipReport.Group], _ name: String, _ names: String) -> String {
        guard !groups.isEmpty else { return "" }
        let shown = Set(
            groups.indices.sorted {
                let (one, other) = (groups[$0].counts.negativeFlips, groups[$1].counts.negativeFlips)
                return one == other ? $0 < $1 : one > other
            }.prefix(Self.mostGroups))
        var table = TextTable([
            .text(name), .number("examples"), .number("error old"), .number("error new"), .number("NFR"),
            .number("upper bound"), .number("p (Holm)"),
        ])
        for place in groups.indices where shown.contains(place) {
            let (group, counts) = (groups[place], groups[place].counts)
            table.append(
                group.name.isEmpty ? "(none)" : group.name, "\(counts.samples)",
                ShownNumber.percent(counts.oldErrorRate), ShownNumber.percent(counts.newErrorRate),
                ShownNumber.percent(counts.nfr), ShownNumber.percent(group.upperBound),
                ShownNumber.probability(group.adjustedP))
        }
        let hidden = groups.count - shown.count
        let rest = hidden == 0 ? "" : "  and \(hidden) more \(names); --format json has them all\n"
        return "\n" + table.text + rest
    }

    private var worst: String {
        let hasConfidence = report.worstFlips.contains { $0.oldConfidence != nil }
        let hasSlice = report.worstFlips.contains { $0.slice != nil }
        let listed = report.worstFlips.count
        var table = TextTable([
            .text("negative flip"), .text("right"), .text("new prediction"),
            .number(hasConfidence ? "old confidence" : ""), .text(hasSlice ? "slice" : ""),
        ])
        for flip in report.worstFlips {
            table.append(
                flip.id, flip.label, flip.prediction, flip.oldConfidence.map(ShownNumber.plain) ?? "",
                flip.slice ?? "")
        }
        let hidden = report.negativeFlips - listed
        return table.text + (hidden > 0 ? "  and \(hidden) more; --worst N lists more of them\n" : "")
    }
}
