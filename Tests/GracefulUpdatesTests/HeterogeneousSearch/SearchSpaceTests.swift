import Foundation
import LearningCore
import Testing

@testable import GracefulUpdates

@Suite("search spaces")
struct SearchSpaceTests {
    @Test("the toy space has 24 networks, different ones, of 6 to 22 thousand multiply-adds")
    func toy() throws {
        let space = try SearchSpace.toy()
        let networks = space.architectures.map(space.network)
        #expect(space.size == 24 && Set(networks).count == 24)
        let costs = try networks.map { try $0.multiplyAdds() }
        #expect(costs.min() == 6_206 && costs.max() == 21_188)
    }

    @Test("the wide space has more than 500 networks, different ones")
    func wide() throws {
        let space = try SearchSpace.wide()
        #expect(space.size == 1_152 && Set(space.architectures.map(space.network)).count == 1_152)
    }

    @Test("what was chosen is what the network has, shared choices in all layers")
    func network() throws {
        let space = try SearchSpace.toy(input: [1, 8, 8], embedding: 4)
        let stages = space.network(of: Architecture([1, 1, 1, 0])).stages
        typealias Convolution = NetworkDescription.Convolution
        #expect(
            stages == [
                .convolution(Convolution(channels: 3, kernel: 3, stride: 2, activation: .silu)),
                .convolution(Convolution(channels: 3, kernel: 5, stride: 2, groups: 3, activation: .silu)),
                .convolution(Convolution(channels: 3, kernel: 1, activation: .silu)),
                .convolution(Convolution(channels: 3, kernel: 3, stride: 2, activation: .silu)),
            ])
    }

    @Test("a space survives its JSON, and what is left out has its default")
    func coding() throws {
        let space = try SearchSpace.wide()
        #expect(try JSONDecoder().decode(SearchSpace.self, from: JSONEncoder().encode(space)) == space)
        let text = """
            {"input": [1, 8, 8], "embedding": 4, "layers": [{"widths": [2, 4], "blocks": [{"kernel": 3}]}]}
            """
        let short = try JSONDecoder().decode(SearchSpace.self, from: Data(text.utf8))
        #expect(short.size == 2 && short.layers[0].activations == [.relu] && !short.endsInMean)
    }

    private typealias Layer = SearchSpace.Layer
    private typealias Block = SearchSpace.Block
    private static let good = Layer(widths: [2, 4], blocks: [.init(kernel: 3)])

    private static let bad: [(String, [Layer], Set<SearchSpace.Property>)] = [
        ("0 layers", [], []),
        ("31 layers", Array(repeating: good, count: 31), []),
        ("offers 0 choices of its width", [Layer(widths: [], blocks: [.init(kernel: 3)])], []),
        ("offers 65 choices", [Layer(widths: Array(1...65), blocks: [.init(kernel: 3)])], []),
        ("same choice twice", [Layer(widths: [2, 2], blocks: [.init(kernel: 3)])], []),
        ("a width that is not", [Layer(widths: [0], blocks: [.init(kernel: 3)])], []),
        ("a width that is not", [Layer(widths: [.max], blocks: [.init(kernel: 3)])], []),
        ("does not go with", [Layer(widths: [2], blocks: [.init(kernel: 4)])], []),
        ("does not go with", [Layer(widths: [2], blocks: [.init(kernel: 3)], stride: 0)], []),
        ("does not go with", [Layer(widths: [2], blocks: [.init(kernel: 3)], pooling: 9)], []),
        ("does not go with", [Layer(widths: [65_536], blocks: [.init(kernel: 3)]), good, good], []),
        ("2 groups, which 1 channels", [Layer(widths: [2], blocks: [.init(kernel: 3, groups: 2)])], []),
        ("3 groups, which 2", [good, Layer(widths: [3], blocks: [.init(kernel: 3, groups: 3)])], []),
        ("0 groups", [Layer(widths: [2], blocks: [.init(kernel: 3, groups: 0)])], []),
        ("2 groups", [Layer(widths: [2], blocks: [.init(kernel: 3, groups: 2, isSeparable: true)])], []),
        ("is shared", [good, Layer(widths: [2], blocks: [.init(kernel: 3)])], [.width]),
        (
            "more than", (0..<30).map { _ in Layer(widths: Array(1...64), blocks: [.init(kernel: 3)]) }, []
        ),
    ]

    @Test("what holds a combination that is no network is refused", arguments: bad)
    func refused(phrase: String, layers: [SearchSpace.Layer], shared: Set<SearchSpace.Property>) {
        let input = layers.count == 3 ? [1, 1_024, 1_024] : [1, 8, 8]
        let error = #expect(throws: ArchitectureSearchError.self) {
            try SearchSpace(input: input, layers: layers, shared: shared, embedding: 4)
        }
        #expect(error?.description.contains(phrase) == true, "\(String(describing: error))")
    }

    @Test(
        "a file that holds no space is refused by name and place",
        arguments: [
            ("", "not the JSON"), ("[]", "another kind"), ("{}", "lacks `input`"),
            (#"{"input": [1, 8, 8], "layers": [], "embedding": 4}"#, "0 layers"),
            (#"{"input": [1, 8, 8], "layers": [{"widths": 3}], "embedding": 4}"#, "`layers[0].widths`"),
            (#"{"input": [1e99], "layers": [], "embedding": 4}"#, "too large"),
            (#"{"input": [1, 8, 8], "layers": [], "embeding": 4}"#, "`embeding` means nothing"),
            (
                #"{"input": [8], "embedding": 4, "layers": [{"widths": [2], "blocks": [{"kernel": 3}], "activations": ["x"]}]}"#,
                "`layers[0].activations[0]`"
            ),
        ])
    func badFile(text: String, phrase: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text.utf8, to: "space.json")
        let error = #expect(throws: ArchitectureSearchError.self) { try SearchSpace(reading: path) }
        let description = try #require(error).description
        #expect(description.contains(phrase) && description.contains("space.json"), "\(description)")
    }

    @Test("a file that is not there is refused")
    func missing() {
        #expect(throws: ArchitectureSearchError.self) { try SearchSpace(reading: "/nowhere/space.json") }
    }

    @Test("an architecture is drawn uniformly: chi-square over 10,000 draws of 24")
    func uniform() throws {
        let space = try SearchSpace.toy()
        var random = SeededRandom(seed: 1).stream("paths")
        var counts: [Architecture: Int] = [:]
        for _ in 0..<10_000 { counts[space.randomArchitecture(using: &random), default: 0] += 1 }
        let expected = 10_000 / 24.0
        let chiSquare = space.architectures.reduce(0.0) {
            let difference = Double(counts[$1] ?? 0) - expected
            return $0 + difference * difference / expected
        }
        // The quantile .999 of chi-square with 23 degrees of freedom.
        #expect(chiSquare < 49.728)
    }

    @Test("children have the choices of their parents, and mutants some others")
    func breeding() throws {
        let space = try SearchSpace.wide()
        var random = SeededRandom(seed: 2)
        let first = space.architecture(at: 0)
        let last = space.architecture(at: space.size - 1)
        #expect(space.mutated(first, rate: 0, using: &random) == first)
        #expect(space.crossed(first, first, using: &random) == first)
        for _ in 0..<50 {
            let child = space.crossed(first, last, using: &random)
            #expect(
                child.choices.indices.allSatisfy {
                    [first.choices[$0], last.choices[$0]].contains(child.choices[$0])
                })
            #expect(space.contains(space.mutated(child, rate: 0.5, using: &random)))
        }
        #expect(!space.contains(Architecture([])) && !space.contains(Architecture([9, 9, 9, 9, 9, 9])))
    }
}
