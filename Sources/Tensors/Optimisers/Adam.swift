/// Gradient descent that measures each step by running means of the gradient and of its square.
///
/// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w = w - rate m' / (sqrt(v') + epsilon), where m' and v' are
/// m and v divided by 1 - beta^step. Source: Kingma and Ba, Adam, 2015, algorithm 1; decoupled decay (AdamW): Loshchilov
/// and Hutter, Decoupled Weight Decay Regularization, 2019, algorithm 2.
public final class Adam: Optimiser {
    /// How parameters are drawn to zero.
    public enum WeightDecay: Sendable, Hashable {
        /// As a part of the gradient, which the means then measure with it.
        case inGradient(Double)
        /// Beside the gradient, times the learning rate: AdamW.
        case decoupled(Double)
    }

    /// How far a step goes.
    public var learningRate: Double
    /// How slowly the running means of the gradient and of its square follow.
    public let betas: (Double, Double)
    /// What is added to the root of the mean square, so that nothing is divided by zero.
    public let epsilon: Double
    /// How parameters are drawn to zero.
    public let weightDecay: WeightDecay
    private var slots: OptimiserSlots

    /// Descends along the gradients of some parameters.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` for settings out of their ranges.
    public init(
        _ parameters: [NamedTensor], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
        epsilon: Double = 1e-8, weightDecay: WeightDecay = .inGradient(0)
    ) throws(TensorError) {
        let decay =
            switch weightDecay {
            case .inGradient(let decay), .decoupled(let decay): decay
            }
        try requireNotNegative(
            ("learning rate", learningRate), ("first beta", betas.0), ("second beta", betas.1),
            ("epsilon", epsilon), ("weight decay", decay))
        guard betas.0 < 1, betas.1 < 1 else {
            throw .invalid("betas of \(betas) never forget anything; they have to be below 1")
        }
        self.learningRate = learningRate
        (self.betas, self.epsilon, self.weightDecay) = (betas, epsilon, weightDecay)
        slots = try OptimiserSlots(parameters, names: ["exp_avg", "exp_avg_sq", "step"])
    }

    /// What is changed, each tensor once.
    public var parameters: [NamedTensor] { slots.parameters }

    /// The running means "exp_avg" and "exp_avg_sq" and the number of the "step" of each parameter.
    public var state: [String: Tensor] { slots.state }

    /// Takes over what another run remembered, all of it or nothing.
    public func load(_ state: [String: Tensor]) throws(TensorError) {
        try slots.load(state, like: Self.fresh)
    }

    /// Changes the parameters by their gradients.
    public func step() throws(TensorError) {
        try withoutGradients { () throws(TensorError) in
            let (parameters, gradients, state) = try slots.gather(Self.fresh)
            guard !parameters.isEmpty else { return }
            try Operator.addToEach.perform(.tensors(state[2]), .number(1))
            let (kernel, decay) =
                switch weightDecay {
                case .inGradient(let decay): (Operator.fusedAdam, decay)
                case .decoupled(let decay): (Operator.fusedAdamW, decay)
                }
            try kernel.perform(
                .tensors(parameters), .tensors(gradients), .tensors(state[0]), .tensors(state[1]),
                .tensors([]),
                .tensors(state[2]), .number(learningRate), .number(betas.0), .number(betas.1), .number(decay),
                .number(epsilon), .boolean(false), .boolean(false))
        }
    }

    private static func fresh(_ parameter: Tensor) throws(TensorError) -> [Tensor] {
        let zeros = try parameter.detached().filled(with: 0)
        return [zeros, try zeros.copy(), try Tensor.zeros([], device: parameter.device)]
    }
}
