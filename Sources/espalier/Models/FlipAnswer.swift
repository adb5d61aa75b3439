import LearningCore

/// What changes between two models, as JSON; every number is there, null where it is none.
struct FlipAnswer: Encodable {
    let report: FlipReport

    private enum Key: CodingKey {
        case samples, nfr, pfr, nfi, pfi, relativeNFR, errorOld, errorNew, errorIncrease, counts, confidence
        case interval, upperBound, mcnemarP, perClass, perSlice, worstFlips
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(report.samples, forKey: .samples)
        try container.encode(report.nfr, forKey: .nfr)
        try container.encode(report.pfr, forKey: .pfr)
        try container.encode(report.nfi, forKey: .nfi)
        try container.encode(report.pfi, forKey: .pfi)
        try container.encode(report.relativeNFR, forKey: .relativeNFR)
        try container.encode(report.oldErrorRate, forKey: .errorOld)
        try container.encode(report.newErrorRate, forKey: .errorNew)
        try container.encode(report.errorIncrease, forKey: .errorIncrease)
        try container.encode(Counts(report.counts), forKey: .counts)
        try container.encode(FlipReport.confidence, forKey: .confidence)
        try container.encode(report.interval, forKey: .interval)
        try container.encode(report.upperBound, forKey: .upperBound)
        try container.encode(report.mcNemarP, forKey: .mcnemarP)
        try container.encode(report.perClass.map(Group.init), forKey: .perClass)
        try container.encode(report.perSlice.map(Group.init), forKey: .perSlice)
        try container.encode(report.worstFlips.map(Flip.init), forKey: .worstFlips)
    }

    private struct Counts: Encodable {
        let samples: Int
        let errorsOld: Int
        let errorsNew: Int
        let negativeFlips: Int
        let positiveFlips: Int

        init(_ counts: FlipCounts) {
            samples = counts.samples
            errorsOld = counts.oldErrors
            errorsNew = counts.newErrors
            negativeFlips = counts.negativeFlips
            positiveFlips = counts.positiveFlips
        }
    }

    private struct Group: Encodable {
        let name: String
        let samples: Int
        let errorOld: Double
        let errorNew: Double
        let negativeFlips: Int
        let positiveFlips: Int
        let nfr: Double
        let upperBound: Double
        let mcnemarP: Double
        let adjustedP: Double

        init(_ group: FlipReport.Group) {
            name = group.name
            samples = group.counts.samples
            errorOld = group.counts.oldErrorRate
            errorNew = group.counts.newErrorRate
            negativeFlips = group.counts.negativeFlips
            positiveFlips = group.counts.positiveFlips
            nfr = group.counts.nfr
            upperBound = group.upperBound
            mcnemarP = group.mcNemarP
            adjustedP = group.adjustedP
        }
    }

    private struct Flip: Encodable {
        let flip: FlipReport.Flip

        init(_ flip: FlipReport.Flip) { self.flip = flip }

        private enum Key: CodingKey { case id, label, prediction, slice, oldConfidence, newConfidence }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(flip.id, forKey: .id)
            try container.encode(flip.label, forKey: .label)
            try container.encode(flip.prediction, forKey: .prediction)
            try container.encode(flip.slice, forKey: .slice)
            try container.encode(flip.oldConfidence, forKey: .oldConfidence)
            try container.encode(flip.newConfidence, forKey: .newConfidence)
        }
    }
}
