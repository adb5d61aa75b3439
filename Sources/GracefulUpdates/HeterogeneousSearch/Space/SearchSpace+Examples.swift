extension SearchSpace {
    /// 24 networks for small grey images, of 6 to 21 thousand multiply-adds for 28 x 28: few enough to train them all.
    public static func toy(
        input: [Int] = [1, 28, 28], embedding: Int = 32
    ) throws(ArchitectureSearchError) -> SearchSpace {
        let widths = [2, 3, 4]
        let activations: [NetworkDescription.Nonlinearity] = [.relu, .silu]
        func layer(_ blocks: [Block]) -> Layer {
            Layer(widths: widths, blocks: blocks, activations: activations, stride: 2)
        }
        return try SearchSpace(
            input: input,
            layers: [
                layer([.init(kernel: 3)]),
                layer([.init(kernel: 3, isSeparable: true), .init(kernel: 5, isSeparable: true)]),
                layer([.init(kernel: 3), .init(kernel: 5)]),
            ], shared: [.width, .activation], embedding: embedding)
    }

    /// 1,152 networks of the same depth, whose layers have widths and blocks of their own.
    public static func wide(
        input: [Int] = [1, 28, 28], embedding: Int = 32
    ) throws(ArchitectureSearchError) -> SearchSpace {
        let blocks = [
            Block(kernel: 3), Block(kernel: 3, groups: 2), Block(kernel: 3, isSeparable: true),
            Block(kernel: 5, isSeparable: true),
        ]
        func layer(_ widths: [Int], _ blocks: [Block]) -> Layer {
            Layer(widths: widths, blocks: blocks, activations: [.relu, .silu], stride: 2)
        }
        return try SearchSpace(
            input: input,
            layers: [
                layer([2, 4], [.init(kernel: 3), .init(kernel: 5)]), layer([2, 4, 6], blocks),
                layer([2, 4, 6], blocks),
            ], shared: [.activation], embedding: embedding)
    }
}
