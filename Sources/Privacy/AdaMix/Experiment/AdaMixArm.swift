import LearningCore

/// What is compared with AdaMix, and its own variants.
enum AdaMixArm: String, CaseIterable {
    case nonPrivate = "non-private"
    case onlyPublic = "only public"
    case fullyPrivate = "fully private"
    case fullyPrivateCentred = "fully private, centred"
    case publicStart = "public start"
    case projected = "public subspace"
    case preconditioned = "AdaDPS"
    case adaMix = "AdaMix"
    case adaMixCentred = "AdaMix, centred"
    case untuned = "AdaMix, untuned"
    case paper = "AdaMix, projected"
    case clipThenProject = "AdaMix, noise projected"
    case fixedClip = "mix, fixed clip"
    case fixedClipProjected = "mix, fixed clip, projected"

    /// The arm as the report has it.
    var declaration: Claim.Arm {
        switch self {
        case .nonPrivate:
            .init(rawValue, "gradient descent on public and private records without any noise", role: .oracle)
        case .onlyPublic:
            .init(
                rawValue, "gradient descent on the public records; the private ones are ignored",
                role: .baseline)
        case .fullyPrivate:
            .init(rawValue, "noisy gradient descent from zero, public labels unused", role: .baseline)
        case .fullyPrivateCentred:
            .init(
                rawValue, "fully private, on features less the mean of the public ones", role: .baseline)
        case .publicStart:
            .init(
                rawValue, "fully private, but from where only public ends (PPGD)", role: .strongestBaseline)
        case .projected:
            .init(
                rawValue,
                "public start, the noisy sum projected onto the public gradients' span (projected DP-SGD)",
                role: .baseline)
        case .preconditioned:
            .init(
                rawValue, "public start, gradients divided by the root mean square of the public ones",
                role: .baseline)
        case .adaMix:
            .init(
                rawValue, "public start, public gradients in each step, clip norm from public gradients",
                role: .proposed)
        case .untuned:
            .init(
                rawValue, "AdaMix as it comes: 20 steps at the rate that the noise allows, nothing chosen",
                role: .ablation)
        case .adaMixCentred:
            .init(rawValue, "AdaMix on features less the mean of the public ones", role: .ablation)
        case .paper:
            .init(
                rawValue, "AdaMix, gradients projected onto the public ones' span, then clipped",
                role: .ablation)
        case .clipThenProject:
            .init(rawValue, "AdaMix, gradients clipped, their noisy sum projected", role: .ablation)
        case .fixedClip:
            .init(rawValue, "AdaMix with one clip norm for all steps", role: .ablation)
        case .fixedClipProjected:
            .init(rawValue, "AdaMix, projected, with one clip norm for all steps", role: .ablation)
        }
    }

    /// Whether features have the mean of the public ones subtracted.
    var isCentred: Bool { self == .fullyPrivateCentred || self == .adaMixCentred }

    /// Whether the clip norm is a hyperparameter.
    var hasFixedClip: Bool {
        switch self {
        case .fullyPrivate, .fullyPrivateCentred, .publicStart, .projected, .preconditioned, .fixedClip,
            .fixedClipProjected:
            true
        default: false
        }
    }

    /// How the arm trains with such hyperparameters; nil for those without noise.
    func configuration(_ setting: AdaMixSetting) -> AdaMixConfiguration? {
        let clip = setting.clip ?? 1
        var configuration: AdaMixConfiguration
        switch self {
        case .nonPrivate, .onlyPublic: return nil
        case .fullyPrivate, .fullyPrivateCentred: configuration = .fullyPrivate(clip: clip)
        case .publicStart: configuration = .publicStart(clip: clip)
        case .projected:
            configuration = .publicStart(clip: clip)
            configuration.projection = .clipThenProject(rank: nil)
        case .preconditioned:
            configuration = .publicStart(clip: clip)
            configuration.isPreconditioned = true
        case .untuned: return AdaMixConfiguration()
        case .adaMix, .adaMixCentred: configuration = AdaMixConfiguration()
        case .paper: configuration = .paper
        case .clipThenProject:
            configuration = AdaMixConfiguration()
            configuration.projection = .clipThenProject(rank: nil)
        case .fixedClip:
            configuration = AdaMixConfiguration()
            configuration.clip = .fixed(clip)
        case .fixedClipProjected:
            configuration = .paper
            configuration.clip = .fixed(clip)
        }
        configuration.steps = setting.steps
        configuration.learningRate = setting.learningRate
        configuration.weightDecay = setting.weightDecay
        return configuration
    }
}

