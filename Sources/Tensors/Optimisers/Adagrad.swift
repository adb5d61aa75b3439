/// Gradient descent that divides each step by the root of the sum of all squared gradients so far.
///
/// s = s + g^2; w = w - rate / (1 + (step - 1) decay) g / (sqrt(s) + epsilon). Source: Duchi, Hazan and Singer, Adaptive
/// Subgradient Methods, 2011.
public final class Adagrad: Optimiser {
    /// How far a step goes.
    public var learningRate: Double
    /// How fast the learning rate falls with the steps.
    public let rateDecay: Double
    /// How strongly parameters are drawn to zero, as a part of the gradient.
    public let weightDecay: Double
    /// What the sums of squares begin from.
    public let initialSum: Double
    /// What is added to the root of the sum, so that nothing is divided by zero.
    public let epsilon: Double
    private var slots: OptimiserSlots

    /// Descends along the gradients of some parameters.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` for settings out of their ranges.
    public init(
        _ parameters: [NamedTensor], learningRate: Double = 1e-2, rateDecay: Double = 0,
        weightDecay: Double = 0,
        initialSum: Double = 0, epsilon: Double = 1e-10
    ) throws(TensorError) {
        try requireNotNegative(
            ("learning rate", learningRate), ("decay of the rate", rateDecay), ("weight decay", weightDecay),
            ("initial sum", initialSum), ("epsilon", epsilon))
        self.learningRate = learningRate
        (self.rateDecay, self.weightDecay) = (rateDecay, weightDecay)
        (self.initialSum, self.epsilon) = (initialSum, epsilon)
        slots = try OptimiserSlots(parameters, names: ["sum", "step"])
    }

    /// What is changed, each tensor once.
    public var parameters: [NamedTensor] { slots.parameters }

    /// The "sum" of squares and the number of the "step" of each parameter.
    public var state: [String: Tensor] { slots.state }

    /// Takes over what another run remembered, all of it or nothing.
    public func load(_ state: [String: Tensor]) throws(TensorError) { try slots.load(state, like: fresh) }

    /// Changes the parameters by their gradients.
    public func step() throws(TensorError) {
        // libtorch has no fused kernel of it for a Mac's GPU.
        try step(isFused: parameters.first?.tensor.device != .mps)
    }

    /// Changes the parameters in one call, or one by one.
    func step(isFused: Bool) throws(TensorError) {
        try withoutGradients { () throws(TensorError) in
            let (parameters, gradients, state) = try slots.gather(fresh)
            guard !parameters.isEmpty else { return }
            try Operator.addToEach.perform(.tensors(state[1]), .number(1))
            if isFused {
                try Operator.fusedAdagrad.perform(
                    .tensors(parameters), .tensors(gradients), .tensors(state[0]), .tensors(state[1]),
                    .number(learningRate), .number(rateDecay), .number(weightDecay), .number(epsilon),
                    .boolean(false))
                return
            }
            for (index, parameter) in parameters.enumerated() {
                let gradient = try gradients[index] + parameter * weightDecay
                let rate = learningRate / (1 + (try state[1][index].double() - 1) * rateDecay)
                try state[0][index].add(gradient.square())
                try parameter.add(gradient / (state[0][index].squareRoot() + epsilon), times: -rate)
            }
        }
    }

    private func fresh(_ parameter: Tensor) throws(TensorError) -> [Tensor] {
        [
            try parameter.detached().filled(with: initialSum),
            try Tensor.zeros([], device: parameter.device),
        ]
    }
}
