extension SearchSpace {
    /// Refuses lists of choices that are empty, too long, or say something twice.
    static func check(_ layers: [Layer], shared: Set<Property>) throws(ArchitectureSearchError) {
        guard (1...mostLayers).contains(layers.count) else {
            throw .space(reason: "it has \(layers.count) layers, and has to have from 1 to \(mostLayers)")
        }
        for (place, layer) in layers.enumerated() {
            for property in Property.allCases {
                let count = layer.count(of: property)
                guard (1...mostChoices).contains(count) else {
                    throw .space(
                        reason:
                            "layer \(place + 1) offers \(count) choices of its \(property.rawValue), and has to offer"
                            + " from 1 to \(mostChoices)")
                }
                guard !shared.contains(property) || count == layers[0].count(of: property) else {
                    throw .space(
                        reason:
                            "the \(property.rawValue) is shared, but layer \(place + 1) offers \(count) choices of it and"
                            + " layer 1 \(layers[0].count(of: property))")
                }
            }
            guard Set(layer.widths).count == layer.widths.count,
                Set(layer.blocks).count == layer.blocks.count,
                Set(layer.activations).count == layer.activations.count
            else { throw .space(reason: "layer \(place + 1) offers the same choice twice") }
            let limit = NetworkDescription.largestSide
            guard layer.widths.allSatisfy({ (1...limit).contains($0) }) else {
                throw .space(reason: "layer \(place + 1) offers a width that is not from 1 to \(limit)")
            }
            for block in layer.blocks where block.groups < 1 || block.isSeparable && block.groups > 1 {
                throw .space(
                    reason:
                        "layer \(place + 1) offers a block of \(block.groups) groups; they are 1 or more, and 1 for"
                        + " separable blocks, whose channels are apart anyway")
            }
        }
    }

    /// Refuses a space in which some combination is no network.
    ///
    /// Whether a network can be made depends on its widths through their divisors and their largest values alone, and on
    /// blocks layer by layer, so that a few networks stand for all.
    func checkNetworks() throws(ArchitectureSearchError) {
        var inputs = [input.first ?? 0]
        for (place, layer) in layers.enumerated() {
            for block in layer.blocks where block.groups > 1 {
                for width in inputs + layer.widths where width % block.groups != 0 {
                    throw .space(
                        reason:
                            "layer \(place + 1) offers \(block.groups) groups, which \(width) channels cannot be divided"
                            + " into")
                }
            }
            inputs = layer.widths
        }
        let widest = layers.map { $0.widths.max() ?? 1 }
        for (place, layer) in layers.enumerated() {
            for block in layer.blocks {
                var blocks = layers.map { $0.blocks[0] }
                blocks[place] = block
                let network = network(
                    widths: widest, blocks: blocks, activations: layers.map { $0.activations[0] })
                do throws(GracefulUpdateError) { _ = try network.multiplyAdds() } catch {
                    throw .space(reason: "layer \(place + 1): \(error.description)")
                }
            }
        }
    }

    func network(
        widths: [Int], blocks: [Block], activations: [NetworkDescription.Nonlinearity]
    ) -> NetworkDescription {
        var stages: [NetworkDescription.Stage] = []
        var channels = input.first ?? 1
        for (place, layer) in layers.enumerated() {
            let (width, block, activation) = (widths[place], blocks[place], activations[place])
            if block.isSeparable {
                stages.append(
                    .convolution(
                        .init(
                            channels: channels, kernel: block.kernel, stride: layer.stride, groups: channels,
                            activation: activation)))
                stages.append(.convolution(.init(channels: width, kernel: 1, activation: activation)))
            } else {
                stages.append(
                    .convolution(
                        .init(
                            channels: width, kernel: block.kernel, stride: layer.stride, groups: block.groups,
                            activation: activation)))
            }
            if let side = layer.pooling { stages.append(.maxPooling(side)) }
            channels = width
        }
        if endsInMean { stages.append(.meanPooling) }
        return NetworkDescription(input: input, stages: stages, embedding: embedding)
    }
}
