extension PositiveCongruentLoss {
    /// FD-LM, the paper's best: squared differences of logits, with a focus on what the old classifier got right.
    ///
    /// The sum over classes makes its gradient large: with momentum 0.9, weights above 0.1 need a small learning rate, a
    /// limit of the gradient, or ``Mixing/convex(share:)``.
    public static func focalLogit(weight: Double, focus: Focus = Focus()) -> PositiveCongruentLoss {
        PositiveCongruentLoss(.logits, focus: focus, mixing: .additive(weight: weight))
    }

    /// FD-KL: the divergence at a high temperature, where it tends to the centred differences' squares / 2 classes.
    public static func focalDivergence(
        weight: Double, temperature: Double = 100, focus: Focus = Focus()
    ) -> PositiveCongruentLoss {
        PositiveCongruentLoss(
            .probabilities(temperature: temperature), focus: focus, mixing: .additive(weight: weight))
    }

    /// Squared differences of logits that count the same wherever the old classifier is right or wrong.
    ///
    /// Focal distillation has to be compared with it: on small models most of the gain is here already.
    public static func distillation(weight: Double) -> PositiveCongruentLoss {
        focalLogit(weight: weight, focus: .none)
    }

    /// What the old classifier got right counts twice: the simplest remedy, without looking at logits.
    public static func naive(weight: Double = 1) -> PositiveCongruentLoss {
        PositiveCongruentLoss(
            .crossEntropy, focus: Focus(base: 0, bonus: 1), mixing: .additive(weight: weight))
    }

    /// LDI: differences of logits beyond a margin.
    public static func inhibition(
        weight: Double = 1, _ inhibition: LogitInhibition = LogitInhibition()
    ) -> PositiveCongruentLoss {
        PositiveCongruentLoss(.inhibition(inhibition), focus: .none, mixing: .additive(weight: weight))
    }

    /// What a student of an ensemble learns by in ELODI: a share of 0.8 for differences beyond 0.2.
    public static var elodi: PositiveCongruentLoss {
        PositiveCongruentLoss(
            .inhibition(LogitInhibition(margin: 0.2, largestClasses: 10)), focus: .none,
            mixing: .convex(share: 0.8))
    }

    /// What is learned, as a clause for reports and manifests.
    public var summary: String {
        let term =
            switch divergence {
            case .logits: "half the squared distance from the old logits"
            case .probabilities(let temperature):
                "the divergence from the old softmax at temperature \(temperature)"
            case .crossEntropy: "the cross-entropy again"
            case .inhibition(let inhibition):
                "what logits differ from the old ones by more than \(inhibition.margin), to the power of"
                    + " \(inhibition.power)"
            }
        let weighted =
            switch mixing {
            case .additive(let weight): "cross-entropy + \(weight) x \(term)"
            case .convex(let share): "\(1 - share) x cross-entropy + \(share) x \(term)"
            }
        return focus == .none
            ? weighted
            : weighted
                + ", times \(focus.base + focus.bonus) where the old model is right and \(focus.base) elsewhere"
    }

    /// Refuses settings out of their ranges, which may come from a command line.
    public func check() throws(GracefulUpdateError) {
        func require(
            _ name: String, _ value: Double, _ isGood: (Double) -> Bool, _ range: String
        ) throws(GracefulUpdateError) {
            guard value.isFinite, isGood(value) else {
                throw .setting(name: name, value: "\(value)", range: range)
            }
        }
        let notNegative = "a finite number that is not negative"
        try require("the focus on all samples", focus.base, { $0 >= 0 }, notNegative)
        try require("the focus on what the old classifier got right", focus.bonus, { $0 >= 0 }, notNegative)
        switch mixing {
        case .additive(let weight):
            try require("the weight of the added term", weight, { $0 >= 0 }, notNegative)
        case .convex(let share):
            try require("the share of the added term", share, { (0...1).contains($0) }, "from 0 to 1")
        }
        switch divergence {
        case .logits, .crossEntropy: break
        case .probabilities(let temperature):
            try require("the temperature", temperature, { $0 > 0 }, "a finite number above 0")
        case .inhibition(let inhibition):
            try require("the power", inhibition.power, { $0 >= 1 }, "a finite number from 1")
            try require("the margin", inhibition.margin, { $0 >= 0 }, notNegative)
            try require(
                "the number of classes that count", Double(inhibition.largestClasses ?? 1), { $0 >= 1 },
                "a whole number from 1")
        }
    }
}
