import Tensors

extension TrainingRecipe.Augmentation {
    /// Images [count, channels, height, width], each shifted and mirrored by chance.
    ///
    /// Records that are no images are left as they are.
    func applied(to images: Tensor, _ random: RandomGenerator) throws(TensorError) -> Tensor {
        guard images.rank == 4, shift > 0 || isMirrored else { return images }
        let (count, channels) = (images.shape[0], images.shape[1])
        let (height, width) = (images.shape[2], images.shape[3])
        let paddedWidth = width + 2 * shift
        // Every value is taken from a place of its own in the image with zeros around: row, then column.
        let rows = try Tensor.range(0..<height).reshaped([1, height, 1])
        var columns = try Tensor.range(0..<width).reshaped([1, 1, width])
        if isMirrored {
            let flips = try Tensor.integers(in: 0..<2, [count, 1, 1], random)
            columns = try columns + flips * (Double(width - 1) - columns * 2)
        }
        let offsets = try (0..<2).map { (_) throws(TensorError) in
            try Tensor.integers(in: 0..<(2 * shift + 1), [count, 1, 1], random)
        }
        let places = try ((rows + offsets[0]) * Double(paddedWidth) + (columns + offsets[1]))
            .converted(to: .int64).reshaped([count, 1, height * width]).expanded([
                count, channels, height * width,
            ])
        return try images.padded([shift, shift, shift, shift]).flattened(from: 2).gathered(places, 2)
            .reshaped([count, channels, height, width])
    }
}
