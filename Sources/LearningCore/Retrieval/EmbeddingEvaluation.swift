import Foundation
import Tensors

/// What a version makes of the records that it is evaluated on: queries and a gallery, with their classes.
///
///     let evaluation = try EmbeddingEvaluation(reading: "v2/embeddings.safetensors")
///     let cross = try evaluation.scores(against: old)       // new queries in the old gallery
///
/// The file has four tensors: `query` [queries, dimension], `query_labels` [queries], `gallery` and `gallery_labels`
/// likewise; vectors of any floating-point type, labels of any integer type. Where queries and gallery are the same
/// records, the metadata `excludes_self` is `true`, and no record is found by itself.
public struct EmbeddingEvaluation: Sendable {
    /// What messages call it.
    public let name: String
    /// The vectors that ask.
    public let query: Embeddings
    /// Their classes.
    public let queryLabels: [Int]
    /// The vectors that answer.
    public let gallery: Embeddings
    /// Their classes.
    public let galleryLabels: [Int]
    /// Whether the record at the query's own place in the gallery is left out.
    public let excludesSelf: Bool

    /// Puts an evaluation together.
    ///
    /// - Throws: ``EmbeddingError`` where counts or dimensions do not fit, or no query has a match in the gallery.
    public init(
        name: String, query: Embeddings, queryLabels: [Int], gallery: Embeddings, galleryLabels: [Int],
        excludesSelf: Bool = false
    ) throws(EmbeddingError) {
        for (part, vectors, labels) in [("queries", query, queryLabels), ("gallery", gallery, galleryLabels)]
        where vectors.count != labels.count {
            throw .countsDiffer(
                name: "the \(part) of \(name)", vectors: vectors.count, labels: labels.count)
        }
        guard query.dimension == gallery.dimension else {
            throw .dimensionsDiffer(
                name: "the queries of \(name)", dimension: query.dimension, other: "its gallery",
                otherDimension: gallery.dimension)
        }
        let counts = Dictionary(galleryLabels.map { ($0, 1) }, uniquingKeysWith: +)
        let canFind = queryLabels.enumerated().contains { row, label in
            let isItself = excludesSelf && row < galleryLabels.count && galleryLabels[row] == label
            return counts[label, default: 0] > (isItself ? 1 : 0)
        }
        guard canFind else { throw .nothingToFind(name: name) }
        self.name = name
        self.query = query
        self.queryLabels = queryLabels
        self.gallery = gallery
        self.galleryLabels = galleryLabels
        self.excludesSelf = excludesSelf
    }

    /// Reads a safetensors file, without libtorch.
    ///
    /// - Throws: ``EmbeddingError`` that names the file and what is wrong with it.
    public init(reading path: String, name: String? = nil) throws(EmbeddingError) {
        let file: SafetensorsFile
        do throws(TensorError) { file = try SafetensorsFile(path: path) } catch {
            throw .file(path: path, reason: error.description)
        }
        func tensor(_ name: String) throws(EmbeddingError) -> TensorData {
            guard file.entry(named: name) != nil else {
                throw .file(path: path, reason: "it has no tensor `\(name)`")
            }
            do throws(TensorError) { return try file.data(named: name) } catch {
                throw .file(path: path, reason: error.description)
            }
        }
        func labels(_ name: String) throws(EmbeddingError) -> [Int] {
            let data = try tensor(name)
            guard data.shape.count == 1 else {
                throw .file(path: path, reason: "`\(name)` has the shape \(data.shape), not [records]")
            }
            do throws(TensorError) { return try data.integers() } catch {
                throw .file(path: path, reason: "`\(name)`: \(error.description)")
            }
        }
        try self.init(
            name: name ?? path, query: Embeddings(tensor("query"), name: "`query` of \(path)"),
            queryLabels: labels("query_labels"),
            gallery: Embeddings(tensor("gallery"), name: "`gallery` of \(path)"),
            galleryLabels: labels("gallery_labels"), excludesSelf: file.metadata["excludes_self"] == "true")
    }

    /// Writes the file, vectors in single precision, all of it or nothing.
    ///
    /// - Throws: ``EmbeddingError/file(path:reason:)``
    public func write(to path: String) throws(EmbeddingError) {
        do throws(TensorError) {
            func vectors(_ embeddings: Embeddings) throws(TensorError) -> TensorData {
                try TensorData(
                    embeddings.values.map(Float.init), shape: [embeddings.count, embeddings.dimension])
            }
            func labels(_ labels: [Int]) throws(TensorError) -> TensorData {
                try TensorData(labels.map(Int64.init), shape: [labels.count])
            }
            try SafetensorsFile.write(
                [
                    "query": vectors(query), "query_labels": labels(queryLabels),
                    "gallery": vectors(gallery), "gallery_labels": labels(galleryLabels),
                ], metadata: excludesSelf ? ["excludes_self": "true"] : [:], to: path)
        } catch {
            throw .file(path: path, reason: error.description)
        }
    }

    /// The bytes of the file, for what is written together with other files.
    ///
    /// - Throws: ``EmbeddingError/file(path:reason:)`` where there is no place for temporary files.
    public func fileContents() throws(EmbeddingError) -> Data {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).safetensors")
            .path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try write(to: path)
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw .file(path: path, reason: "it cannot be read back")
        }
        return contents
    }

    /// How well these queries find what is of their class in another version's gallery, or in their own.
    ///
    /// Queries of another length than the gallery's vectors are cut to its length, or get zeros behind.
    ///
    /// - Throws: ``EmbeddingError/otherRecords(name:other:)`` where the two were evaluated on different records.
    public func scores(
        against other: EmbeddingEvaluation, distance: RetrievalScores.Distance = .cosine
    ) throws(EmbeddingError) -> RetrievalScores {
        guard
            queryLabels == other.queryLabels, galleryLabels == other.galleryLabels,
            excludesSelf == other.excludesSelf
        else { throw .otherRecords(name: name, other: other.name) }
        return try RetrievalScores(
            query: query.cut(to: other.gallery.dimension), gallery: other.gallery, queryLabels: queryLabels,
            galleryLabels: galleryLabels, distance: distance, excludesSelf: excludesSelf)
    }
}
