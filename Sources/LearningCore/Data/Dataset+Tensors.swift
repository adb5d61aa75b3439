import Tensors

extension Dataset {
    /// The features as a tensor of shape `[count] + shape`, and the labels as one of int64, on the CPU.
    ///
    /// - Throws: `TensorError.unavailable` without libtorch.
    public func tensors() throws(TensorError) -> (features: Tensor, labels: Tensor) {
        (try Tensor(features, shape: [count] + shape), try Tensor(labels.map { Int64($0) }, shape: [count]))
    }
}
