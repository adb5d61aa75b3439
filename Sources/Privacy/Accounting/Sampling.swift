/// Which records a step of a mechanism sees.
///
/// Accounting believes what it is told: batches cut from a shuffled data set are none of these, and can be far less
/// private than Poisson sampling at the same rate (Chua et al., ICML 2024).
public enum Sampling: Hashable, Sendable {
    /// All of them, at every step.
    case fullBatch
    /// Each record by its own toss of a coin with this probability, anew at every step; a batch may be empty.
    case poisson(rate: Double)
    /// Exactly `batch` of `records` records, drawn without replacement, anew at every step; only for `replaceOne`.
    case fixedSize(records: Int, batch: Int)

    /// The probability with which a step sees a given record.
    public var rate: Double {
        switch self {
        case .fullBatch: 1
        case .poisson(let rate): rate
        case .fixedSize(let records, let batch): Double(batch) / Double(records)
        }
    }

    /// The same sampling, in the one form that each has: seeing everything with probability 1 is a full batch.
    var simplest: Sampling {
        switch self {
        case .fullBatch: .fullBatch
        case .poisson(let rate): rate == 1 ? .fullBatch : self
        case .fixedSize(let records, let batch): records == batch ? .fullBatch : self
        }
    }

    func validate() throws(PrivacyError) {
        switch self {
        case .fullBatch: break
        case .poisson(let rate):
            guard rate > 0, rate <= 1 else { throw .rate(rate) }
        case .fixedSize(let records, let batch):
            guard records >= 1, batch >= 1, batch <= records else {
                throw .batch(size: batch, records: records)
            }
        }
    }
}

extension Sampling: Codable {
    private enum Kind: String, Codable {
        case fullBatch = "full-batch"
        case poisson, fixedSize = "fixed-size"
    }

    private enum CodingKeys: CodingKey { case kind, rate, records, batch }

    /// Reads what `encode(to:)` wrote; a rate or a size that cannot be is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .fullBatch: self = .fullBatch
        case .poisson: self = .poisson(rate: try container.decode(Double.self, forKey: .rate))
        case .fixedSize:
            self = .fixedSize(
                records: try container.decode(Int.self, forKey: .records),
                batch: try container.decode(Int.self, forKey: .batch))
        }
        try validate()
    }

    /// Writes the kind of sampling and its numbers under their names.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .fullBatch: try container.encode(Kind.fullBatch, forKey: .kind)
        case .poisson(let rate):
            try container.encode(Kind.poisson, forKey: .kind)
            try container.encode(rate, forKey: .rate)
        case .fixedSize(let records, let batch):
            try container.encode(Kind.fixedSize, forKey: .kind)
            try container.encode(records, forKey: .records)
            try container.encode(batch, forKey: .batch)
        }
    }
}
