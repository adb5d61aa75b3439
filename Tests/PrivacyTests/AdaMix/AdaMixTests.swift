import LearningCore
import Tensors
import Testing

@testable import Privacy

@Suite("AdaMix", .needsTorch)
struct AdaMixTests {
    private struct Setup {
        let model: LinearHead
        let publicBatch: PublicBatch
        let privateBatch: PrivateBatch

        init(publicPerClass: Int = 6, privatePerClass: Int = 20, preparation: FeaturePreparation = .standard)
            throws
        {
            publicBatch = try PublicBatch(
                clusters(perClass: publicPerClass, seed: 1), preparation: preparation)
            privateBatch = try PrivateBatch(
                clusters(perClass: privatePerClass, seed: 2), preparation: preparation)
            model = try LinearHead(classCount: 3, featureCount: publicBatch.features.size(1))
        }

        func training(_ configuration: AdaMixConfiguration) throws -> AdaMix {
            try AdaMix(
                model: model, publicBatch: publicBatch, privateBatch: privateBatch,
                configuration: configuration)
        }
    }

    @Test("without noise, clipping and public records is gradient descent, bit for bit")
    func plain() throws {
        let setup = try Setup()
        var configuration = AdaMixConfiguration.fullyPrivate(clip: .infinity)
        configuration.steps = 30
        configuration.learningRate = 2
        var noise = GivenNoise()
        _ = try setup.training(configuration).fit(sigma: 0, epsilon: nil, noise: &noise)
        let weights = try setup.model.flatParameters()
        let other = try LinearHead(classCount: 3, featureCount: 5)
        let descent = GradientDescent(
            steps: 30, learningRate: 2, weightDecay: configuration.weightDecay)
        let expected = try descent.weights(
            of: other, features: setup.privateBatch.features, labels: setup.privateBatch.labels)
        #expect(try weights.isIdentical(to: expected))
    }

