/// Changes parameters so that a loss becomes smaller.
///
///     let optimiser = try Adam(model.parameters, learningRate: 1e-3)
///     for batch in batches {
///         try optimiser.forgetGradients()
///         try loss(batch).backward()
///         try optimiser.step()
///     }
///
/// Each step is one call of a fused kernel of libtorch over all parameters. Parameters without a gradient are left alone.
public protocol Optimiser: AnyObject {
    /// What is changed, each tensor once.
    var parameters: [NamedTensor] { get }
    /// How far a step goes; schedules change it.
    var learningRate: Double { get set }
    /// What the optimiser remembers between steps, by the parameter's name, a dot and PyTorch's name for it; not copies.
    var state: [String: Tensor] { get }

    /// Changes the parameters by their gradients.
    func step() throws(TensorError)
    /// Takes over what another run remembered, all of it or nothing.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` with the names that fit no parameter or are missing.
    func load(_ state: [String: Tensor]) throws(TensorError)
}

extension Optimiser {
    /// Forgets the gradients that have accumulated in the parameters.
    public func forgetGradients() throws(TensorError) {
        for parameter in parameters { try parameter.tensor.setGradient(nil) }
    }
}

extension Operator {
    static let fusedSGD = Operator("_fused_sgd_")
    static let fusedAdam = Operator("_fused_adam_")
    static let fusedAdamW = Operator("_fused_adamw_")
    static let fusedAdagrad = Operator("_fused_adagrad_")
    static let addToEach = Operator("_foreach_add_", "Scalar")
    static let multiplyEach = Operator("_foreach_mul_", "Scalar")
    static let clampEachAbove = Operator("_foreach_clamp_max_", "Scalar")
    static let clampEachBelow = Operator("_foreach_clamp_min_", "Scalar")
    static let normOfEach = Operator("_foreach_norm", "Scalar")
}
