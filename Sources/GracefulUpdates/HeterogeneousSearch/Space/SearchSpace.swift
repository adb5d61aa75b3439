/// The networks that a search chooses among: the same layers in all of them, each with a few widths, blocks and activations.
///
///     let space = try SearchSpace(
///         input: [1, 28, 28],
///         layers: [
///             .init(widths: [2, 3, 4], blocks: [.init(kernel: 3)], stride: 2),
///             .init(widths: [2, 3, 4], blocks: [.init(kernel: 3), .init(kernel: 5)], stride: 2),
///         ],
///         shared: [.width], embedding: 32)
///     space.size                                        // 6
///     try space.network(of: space.architecture(at: 0)).multiplyAdds()
///
/// Every combination of choices is a network: what cannot be combined is refused when the space is made, which may come
/// from a file.
public struct SearchSpace: Sendable, Hashable {
    /// Something that is chosen for a layer.
    public enum Property: String, Sendable, Hashable, Codable, CaseIterable {
        /// How many channels come out.
        case width
        /// The window, and how channels see each other.
        case block
        /// The function after it.
        case activation
    }

    /// What may be chosen for a layer.
    public struct Layer: Sendable, Hashable {
        /// How many channels come out.
        public let widths: [Int]
        /// The windows.
        public let blocks: [Block]
        /// The functions after it.
        public let activations: [NetworkDescription.Nonlinearity]
        /// How many positions lie between neighbouring windows.
        public let stride: Int
        /// The side of the squares of which the largest value is taken afterwards; nil for none.
        public let pooling: Int?

        /// Offers choices.
        public init(
            widths: [Int], blocks: [Block], activations: [NetworkDescription.Nonlinearity] = [.relu],
            stride: Int = 1, pooling: Int? = nil
        ) {
            self.widths = widths
            self.blocks = blocks
            self.activations = activations
            self.stride = stride
            self.pooling = pooling
        }

        func count(of property: Property) -> Int {
            switch property {
            case .width: widths.count
            case .block: blocks.count
            case .activation: activations.count
            }
        }
    }

    /// A window, and how channels see each other in it.
    public struct Block: Sendable, Hashable {
        /// The side of the window; odd.
        public let kernel: Int
        /// Into how many groups the channels are divided that do not see each other.
        public let groups: Int
        /// Whether each channel is convolved alone first, and a 1 x 1 convolution mixes them then, as in MobileNet.
        public let isSeparable: Bool

        /// Describes a block.
        public init(kernel: Int, groups: Int = 1, isSeparable: Bool = false) {
            self.kernel = kernel
            self.groups = groups
            self.isSeparable = isSeparable
        }
    }

    /// Something to be chosen, among so many.
    struct Decision: Sendable, Hashable {
        let property: Property
        /// The layer that it is chosen for; nil for all.
        let layer: Int?
        let count: Int
    }

    /// The shape of a record.
    public let input: [Int]
    /// The layers in their order.
    public let layers: [Layer]
    /// What is chosen once for all layers, by its place among each layer's choices.
    public let shared: Set<Property>
    /// Whether the mean of every channel is embedded rather than all values.
    public let endsInMean: Bool
    /// The dimension of the embedding.
    public let embedding: Int
    /// How many networks there are.
    public let size: Int
    /// What is to be chosen: the shared properties first, then layer by layer; what has no alternative is left out.
    let decisions: [Decision]

    /// Offers networks.
    ///
    /// - Throws: ``ArchitectureSearchError/space(reason:)`` where some combination of choices is no network, or there are
    ///   too many.
    public init(
        input: [Int], layers: [Layer], shared: Set<Property> = [], endsInMean: Bool = false, embedding: Int
    ) throws(ArchitectureSearchError) {
        try Self.check(layers, shared: shared)
        let decisions = Self.decisions(layers, shared: shared)
        var size = 1
        for decision in decisions {
            let (product, overflows) = size.multipliedReportingOverflow(by: decision.count)
            guard !overflows, product <= Self.largestSize else {
                throw .space(reason: "it has more than \(Self.largestSize) networks; offer fewer choices")
            }
            size = product
        }
        self.input = input
        self.layers = layers
        self.shared = shared
        self.endsInMean = endsInMean
        self.embedding = embedding
        self.decisions = decisions
        self.size = size
        try checkNetworks()
    }

    static let largestSize = 1 << 52
    static let mostLayers = 30
    static let mostChoices = 64

    private static func decisions(_ layers: [Layer], shared: Set<Property>) -> [Decision] {
        let once = Property.allCases.filter(shared.contains).map {
            Decision(property: $0, layer: nil, count: layers[0].count(of: $0))
        }
        let each = layers.enumerated().flatMap { place, layer in
            Property.allCases.filter { !shared.contains($0) }.map {
                Decision(property: $0, layer: place, count: layer.count(of: $0))
            }
        }
        return (once + each).filter { $0.count > 1 }
    }
}
