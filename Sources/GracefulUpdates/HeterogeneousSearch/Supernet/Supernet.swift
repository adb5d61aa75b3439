import LearningCore
import Tensors

/// All networks of a search space in one: whatever two of them have in common is stored once.
///
///     let supernet = try Supernet(space, head: gallery.head.kind, classNames: gallery.classNames, random: random)
///     let trained = try supernet.trained(by: recipe, on: images, objective: objective, random: random)
///     let network = try trained.path(architecture).recalibrated(on: batches)
///
/// Each block of a layer has weights for its widest form, of which narrower ones use the first channels. Paths are views of
/// that storage: training one trains all that share it. Statistics of batch normalisation belong to a path and are taken
/// anew, see ``EmbeddingModel/recalibrated(on:)``.
///
/// Source: Guo et al., Single Path One-Shot Neural Architecture Search with Uniform Sampling, ECCV 2020.
public struct Supernet: Module {
    /// What its paths are.
    public let space: SearchSpace
    /// From embeddings to logits, the same for all paths.
    public let head: ClassHead
    /// The classes by number.
    public let classNames: [String]
    /// By layer and block.
    let layers: [[SharedBlock]]
    /// From the widest last layer to the embedding.
    let last: Linear

    /// A supernet with random weights.
    ///
    /// - Throws: ``GracefulUpdateError``, or `TensorError`.
    public init(
        _ space: SearchSpace, head: ClassHead.Kind, classNames: [String], random: SeededRandom
    ) throws {
        let generator = try RandomGenerator(random.stream("supernet"))
        let widths = space.layers.map { $0.widths.max() ?? 1 }
        var layers: [[SharedBlock]] = []
        for (place, layer) in space.layers.enumerated() {
            let inputs = place == 0 ? space.input[0] : widths[place - 1]
            layers.append(
                try layer.blocks.map {
                    try SharedBlock(
                        $0, stride: layer.stride, inputs: inputs, outputs: widths[place], generator)
                })
        }
        let widest = space.network(
            widths: widths, blocks: space.layers.map { $0.blocks[0] },
            activations: space.layers.map { $0.activations[0] })
        let values = try widest.shapes()[widest.stages.count].reduce(1, *)
        self.space = space
        self.classNames = classNames
        self.layers = layers
        last = try Linear(inputs: values, outputs: space.embedding, generator)
        self.head = try ClassHead(
            kind: head, dimension: space.embedding, classCount: classNames.count,
            RandomGenerator(random.stream("head")))
    }

    /// A supernet that shares all but its head with another.
    private init(_ other: Supernet, head: ClassHead) {
        (space, classNames, layers, last) = (other.space, other.classNames, other.layers, other.last)
        self.head = head
    }

    /// The same supernet, its weights shared with this one, with another head.
    func with(head: ClassHead) -> Supernet { Supernet(self, head: head) }

    /// All blocks by the numbers of their layer and their place in it, the linear layer and the head.
    public var parts: [ModulePart] {
        layers.enumerated().flatMap { layer, blocks in
            blocks.enumerated().map { ModulePart.module("layer\(layer)_\($0)", $1) }
        } + [.module("last", last), .module("head", head)]
    }

    /// One of the networks, in the supernet's own storage.
    ///
    /// Its batch normalisation has statistics of its own, which say nothing until they are taken or trained.
    ///
    /// - Precondition: The architecture is one of the space.
    public func path(_ architecture: Architecture) throws -> EmbeddingModel {
        let description = space.network(of: architecture)
        let shapes = try description.shapes()
        var path: [any Layer] = []
        var channels = space.input[0]
        for (place, layer) in space.layers.enumerated() {
            let width = layer.widths[space.choice(of: .width, layer: place, in: architecture)]
            let block = space.choice(of: .block, layer: place, in: architecture)
            let activation = layer.activations[
                space.choice(of: .activation, layer: place, in: architecture)]
            path += try layers[place][block].layers(inputs: channels, outputs: width, activation)
            if let side = layer.pooling { path.append(Pooling2d.max(Size2d(square: side))) }
            channels = width
        }
        if space.endsInMean { path.append(Pooling2d.adaptiveMean(1)) }
        let values = shapes[description.stages.count].reduce(1, *)
        path.append(Flatten())
        // Values lie channel after channel, so that those of the first channels come first.
        path.append(
            Linear(weight: try last.weight.firstChannels(values, 1), bias: last.bias))
        return EmbeddingModel(
            description: description, network: Sequential(path), head: head, classNames: classNames)
    }
}

extension Tensor {
    /// The first so many of a dimension, in the same storage; all of them are the tensor itself.
    func firstChannels(_ count: Int, _ dimension: Int) throws(TensorError) -> Tensor {
        try size(dimension) == count ? self : sliced(0..<count, dimension)
    }
}
