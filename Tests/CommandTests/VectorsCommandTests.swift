import Foundation
import Tensors
import Testing

/// What `vectors search --format json` answers.
private struct SearchAnswer: Decodable {
    struct Found: Decodable, Equatable {
        let id: String
        let distance: Double
        let version: String
    }
    let method: String
    let metric: String
    let searched: Int
    let hasIndex: Bool
    let otherIndex: String?
    let neighbours: [Found]?
    let results: [[Found]]?

    var ids: [String] { (neighbours ?? []).map(\.id) }
}

/// What `vectors backfill --format json` answers.
private struct BackfillAnswer: Decodable {
    let written: Int
    let already: Int
    let remaining: Int
    let ending: String
    let qualities: [Double]
}

/// What `vectors status --format json` answers.
private struct StatusAnswer: Decodable {
    struct Property: Decodable {
        let label: String
        let dimensions: [Int]
        let versions: [String: Int]
    }
    struct Index: Decodable {
        let version: String?
        let count: Int
        let state: String
        let added: Int?
        let removed: Int?
        let bytes: Int
    }
    let vectors: [Property]
    let indexes: [Index]
}

/// A store of forty items on an arc, four classes of ten neighbours each.
private struct Arc {
    let folder: WorkFolder
    static let count = 40

    static func vector(_ number: Int) -> [Float] {
        let angle = Float(number) * 0.03
        return [cos(angle), sin(angle)]
    }

    init() throws {
        let lines = (0..<Self.count).map { number in
            let vector = Self.vector(number).map { "\($0)" }.joined(separator: ", ")
            return
                "{\"type\": \"node\", \"id\": \"i\(number)\", \"labels\": [\"Item\"], \"properties\": {\"class\": "
                + "\(number / 10), \"embedding\": {\"$type\": \"Vector\", \"_value\": [\(vector)]}}}\n"
        }
        folder = try WorkFolder([
            "items.jsonl": lines.joined(), "ids.txt": (0..<Self.count).map { "i\($0)\n" }.joined(),
        ])
        let run = try folder.run("import", "s.espalier", "items.jsonl")
        try #require(run.status == 0, "\(run)")
    }

    func run(_ command: String, _ more: String...) throws -> CommandRun {
        try folder.run(
            ["vectors", command, "s.espalier", "--label", "Item", "--property", "embedding"] + more)
    }

    func search(_ more: String...) throws -> SearchAnswer {
        let run = try folder.run(
            [
                "vectors", "search", "s.espalier", "--label", "Item", "--property", "embedding", "--format",
                "json",
            ] + more)
        try #require(run.status == 0, "\(run)")
        return try run.answer()
    }

    func status() throws -> StatusAnswer {
        try folder.run("vectors", "status", "s.espalier", "--format", "json").answer()
    }

    /// Writes vectors for the items as `new.npy`.
    func writeVectors(_ vectors: [[Float]], to name: String = "new.npy") throws {
        try NPYFile.write(
            try TensorData(vectors.flatMap { $0 }, shape: [vectors.count, vectors[0].count]),
            to: folder.url.appending(path: name).path)
    }

    /// Writes queries, one for each class, as `queries.safetensors`.
    func writeQueries() throws {
        let queries = (0..<4).map { Self.vector($0 * 10 + 5) }
        try SafetensorsFile.write(
            [
                "query": try TensorData(queries.flatMap { $0 }, shape: [4, 2]),
                "query_labels": try TensorData([0, 1, 2, 3] as [Int64], shape: [4]),
            ], to: folder.url.appending(path: "queries.safetensors").path)
    }

    func indexFile() throws -> String {
        let path = folder.url.appending(path: "s.espalier/vectors").path
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: path).first)
        return "s.espalier/vectors/\(name)"
    }
}

