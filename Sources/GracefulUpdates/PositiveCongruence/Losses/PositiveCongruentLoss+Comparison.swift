import Tensors

extension PositiveCongruentLoss {
    /// The logits of two classifiers side by side, for the classes that both know.
    struct Comparison {
        /// [count, shared classes].
        let new: Tensor
        /// [count, shared classes], out of reach of gradients.
        let old: Tensor
        /// Where each sample's class stands among the shared ones, int64 [count]; -1 where it is not among them.
        let labels: Tensor
        /// Whether the old classifier's likeliest class is the right one; of equally likely ones the lowest counts.
        let oldIsRight: Tensor
        /// Whether the old classifier knows a sample's class; nil where it knows all.
        private let isShared: Tensor?

        init(
            _ logits: Tensor, _ labels: Tensor, _ reference: Tensor, _ classes: SharedClasses?
        ) throws {
            let reference = try reference.detached()
            guard logits.rank == 2, reference.rank == 2, reference.shape[0] == logits.shape[0],
                reference.shape[1] == classes?.oldCount ?? logits.shape[1],
                logits.shape[1] == classes?.newCount ?? logits.shape[1], labels.shape == [logits.shape[0]]
            else {
                throw GracefulUpdateError.data(
                    reason:
                        "logits \(logits.shape), labels \(labels.shape) and the old classifier's logits"
                        + " \(reference.shape) do not go together; they are of the same records, and where the classes"
                        + " differ it has to be said which is which")
            }
            let guess = try reference.positionOfLargest(1)
            guard let classes, !classes.areTheSame else {
                (new, old, self.labels, isShared) = (logits, reference, labels, nil)
                oldIsRight = try guess.isEqual(to: labels)
                return
            }
            new = try logits.slices(at: Tensor(classes.newPositions), 1)
            old = try reference.slices(at: Tensor(classes.oldPositions), 1)
            self.labels = try Tensor(classes.sharedOfNew).slices(at: labels)
            isShared = try self.labels.isAtLeast(0)
            oldIsRight = try guess.isEqual(to: Tensor(classes.oldOfNew).slices(at: labels))
        }

        /// Values [count] of samples whose class is shared, and others for the rest: zeros if nothing is said.
        func shared(_ values: Tensor, otherwise others: Tensor? = nil) throws(TensorError) -> Tensor {
            guard let isShared else { return values }
            guard let others else { return try Tensor.choose(isShared, values, values.filled(with: 0)) }
            return try Tensor.choose(isShared, values, others)
        }

        /// KL(softmax(old / t) || softmax(new / t)) of each sample, times t^2.
        func divergence(temperature: Double) throws(TensorError) -> Tensor {
            let expected = try (old / temperature).logSoftmax(1)
            let found = try (new / temperature).logSoftmax(1)
            return try (expected.exponential() * (expected - found)).sum([1]) * (temperature * temperature)
        }
    }
}
