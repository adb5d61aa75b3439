/// How often two classifiers are right and wrong together and apart, on the same examples.
///
/// A negative flip is an example that the old one got right and the new one gets wrong; a positive flip is the other way
/// round. Whatever the predictions, errors of the new = errors of the old + negative flips - positive flips.
///
/// Source: Yan et al., Positive-Congruent Training (CVPR 2021, arXiv 2011.09161), section 3.
public struct FlipCounts: Sendable, Equatable {
    /// How many examples there are.
    public private(set) var samples = 0
    /// How many the old one gets wrong.
    public private(set) var oldErrors = 0
    /// How many the new one gets wrong.
    public private(set) var newErrors = 0
    /// How many the old one gets right and the new one wrong.
    public private(set) var negativeFlips = 0
    /// How many the old one gets wrong and the new one right.
    public private(set) var positiveFlips = 0

    /// Counts of nothing yet.
    public init() {}

    /// Counts an example.
    public mutating func add(oldIsRight: Bool, newIsRight: Bool) {
        samples += 1
        if !oldIsRight { oldErrors += 1 }
        if !newIsRight { newErrors += 1 }
        if oldIsRight && !newIsRight { negativeFlips += 1 }
        if !oldIsRight && newIsRight { positiveFlips += 1 }
    }
}

extension FlipCounts {
    /// The negative flip rate: negative flips over examples.
    public var nfr: Double { share(negativeFlips, of: samples) ?? 0 }

    /// The positive flip rate: positive flips over examples.
    public var pfr: Double { share(positiveFlips, of: samples) ?? 0 }

    /// The share of the old one's predictions that is wrong.
    public var oldErrorRate: Double { share(oldErrors, of: samples) ?? 0 }

    /// The share of the new one's predictions that is wrong.
    public var newErrorRate: Double { share(newErrors, of: samples) ?? 0 }

    /// By how much the error rate grows; less than zero where the new one is better.
    public var errorIncrease: Double {
        samples == 0 ? 0 : Double(newErrors - oldErrors) / Double(samples)
    }

    /// The share of the new one's errors that the old one did not make; nil where the new one makes none.
    public var nfi: Double? { share(negativeFlips, of: newErrors) }

    /// The share of what the new one gets right that the old one got wrong; nil where the new one gets nothing right.
    public var pfi: Double? { share(positiveFlips, of: samples - newErrors) }

    /// The negative flip rate over that of two classifiers whose errors have nothing to do with each other, which is 1;
    /// nil where the old one gets nothing right or the new one nothing wrong.
    ///
    /// Equation 11 of the paper, which calls it the relative negative flip rate.
    public var relativeNFR: Double? {
        let oldRight = samples - oldErrors
        guard oldRight > 0, newErrors > 0 else { return nil }
        return Double(negativeFlips) * Double(samples) / (Double(oldRight) * Double(newErrors))
    }

    private func share(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}