@Suite("vectors")
struct VectorsCommandTests {
    @Test("builds an index, searches it, and says what there is")
    func journey() throws {
        let arc = try Arc()
        #expect(try arc.search("--like", "i7", "-k", "3").hasIndex == false)
        let built = try arc.run("build", "--m", "8", "--ef-construction", "50")
        #expect(built.status == 0 && built.output.hasPrefix("Indexed 40 vectors `embedding` of Item"))
        let answer = try arc.search("--like", "i7", "-k", "2")
        #expect(answer.hasIndex && answer.metric == "cosine" && answer.searched == 40)
        #expect(Set(answer.ids) == ["i6", "i8"])
        #expect(try #require(answer.neighbours).allSatisfy { $0.version == "v1" && $0.distance < 1e-3 })
        let status = try arc.status()
        #expect(status.vectors.first?.versions == ["v1": 40] && status.vectors.first?.dimensions == [2])
        #expect(status.indexes.first?.state == "current" && status.indexes.first?.count == 40)
        let text = try arc.folder.run("vectors", "status", "s.espalier")
        #expect(text.output.contains("v1: 40") && text.output.contains("current"))
        let table = try arc.run("search", "--like", "i7", "-k", "2")
        #expect(table.output.contains("i8") && table.output.contains("every one compared"))
        let verification = try arc.folder.run("verify", "s.espalier")
        #expect(verification.status == 0, "\(verification)")
    }

    @Test("takes queries from a JSON list, a .npy file and a .safetensors file")
    func queries() throws {
        let arc = try Arc()
        let vector = Arc.vector(12)
        #expect(try arc.search("--query", "[\(vector[0]), \(vector[1])]", "-k", "1").ids == ["i12"])
        try arc.writeVectors([Arc.vector(3), Arc.vector(30)], to: "q.npy")
        let answers = try arc.search("--query", "q.npy", "-k", "1")
        #expect(answers.neighbours == nil && answers.results?.map { $0[0].id } == ["i3", "i30"])
        try arc.writeQueries()
        #expect(
            try arc.search("--query", "queries.safetensors", "-k", "1").results?.map { $0[0].id }
                == ["i5", "i15", "i25", "i35"])
        #expect(
            try arc.search("--query", "[1, 0.1, 5]", "--cut", "-k", "1", "--metric", "euclidean").ids == [
                "i3"
            ])
    }

    @Test(
        "refuses queries that mean nothing here",
        arguments: [
            (["--query", "[1, 2, 3]"], "--cut"), (["--query", "[1]"], "zeros"),
            (["--query", "[1, red]"], "no JSON list"), (["--query", "[0, 0]"], "direction"),
            (["--query", "gone.npy"], "gone.npy"), (["--query", "ids.txt"], "ids.txt"),
            (["--like", "i99"], "i99"), (["--like", "i1", "--model-version", "v9"], "no vectors"),
        ])
    func refusals(arguments: [String], phrase: String) throws {
        let arc = try Arc()
        let run = try arc.folder.run(
            ["vectors", "search", "s.espalier", "--label", "Item", "--property", "embedding"] + arguments)
        run.expectUnreadable(phrase)
    }

    @Test(
        "says which options go together",
        arguments: [
            [], ["--like", "i1", "--query", "[1]"], ["--like", "i1", "-k", "0"],
            ["--like", "i1", "--ef", "0"],
        ])
    func usage(arguments: [String]) throws {
        let arc = try Arc()
        let run = try arc.folder.run(
            ["vectors", "search", "s.espalier", "--label", "Item", "--property", "embedding"] + arguments)
        #expect(run.status == 64, "\(run)")
    }

    @Test("answers from what the store holds now, and keeps what is new")
    func freshness() throws {
        let arc = try Arc()
        _ = try arc.run("build")
        let change = try arc.folder.run(
            "query", "s.espalier", "MATCH (i:Item) WHERE id(i) = 8 SET i.embedding = [-1.0, 0.0]")
        try #require(change.status == 0, "\(change)")
        #expect(try arc.status().indexes.first?.state == "behind")
        let run = try arc.run("search", "--like", "i7", "-k", "2")
        #expect(run.errors.contains("1 vectors added, 1 removed"), "\(run)")
        #expect(!run.output.contains("i8"))
        #expect(try arc.status().indexes.first?.state == "current")
        #expect(try arc.search("--query", "[-1, 0]", "-k", "1").ids == ["i8"])
    }

    @Test("by another metric leaves the index and later answers as they were")
    func otherMetric() throws {
        let arc = try Arc()
        _ = try arc.run("build")
        let file = try arc.indexFile()
        let bytes = try Data(contentsOf: arc.folder.url.appending(path: file))
        let plain = try arc.search("--query", "[2, 0]", "-k", "3")
        let other = try arc.search("--query", "[2, 0]", "-k", "3", "--metric", "euclidean")
        #expect(other.metric == "euclidean" && other.method == "exact" && !other.hasIndex)
        #expect(other.otherIndex == "cosine" && plain.otherIndex == nil)
        #expect(abs(try #require(other.neighbours).first!.distance - 1) < 1e-6)
        #expect(try Data(contentsOf: arc.folder.url.appending(path: file)) == bytes)
        let again = try arc.search("--query", "[2, 0]", "-k", "3")
        #expect(again.metric == "cosine" && again.hasIndex && again.neighbours == plain.neighbours)
        let text = try arc.run("search", "--query", "[2, 0]", "--metric", "inner-product")
        #expect(text.output.contains("The saved index compares by cosine"), "\(text)")
    }

    @Test("does not trust an index file")
    func damage() throws {
        let arc = try Arc()
        _ = try arc.run("build")
        let file = try arc.indexFile()
        var bytes = [UInt8](try Data(contentsOf: arc.folder.url.appending(path: file)))
        bytes[bytes.count / 2] ^= 1
        try arc.folder.write(bytes, to: file)
        #expect(try arc.status().indexes.first?.state == "useless")
        let run = try arc.run("search", "--like", "i7", "-k", "2")
        #expect(run.status == 0 && run.errors.contains("is damaged") && run.errors.contains(file), "\(run)")
        #expect(try arc.status().indexes.first?.state == "current")
    }
}

