/// Stochastic gradient descent, with momentum if wanted.
///
/// g' = g + weightDecay w; b = momentum b + (1 - dampening) g', and b = g' at first; w = w - rate b, or with Nesterov's
/// look ahead w = w - rate (g' + momentum b). Source: Sutskever et al., On the importance of initialization and momentum,
/// 2013.
public final class SGD: Optimiser {
    /// How far a step goes.
    public var learningRate: Double
    /// Which share of the last direction is kept.
    public let momentum: Double
    /// Which share of the gradient does not enter the direction.
    public let dampening: Double
    /// Whether the gradient is followed by one more step of the momentum.
    public let isNesterov: Bool
    /// How strongly parameters are drawn to zero, as a part of the gradient.
    public let weightDecay: Double
    private var slots: OptimiserSlots

    /// Descends along the gradients of some parameters.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` for settings that make no sense together.
    public init(
        _ parameters: [NamedTensor], learningRate: Double, momentum: Double = 0, dampening: Double = 0,
        isNesterov: Bool = false, weightDecay: Double = 0
    ) throws(TensorError) {
        try requireNotNegative(
            ("learning rate", learningRate), ("momentum", momentum), ("weight decay", weightDecay))
        guard !isNesterov || momentum > 0 && dampening == 0 else {
            throw .invalid("Nesterov's look ahead takes a momentum above 0 and no dampening")
        }
        self.learningRate = learningRate
        (self.momentum, self.dampening, self.isNesterov) = (momentum, dampening, isNesterov)
        self.weightDecay = weightDecay
        slots = try OptimiserSlots(parameters, names: momentum > 0 ? ["momentum_buffer"] : [])
    }

    /// What is changed, each tensor once.
    public var parameters: [NamedTensor] { slots.parameters }

    /// The last directions: "momentum_buffer" of each parameter.
    public var state: [String: Tensor] { slots.state }

    /// Takes over what another run remembered, all of it or nothing.
    public func load(_ state: [String: Tensor]) throws(TensorError) {
        try slots.load(state) { parameter throws(TensorError) in [try parameter.detached().filled(with: 0)] }
    }

    /// Changes the parameters by their gradients.
    public func step() throws(TensorError) {
        try withoutGradients { () throws(TensorError) in
            var fresh: Set<ObjectIdentifier> = []
            let (parameters, gradients, buffers) = try slots.gather { parameter throws(TensorError) in
                fresh.insert(ObjectIdentifier(parameter))
                return momentum > 0 ? [try parameter.detached().filled(with: 0)] : []
            }
            // The first direction of a parameter is its gradient, undampened, which the kernel is told for all at once.
            for isFirst in [true, false] {
                let chosen = parameters.indices.filter {
                    (momentum > 0 && fresh.contains(ObjectIdentifier(parameters[$0]))) == isFirst
                }
                guard !chosen.isEmpty else { continue }
                try Operator.fusedSGD.perform(
                    .tensors(chosen.map { parameters[$0] }), .tensors(chosen.map { gradients[$0] }),
                    .tensors(momentum > 0 ? chosen.map { buffers[0][$0] } : []), .number(weightDecay),
                    .number(momentum), .number(learningRate), .number(dampening), .boolean(isNesterov),
                    .boolean(false), .boolean(isFirst))
            }
        }
    }
}

/// Refuses settings below zero, or that are no numbers, by their names.
func requireNotNegative(_ settings: (name: String, value: Double)...) throws(TensorError) {
    for (name, value) in settings where !(value >= 0 && value.isFinite) {
        throw .invalid("a \(name) of \(value) makes no sense; it has to be a number that is not negative")
    }
}
