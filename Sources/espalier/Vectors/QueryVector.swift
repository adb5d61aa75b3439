import Foundation
import GraphStore
import PropertyGraph
import Tensors
import VectorSearch

/// The vectors that a search is asked with.
enum QueryVector {
    /// Reads the vectors of `--query`: JSON such as `[0.1, 0.2]`, or a file of one vector or several.
    static func read(_ text: String) throws -> [[Float]] {
        if text.drop(while: \.isWhitespace).first == "[" {
            guard let numbers = try? JSONDecoder().decode([Float].self, from: Data(text.utf8)) else {
                throw VectorFileProblem(
                    file: "--query", problem: "it is no JSON list of numbers, such as '[0.1, -0.2]'")
            }
            return [numbers]
        }
        let matrix = try VectorFile.matrix(of: text, named: ["query", "vectors"])
        return matrix.rows
    }

    /// The vector of a node in the store, whatever version wrote it.
    static func of(
        _ identifier: String, _ selection: VectorSelection, in snapshot: Snapshot
    ) throws -> (vector: [Float], node: NodeID) {
        let names = try NodeNames(withLabel: selection.label, in: snapshot)
        let node = try names.node(Identifier(identifier), in: snapshot)
        let stored = try StoredVectors(selection.ofAllVersions, in: snapshot)
        guard let position = stored.position(of: node.raw) else {
            throw VectorFileProblem(
                file: "--like", problem: "`\(identifier)` has no `\(selection.property)`; name another node")
        }
        return (stored[position], node)
    }

    /// A query as long as the stored vectors.
    static func fitted(_ query: [Float], to dimension: Int, cutting: Bool) throws -> [Float] {
        if cutting {
            return query.prefix(dimension) + [Float](repeating: 0, count: max(0, dimension - query.count))
        }
        guard query.count == dimension else {
            throw VectorFileProblem(
                file: "--query",
                problem: "it has \(query.count) numbers and the stored vectors have \(dimension); "
                    + (query.count > dimension
                        ? "--cut takes the first \(dimension), as a model trained to be backward compatible expects"
                        : "--cut fills it up with zeros, if its model was trained for that"))
        }
        return query
    }
}
