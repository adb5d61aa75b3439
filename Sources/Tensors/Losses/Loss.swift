/// How far outputs are from what they should be: what training makes smaller.
///
///     let loss = try Loss.crossEntropy(of: model(images, .training(random)), classes: labels)
///     try loss.backward()
///
/// Shapes have to be equal; they are not broadcast, because a column against a row would be compared in all pairs.
public enum Loss {
    /// How the losses of single elements or samples become one number.
    public enum Summary: Int, Sendable {
        /// They do not.
        case none
        /// Their mean.
        case mean
        /// Their sum.
        case sum
    }

    static func requireEqualShapes(
        _ outputs: Tensor, _ targets: Tensor, _ name: String
    ) throws(TensorError) {
        guard outputs.shape == targets.shape else {
            throw .invalid(
                "\(name) compares tensors of one shape, not outputs of \(outputs.shape) with targets of"
                    + " \(targets.shape); reshape one of them")
        }
    }
}

extension Argument {
    static func summary(_ summary: Loss.Summary) -> Argument { .integer(summary.rawValue) }
}
