/// How alike two lists of numbers order the same things.
public enum RankCorrelation {
    /// Kendall's tau-b, from -1 to 1: pairs in the same order less those in opposite order, of all that are not tied.
    ///
    /// (C - D) / sqrt((P - T_x) (P - T_y)) for P pairs, of which T_x are tied in one list and T_y in the other.
    ///
    /// - Returns: Nil where a list is shorter than two or has one value only, which orders nothing.
    /// - Precondition: Both lists are as long.
    /// - Complexity: O(n^2)
    public static func kendall(_ first: [Double], _ second: [Double]) -> Double? {
        precondition(first.count == second.count, "both lists say something of the same things")
        var (difference, untiedFirst, untiedSecond) = (0, 0, 0)
        for late in first.indices {
            for early in 0..<late {
                let one = order(first[early], first[late])
                let other = order(second[early], second[late])
                difference += one * other
                untiedFirst += abs(one)
                untiedSecond += abs(other)
            }
        }
        guard untiedFirst > 0, untiedSecond > 0 else { return nil }
        return Double(difference) / (Double(untiedFirst) * Double(untiedSecond)).squareRoot()
    }

    /// Spearman's rho: the correlation of ranks, equal numbers having the mean of theirs.
    ///
    /// - Returns: Nil where a list is shorter than two or has one value only.
    /// - Precondition: Both lists are as long.
    public static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
        precondition(first.count == second.count, "both lists say something of the same things")
        let (one, other) = (ranks(first), ranks(second))
        let middle = Double(first.count - 1) / 2
        func product(_ left: [Double], _ right: [Double]) -> Double {
            zip(left, right).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
        }
        let scale = (product(one, one) * product(other, other)).squareRoot()
        return scale > 0 ? product(one, other) / scale : nil
    }

    private static func order(_ left: Double, _ right: Double) -> Int {
        left < right ? 1 : left > right ? -1 : 0
    }

    /// Ranks from 0.
    private static func ranks(_ values: [Double]) -> [Double] {
        let places = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < places.count {
            var end = start
            while end < places.count, values[places[end]] == values[places[start]] { end += 1 }
            for place in places[start..<end] { ranks[place] = Double(start + end - 1) / 2 }
            start = end
        }
        return ranks
    }
}

/// Whether a supernet may be trusted to tell networks apart: how its scores order them, and how their own do.
public struct SupernetReliability: Sendable, Equatable {
    /// Below this, the order that a supernet gives is called unreliable.
    public static let leastTau = 0.4
    /// What a ranking below that is called.
    static let warning = "supernet ranking unreliable"

    /// Kendall's tau-b; nil where one of the two makes no difference between networks.
    public let tau: Double?
    /// Spearman's rho.
    public let rho: Double?
    /// How many networks were compared.
    public let count: Int

    /// Compares scores of the same networks, from the supernet and when trained alone.
    public init(supernet: [Double], alone: [Double]) {
        tau = RankCorrelation.kendall(supernet, alone)
        rho = RankCorrelation.spearman(supernet, alone)
        count = supernet.count
    }

    /// Whether the order can be relied on.
    public var isReliable: Bool { tau.map { $0 >= Self.leastTau } ?? false }

    /// The numbers in a sentence, with a warning if there is one.
    public var sentence: String {
        func text(_ value: Double?) -> String {
            value.map { "\(($0 * 1000).rounded() / 1000)" } ?? "undefined"
        }
        return (isReliable ? "" : "\(Self.warning): ")
            + "Kendall tau \(text(tau)), Spearman \(text(rho)) over \(count) networks"
    }
}