    @Test("has an orthonormal basis of the span of the public gradients, however many they are")
    func subspace() throws {
        let setup = try Setup(publicPerClass: 8)
        let gradients = try setup.model.gradients(setup.publicBatch.features, setup.publicBatch.labels)
        let basis = try PublicSubspace(gradients: gradients, rank: nil).basis
        #expect(
            try relativeDifference(basis.transposed().matmul(basis), .identity(10, type: .float64)) < 1e-12)
        #expect(try relativeDifference(gradients.matmul(basis).matmul(basis.transposed()), gradients) < 1e-12)
        let two = try PublicSubspace(gradients: gradients, rank: 2)
        #expect(two.rank == 2 && two.energy > 0.1 && two.energy < 1)
    }

    @Test("projected onto everything is AdaMix without projection, with the noise turned")
    func rotation() throws {
        // 24 public gradients span all 15 parameters but the five directions that move all classes alike.
        let setup = try Setup(publicPerClass: 8)
        let gradients = try setup.model.gradients(setup.publicBatch.features, setup.publicBatch.labels)
        let subspace = try PublicSubspace(gradients: gradients, rank: nil)
        #expect(subspace.rank == 10)
        let z = try subspace.basis.matmul(
            Tensor.normal([subspace.rank], RandomGenerator(seed: 5), type: .float64))
        var configuration = AdaMixConfiguration()
        configuration.start = .asGiven
        configuration.steps = 1
        var noise = GivenNoise([z])
        _ = try setup.training(configuration).fit(sigma: 3, epsilon: nil, noise: &noise)
        let plain = try setup.model.flatParameters()
        try setup.model.assign(plain * 0)
        configuration.projection = .projectThenClip(rank: nil)
        var turned = GivenNoise([try subspace.basis.transposed().matmul(z)])
        let report = try setup.training(configuration).fit(sigma: 3, epsilon: nil, noise: &turned)
        #expect(try relativeDifference(setup.model.flatParameters(), plain) < 1e-10)
        #expect(report.noisyCoordinates == [subspace.rank])
    }

    @Test(
        "moves the sum by at most the clip norm when a record is left out",
        arguments: [
            AdaMixConfiguration(), .paper, .fullyPrivate(clip: 0.4),
            {
                var configuration = AdaMixConfiguration()
                configuration.isPreconditioned = true
                return configuration
            }(),
            {
                var configuration = AdaMixConfiguration.paper
                configuration.isPreconditioned = true
                configuration.clip = .fixed(0.2)
                return configuration
            }(),
        ])
    func sensitivity(configuration: AdaMixConfiguration) throws {
        let setup = try Setup()
        let all = try clusters(perClass: 20, seed: 2)
        let view = try PublicView(of: setup.model, at: setup.publicBatch, configuration: configuration)
        func sum(_ data: Dataset) throws -> Tensor {
            try ClippedSum(
                model: setup.model, batch: PrivateBatch(data), view: view, configuration: configuration
            ).sum()
        }
        let whole = try sum(all)
        var largest = 0.0
        for left in 0..<all.count {
            let rest = all.records(at: (0..<all.count).filter { $0 != left })
            largest = max(largest, try (whole - sum(rest)).norm().double())
        }
        #expect(largest <= view.clip * (1 + 1e-12))
        // Some record must come near the bound, or clipping does nothing here.
        #expect(largest > view.clip * 0.999)
    }

    @Test("takes its clip norm from the public gradients, and holds it at a floor")
    func clipping() throws {
        let setup = try Setup()
        let view = try PublicView(
            of: setup.model, at: setup.publicBatch, configuration: AdaMixConfiguration())
        let norms = try setup.model.gradientNorms(
            setup.publicBatch.features, setup.publicBatch.labels, scale: nil
        ).array(of: Double.self)
        #expect(norms.count { $0 <= view.clip + 1e-12 } >= Int(0.9 * Double(norms.count)))
        #expect(norms.count { $0 >= view.clip - 1e-12 } >= 1)
        // Weights that fit every public record leave no gradient to take a quantile of.
        let separable = try Dataset(
            name: "corners", shape: [2], features: [1, 0, 0, 1], labels: [0, 1], classNames: ["a", "b"])
        let corners = try PublicBatch(
            separable, preparation: FeaturePreparation(isNormalised: true, hasConstant: false))
        let model = try LinearHead(classCount: 2, featureCount: 2)
        try model.assign(Tensor([900, -900, -900, 900] as [Double]))
        let floored = try PublicView(of: model, at: corners, configuration: AdaMixConfiguration())
        #expect(floored.isFloored)
        #expect(floored.clip == 1e-6)
    }

    @Test("learns from private records what the public ones do not say")
    func learning() throws {
        let setup = try Setup(publicPerClass: 1, privatePerClass: 200)
        let test = try PublicBatch(clusters(perClass: 200, seed: 3))
        _ = try withoutGradients {
            try GradientDescent(steps: 200, learningRate: 2, weightDecay: 1e-3).weights(
                of: setup.model, features: setup.publicBatch.features, labels: setup.publicBatch.labels)
        }
        let onlyPublic = try setup.model.error(on: test)
        var noise = GivenNoise()
        _ = try setup.training(AdaMixConfiguration()).fit(sigma: 0, epsilon: nil, noise: &noise)
        #expect(try setup.model.error(on: test) < onlyPublic)
    }

    @Test("goes the slower the more noise there is, where no rate is given")
    func automaticRate() throws {
        let setup = try Setup()
        let rates = try [0, 1, 10, 100].map { sigma in
            try setup.model.assign(Tensor.zeros([15], type: .float64))
            var noise = GivenNoise()
            return try setup.training(AdaMixConfiguration()).fit(sigma: sigma, epsilon: nil, noise: &noise)
                .learningRate
        }
        #expect(rates[0] == 4)
        #expect(rates[2] < rates[1] && abs(rates[3] * 10 - rates[2]) < 1e-12)
    }

    @Test("reports what happened at every step")
    func report() throws {
        let setup = try Setup()
        var configuration = AdaMixConfiguration.paper
        configuration.steps = 4
        var noise = GivenNoise()
        var steps: [Int] = []
        let report = try setup.training(configuration).fit(sigma: 1, epsilon: nil, noise: &noise) {
            steps.append($0.step)
        }
        #expect(steps == [1, 2, 3, 4])
        #expect(report.clipNorms.count == 4 && report.projectionEnergy.count == 4)
        #expect(report.projectionEnergy.allSatisfy { $0 > 0.999 && $0 <= 1 + 1e-12 })
        #expect(report.privateCount == 60 && report.publicCount == 18)
        #expect(!report.isPrivate)
    }

    @Test("stops with a sentence when the weights leave the numbers")
    func diverging() throws {
        let setup = try Setup()
        var configuration = AdaMixConfiguration.fullyPrivate(clip: 1e200)
        configuration.learningRate = 1e308
        var noise = GivenNoise()
        #expect(throws: AdaMixError.diverged(step: 1)) {
            _ = try setup.training(configuration).fit(sigma: 1, epsilon: nil, noise: &noise)
        }
    }

    @Test("refuses classes that only one side has, naming them")
    func classes() throws {
        let setup = try Setup()
        let other = try Dataset(
            name: "other", shape: [4], features: [1, 2, 3, 4, 5, 6, 7, 8], labels: [0, 1],
            classNames: ["class 0", "boot"])
        let error = #expect(throws: AdaMixError.self) {
            try AdaMix(
                model: setup.model, publicBatch: PublicBatch(other), privateBatch: setup.privateBatch,
                configuration: AdaMixConfiguration())
        }
        #expect(
            error?.description
                == "Public and private data need the same classes, and only the public data have `boot`, only the private"
                + " data have `class 1`, `class 2`.")
    }

    struct BadSetting: Sendable, CustomStringConvertible {
        let description: String
        let change: @Sendable (inout AdaMixConfiguration) -> Void

        init(_ name: String, _ change: @escaping @Sendable (inout AdaMixConfiguration) -> Void) {
            description = name
            self.change = change
        }

        static let all = [
            BadSetting("steps") { $0.steps = 0 },
            BadSetting("learning rate") { $0.learningRate = -.infinity },
            BadSetting("learning rate") { $0.learningRate = .nan },
            BadSetting("weight decay") { $0.weightDecay = -1 },
            BadSetting("public weight") { $0.publicWeight = .nan },
            BadSetting("clip norm") { $0.clip = .fixed(0) },
            BadSetting("clip quantile") { $0.clip = .publicQuantile(1.5) },
            BadSetting("projection rank") { $0.projection = .projectThenClip(rank: 0) },
            BadSetting("public steps") { $0.publicSteps = -1 },
        ]
    }

    @Test("refuses settings that cannot be", arguments: BadSetting.all)
    func settings(setting: BadSetting) throws {
        let setup = try Setup()
        var configuration = AdaMixConfiguration()
        setting.change(&configuration)
        let error = #expect(throws: AdaMixError.self) { try setup.training(configuration) }
        #expect(error?.description.hasPrefix("The \(setting) is ") == true)
    }

    @Test("prepares each record by itself, centred on public ones at most")
    func preparation() throws {
        let data = try Dataset(
            name: "three", shape: [2], features: [3, 4, 0, 0, 0, -2], labels: [0, 1, 0],
            classNames: ["a", "b"])
        let matrix = try FeaturePreparation.standard.matrix(of: data)
        #expect(
            try relativeDifference(matrix, Tensor([0.6, 0.8, 1, 0, 0, 1, 0, -1, 1], shape: [3, 3])) < 1e-7)
        let centred = FeaturePreparation(isNormalised: false, hasConstant: false).centred(on: data)
        #expect(centred.centre == [1, 2.0 / 3])
        #expect(try abs(centred.matrix(of: data).sum().double()) < 1e-12)
    }
}
