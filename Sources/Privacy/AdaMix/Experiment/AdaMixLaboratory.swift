import LearningCore
import Tensors

/// Runs the trials of the AdaMix claim.
final class AdaMixLaboratory {
    private let form: ExperimentForm
    private let images: FashionMNIST
    /// Made when the first trial needs it.
    private var tasks: [Bool: TransferTask] = [:]
    private var choices: [ChoiceKey: (setting: AdaMixSetting, score: Double)] = [:]

    private struct ChoiceKey: Hashable {
        let cell: Claim.Cell
        let arm: AdaMixArm
    }

    init(form: ExperimentForm) throws {
        self.form = form
        images = try FashionMNIST()
    }

    func run(_ trial: Trial) throws -> TrialResult {
        guard let arm = AdaMixArm(rawValue: trial.arm) else {
            preconditionFailure("the claim declares no arm \(trial.arm)")
        }
        let task = try task(of: trial.cell)
        let choice = try choice(for: arm, in: trial.cell)
        let drawn = try TransferTask.draw(
            from: task.records, perClass: Self.counts(of: trial.cell),
            using: trial.sharedRandom.stream("records"))
        let data = try PreparedData(
            drawn.public, drawn.private, arm: arm, steps: scope(of: trial.cell).publicSteps)
        let test = try PublicBatch(task.test, preparation: data.preparation)
        let (model, report) = try fit(
            arm, choice.setting, on: data, epsilon: trial.cell["eps"], random: trial.random)
        let wrong = try model.outcomes(on: test).logicalNot().array(of: Bool.self)
        let error = Double(wrong.count { $0 }) / Double(wrong.count)
        var result = TrialResult(
            measures: ["error": error],
            choice: .init(
                choice.setting.values, score: choice.score,
                criterion: "mean error on validation images after training on stand-ins"),
            outcomes: ["error": ExampleOutcomes(wrong)])
        if let report, arm == .adaMix {
            result.curves["clip norm"] = CurvePoints(
                x: report.clipNorms.indices.map { Double($0 + 1) }, y: report.clipNorms)
        }
        return result
    }

    /// Public and private records prepared for an arm.
    private struct PreparedData {
        let preparation: FeaturePreparation
        let publicBatch: PublicBatch
        let privateBatch: PrivateBatch
        /// Where only public ends, which every setting that begins there has in common.
        let publicStart: Tensor

        init(_ publicData: Dataset, _ privateData: Dataset, arm: AdaMixArm, steps: Int) throws {
            preparation = arm.isCentred ? .standard.centred(on: publicData) : .standard
            publicBatch = try PublicBatch(publicData, preparation: preparation)
            privateBatch = try PrivateBatch(privateData, preparation: preparation)
            let open = publicBatch
            publicStart = try withoutGradients {
                let model = try LinearHead(
                    classCount: open.classNames.count, featureCount: open.features.size(1))
                return try GradientDescent(
                    steps: steps, learningRate: 2, weightDecay: AdaMixSetting.weightDecay
                ).weights(of: model, features: open.features, labels: open.labels)
            }
        }
    }

    private static func counts(of cell: Claim.Cell) -> (public: Int, private: Int) {
        (Int(cell["m"]), Int(cell["n"]))
    }

    private func scope(of cell: Claim.Cell) -> AdaMixScope {
        form == .quick ? .quick : cell["pixels"] == 1 ? .pixels : .full
    }

    private func task(of cell: Claim.Cell) throws -> TransferTask {
        let hasPixels = cell["pixels"] == 1
        if let task = tasks[hasPixels] { return task }
        let scope = scope(of: cell)
        let task =
            try hasPixels
            ? TransferTask.pixels(images, scope: scope) : TransferTask.features(images, scope: scope)
        tasks[hasPixels] = task
        return task
    }

    /// The setting with the least mean error on validation images, after training on stand-ins for the records.
    private func choice(
        for arm: AdaMixArm, in cell: Claim.Cell
    ) throws -> (setting: AdaMixSetting, score: Double) {
        let key = ChoiceKey(cell: cell, arm: arm)
        if let choice = choices[key] { return choice }
        let (task, scope) = (try task(of: cell), scope(of: cell))
        let grid = AdaMixSetting.grid(for: arm, scope: scope)
        var errors = [Double](repeating: 0, count: grid.count)
        for draw in 0..<scope.draws {
            let random = SeededRandom(seed: UInt64(draw)).stream("choice").stream(cell.name)
            let drawn = try TransferTask.draw(
                from: task.standIns, perClass: Self.counts(of: cell), using: random.stream("records"))
            let data = try PreparedData(drawn.public, drawn.private, arm: arm, steps: scope.publicSteps)
            let validation = try PublicBatch(task.validation, preparation: data.preparation)
            for (position, setting) in grid.enumerated() {
                let noise = random.stream("setting \(position)").stream(arm.rawValue)
                do {
                    let fitted = try fit(arm, setting, on: data, epsilon: cell["eps"], random: noise)
                    errors[position] += try fitted.model.error(on: validation)
                } catch AdaMixError.diverged {
                    errors[position] += 1
                }
            }
        }
        var best = 0
        for position in grid.indices where errors[position] < errors[best] { best = position }
        let choice = (grid[best], errors[best] / Double(scope.draws))
        choices[key] = choice
        return choice
    }

    private func fit(
        _ arm: AdaMixArm, _ setting: AdaMixSetting, on data: PreparedData, epsilon: Double,
        random: SeededRandom
    ) throws -> (model: LinearHead, report: AdaMixReport?) {
        let model = try LinearHead(
            classCount: data.privateBatch.classNames.count, featureCount: data.publicBatch.features.size(1))
        guard var configuration = arm.configuration(setting) else {
            let mixes = arm == .nonPrivate
            let (open, closed) = (data.publicBatch, data.privateBatch)
            _ = try withoutGradients {
                try GradientDescent(
                    steps: setting.steps, learningRate: setting.learningRate ?? 2,
                    weightDecay: setting.weightDecay
                ).weights(
                    of: model,
                    features: mixes ? Tensor.concatenated([open.features, closed.features]) : open.features,
                    labels: mixes ? Tensor.concatenated([open.labels, closed.labels]) : open.labels)
            }
            return (model, nil)
        }
        if configuration.start == .publicPhase {
            try model.assign(data.publicStart)
            configuration.start = .asGiven
        }
        let calibration = try calibrate(
            epsilon: epsilon, delta: AdaMixClaim.delta, sampling: .fullBatch, steps: configuration.steps)
        var noise = GridNoise.repeatable(random.stream("noise"))
        let training = try AdaMix(
            model: model, publicBatch: data.publicBatch, privateBatch: data.privateBatch,
            configuration: configuration)
        let report = try training.fit(
            sigma: calibration.sigma, epsilon: calibration.epsilon, noise: &noise)
        return (model, report)
    }
}
