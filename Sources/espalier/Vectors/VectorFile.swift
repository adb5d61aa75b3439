import Foundation
import PropertyGraph
import Tensors
import VectorSearch

/// Numbers in rows.
struct VectorMatrix {
    let columns: Int
    let numbers: [Float]

    var rows: [[Float]] {
        stride(from: 0, to: numbers.count, by: columns).map { [Float](numbers[$0..<$0 + columns]) }
    }
}

/// Reading files of vectors and of what they belong to.
enum VectorFile {
    /// The vectors of a `.npy` file, or of a tensor of a `.safetensors` file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - names: What the tensor may be called, the first that is there being read; the only one if none is.
    /// - Returns: The vectors.
    /// - Throws: ``VectorFileProblem``, or what the reader of the format throws.
    static func matrix(of path: String, named names: [String]) throws -> VectorMatrix {
        let data: TensorData
        if path.hasSuffix(".safetensors") {
            let file = try SafetensorsFile(path: path)
            let name =
                names.first { file.entry(named: $0) != nil }
                ?? (file.entries.count == 1 ? file.entries[0].name : nil)
            guard let name else {
                throw VectorFileProblem(
                    file: path, problem: "it has no tensor `\(names[0])`; name the tensor so")
            }
            data = try file.data(named: name)
        } else if path.hasSuffix(".npy") {
            data = try NPYFile.read(path)
        } else {
            throw VectorFileProblem(
                file: path, problem: "vectors are read from .npy and .safetensors; convert the file")
        }
        guard [1, 2].contains(data.shape.count), let columns = data.shape.last, columns > 0, data.count > 0
        else {
            throw VectorFileProblem(
                file: path,
                problem: "its shape is \(data.shape), and [vectors, numbers] is needed; reshape it")
        }
        return VectorMatrix(columns: columns, numbers: try data.numbers(as: Float.self))
    }

    /// The new vectors of a backfill with the identifiers of their elements.
    static func newVectors(_ path: String, identifiers: String?) throws -> NewVectors {
        if path.hasSuffix(".jsonl") { return try lines(of: path) }
        let matrix = try matrix(of: path, named: ["vectors", "gallery", "embeddings"])
        var found: [Identifier]?
        if let identifiers {
            found = try self.identifiers(identifiers)
        } else if path.hasSuffix(".safetensors") {
            let file = try SafetensorsFile(path: path)
            if file.entry(named: "ids") != nil {
                found = try file.data(named: "ids").integers().map { .integer(Int64($0)) }
            }
        }
        guard let found else {
            throw VectorFileProblem(
                file: path,
                problem:
                    "nothing says which elements its vectors are for; name a file of identifiers, one a line, "
                    + "with --ids")
        }
        guard found.count * matrix.columns == matrix.numbers.count else {
            throw VectorFileProblem(
                file: path,
                problem:
                    "it has \(matrix.numbers.count / matrix.columns) vectors and there are \(found.count) "
                    + "identifiers; give one for each")
        }
        return try NewVectors(identifiers: found, numbers: matrix.numbers)
    }

    /// Identifiers, one a line, or integers of a `.npy` file.
    static func identifiers(_ path: String) throws -> [Identifier] {
        if path.hasSuffix(".npy") {
            return try NPYFile.read(path).integers().map { .integer(Int64($0)) }
        }
        return try textLines(of: path).map { Identifier($0.text) }
    }

    /// Identifiers in the order in which a backfill takes them: one a line, or with a score behind a comma, the highest
    /// first.
    static func order(_ path: String) throws -> [Identifier] {
        var scored: [(identifier: Identifier, score: Double)] = []
        var plain: [Identifier] = []
        for (line, text) in try textLines(of: path) {
            if line == 1, ["id", "id,score"].contains(text.lowercased()) { continue }
            guard let comma = text.lastIndex(of: ",") else {
                plain.append(Identifier(text))
                continue
            }
            guard let score = Double(text[text.index(after: comma)...]), score.isFinite else {
                throw VectorFileProblem(
                    file: path, line: line,
                    problem: "`\(text)` has no number behind its comma; write `id,score`")
            }
            scored.append((Identifier(String(text[..<comma])), score))
        }
        guard plain.isEmpty || scored.isEmpty else {
            throw VectorFileProblem(
                file: path, problem: "some lines have scores and others have none; give all one, or none")
        }
        // Sorting is stable: equal scores keep the order of the file.
        return plain + scored.sorted { $0.score > $1.score }.map(\.identifier)
    }

    private struct Line: Decodable {
        let id: Name
        let vector: [Float]

        /// An identifier as text or as a number.
        struct Name: Decodable {
            let identifier: Identifier

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Int64.self) {
                    identifier = .integer(number)
                } else {
                    identifier = Identifier(try container.decode(String.self))
                }
            }
        }
    }

    /// Objects such as `{"id": "i7", "vector": [0.1, 0.2]}`, one a line.
    private static func lines(of path: String) throws -> NewVectors {
        var identifiers: [Identifier] = []
        var numbers: [Float] = []
        var columns: Int?
        for (number, text) in try textLines(of: path) {
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)) else {
                throw VectorFileProblem(
                    file: path, line: number,
                    problem: "this is no object such as {\"id\": \"i7\", \"vector\": [0.1, 0.2]}")
            }
            guard line.vector.count == columns ?? line.vector.count else {
                throw VectorFileProblem(
                    file: path, line: number,
                    problem:
                        "the vector has \(line.vector.count) numbers and those before have \(columns ?? 0)")
            }
            columns = line.vector.count
            identifiers.append(line.id.identifier)
            numbers += line.vector
        }
        return try NewVectors(identifiers: identifiers, numbers: numbers)
    }

    /// The lines of a text file that hold something, with their numbers.
    private static func textLines(of path: String) throws -> [(line: Int, text: String)] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw VectorFileProblem(file: path, problem: "it cannot be read; is it there?")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw VectorFileProblem(file: path, problem: "it is no text in UTF-8")
        }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .map { ($0.offset + 1, $0.element.trimmingCharacters(in: .whitespaces)) }
            .filter { !$0.1.isEmpty }
    }
}