@Suite("vectors backfill")
struct VectorsBackfillTests {
    @Test("replaces vectors in portions, and goes on where it was")
    func resumed() throws {
        let arc = try Arc()
        try arc.writeVectors((0..<Arc.count).map { Arc.vector($0).map { -$0 } })
        func backfill(_ more: String...) throws -> BackfillAnswer {
            let run = try arc.folder.run(
                [
                    "vectors", "backfill", "s.espalier", "--label", "Item", "--property", "embedding",
                    "--model-version", "v2", "--vectors", "new.npy", "--ids", "ids.txt", "--portion", "4",
                    "--format", "json",
                ] + more)
            try #require(run.status == 0, "\(run)")
            return try run.answer()
        }
        let first = try backfill("--limit", "10")
        #expect(first.written == 10 && first.remaining == 30 && first.ending == "limit")
        #expect(try arc.status().vectors.first?.versions == ["v1": 30, "v2": 10])
        #expect(try arc.search("--query", "[-1, 0]", "-k", "1", "--model-version", "v2").ids == ["i0"])
        let rest = try backfill()
        #expect(rest.written == 30 && rest.already == 10 && rest.ending == "complete")
        #expect(try backfill().written == 0)
        #expect(try arc.status().vectors.first?.versions == ["v2": 40])
    }

    @Test("does not commit what makes the results worse, and ends with 1")
    func probe() throws {
        let arc = try Arc()
        try arc.writeQueries()
        // Vectors of the old model's space, but of other classes.
        try arc.writeVectors((0..<Arc.count).map { Arc.vector(($0 + 20) % Arc.count) })
        let arguments = [
            "--model-version", "v2", "--vectors", "new.npy", "--ids", "ids.txt", "--portion", "10", "--probe",
            "queries.safetensors", "--metric", "map",
        ]
        let run = try arc.folder.run(
            ["vectors", "backfill", "s.espalier", "--label", "Item", "--property", "embedding"] + arguments)
        #expect(run.status == 1 && run.output.contains("was not committed"), "\(run)")
        #expect(try arc.status().vectors.first?.versions == ["v1": 40])
        let tolerated = try arc.folder.run(
            ["vectors", "backfill", "s.espalier", "--label", "Item", "--property", "embedding"] + arguments
                + ["--tolerance", "1", "--format", "json"])
        #expect(tolerated.status == 0, "\(tolerated)")
        let answer = try tolerated.answer(BackfillAnswer.self)
        #expect(answer.written == 40 && answer.qualities.count == 5)
        #expect(answer.qualities[1] < answer.qualities[0])
    }

