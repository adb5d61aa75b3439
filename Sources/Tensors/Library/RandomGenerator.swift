import CTorch

/// A source of pseudorandom numbers for operations: equal seeds give equal numbers on one kind of device.
///
///     let random = try RandomGenerator(seed: 7)
///     let weights = try Tensor.normal([10, 4], random)
///
/// It is not fit for noise that has to protect privacy: who knows the seed knows the noise.
public final class RandomGenerator {
    let handle: OpaquePointer
    /// What it began from.
    public let seed: UInt64

    /// A source that begins from a seed.
    public init(seed: UInt64, device: Device = .cpu) throws(TensorError) {
        guard let handle = try Torch.functions.make_generator(device.packed, seed) else {
            throw Torch.failure("RandomGenerator")
        }
        self.handle = handle
        self.seed = seed
    }

    deinit {
        if case .success(let functions) = Torch.opened { functions.release_generator(handle) }
    }
}
