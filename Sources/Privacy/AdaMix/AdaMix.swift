import LearningCore
import Tensors

/// Trains a classifier on a little package and much private data, with a bound on what any private record can change.
///
/// The package records are learned from without noise. At every step they also choose, at no cost in privacy, how
/// private gradients are clipped and in which subspace they are summed:
///
///     phase 1   w <- w - eta_pub (mean package gradient + lambda w)
///     phase 2   clip norm   tau = quantile of the lengths of the package gradients at w
///               subspace    V = the span of the package gradients at w (or everything)
///               release     s = sum of clip(V^T g, tau) over private g, plus tau sigma N(0, I)
///               step        w <- w - eta ((V s + beta sum of package g) / (N + beta N_pub) + lambda w)
///
/// A step depends on weights that are released already and on package data, so that adapting costs nothing: T steps are
/// T Gaussian mechanisms over all records, accounted for exactly. Divisors are published numbers.
///
/// Source: Golatkar, Achille, Wang, Roth, Kearns and Soatto, Mixed Differential Privacy in Computer Vision, CVPR 2022;
/// the order of projecting, clipping and adding noise is open there and is ``AdaMixConfiguration/projection`` here.
package struct AdaMix {
    /// What is trained; it holds the weights afterwards.
    package let model: any PerSampleModel
    /// The records that anybody may look at.
    package let publicBatch: PublicBatch?
    /// The records that stay private.
    package let privateBatch: PrivateBatch
    /// How it is trained.
    package let configuration: AdaMixConfiguration

    /// How far a training has come.
    package struct Progress: Sendable {
        /// Steps of the private phase that are done.
        package let step: Int
        /// Steps of the private phase in total.
        package let steps: Int
    }

    /// Prepares a training, or says which setting cannot be.
    package init(
        model: any PerSampleModel, publicBatch: PublicBatch?, privateBatch: PrivateBatch,
        configuration: AdaMixConfiguration
    ) throws {
        try configuration.validate()
        if let publicBatch { try Self.checkClasses(publicBatch.classNames, privateBatch.classNames) }
        guard privateBatch.classNames.count > 1 else {
            throw AdaMixError.oneClass(privateBatch.classNames.first ?? "")
        }
        if publicBatch == nil, configuration.usesPublicGradients || configuration.start == .publicPhase {
            throw AdaMixError.setting(
                name: "package data", value: "absent", range: "given for this configuration")
        }
        self.model = model
        self.publicBatch = publicBatch
        self.privateBatch = privateBatch
        self.configuration = configuration
    }

    /// Refuses classes that only one side has.
    package static func checkClasses(_ ofPublic: [String], _ ofPrivate: [String]) throws(AdaMixError) {
        let onlyPublic = ofPublic.filter { !ofPrivate.contains($0) }
        let onlyPrivate = ofPrivate.filter { !ofPublic.contains($0) }
        guard onlyPublic.isEmpty, onlyPrivate.isEmpty, ofPublic == ofPrivate else {
            throw .differentClasses(onlyPublic: onlyPublic, onlyPrivate: onlyPrivate)
        }
    }

    /// Trains with noise of a standard deviation of `sigma` clip norms.
    ///
    /// The noise multiplier comes from a calibration for all steps together, and `epsilon` is what it amounts to, for the
    /// report. What is returned may be published.
    package func fit(
        sigma: Double, epsilon: Epsilon?, noise: inout some NoisySum, progress: (Progress) -> Void = { _ in }
    ) throws -> AdaMixReport {
        try withoutGradients {
            var weights = try startingWeights()
            var record = TrainingRecord()
            try model.assign(weights)
            let rate = try learningRate(sigma: sigma)
            for step in 1...configuration.steps {
                try model.assign(weights)
                let gradient = try meanGradient(sigma: sigma, noise: &noise, record: &record)
                weights = try updated(weights, gradient, rate: rate)
                guard try weights.absolute().largest().double() < Self.largestWeight else {
                    throw AdaMixError.diverged(step: step)
                }
                progress(Progress(step: step, steps: configuration.steps))
            }
            try model.assign(weights)
            return AdaMixReport(
                epsilon: noise.isPrivate ? epsilon : nil, sigma: sigma, isPrivate: noise.isPrivate,
                learningRate: rate,
                clipNorms: record.clipNorms,
                flooredSteps: record.flooredSteps, noisyCoordinates: record.noisyCoordinates,
                projectionEnergy: record.projectionEnergy, privateCount: privateBatch.publishedCount,
                publicCount: publicBatch?.count ?? 0)
        }
    }

    /// Far below where products with features overflow, so that every private gradient is a number that can be clipped.
    private static let largestWeight = 1e100

    /// What the steps leave for the report.
    private struct TrainingRecord {
        var clipNorms: [Double] = []
        var flooredSteps = 0
        var noisyCoordinates: [Int] = []
        var projectionEnergy: [Double] = []
    }

    /// The weights after the package phase.
    private func startingWeights() throws -> Tensor {
        guard configuration.start == .publicPhase, let publicBatch else { return try model.flatParameters() }
        return try GradientDescent(
            steps: configuration.publicSteps, learningRate: configuration.publicLearningRate,
            weightDecay: configuration.weightDecay
        ).weights(of: model, features: publicBatch.features, labels: publicBatch.labels)
    }

    /// The configuration's rate, or the one that the noise allows.
    private func learningRate(sigma: Double) throws -> Double {
        if let rate = configuration.learningRate { return rate }
        let view = try PublicView(of: model, at: publicBatch, configuration: configuration)
        let coordinates = view.subspace?.rank ?? model.parameterCount
        // Independent steps add up by their squares.
        let lengthAtRateOne =
            view.clip * sigma * Double(coordinates * configuration.steps).squareRoot() / recordCount
        return lengthAtRateOne > 0 ? min(4, 5 / lengthAtRateOne) : 4
    }

    /// What sums are divided by: the published number of private records, and what the package ones count.
    private var recordCount: Double {
        Double(privateBatch.publishedCount) + configuration.publicWeight * Double(publicBatch?.count ?? 0)
    }

    private func updated(_ weights: Tensor, _ gradient: Tensor, rate: Double) throws -> Tensor {
        try weights - (gradient + weights * configuration.weightDecay) * rate
    }

    /// The noisy mean of private and package gradients at the model's weights.
    private func meanGradient(
        sigma: Double, noise: inout some NoisySum, record: inout TrainingRecord
    ) throws -> Tensor {
        let view = try PublicView(of: model, at: publicBatch, configuration: configuration)
        record.clipNorms.append(view.clip)
        if view.isFloored { record.flooredSteps += 1 }
        if let subspace = view.subspace { record.projectionEnergy.append(subspace.energy) }
        let sum = try ClippedSum(model: model, batch: privateBatch, view: view, configuration: configuration)
            .sum()
        record.noisyCoordinates.append(sum.count)
        var total = try noise.release(
            sum, of: 2 * privateBatch.publishedCount, clip: view.clip, sigma: sigma)
        switch configuration.projection {
        case .none: break
        case .projectThenClip: if let basis = view.subspace?.basis { total = try basis.matmul(total) }
        case .clipThenProject:
            if let basis = view.subspace?.basis {
                total = try basis.matmul(basis.transposed().matmul(total))
            }
        }
        if let publicBatch, configuration.publicWeight > 0 {
            let publicSum = try view.preconditioned(
                model.weightedGradientSum(
                    publicBatch.features, publicBatch.labels,
                    weights: Tensor.full([publicBatch.count], configuration.publicWeight, type: .float64)))
            total = try total + publicSum
        }
        return try total / recordCount
    }
}
