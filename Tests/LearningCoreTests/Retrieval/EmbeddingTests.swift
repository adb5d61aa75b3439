import Foundation
import LearningCore
import Tensors
import Testing

@Suite("embeddings and their files")
struct EmbeddingTests {
    private func evaluation(_ name: String, dimension: Int = 2) throws -> EmbeddingEvaluation {
        let values = (0..<(3 * dimension)).map { Double($0 % 5) - 2 }
        return try EmbeddingEvaluation(
            name: name, query: Embeddings(values, dimension: dimension), queryLabels: [0, 1, 2],
            gallery: Embeddings(values, dimension: dimension), galleryLabels: [0, 1, 2])
    }

    private func inFolder<Answer>(_ body: (String) throws -> Answer) throws -> Answer {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.path)
    }

    @Test("an evaluation is read as it was written")
    func roundTrip() throws {
        try inFolder { folder in
            let written = try evaluation("v1")
            try written.write(to: "\(folder)/e.safetensors")
            let read = try EmbeddingEvaluation(reading: "\(folder)/e.safetensors")
            #expect(read.query == written.query && read.gallery == written.gallery)
            #expect(read.queryLabels == [0, 1, 2] && read.galleryLabels == [0, 1, 2] && !read.excludesSelf)
        }
    }

    @Test("a file that lacks a tensor, or has it in another form, is refused by name")
    func malformed() throws {
        try inFolder { folder in
            let vectors = try TensorData([1, 2, 3, 4] as [Float], shape: [2, 2])
            let labels = try TensorData([0, 1] as [Int64], shape: [2])
            let broken = try TensorData([1, .nan, 3, 4] as [Float], shape: [2, 2])
            let whole = [
                "query": vectors, "query_labels": labels, "gallery": vectors, "gallery_labels": labels,
            ]
            let cases: [(String, TensorData?, String)] = [
                ("query", nil, "no tensor `query`"), ("gallery", broken, "row 0, column 1"),
                ("gallery", labels, "shape [2]"), ("query_labels", vectors, "shape [2, 2]"),
                ("query", try TensorData([1, 2] as [Int64], shape: [2, 1]), "floating-point"),
                ("gallery_labels", try TensorData([0] as [Int64], shape: [1]), "2 vectors and 1 labels"),
                ("gallery", try TensorData([1, 2] as [Float], shape: [2, 1]), "dimension 2"),
            ]
            for (position, (name, tensor, sentence)) in cases.enumerated() {
                var tensors = whole
                tensors[name] = tensor
                let path = "\(folder)/\(position).safetensors"
                try SafetensorsFile.write(tensors, to: path)
                let error = #expect(throws: EmbeddingError.self) { try EmbeddingEvaluation(reading: path) }
                #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
            }
        }
    }

    @Test("longer queries are cut to the gallery's length, and shorter ones get zeros")
    func cut() throws {
        let vectors = try Embeddings([1, 2, 3, 4], dimension: 2)
        #expect(vectors.cut(to: 1).values == [1, 3])
        #expect(vectors.cut(to: 3).values == [1, 2, 0, 3, 4, 0])
        let (wide, narrow) = (try evaluation("wide", dimension: 4), try evaluation("narrow", dimension: 2))
        #expect(try wide.scores(against: narrow).averagePrecisions.count == 3)
        #expect(try narrow.scores(against: wide).averagePrecisions.count == 3)
    }

    @Test(
        "a vector keeps its direction however long or short it is",
        arguments: [1, 1e200, 1e-200, 4e307, 1e-320, 5e-324] as [Double])
    func lengths(scale: Double) throws {
        let unit = try Embeddings([3 * scale, 4 * scale, 0, 0], dimension: 2).normalised()
        #expect(abs(unit.values[0] - 0.6) < 1e-3 && abs(unit.values[1] - 0.8) < 1e-3)
        #expect(unit.values[2...] == [0, 0])
    }

    @Test(
        "queries of which none has a match are refused by name, since every model would find nothing",
        arguments: [
            ([0, 1], [2, 3], false, false), ([0, 1], [0, 1], true, false), ([0, 1], [0, 1], false, true),
            ([0, 0], [0, 0], true, true), ([0, 1], [9, 1], false, true),
        ])
    func nothingToFind(query: [Int], gallery: [Int], excludesSelf: Bool, isUsable: Bool) throws {
        let vectors = try Embeddings([1, 2], dimension: 1)
        func evaluation() throws(EmbeddingError) -> EmbeddingEvaluation {
            try EmbeddingEvaluation(
                name: "v1", query: vectors, queryLabels: query, gallery: vectors, galleryLabels: gallery,
                excludesSelf: excludesSelf)
        }
        if isUsable {
            #expect(try evaluation().scores(against: evaluation()).answerableCount > 0)
        } else {
            #expect(throws: EmbeddingError.nothingToFind(name: "v1")) { try evaluation() }
        }
    }

    @Test("versions that were evaluated on other records are not compared")
    func otherRecords() throws {
        let first = try evaluation("v1")
        let second = try EmbeddingEvaluation(
            name: "v2", query: first.query, queryLabels: [0, 1, 1], gallery: first.gallery,
            galleryLabels: first.galleryLabels)
        #expect(throws: EmbeddingError.otherRecords(name: "v2", other: "v1")) {
            try CompatibilityMatrix([first, second], metric: .meanAveragePrecision)
        }
    }

    @Test("a version with itself is a tie, and no tie is compatible")
    func tie() throws {
        let matrix = try CompatibilityMatrix(
            [try evaluation("v1"), try evaluation("v2")], metric: .meanAveragePrecision)
        #expect(matrix[1, 0] == matrix[0, 0] && !matrix.isCompatible(1, with: 0))
        #expect(matrix.averageCompatibility == 0)
    }
}