    @Test("takes first what the order names, by its scores")
    func order() throws {
        let arc = try Arc()
        try arc.writeVectors((0..<Arc.count).map { Arc.vector($0) })
        try arc.folder.write(Array("id,score\ni3,0.1\ni9,0.9\ni4,0.5\n".utf8), to: "order.csv")
        let run = try arc.run(
            "backfill", "--model-version", "v2", "--vectors", "new.npy", "--ids", "ids.txt", "--order",
            "order.csv",
            "--limit", "2")
        #expect(run.status == 0, "\(run)")
        #expect(Set(try arc.search("--query", "[1, 0]", "--model-version", "v2").ids) == ["i9", "i4"])
    }

    @Test("reads lines of JSON, and safetensors with integers")
    func formats() throws {
        let arc = try Arc()
        try arc.folder.write(
            Array("{\"id\": \"i1\", \"vector\": [1, 2]}\n\n{\"id\": \"i2\", \"vector\": [3, 4]}\n".utf8),
            to: "new.jsonl")
        let run = try arc.run("backfill", "--model-version", "v2", "--vectors", "new.jsonl")
        #expect(run.status == 0 && run.output.hasPrefix("2 vectors were replaced"), "\(run)")
        try SafetensorsFile.write(
            [
                "vectors": try TensorData([1, 2] as [Float], shape: [1, 2]),
                "ids": try TensorData([7] as [Int64], shape: [1]),
            ], to: arc.folder.url.appending(path: "new.safetensors").path)
        let other = try arc.run("backfill", "--model-version", "v2", "--vectors", "new.safetensors")
        other.expectUnreadable("There is no `7`")
    }

    @Test(
        "refuses what does not belong together, and changes nothing",
        arguments: [
            ("wide.npy", "ids.txt", "dimensions"), ("new.npy", "few.txt", "2 identifiers"),
            ("new.npy", "twice.txt", "twice"), ("new.npy", "others.txt", "There is no `x0`"),
            ("gone.npy", "ids.txt", "gone.npy"), ("new.npy", "gone.txt", "gone.txt"),
        ])
    func refusals(vectors: String, ids: String, phrase: String) throws {
        let arc = try Arc()
        try arc.writeVectors((0..<Arc.count).map { Arc.vector($0) })
        try arc.writeVectors((0..<Arc.count).map { Arc.vector($0) + [1] }, to: "wide.npy")
        try arc.folder.write(Array("i1\ni2\n".utf8), to: "few.txt")
        try arc.folder.write(Array(String(repeating: "i1\n", count: 40).utf8), to: "twice.txt")
        try arc.folder.write(Array((0..<40).map { "x\($0)\n" }.joined().utf8), to: "others.txt")
        let run = try arc.run("backfill", "--model-version", "v2", "--vectors", vectors, "--ids", ids)
        run.expectUnreadable(phrase)
        #expect(try arc.status().vectors.first?.versions == ["v1": 40])
    }

    @Test("ends with 1 when the schema has no place for the version")
    func schema() throws {
        let arc = try Arc()
        try arc.folder.write(
            Array("CREATE GRAPH TYPE g STRICT { (i: Item { class INT, embedding VECTOR<2> }) }".utf8),
            to: "g.pgs")
        let applied = try arc.folder.run("schema", "apply", "g.pgs", "s.espalier")
        try #require(applied.status == 0, "\(applied)")
        try arc.writeVectors((0..<Arc.count).map { Arc.vector($0) })
        let run = try arc.run("backfill", "--model-version", "v2", "--vectors", "new.npy", "--ids", "ids.txt")
        #expect(run.status == 1 && run.output.contains("embedding_version"), "\(run)")
        #expect(try arc.status().vectors.first?.versions == ["v1": 40])
    }
}
