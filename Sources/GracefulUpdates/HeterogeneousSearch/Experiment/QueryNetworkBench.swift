import LearningCore
import Tensors

/// The images and networks of one seed, each network trained once, whichever arms ask for it.
final class QueryNetworkBench {
    let seed: Int
    let scope: HeterogeneousSearchScope
    let random: SeededRandom
    private let records: LabelledTensors
    let search: HeterogeneousTask
    let validation: HeterogeneousTask
    private let test: HeterogeneousTask
    private let gallery: EmbeddingModel
    private var trainings: [HeterogeneousLoss: QueryTraining] = [:]
    private var models: [NetworkKey: EmbeddingModel] = [:]
    private var testedNetworks: [NetworkKey: TestedNetwork] = [:]
    private var alone: [NetworkDescription: ArchitectureScores] = [:]
    private var supernets: [SearchSpace: PathScoring] = [:]
    private var paths: [SearchSpace: [Architecture: ArchitectureScores]] = [:]
    var handMadeScores: [NetworkDescription: Double] = [:]

    private struct NetworkKey: Hashable {
        let network: NetworkDescription
        let loss: HeterogeneousLoss
    }

    /// What a query costs.
    private struct QueryCost {
        let multiplyAdds: Int
        /// Of a query and of a record of the gallery, measured together.
        let latency: (query: Double, gallery: Double)

        init(_ multiplyAdds: Int, _ latency: (query: Double, gallery: Double)) {
            self.multiplyAdds = multiplyAdds
            self.latency = latency
        }
    }

    /// A network on the test images.
    struct TestedNetwork {
        let result: TrialResult
        let crossed: Double
        let passesRule: Bool
    }

    /// Draws the images of a seed and trains its gallery network.
    ///
    /// Training, search and validation images are different images of the training set; test images are the same in every
    /// seed.
    init(_ images: FashionMNIST, scope: HeterogeneousSearchScope, seed: Int) throws {
        let random = SeededRandom(seed: UInt64(seed)).stream("heterogeneous search")
        func take(_ data: Dataset, _ order: inout ArraySlice<Int>, _ count: Int) throws -> LabelledTensors {
            defer { order = order.dropFirst(count) }
            return try LabelledTensors(data.records(at: Array(order.prefix(count))), shape: [1, 28, 28])
        }
        var drawing = random.stream("images")
        var order = drawing.permutation(of: images.training.count)[...]
        var testing = SeededRandom(seed: 0).stream("test images of heterogeneous search")
        var testOrder = testing.permutation(of: images.test.count)[...]
        let records = try take(images.training, &order, scope.images)
        let gallery = try EmbeddingModel(
            HeterogeneousSearchScope.gallery, head: HeterogeneousSearchScope.head,
            classNames: records.classNames, random: random.stream("gallery"))
        try Training(scope.recipe(epochs: scope.galleryEpochs), random: random.stream("gallery training"))
            .fit(
                gallery, on: records
            ) { try $0.crossEntropy() }
        func task(
            _ data: Dataset, _ order: inout ArraySlice<Int>, _ part: (queries: Int, gallery: Int)
        ) throws -> HeterogeneousTask {
            let queries = try take(data, &order, part.queries)
            return try HeterogeneousTask(
                queries: queries, gallery: take(data, &order, part.gallery), model: gallery)
        }
        search = try task(images.training, &order, scope.search)
        validation = try task(images.training, &order, scope.validation)
        test = try task(images.test, &testOrder, scope.test)
        self.seed = seed
        self.scope = scope
        self.random = random
        self.records = records
        self.gallery = gallery
    }

    func model(_ network: NetworkDescription, _ loss: HeterogeneousLoss) throws -> EmbeddingModel {
        let key = NetworkKey(network: network, loss: loss)
        if let model = models[key] { return model }
        let training =
            try trainings[loss]
            ?? QueryTraining(
                gallery: gallery, loss: loss, recipe: scope.recipe(epochs: scope.queryEpochs),
                records: records)
        trainings[loss] = training
        // The same beginning for all losses, so that arms differ by those alone.
        let model = try training.model(network, random: random.stream("query \(network.summary)"))
        models[key] = model
        return model
    }

    /// A network trained alone, on the test images.
    func tested(
        _ network: NetworkDescription, loss: HeterogeneousLoss = .influence()
    ) throws -> TestedNetwork {
        let key = NetworkKey(network: network, loss: loss)
        if let tested = testedNetworks[key] { return tested }
        let model = try model(network, loss)
        let scores = try test.scores(of: model)
        let crossed = scores.heterogeneous.value(of: .meanAveragePrecision)
        let tested = TestedNetwork(
            result: try result(
                own: scores.homogeneous, crossed: scores.heterogeneous,
                cost: QueryCost(network.multiplyAdds(), QueryLatency.seconds(of: model, beside: gallery))),
            crossed: crossed,
            passesRule: crossed > scores.homogeneous.value(of: .meanAveragePrecision))
        testedNetworks[key] = tested
        return tested
    }

