/// The exact confidence limits for a probability, from how often something happened.
///
///     let limits = ClopperPearson(tries: 299, confidence: 0.95)
///     limits.upperBound(0)      // 0.00997: nothing in 299 tries certifies less than 1 %
///     limits.interval(3)        // what holds the probability with 95 % confidence
///
/// They hold with at least the confidence for every probability and every number of tries, and assume nothing
/// but independent tries.
///
/// Source: Clopper and Pearson, The use of confidence or fiducial limits, Biometrika 26, 1934.
public struct ClopperPearson: Sendable {
    /// How often it was tried.
    public let tries: Int
    /// The probability with which a limit holds, at least.
    public let confidence: Double

    /// Limits from so many tries.
    ///
    /// - Precondition: There is at least one try, and the confidence is between 0 and 1.
    public init(tries: Int, confidence: Double = 0.95) {
        precondition(
            tries > 0 && 0 < confidence && confidence < 1,
            "limits need at least one try and a confidence between 0 and 1")
        self.tries = tries
        self.confidence = confidence
    }

    /// The largest probability with which so few events are not surprising: a one-sided limit.
    public func upperBound(_ events: Int) -> Double { upper(events, confidence) }

    /// Both limits, each with half of the risk: the two-sided interval.
    public func interval(_ events: Int) -> Interval {
        let risk = (1 - confidence) / 2
        return Interval(lower: lower(events, risk), upper: upper(events, 1 - risk))
    }

    private func upper(_ events: Int, _ confidence: Double) -> Double {
        precondition((0...tries).contains(events), "there are no more events than tries")
        guard events < tries else { return 1 }
        return IncompleteBeta(a: Double(events + 1), b: Double(tries - events)).quantile(confidence)
    }

    private func lower(_ events: Int, _ risk: Double) -> Double {
        guard events > 0 else { return 0 }
        return IncompleteBeta(a: Double(events), b: Double(tries - events + 1)).quantile(risk)
    }
}
