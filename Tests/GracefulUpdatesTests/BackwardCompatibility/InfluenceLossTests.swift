import Foundation
import GracefulUpdates
import Tensors
import Testing

@Suite("influence loss", .needsTorch)
struct InfluenceLossTests {
    /// An old version of two classes in two dimensions, whose records a successor of three classes learns from.
    private func old(
        head: ClassHead.Kind = .linear(hasBias: false), embeddings: [[Double]]? = nil,
        classes: [Int] = [0, 1, 2, 2]
    ) throws -> OldVersion {
        let embeddings = embeddings ?? [[2, 0], [0, 1], [3, 3], [0.1, 0.3]]
        return try OldVersion(
            head: ClassHead(kind: head, weight: Tensor(rows: [[1, 0], [0, 1]])),
            embeddings: Tensor(rows: embeddings), classes: classes, oldClasses: [0, 1, nil])
    }

    private func loss(
        _ targets: InfluenceLoss.Targets, _ old: OldVersion, _ embeddings: [[Double]], labels: [Int],
        rows: [Int]? = nil
    ) throws -> Double {
        try InfluenceLoss(old, targets: targets).loss(
            of: Tensor(rows: embeddings), labels: Tensor(labels: labels),
            rows: Tensor(labels: rows ?? Array(labels.indices))
        ).double()
    }

    @Test("is the golden value: new embeddings cut to the old length, the mean over records of old classes")
    func golden() throws {
        let golden = try GoldenCompatibility.read().bct
        let head = ClassHead(kind: .linear(hasBias: false), weight: try Tensor(rows: golden.oldHead))
        let records = golden.labels.count
        let old = try OldVersion(
            head: head, embeddings: Tensor.zeros([records, head.dimension], type: .float64),
            classes: golden.labels,
            oldClasses: (0..<golden.newHead.count).map { $0 < golden.oldClasses ? $0 : nil })
        let value = try loss(.oldClasses, old, golden.embedding, labels: golden.labels)
        #expect(abs(value - golden.influenceLoss) < 1e-10)
        // The mean over the whole batch, which is not what is wanted.
        #expect(abs(value * 4 / 6 - 1.3369) < 1e-4)
        let own = ClassHead(kind: .linear(hasBias: false), weight: try Tensor(rows: golden.newHead))
        let newLoss = try Loss.crossEntropy(
            of: own.logits(Tensor(rows: golden.embedding)), classes: Tensor(labels: golden.labels))
        #expect(try abs(newLoss.double() - golden.newLoss) < 1e-10)
    }

    @Test("is 0, with a gradient of zeros, where a batch has no record of an old class")
    func noneApplies() throws {
        let embeddings = try Tensor(rows: [[1, 2, 3]]).requiringGradient()
        for targets: InfluenceLoss.Targets in [.oldClasses, .soft(onlyOldClasses: true)] {
            let value = try InfluenceLoss(old(), targets: targets).loss(
                of: embeddings, labels: Tensor(labels: [2]), rows: Tensor(labels: [2]))
            #expect(try value.double() == 0)
            try embeddings.setGradient(nil)
            try value.backward()
            #expect(try #require(embeddings.gradient).array(of: Double.self) == [0, 0, 0])
        }
    }

    @Test("soft targets are averaged over the records that they apply to, not over the batch")
    func softMean() throws {
        let (inside, outside) = ([1.0, 0.5], [5.0, -3.0])
        let targets = InfluenceLoss.Targets.soft(onlyOldClasses: true)
        let alone = try loss(targets, old(), [inside], labels: [0])
        let together = try loss(
            targets, old(), [inside, outside, outside], labels: [0, 2, 2], rows: [0, 2, 3])
        #expect(alone > 0.1)
        #expect(abs(alone - together) < 1e-12)
    }

