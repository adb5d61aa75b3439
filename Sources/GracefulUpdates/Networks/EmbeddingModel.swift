import LearningCore
import Tensors

/// A network that embeds records, and a head that tells their class: what is trained, replaced and compared here.
///
///     let model = try EmbeddingModel(description, head: .cosine(scale: 16), classNames: names, random: random)
///     let vectors = try model.embeddings(of: images)
///     let classes = try model.classes(of: images)
public struct EmbeddingModel: Module {
    /// The shape of the network.
    public let description: NetworkDescription
    /// From records to embeddings.
    public let network: Sequential
    /// From embeddings to logits.
    public let head: ClassHead
    /// The classes by number.
    public let classNames: [String]

    /// A model of known parts.
    ///
    /// - Precondition: The head has a row for every class, of the embedding's dimension.
    public init(
        description: NetworkDescription, network: Sequential, head: ClassHead, classNames: [String]
    ) {
        precondition(
            head.classCount == classNames.count && head.dimension == description.embedding,
            "a head has a row for every class, as long as the embedding")
        self.description = description
        self.network = network
        self.head = head
        self.classNames = classNames
    }

    /// A model with random weights.
    ///
    /// - Throws: ``GracefulUpdateError/network(reason:)``, or `TensorError`.
    public init(
        _ description: NetworkDescription, head: ClassHead.Kind, classNames: [String],
        random: SeededRandom, type: ScalarType = .float32
    ) throws {
        let network = try description.layers(RandomGenerator(random.stream("network")), type: type)
        let rows = try ClassHead(
            kind: head, dimension: description.embedding, classCount: classNames.count,
            RandomGenerator(random.stream("head")), type: type)
        self.init(description: description, network: network, head: rows, classNames: classNames)
    }

    /// The network and the head.
    public var parts: [ModulePart] { [.module("network", network), .module("head", head)] }

    /// Embeddings [count, dimension] of records [count, ...], as they are before any normalisation.
    public func embeddings(of records: Tensor, _ mode: Mode = .evaluation) throws(TensorError) -> Tensor {
        try network(records, mode)
    }

    /// Logits [count, classes] of records [count, ...].
    public func logits(of records: Tensor, _ mode: Mode = .evaluation) throws(TensorError) -> Tensor {
        try head.logits(embeddings(of: records, mode))
    }

    /// The same model with weights of its own.
    public func copy() throws -> EmbeddingModel {
        let copy = try EmbeddingModel(
            description, head: head.kind, classNames: classNames, random: SeededRandom(seed: 0),
            type: head.weight.scalarType)
        try copy.load(state)
        return copy
    }
}

extension RandomGenerator {
    /// A source that begins where a stream of the experiment's randomness says.
    package convenience init(_ random: SeededRandom) throws(TensorError) {
        var random = random
        try self.init(seed: random.next())
    }
}
