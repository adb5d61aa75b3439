import GracefulUpdates
import Tensors
import Testing

@Suite("multiply-adds")
struct MultiplyAddTests {
    private typealias Network = NetworkDescription

    /// Networks written out, with what was counted by hand, layer by layer.
    private static let networks: [(Network, Int)] = [
        // 10 x 3
        (Network(input: [10], stages: [], embedding: 3), 30),
        // 8 x 16, then 16 x 4
        (Network(input: [8], stages: [.dense(16)], embedding: 4), 128 + 64),
        // 3 x 3 x 1 x 4 on 28 x 28; pooled to 14 x 14; 784 values x 32
        (
            Network(
                input: [1, 28, 28], stages: [.convolution(.init(channels: 4)), .maxPooling(2)], embedding: 32),
            9 * 1 * 4 * 784 + 4 * 196 * 32
        ),
        // stride 2, odd size: 5 x 5 x 3 x 8 on 4 x 4 of 7 x 7; then grouped: 3 x 3 x (8 / 4) x 12 on 2 x 2; mean; 12 x 16
        (
            Network(
                input: [3, 7, 7],
                stages: [
                    .convolution(.init(channels: 8, kernel: 5, stride: 2)),
                    .convolution(.init(channels: 12, kernel: 3, stride: 2, groups: 4)), .meanPooling,
                ], embedding: 16),
            25 * 3 * 8 * 16 + 9 * 2 * 12 * 4 + 12 * 16
        ),
        // separable: each channel alone, 3 x 3 x 1 x 6 on 5 x 5, then 1 x 1 x 6 x 10; 250 x 20, 20 x 2
        (
            Network(
                input: [6, 10, 10],
                stages: [
                    .convolution(.init(channels: 6, stride: 2, groups: 6, isNormalised: false)),
                    .convolution(.init(channels: 10, kernel: 1)), .dense(20),
                ], embedding: 2),
            9 * 6 * 25 + 60 * 25 + 250 * 20 + 20 * 2
        ),
    ]

    @Test("equal those counted by hand", arguments: networks)
    func counted(network: NetworkDescription, expected: Int) throws {
        #expect(try network.multiplyAdds() == expected)
    }

    @Test("of a network that cannot be made are refused")
    func refused() {
        #expect(throws: GracefulUpdateError.self) {
            try NetworkDescription(input: [4], stages: [.meanPooling], embedding: 4).multiplyAdds()
        }
        #expect(throws: GracefulUpdateError.self) {
            try NetworkDescription(input: [65_536, 65_536, 65_536], stages: [.dense(65_536)], embedding: 4)
                .multiplyAdds()
        }
    }

    @Test("of a network as large as is not refused are exact too")
    func largest() throws {
        let network = NetworkDescription(
            input: [64, 512, 512], stages: [.convolution(.init(channels: 256, kernel: 99))], embedding: 1)
        // 99 x 99 x 64 x 256 weights at 512 x 512 positions, and a linear layer of 256 x 512 x 512 values.
        #expect(try network.multiplyAdds() == (99 * 99 * 64 * 256 + 256) << 18)
    }

    @Test("the latency of a network is a time", .needsTorch)
    func latency() throws {
        let seconds = try QueryLatency.seconds(of: SmallClasses.model(), warmUps: 1, repetitions: 3)
        #expect(seconds > 0 && seconds.isFinite)
    }

    @Test(
        "latencies of two networks that take turns are one of each, with what vectors go through", .needsTorch
    )
    func latencies() throws {
        let model = try SmallClasses.model()
        let mapping = try Tensor.zeros([model.description.embedding, 3])
        let both = try QueryLatency.seconds(
            of: model, mapping: mapping, beside: model, warmUps: 1, repetitions: 3)
        #expect(both.query > 0 && both.gallery > 0 && both.query.isFinite && both.gallery.isFinite)
        let unfit = try Tensor.zeros([model.description.embedding + 1, 3])
        #expect(throws: TensorError.self) {
            try QueryLatency.seconds(of: model, mapping: unfit, beside: model, warmUps: 0, repetitions: 1)
        }
    }
}