    /// The large network's own queries.
    func paragon() throws -> TrialResult {
        let scores = try test.paragon()
        let cost = try gallery.description.multiplyAdds()
        let latency = try QueryLatency.seconds(of: gallery, beside: gallery)
        var result = try result(own: scores, crossed: scores, cost: QueryCost(cost, latency))
        result.notes = [
            "Indexing costs \(cost) multiply-adds and \((latency.gallery * 1e7).rounded() / 10) microseconds on one thread a"
                + " record of the gallery, whatever the query network."
        ]
        return result
    }

    /// A network trained without compatibility, its vectors rotated to those of the gallery network on training images.
    ///
    /// A query then costs the network and the rotation.
    func rotated(_ network: NetworkDescription, within budget: Int) throws -> TrialResult {
        let model = try model(network, .crossEntropy)
        let adapter = try EmbeddingAdapter.fit(
            from: model.embeddingRows(of: records.inputs, name: "the query network"),
            to: gallery.embeddingRows(of: records.inputs, name: "the gallery network"), method: .procrustes)
        let own = try test.evaluation(of: model)
        let mapped = try EmbeddingEvaluation(
            name: "the rotated query network", query: adapter(own.query), queryLabels: own.queryLabels,
            gallery: adapter(own.gallery), galleryLabels: own.galleryLabels)
        let scores = try test.scores(of: mapped)
        let (inputs, outputs) = (adapter.inputDimension, adapter.outputDimension)
        let (networkCost, rotationCost) = (try network.multiplyAdds(), inputs * outputs)
        let cost = networkCost + rotationCost
        // How long a product takes does not depend on the numbers in it.
        let latency = try QueryLatency.seconds(
            of: model, mapping: Tensor.zeros([inputs, outputs]), beside: gallery)
        var result = try result(
            own: scores.homogeneous, crossed: scores.heterogeneous, cost: QueryCost(cost, latency))
        result.notes = [
            "A query costs \(cost) multiply-adds, \(rotationCost) of them the rotation"
                + (cost > budget ? ": \(cost - budget) more than the budget allows." : ".")
        ]
        return result
    }

    private func result(
        own: RetrievalScores, crossed: RetrievalScores, cost: QueryCost
    ) throws -> TrialResult {
        typealias Names = HeterogeneousSearchClaim
        var outcomes: [String: ExampleOutcomes] = [:]
        outcomes[Names.crossedTop1] = crossed.outcomes(of: .templateTop1)
        outcomes[Names.ownTop1] = own.outcomes(of: .templateTop1)
        return TrialResult(
            measures: [
                Names.crossed: crossed.value(of: .meanAveragePrecision),
                Names.own: own.value(of: .meanAveragePrecision),
                Names.crossedTop1: crossed.value(of: .templateTop1),
                Names.ownTop1: own.value(of: .templateTop1),
                Names.ratio: Double(try gallery.description.multiplyAdds()) / Double(cost.multiplyAdds),
                Names.latency: cost.latency.gallery / cost.latency.query,
            ], outcomes: outcomes,
            scores: [
                Names.crossed: ExampleScores(crossed.averagePrecisions),
                Names.own: ExampleScores(own.averagePrecisions),
            ])
    }

    /// Scores of a network trained alone, on search images.
    func scoresAlone(_ network: NetworkDescription) throws -> ArchitectureScores {
        if let scores = alone[network] { return scores }
        let scores = ArchitectureScores(try search.scores(of: model(network, .influence())))
        alone[network] = scores
        return scores
    }

    /// Scores of a supernet's path, on search images.
    func scoresOfPath(
        _ architecture: Architecture, in space: SearchSpace
    ) throws -> ArchitectureScores {
        if let scores = paths[space]?[architecture] { return scores }
        let scores = try supernet(of: space).scores(architecture)
        paths[space, default: [:]][architecture] = scores
        return scores
    }

    private func supernet(of space: SearchSpace) throws -> PathScoring {
        if let supernet = supernets[space] { return supernet }
        let random = random.stream("supernet of \(space.size)")
        let objective = try HeterogeneousObjective(.influence(), gallery: gallery, records: records)
        let supernet = try Supernet(
            space, head: gallery.head.kind, classNames: gallery.classNames, random: random
        ).trained(
            by: scope.recipe(epochs: scope.supernetEpochs), on: records, objective: objective, random: random)
        let scoring = try PathScoring(supernet, records, search, scope.calibration, random: random)
        supernets[space] = scoring
        return scoring
    }
}