/// Hyperparameters of an arm.
struct AdaMixSetting: Hashable {
    /// The penalty of every arm with noise, and of public phases.
    static let weightDecay = 1e-3

    let steps: Int
    /// Nil for the one that the noise allows.
    let learningRate: Double?
    let weightDecay: Double
    let clip: Double?

    /// The values by name, as the report has them.
    var values: [String: String] {
        var values = [
            "steps": "\(steps)", "learning rate": learningRate.map { "\($0)" } ?? "by the noise",
            "weight decay": "\(weightDecay)",
        ]
        if let clip { values["clip norm"] = "\(clip)" }
        return values
    }

    /// All that are tried for an arm.
    ///
    /// Arms without noise have one number of steps, which is enough for them to converge.
    static func grid(for arm: AdaMixArm, scope: AdaMixScope) -> [AdaMixSetting] {
        if arm == .nonPrivate || arm == .onlyPublic {
            return [1e-4, 1e-3, 1e-2].map {
                AdaMixSetting(
                    steps: arm == .nonPrivate ? scope.nonPrivateSteps : scope.publicSteps, learningRate: 2,
                    weightDecay: $0, clip: nil)
            }
        }
        if arm == .untuned {
            let configuration = AdaMixConfiguration()
            return [
                AdaMixSetting(
                    steps: configuration.steps, learningRate: nil, weightDecay: configuration.weightDecay,
                    clip: nil)
            ]
        }
        let clips: [Double?] = arm.hasFixedClip ? scope.clips : [nil]
        var grid: [AdaMixSetting] = []
        for steps in scope.steps {
            for rate in scope.rates {
                for clip in clips {
                    grid.append(
                        AdaMixSetting(
                            steps: steps, learningRate: rate, weightDecay: Self.weightDecay, clip: clip))
                }
            }
        }
        return grid
    }
}

/// How large an experiment is: the grids, and the draws that they are tried on.
struct AdaMixScope {
    /// Steps of the arms with noise.
    let steps: [Int]
    let rates: [Double]
    let clips: [Double?]
    /// Steps of public phases.
    let publicSteps: Int
    /// Steps of the arm without noise, which has to converge: all others are compared with it.
    let nonPrivateSteps: Int
    /// How many draws of stand-ins each setting is tried on.
    let draws: Int
    /// Epochs and images of the backbone's training.
    let backboneEpochs: Int
    let backboneImages: Int
    /// How many images errors are measured on.
    let testImages: Int
    let validationImages: Int

    /// What it consists of, so that trials of another size are not taken for these.
    var description: String {
        "steps \(steps), rates \(rates), clip norms \(clips.compactMap(\.self)), \(publicSteps) public steps and \(nonPrivateSteps)"
            + " without noise, \(draws) draws, backbone \(backboneEpochs) epochs of \(backboneImages) images,"
            + " \(validationImages) validation and \(testImages) test images"
    }

    static let full = AdaMixScope(
        steps: [5, 10, 20, 50, 100], rates: [0.5, 1, 2, 4, 8], clips: [0.3, 1], publicSteps: 300,
        nonPrivateSteps: 3_000, draws: 5,
        backboneEpochs: 4, backboneImages: 12_000, testImages: 5_000, validationImages: 2_000)
    /// Fewer steps and rates for 784 pixels, where a step costs thirty times as much.
    static let pixels = AdaMixScope(
        steps: [10, 20, 50], rates: [1, 2, 4, 8], clips: [0.3, 1], publicSteps: 300, nonPrivateSteps: 600,
        draws: 2,
        backboneEpochs: 0, backboneImages: 0, testImages: 10_000, validationImages: 2_000)
    static let quick = AdaMixScope(
        steps: [20], rates: [1, 4], clips: [1], publicSteps: 100, nonPrivateSteps: 1_000, draws: 1,
        backboneEpochs: 1,
        backboneImages: 2_000, testImages: 1_000, validationImages: 500)
}
