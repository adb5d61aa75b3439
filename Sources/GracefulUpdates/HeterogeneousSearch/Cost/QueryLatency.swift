import Tensors

/// How long a network takes for one record, measured: what multiply-adds only hint at.
///
/// A single small image is bound by the calls of the layers: a network of a twentieth of the multiply-adds and more layers
/// may take as long as the large one.
public enum QueryLatency {
    /// The median time to embed one record on one thread.
    ///
    /// libtorch's number of threads is set to one meanwhile, for the whole process.
    ///
    /// - Parameters:
    ///   - model: What is measured.
    ///   - warmUps: How many records are embedded first, which are not counted.
    ///   - repetitions: How many are counted; at least one.
    /// - Returns: Seconds.
    /// - Throws: `TensorError`.
    public static func seconds(
        of model: EmbeddingModel, warmUps: Int = 20, repetitions: Int = 200
    ) throws(TensorError) -> Double {
        precondition(repetitions > 0, "a median is one of at least one number")
        let threads = try Torch.threadCount
        try Torch.setThreadCount(1)
        defer { try? Torch.setThreadCount(threads) }
        let record = try Tensor.zeros([1] + model.description.input)
        let times = try withoutGradients { () throws(TensorError) in
            for _ in 0..<warmUps { _ = try model.embeddings(of: record) }
            return try (0..<repetitions).map { (_) throws(TensorError) in
                let start = ContinuousClock.now
                _ = try model.embeddings(of: record)
                return (ContinuousClock.now - start) / .seconds(1)
            }
        }
        return times.sorted()[repetitions / 2]
    }
}
