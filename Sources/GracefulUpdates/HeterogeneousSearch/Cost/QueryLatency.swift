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
        try medians(of: [embedding(by: model)], warmUps: warmUps, repetitions: repetitions)[0]
    }

    /// The median times of a query and of a gallery network, for their ratio.
    ///
    /// Both embed a record in turn, so that whatever else the machine does meanwhile slows both.
    ///
    /// - Parameters:
    ///   - query: The small network.
    ///   - mapping: The map that its vectors go through before they are looked up, [its dimension, the gallery's]; nil for
    ///     none.
    ///   - gallery: The large network.
    ///   - warmUps: How many records are embedded first, which are not counted.
    ///   - repetitions: How many are counted; at least one.
    /// - Returns: Seconds.
    /// - Throws: `TensorError`.
    public static func seconds(
        of query: EmbeddingModel, mapping: Tensor? = nil, beside gallery: EmbeddingModel, warmUps: Int = 20,
        repetitions: Int = 200
    ) throws(TensorError) -> (query: Double, gallery: Double) {
        let medians = try medians(
            of: [embedding(by: query, mapping: mapping), embedding(by: gallery)], warmUps: warmUps,
            repetitions: repetitions)
        return (medians[0], medians[1])
    }

    private typealias Work = () throws(TensorError) -> Void

    private static func embedding(
        by model: EmbeddingModel, mapping: Tensor? = nil
    ) throws(TensorError) -> Work {
        let record = try Tensor.zeros([1] + model.description.input)
        return { () throws(TensorError) in
            let embedding = try model.embeddings(of: record)
            if let mapping { _ = try embedding.unitRows().matmul(mapping) }
        }
    }

    private static func medians(
        of works: [Work], warmUps: Int, repetitions: Int
    ) throws(TensorError) -> [Double] {
        precondition(repetitions > 0, "a median is one of at least one number")
        let threads = try Torch.threadCount
        try Torch.setThreadCount(1)
        defer { try? Torch.setThreadCount(threads) }
        var times = [[Double]](repeating: [], count: works.count)
        try withoutGradients { () throws(TensorError) in
            for repetition in 0..<(warmUps + repetitions) {
                for (place, work) in works.enumerated() {
                    let start = ContinuousClock.now
                    try work()
                    let time = (ContinuousClock.now - start) / .seconds(1)
                    if repetition >= warmUps { times[place].append(time) }
                }
            }
        }
        return times.map { $0.sorted()[repetitions / 2] }
    }
}