    @Test("soft targets are what the old head says of the old embedding of the record in that row")
    func softTargets() throws {
        // The old head's answer is its own target at the record's old embedding: the loss is its entropy, the least possible.
        let least = try loss(.soft(onlyOldClasses: false), old(), [[2, 0]], labels: [0], rows: [0])
        let p = 1 / (1 + 0.1353352832366127)
        #expect(abs(least + p * log(p) + (1 - p) * log(1 - p)) < 1e-10)
        #expect(try loss(.soft(onlyOldClasses: false), old(), [[2, 0]], labels: [0], rows: [1]) > least)
    }

    @Test("a cosine head gets rows of length 1 for new classes, as near as their records' directions are")
    func synthesisedCosine() throws {
        let (head, rows) = try old(head: .cosine(scale: 16)).synthesisedHead()
        #expect(rows == [0, 1, 2])
        let added = try head.weight.array(of: Double.self)[4...]
        #expect(abs(added.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
        // Directions (1, 1) / sqrt 2 and (1, 3) / sqrt 10 count alike, whatever their lengths.
        let mean = [(0.5.squareRoot() + 0.1.squareRoot()) / 2, (0.5.squareRoot() + 0.9.squareRoot()) / 2]
        let length = (mean[0] * mean[0] + mean[1] * mean[1]).squareRoot()
        #expect(abs(added[4] - mean[0] / length) < 1e-12 && abs(added[5] - mean[1] / length) < 1e-12)
    }

    @Test("a linear head gets the means as they are, and the mean bias")
    func synthesisedLinear() throws {
        let weight = try Tensor(rows: [[1, 0], [0, 1]])
        let old = try OldVersion(
            head: ClassHead(kind: .linear(hasBias: true), weight: weight, bias: Tensor([1.0, 3.0])),
            embeddings: Tensor(rows: [[2, 0], [4, 2]]), classes: [2, 2], oldClasses: [0, 1, nil])
        let head = try old.synthesisedHead().head
        #expect(try head.weight.array(of: Double.self) == [1, 0, 0, 1, 3, 1])
        #expect(try #require(head.bias).array(of: Double.self) == [1, 3, 2])
    }

    @Test("new classes count once they have rows")
    func synthesisedLoss() throws {
        let value = try loss(.synthesised, old(head: .cosine(scale: 4)), [[1, 2]], labels: [2])
        #expect(value > 0)
    }

    @Test("new embeddings that are shorter than the old get zeros behind")
    func padded() throws {
        let head = ClassHead(
            kind: .linear(hasBias: false), weight: try Tensor(rows: [[1, 0, 5], [0, 1, 7]]))
        let long = try OldVersion(
            head: head, embeddings: Tensor(rows: [[1, 1, 1]]), classes: [0], oldClasses: [0, 1])
        let short = try loss(.oldClasses, long, [[0.3, 0.8]], labels: [0])
        #expect(try abs(short - loss(.oldClasses, old(), [[0.3, 0.8]], labels: [0])) < 1e-12)
    }

    @Test(
        "neither the old head nor the old embeddings get a gradient",
        arguments: [
            InfluenceLoss.Targets.oldClasses, .synthesised, .soft(onlyOldClasses: false),
        ])
    func frozen(targets: InfluenceLoss.Targets) throws {
        let weight = try Tensor(rows: [[1, 0], [0, 1]]).requiringGradient()
        let before = try Tensor(rows: [[2, 0], [0, 1], [3, 3]]).requiringGradient()
        let old = try OldVersion(
            head: ClassHead(kind: .cosine(scale: 8), weight: weight), embeddings: before * 1,
            classes: [0, 1, 2], oldClasses: [0, 1, nil])
        let embeddings = try Tensor(rows: [[1, 2], [2, 1], [0, 1]]).requiringGradient()
        try InfluenceLoss(old, targets: targets).loss(
            of: embeddings, labels: Tensor(labels: [0, 1, 2]), rows: Tensor(labels: [0, 1, 2])
        ).backward()
        #expect(embeddings.gradient != nil)
        #expect(weight.gradient == nil && before.gradient == nil)
    }
}
