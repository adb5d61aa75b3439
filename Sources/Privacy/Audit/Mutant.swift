/// A fault that a private trainer may have and still look right: what an audit has to find.
///
/// They are faults of the ``ReferenceTrainer`` only; shipped trainers have no switch for them.
public enum Mutant: String, CaseIterable, Codable, Sendable {
    /// Noise of half the standard deviation.
    case halfNoise = "half-noise"
    /// The batch's mean is clipped, and not each record's gradient.
    case batchClip = "batch-clip"
    /// One of the parameters is left out when gradients are clipped.
    case unclippedParameter = "unclipped-parameter"
    /// Each micro-batch gets its share of the noise, so that together they have too little.
    case microBatchNoise = "micro-batch-noise"
    /// The noisy sum is divided by how many records there happened to be.
    case realisedDivisor = "realised-divisor"
    /// Every step has the noise of the first.
    case repeatedNoise = "repeated-noise"
    /// The last record of a batch never enters the sum.
    case droppedRecord = "dropped-record"
    /// Sums are projected onto the direction that most private gradients have.
    case privateSubspace = "private-subspace"

    /// What is wrong, for people.
    public var fault: String {
        switch self {
        case .halfNoise: "the noise has half the standard deviation"
        case .batchClip: "the mean over the batch is clipped, not each gradient"
        case .unclippedParameter: "one parameter's gradients are not clipped"
        case .microBatchNoise: "each of 4 micro-batches adds a quarter of the noise"
        case .realisedDivisor: "the sum is divided by the number of records present"
        case .repeatedNoise: "every step has the first step's noise"
        case .droppedRecord: "the last record never enters the sum"
        case .privateSubspace: "sums are projected by a direction of private data"
        }
    }

    /// Why the shipped trainer cannot have this fault and compile; nil where it could.
    public var ruledOutByTypes: String? {
        switch self {
        case .privateSubspace:
            "AdaMix finds its subspace in a PublicView, which is made of a PublicBatch only"
        default: nil
        }
    }
}
