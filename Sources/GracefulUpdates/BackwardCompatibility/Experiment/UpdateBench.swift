import LearningCore
import Tensors

/// One scene with the models that all arms have in common, each made when it is first asked for.
final class UpdateBench {
    let scene: UpdateScene
    private let scope: BackwardCompatibleScope
    private let random: SeededRandom
    private var models: [String: EmbeddingModel] = [:]
    private var scores: [String: RetrievalScores] = [:]

    init(_ scene: UpdateScene, scope: BackwardCompatibleScope, random: SeededRandom) throws {
        self.scene = scene
        self.scope = scope
        self.random = random
    }

    /// The old model.
    func old() throws -> EmbeddingModel {
        try model("old") {
            try self.alone(width: BackwardCompatibleScope.oldWidth, scene.oldTraining, random.stream("old"))
        }
    }

    /// The new model that was trained without a thought for the old one.
    func plain() throws -> EmbeddingModel {
        try model("plain") {
            try self.alone(width: BackwardCompatibleScope.newWidth, scene.training, random.stream("new"))
        }
    }

    /// How well the old version of an update does by itself.
    func oldScores(of update: UpdateUnderTest) throws -> RetrievalScores {
        try scores(update.arm == .simplex ? "old under simplex" : "old") { update.old }
    }

    /// How well the new model that was trained alone does by itself.
    func paragonScores() throws -> RetrievalScores {
        try scores("paragon") { try scene.evaluation(plain(), name: "paragon") }
    }

    private func scores(
        _ name: String, _ version: () throws -> EmbeddingEvaluation
    ) throws -> RetrievalScores {
        if let scores = scores[name] { return scores }
        let version = try version()
        let found = try version.scores(against: version)
        scores[name] = found
        return found
    }

    /// An update as an arm makes it.
    func update(_ arm: BackwardCompatibleArm, weight: Double) throws -> UpdateUnderTest {
        let before = try replaced(by: arm)
        let oldEvaluation = try scene.evaluation(before, name: "old")
        if arm == .old {
            return UpdateUnderTest(
                arm, old: oldEvaluation, new: oldEvaluation, gallery: oldEvaluation, before: before)
        }
        guard let update = arm.update(weight: weight) else {
            let new = try scene.evaluation(plain(), name: "new")
            let gallery =
                arm == .paragon
                ? new : try adapted(oldEvaluation, by: arm) ?? oldEvaluation
            return UpdateUnderTest(arm, old: oldEvaluation, new: new, gallery: gallery, before: before)
        }
        let outcome = try train(update, replacing: before, random.stream("new"))
        let new = try scene.evaluation(outcome.model, name: "new")
        return UpdateUnderTest(
            arm, old: oldEvaluation, new: new, gallery: oldEvaluation, before: before, outcome: outcome)
    }

    /// What is left of an arm whose training went to infinity: a new model, or for adapters a gallery, in which all records
    /// have the same vector.
    func collapsed(_ arm: BackwardCompatibleArm) throws -> UpdateUnderTest {
        let before = try replaced(by: arm)
        let old = try scene.evaluation(before, name: "old")
        func same(_ version: EmbeddingEvaluation) throws -> EmbeddingEvaluation {
            func ones(_ vectors: Embeddings) throws -> Embeddings {
                try Embeddings(vectors.values.map { _ in 1 }, dimension: vectors.dimension)
            }
            return try EmbeddingEvaluation(
                name: arm.rawValue, query: ones(version.query), queryLabels: version.queryLabels,
                gallery: ones(version.gallery), galleryLabels: version.galleryLabels)
        }
        guard arm.update(weight: 1) == nil else {
            return UpdateUnderTest(arm, old: old, new: try same(old), gallery: old, before: before)
        }
        let new = try scene.evaluation(plain(), name: "new")
        return UpdateUnderTest(arm, old: old, new: new, gallery: try same(new), before: before)
    }

    /// The old model of an arm.
    private func replaced(by arm: BackwardCompatibleArm) throws -> EmbeddingModel {
        try arm == .simplex ? oldUnderSimplex() : old()
    }

    /// A new model that replaces another.
    ///
    /// Those of the arms get the randomness of ``plain()``: networks begin with the same weights and see the records in the
    /// same order, and so do heads, but for the simplex's, which is fixed. The third version of a chain gets its own.
    func train(
        _ update: BackwardCompatible, replacing old: EmbeddingModel, _ random: SeededRandom
    ) throws -> BackwardCompatibleOutcome {
        try update.train(
            BackwardCompatibleScope.network(width: BackwardCompatibleScope.newWidth),
            head: BackwardCompatibleScope.head, on: scene.training, replacing: old, recipe: scope.recipe,
            random: random)
    }

