import Testing

@testable import Tensors

/// Inputs and targets that all losses share.
struct LossInputs {
    let tensors: [String: Tensor]
    func callAsFunction(_ name: String) throws -> Tensor { try #require(tensors[name]) }
}

/// A loss of a first tensor, under the name that the file of references has for it.
struct LossReference: Sendable, CustomStringConvertible {
    let description: String
    let input: String
    let loss: @Sendable (Tensor, LossInputs) throws -> Tensor

    init(
        _ name: String, of input: String = "logits",
        _ loss: @escaping @Sendable (Tensor, LossInputs) throws -> Tensor
    ) {
        (description, self.input, self.loss) = (name, input, loss)
    }

    static let all: [LossReference] = [
        .init("cross-entropy") { try Loss.crossEntropy(of: $0, classes: $1("classes")) },
        .init("cross-entropy-sum") { try Loss.crossEntropy(of: $0, classes: $1("classes"), summary: .sum) },
        .init("cross-entropy-none") { try Loss.crossEntropy(of: $0, classes: $1("classes"), summary: .none) },
        .init("cross-entropy-all") {
            try Loss.crossEntropy(
                of: $0, classes: $1("classes"), weights: $1("weights"), labelSmoothing: 0.1, ignoring: 1)
        },
        .init("cross-entropy-images", of: "images") {
            try Loss.crossEntropy(of: $0, classes: $1("pixels"), weights: $1("weights"))
        },
        .init("cross-entropy-soft") {
            try Loss.crossEntropy(
                of: $0, probabilities: $1("probabilities"), weights: $1("weights"), labelSmoothing: 0.2)
        },
        .init("likelihood") {
            try Loss.negativeLogLikelihood(
                of: $0, classes: $1("classes"), weights: $1("weights"), ignoring: 3)
        },
        .init("binary") { try Loss.binaryCrossEntropy(ofLogits: $0, probabilities: $1("events")) },
        .init("binary-weighted") {
            try Loss.binaryCrossEntropy(
                ofLogits: $0, probabilities: $1("events"), weights: $1("weights"),
                positiveWeights: $1("weights") + 1)
        },
        .init("divergence") {
            try Loss.divergence(logPredicted: $0, logTrue: $1("probabilities").logarithm())
        },
        .init("divergence-none") {
            try Loss.divergence(logPredicted: $0, logTrue: $1("probabilities").logarithm(), summary: .none)
        },
        .init("squared") { try Loss.squaredError($0, $1("targets")) },
        .init("absolute") { try Loss.absoluteError($0, $1("targets"), summary: .sum) },
        .init("smooth") { try Loss.smoothAbsoluteError($0, $1("targets"), width: 0.5) },
        .init("huber") { try Loss.huber($0, $1("targets"), width: 0.5) },
        .init("cosine") { try Loss.cosineEmbedding($0, $1("targets"), targets: $1("signs"), margin: 0.1) },
        .init("triplet") {
            try Loss.tripletMargin(anchors: $0, like: $1("targets"), unlike: $1("third"), margin: 1.5)
        },
        .init("triplet-swapping") {
            try Loss.tripletMargin(
                anchors: $0, like: $1("targets"), unlike: $1("third"), margin: 1.5, order: 1, swapping: true)
        },
    ]
}

@Suite("A loss", .needsTorch)
struct LossTests {
    private let expected: ReferenceTensors
    private let inputs: LossInputs

    init() throws {
        expected = try ReferenceTensors("losses")
        inputs = LossInputs(tensors: expected["input."])
    }

    @Test("and its gradient are those of PyTorch", arguments: LossReference.all)
    func values(loss: LossReference) throws {
        let leaf = try inputs(loss.input).requiringGradient()
        let value = try loss.loss(leaf, inputs)
        #expect(try value.isClose(to: try #require(expected.all["\(loss).loss"]), relative: 1e-12))
        let gradient = try Tensor.gradients(of: value.sum(), withRespectTo: [leaf])[0]
        #expect(
            try gradient.isClose(
                to: try #require(expected.all["\(loss).gradient"]), relative: 1e-11, absolute: 1e-13))
    }

    @Test("has the gradients that finite differences show", arguments: LossReference.all)
    func finiteDifferences(loss: LossReference) throws {
        let leaf = try inputs(loss.input)
        #expect(
            try gradientsAgreeWithFiniteDifferences([leaf]) { () throws in try loss.loss(leaf, inputs).sum() }
        )
    }

    @Test(
        "has second gradients that finite differences show",
        arguments: LossReference.all.filter {
            ["cross-entropy-soft", "binary", "squared"].contains($0.description)
        })
    func secondOrder(loss: LossReference) throws {
        let leaf = try inputs(loss.input)
        let agree = try secondGradientsAgreeWithFiniteDifferences([leaf]) { () throws in
            try loss.loss(leaf, inputs).sum()
        }
        #expect(agree)
    }

    @Test("refuses a column against a row, which would be compared in all pairs")
    func shapes() throws {
        let (column, row) = try (Tensor.ones([3, 1]), Tensor.ones([3]))
        #expect(throws: TensorError.self) { try Loss.squaredError(column, row) }
        #expect(throws: TensorError.self) { try Loss.absoluteError(column, row) }
        #expect(throws: TensorError.self) { try Loss.huber(column, row) }
        #expect(throws: TensorError.self) {
            try Loss.binaryCrossEntropy(ofLogits: column, probabilities: row)
        }
    }

    @Test("refuses classes that there are not")
    func classes() throws {
        let logits = try Tensor.ones([2, 3])
        #expect(throws: TensorError.self) { try Loss.crossEntropy(of: logits, classes: Tensor([0, 3])) }
        #expect(throws: TensorError.self) { try Loss.crossEntropy(of: logits, classes: Tensor([0, -1])) }
        #expect(throws: TensorError.self) {
            try Loss.crossEntropy(of: logits, classes: Tensor([0, 1] as [Float]))
        }
    }
}
