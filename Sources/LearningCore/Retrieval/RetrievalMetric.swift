/// How well a search finds records of the query's class, as one number from 0 to 1.
///
///     RetrievalMetric("map")             // mean average precision
///     RetrievalMetric("cmc@5")           // one of the five nearest is of the class
///     RetrievalMetric("top1")            // the nearest class mean is the query's
///     RetrievalMetric("tar@far=1e-2")    // pairs of a class accepted where 1 % of the others are
public enum RetrievalMetric: Sendable, Hashable, CustomStringConvertible {
    /// The mean over queries of the precision at each match, without interpolation.
    case meanAveragePrecision
    /// The share of queries with a match among the first so many results.
    case cumulativeMatch(Int)
    /// The share of queries whose nearest class mean of the gallery is that of their class.
    case templateTop1
    /// The share of matching pairs that are nearer than a threshold, where at most this share of the others is.
    case trueAcceptRate(falseAcceptRate: Double)

    /// Reads a metric's name; nil for one that is not known.
    public init?(_ text: String) {
        let text = text.lowercased()
        switch text {
        case "map": self = .meanAveragePrecision
        case "top1": self = .templateTop1
        case "nn", "1-nn", "cmc": self = .cumulativeMatch(1)
        default:
            if text.hasPrefix("cmc@"), let rank = Int(text.dropFirst(4)), rank > 0 {
                self = .cumulativeMatch(rank)
            } else if text.hasPrefix("tar@far="), let rate = Double(text.dropFirst(8)), rate >= 0, rate < 1 {
                self = .trueAcceptRate(falseAcceptRate: rate)
            } else {
                return nil
            }
        }
    }

    /// What may be asked for, for messages.
    public static let forms = "map, top1, cmc@K (cmc@1 is the nearest neighbour), tar@far=RATE"

    /// The name that the metric is read by.
    public var description: String {
        switch self {
        case .meanAveragePrecision: "map"
        case .cumulativeMatch(let rank): "cmc@\(rank)"
        case .templateTop1: "top1"
        case .trueAcceptRate(let rate): "tar@far=\(NumberText.shortest(rate))"
        }
    }
}