    /// What a third version that was trained against this one's head finds in both galleries before it.
    func chainNotes(after second: UpdateUnderTest, weight: Double) throws -> [String] {
        guard let before = second.outcome?.model else { return [] }
        let third = try train(
            .init(.influence(.synthesised), weight: weight), replacing: before, random.stream("third"))
        let matrix = try CompatibilityMatrix(
            [second.old, second.new, scene.evaluation(third.model, name: "third")],
            metric: .meanAveragePrecision)
        let rows = matrix.values.map { row in row.map(Self.text).joined(separator: " ") }
        return [
            "mAP of three versions, each trained against the one before it, galleries from old to new:"
                + " \(rows.joined(separator: "; ")); average compatibility"
                + " \(matrix.averageCompatibility.map(Self.text) ?? "none")"
        ]
    }

    /// The gallery refreshed in several orders, searched by new queries on the way.
    func backfill(
        _ update: UpdateUnderTest, orders: [BackfillOrder]
    ) throws -> [(BackfillOrder, BackfillCurve)] {
        let queries = Array(0..<scene.query.count).everyNth(atMost: scope.backfill.queries)
        let gallery = Array(0..<scene.gallery.count).everyNth(atMost: scope.backfill.gallery)
        let (before, after) = (
            try update.galleryVersion.records(queries: queries, gallery: gallery),
            try update.new.records(queries: queries, gallery: gallery)
        )
        let rows = try Tensor(gallery.map(Int64.init))
        let logits = try update.before.allLogits(of: scene.gallery.inputs.slices(at: rows))
        let knowledge = try BackfillKnowledge(
            embeddings: update.old.gallery.rows(at: gallery),
            logits: Embeddings(logits.data(), name: "the answers of the old head"))
        var random = random.stream("backfill")
        return try orders.map { order in
            let places = order.positions(knowledge, using: &random)
            return (order, try BackfillCurve(from: before, to: after, order: places))
        }
    }

    /// The old gallery brought to the new model's vectors by a map that was fitted on training records; nil without one.
    private func adapted(
        _ old: EmbeddingEvaluation, by arm: BackwardCompatibleArm
    ) throws -> EmbeddingEvaluation? {
        var seed = random.stream("adapter")
        guard let method = arm.adapter(scope, seed: seed.next()) else { return nil }
        let inputs = scene.training.inputs
        let side = arm == .forward ? try UpdateScene.thumbnails(of: scene.training) : nil
        let adapter = try EmbeddingAdapter.fit(
            from: self.old().embeddingRows(of: inputs, name: "old"),
            to: plain().embeddingRows(of: inputs, name: "new"), method: method, side: side)
        let stored = arm == .forward ? try UpdateScene.thumbnails(of: scene.gallery) : nil
        let asked = arm == .forward ? try UpdateScene.thumbnails(of: scene.query) : nil
        return try EmbeddingEvaluation(
            name: arm.rawValue, query: adapter(old.query, side: asked), queryLabels: old.queryLabels,
            gallery: adapter(old.gallery, side: stored), galleryLabels: old.galleryLabels)
    }

    private func oldUnderSimplex() throws -> EmbeddingModel {
        try model("old under simplex") {
            // The fixed head asks nothing of any model before it: the old one only has to be there.
            try BackwardCompatible(.simplex(isHighOrder: false)).train(
                BackwardCompatibleScope.network(width: BackwardCompatibleScope.oldWidth),
                head: BackwardCompatibleScope.head, on: scene.oldTraining, replacing: old(),
                recipe: scope.recipe, random: random.stream("old")
            ).model
        }
    }

    private func alone(
        width: Int, _ records: LabelledTensors, _ random: SeededRandom
    ) throws -> EmbeddingModel {
        let model = try EmbeddingModel(
            BackwardCompatibleScope.network(width: width), head: BackwardCompatibleScope.head,
            classNames: records.classNames, random: random.stream("weights"))
        try Training(scope.recipe, random: random).fit(model, on: records) { try $0.crossEntropy() }
        return model
    }

    private func model(_ name: String, _ make: () throws -> EmbeddingModel) throws -> EmbeddingModel {
        if let model = models[name] { return model }
        let model = try make()
        models[name] = model
        return model
    }

    /// Three decimal places.
    static func text(_ value: Double) -> String {
        let thousandths = Int((value * 1_000).rounded())
        let digits = String(abs(thousandths) % 1_000)
        return (thousandths < 0 ? "-" : "") + "\(abs(thousandths) / 1_000)."
            + String(repeating: "0", count: 3 - digits.count) + digits
    }
}

extension Array {
    /// As many elements as wanted, at equal distances; all where there are no more.
    fileprivate func everyNth(atMost wanted: Int) -> [Element] {
        count <= wanted ? self : (0..<wanted).map { self[$0 * count / wanted] }
    }
}

extension EmbeddingEvaluation {
    /// A part of the queries and of the gallery.
    fileprivate func records(queries: [Int], gallery places: [Int]) throws -> EmbeddingEvaluation {
        try EmbeddingEvaluation(
            name: name, query: query.rows(at: queries), queryLabels: queries.map { queryLabels[$0] },
            gallery: gallery.rows(at: places), galleryLabels: places.map { galleryLabels[$0] })
    }
}
