import Tensors

/// How a network is trained, whatever it is trained for.
///
///     var recipe = TrainingRecipe(epochs: 10, learningRate: 0.1)
///     recipe.augmentation = .init(shift: 2, isMirrored: true)
public struct TrainingRecipe: Sendable, Hashable, Codable {
    /// What turns gradients into steps.
    public enum Method: Sendable, Hashable, Codable {
        /// Stochastic gradient descent with momentum, Nesterov's.
        case sgd(momentum: Double)
        /// Adam with its usual betas.
        case adam
    }

    /// How the learning rate falls.
    public enum Decay: Sendable, Hashable, Codable {
        case constant
        /// Along half a cosine to nothing.
        case cosine
        /// Times a factor at these shares of all steps, such as 1/3 and 2/3.
        case steps(at: [Double], times: Double)
    }

    /// What is done to images anew each time they are seen.
    public struct Augmentation: Sendable, Hashable, Codable {
        /// By how many positions they are shifted at most, in both directions; zeros come in.
        public var shift: Int
        /// Whether half of them are seen in a mirror.
        public var isMirrored: Bool

        /// Shifts and mirrors images.
        public init(shift: Int = 0, isMirrored: Bool = false) {
            self.shift = shift
            self.isMirrored = isMirrored
        }
    }

    /// How often every record is seen.
    public var epochs: Int
    /// How many records a step sees; a last batch of fewer is left out, unless it is the only one.
    public var batchSize: Int
    /// The learning rate to begin with.
    public var learningRate: Double
    /// What turns gradients into steps.
    public var method: Method
    /// How strongly weights are drawn to zero.
    public var weightDecay: Double
    /// How the learning rate falls.
    public var decay: Decay
    /// What is done to images.
    public var augmentation: Augmentation
    /// The length that the gradient of all parameters is cut down to; nil leaves it as it is.
    public var gradientLimit: Double?

    /// A recipe: stochastic gradient descent with momentum 0.9 along half a cosine, unless said otherwise.
    public init(
        epochs: Int, batchSize: Int = 128, learningRate: Double = 0.1, method: Method = .sgd(momentum: 0.9),
        weightDecay: Double = 1e-4, decay: Decay = .cosine, augmentation: Augmentation = .init(),
        gradientLimit: Double? = nil
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.method = method
        self.weightDecay = weightDecay
        self.decay = decay
        self.augmentation = augmentation
        self.gradientLimit = gradientLimit
    }

    /// Refuses settings out of their ranges, which may come from a command line.
    public func check() throws(GracefulUpdateError) {
        let ranges: [(String, Double, Bool, String)] = [
            ("the number of epochs", Double(epochs), (1...100_000).contains(epochs), "from 1 to 100,000"),
            ("the batch size", Double(batchSize), (1...1 << 20).contains(batchSize), "from 1 to 1,048,576"),
            (
                "the learning rate", learningRate, learningRate > 0 && learningRate.isFinite,
                "a finite number above 0"
            ),
            (
                "the weight decay", weightDecay, weightDecay >= 0 && weightDecay.isFinite,
                "a finite number that is not negative"
            ),
            (
                "the limit of the gradient", gradientLimit ?? 1,
                gradientLimit.map { $0 > 0 && $0.isFinite } ?? true,
                "a finite length above 0"
            ),
            (
                "the shift", Double(augmentation.shift), (0...1_000).contains(augmentation.shift),
                "from 0 to 1,000 positions"
            ),
        ]
        for (name, value, isGood, range) in ranges where !isGood {
            throw .setting(name: name, value: "\(value)", range: range)
        }
    }

    func optimiser(_ parameters: [NamedTensor]) throws(TensorError) -> any Optimiser {
        switch method {
        case .sgd(let momentum):
            try SGD(
                parameters, learningRate: learningRate, momentum: momentum, isNesterov: momentum > 0,
                weightDecay: weightDecay)
        case .adam:
            try Adam(parameters, learningRate: learningRate, weightDecay: .inGradient(weightDecay))
        }
    }

    func schedule(steps: Int) -> Schedule {
        switch decay {
        case .constant: .constant
        case .cosine: .cosine(steps: steps, to: 0)
        case .steps(let shares, let factor):
            .at(shares.map { Int(($0 * Double(steps)).rounded()) }, times: factor)
        }
    }
}
