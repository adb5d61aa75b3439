import Foundation
import Testing

/// Small images of four classes, each a bright square at a place of its own, and a large network that knows them.
private enum Squares {
    static let side = 8

    /// Records that are sorted by class, as files often are.
    static func csv(_ count: Int, seed: UInt64) -> String {
        var state = seed
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53 - 0.5
        }
        let header = (0..<side * side).map { "p\($0)" }.joined(separator: ",") + ",label"
        let rows = (0..<count).map { row in
            let kind = row * 4 / count
            return (0..<side * side).map { place in
                let isBright = place / side < 3 && place % side / 2 == kind
                return String(format: "%.3f", (isBright ? 1 : 0) + 0.6 * next())
            }.joined(separator: ",") + ",class\(kind)"
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    private static func convolution(_ channels: Int) -> String {
        """
        {"convolution": {"_0": {"channels": \(channels), "kernel": 3, "stride": 2, "groups": 1, "activation": "relu", \
        "isNormalised": true}}}
        """
    }

    static let space = """
        {"input": [1, 8, 8], "embedding": 4, "layers": [
          {"widths": [2, 4], "blocks": [{"kernel": 3}], "stride": 2},
          {"widths": [2, 4], "blocks": [{"kernel": 3}, {"kernel": 3, "separable": true}], "stride": 2}]}
        """

    /// A folder with records, a space, and the trained network `large`.
    static func folder() throws -> WorkFolder {
        let network = #"{"input": [1, 8, 8], "stages": ["# + convolution(8) + #"], "embedding": 4}"#
        let folder = try WorkFolder([
            "train.csv": csv(160, seed: 1), "test.csv": csv(60, seed: 2), "large.json": network,
            "space.json": space,
        ])
        let run = try folder.run(
            "train", "classifier", "--data", "train.csv", "--network", "large.json", "--epochs", "4",
            "--batch",
            "32", "--model", "large")
        try #require(run.status == 0, "\(run)")
        return folder
    }

    static func search(_ folder: WorkFolder, _ more: String...) throws -> CommandRun {
        try folder.run(
            [
                "train", "hvs", "--gallery", "large", "--data", "train.csv", "--epochs", "4", "--batch", "32",
                "--supernet-epochs", "2",
            ] + more)
    }
}

@Suite("train hvs", .needsTorch)
struct HeterogeneousSearchCommandTests {
    private struct Pair: Decodable {
        struct Row: Decodable {
            let metric: String
            let small: Double
            let crossed: Double
            let large: Double
        }
        let rows: [Row]
        let multiplyAddRatio: Double
        let latencyRatio: Double
        let indexingMultiplyAdds: Double
        let passes: Bool
    }
    private struct Answer: Decodable {
        let multiplyAdds: Int
        let evaluations: Int
        let networks: Int
        let pair: Pair?
    }

    @Test("a network within the budget is found, trained, written and compared with the large one")
    func found() throws {
        let folder = try Squares.folder()
        let run = try Squares.search(
            folder, "--budget", "700", "--space", "space.json", "--evaluations", "4", "--test", "test.csv",
            "--model", "small", "--format", "json")
        #expect(run.status == 0, "\(run)")
        let answer: Answer = try run.answer()
        #expect(answer.multiplyAdds <= 700 && answer.evaluations <= 4 && answer.networks == 8)
        let pair = try #require(answer.pair)
        #expect(pair.rows.map(\.metric) == ["map", "top1"] && pair.multiplyAddRatio > 2)
        #expect(pair.rows[0].crossed > 0.5 && pair.rows[0].small > 0.5 && pair.rows[0].large > 0.5, "\(pair)")
        let manifest = try folder.text(of: "small/manifest.json")
        for phrase in ["\"hvs\"", "\"gallery\"", "\"search\"", "\"budget\" : 700"] {
            #expect(manifest.contains(phrase), "\(manifest)")
        }
        let text = try folder.run(
            "model", "pair", "--query", "small", "--gallery", "large", "--test", "test.csv")
        #expect(text.status == 0, "\(text)")
        for phrase in ["(q, g)", "map", "ratio", "of latency", "28 records by g"] {
            #expect(text.output.contains(phrase), "\(text)")
        }
    }

