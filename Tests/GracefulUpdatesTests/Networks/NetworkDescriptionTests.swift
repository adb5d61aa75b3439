import Foundation
import GracefulUpdates
import Testing

@Suite("descriptions of networks")
struct NetworkDescriptionTests {
    @Test("shapes follow stage by stage")
    func shapes() throws {
        let network = NetworkDescription(
            input: [1, 28, 28],
            stages: [
                .convolution(.init(channels: 4, kernel: 5, stride: 2)), .maxPooling(3),
                .convolution(.init(channels: 8, stride: 3, groups: 2)), .meanPooling, .dense(10),
            ], embedding: 32)
        #expect(try network.shapes() == [[1, 28, 28], [4, 14, 14], [4, 4, 4], [8, 2, 2], [8], [10]])
    }

    @Test(
        "what cannot be made is refused",
        arguments: [
            NetworkDescription(input: [1, 28], stages: [], embedding: 4),
            NetworkDescription(input: [0], stages: [], embedding: 4),
            NetworkDescription(input: [4], stages: [], embedding: 0),
            NetworkDescription(input: [4], stages: [.meanPooling], embedding: 4),
            NetworkDescription(input: [4], stages: [.dense(0)], embedding: 4),
            NetworkDescription(input: [1, 4, 4], stages: [.maxPooling(5)], embedding: 4),
            NetworkDescription(input: [1, 4, 4], stages: [.maxPooling(0)], embedding: 4),
            NetworkDescription(
                input: [1, 4, 4], stages: [.convolution(.init(channels: 4, kernel: 2))], embedding: 4),
            NetworkDescription(
                input: [1, 4, 4], stages: [.convolution(.init(channels: 4, stride: 0))], embedding: 4),
            NetworkDescription(
                input: [3, 4, 4], stages: [.convolution(.init(channels: 4, groups: 2))], embedding: 4),
            NetworkDescription(input: [8], stages: Array(repeating: .dense(65_536), count: 3), embedding: 4),
            NetworkDescription(
                input: [1, 60_000, 60_000], stages: [.convolution(.init(channels: 60_000))], embedding: 4),
        ])
    func refused(network: NetworkDescription) {
        #expect(throws: GracefulUpdateError.self) { try network.shapes() }
    }

    @Test("weights are counted before any are made")
    func weights() throws {
        let network = NetworkDescription(
            input: [4, 8, 8],
            stages: [.convolution(.init(channels: 6, groups: 2)), .maxPooling(4), .dense(10)], embedding: 3)
        #expect(try network.weightCount() == 9 * 2 * 6 + 24 * 10 + 30)
    }

    @Test("a description survives a manifest")
    func coding() throws {
        let network = NetworkDescription(
            input: [1, 8, 8],
            stages: [.convolution(.init(channels: 4, activation: .silu)), .dense(3, activation: .tanh)],
            embedding: 2)
        let data = try JSONEncoder().encode(network)
        #expect(try JSONDecoder().decode(NetworkDescription.self, from: data) == network)
        #expect(network.summary == "[1, 8, 8] -> conv 4 3x3 norm silu -> dense 3 tanh -> 2")
    }
}