    @Test("a search that goes on from its checkpoint writes the same model")
    func resumed() throws {
        let folder = try Squares.folder()
        let weights = try ["one", "two"].map { model in
            let run = try Squares.search(
                folder, "--budget", "900", "--space", "space.json", "--checkpoint", "search", "--model", model
            )
            #expect(run.status == 0 && run.output.contains("networks scored"), "\(run)")
            return try Data(contentsOf: folder.url.appending(path: "\(model)/model.safetensors"))
        }
        #expect(weights[0] == weights[1])
        try Squares.search(
            folder, "--budget", "900", "--space", "space.json", "--checkpoint", "search", "--seed", "9",
            "--model", "three"
        ).expectUnreadable("search", "another search")
        try Squares.search(
            folder, "--budget", "900", "--space", "space.json", "--checkpoint", "train.csv", "--model",
            "three"
        ).expectUnreadable("train.csv")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "three").path))
    }

    @Test("what cannot be done is said, and nothing is written")
    func refused() throws {
        let folder = try Squares.folder()
        let longer = Squares.space.replacingOccurrences(of: "\"embedding\": 4", with: "\"embedding\": 8")
        for (name, text) in [
            ("bad.json", #"{"input": [1, 9, 9], "embedding": 4, "layers": []}"#),
            ("other.json", Squares.space.replacingOccurrences(of: "8, 8", with: "16, 4")),
            ("longer.json", longer),
        ] { try folder.write(Array(text.utf8), to: name) }
        let budget = ["--budget", "900", "--space", "space.json"]
        func search(_ more: [String]) throws -> CommandRun {
            try folder.run(["train", "hvs", "--data", "train.csv", "--epochs", "1"] + more)
        }
        let large = ["--gallery", "large"]
        try search(large + ["--budget", "10", "--space", "space.json", "--model", "x"])
            .expectUnreadable("within 10 multiply-adds", "raise the budget")
        try search(large + ["--budget", "900", "--space", "bad.json", "--model", "x"])
            .expectUnreadable("bad.json", "0 layers")
        try search(large + ["--budget", "900", "--space", "none.json", "--model", "x"])
            .expectUnreadable("none.json", "cannot be read")
        try search(large + ["--budget", "900", "--space", "other.json", "--model", "x"])
            .expectUnreadable("[1, 16, 4]", "[1, 8, 8]")
        try search(large + ["--budget", "900", "--space", "longer.json", "--model", "x"])
            .expectUnreadable("8 numbers", "4")
        try search(["--gallery", "none", "--model", "x"] + budget).expectUnreadable("none: there is no such")
        try search(large + budget + ["--model", "large"]).expectUnreadable("large is there already")
        try search(large + budget + ["--test", "none.csv", "--model", "x"]).expectUnreadable("none.csv")
        #expect(
            try search(large + budget + ["--loss", "tied", "--weight", "2", "--model", "x"]).status == 64)
        #expect(try search(large + ["--budget", "-5", "--model", "x"]).status == 64)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "x").path))
    }

    @Test("a network is no better in its own gallery than in its own gallery, and a requirement says so")
    func required() throws {
        let folder = try Squares.folder()
        let pair = ["model", "pair", "--query", "large", "--gallery", "large"]
        let run = try folder.run(
            pair + ["--test", "test.csv", "--metric", "cmc@1", "--require", "pass", "--format", "json"])
        #expect(run.status == 1, "\(run)")
        let answer: Pair = try run.answer()
        #expect(!answer.passes && answer.multiplyAddRatio == 1 && answer.rows.map(\.metric) == ["cmc@1"])
        #expect(try folder.run(pair + ["--test", "test.csv", "--metric", "speed"]).status == 64)
        try folder.run(pair + ["--test", "test.csv", "--test-rows", "0-2"]).expectUnreadable("3 records")
    }
}
