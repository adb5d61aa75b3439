import Foundation
import LearningCore
import Tensors

/// What a search that was stopped goes on from: the supernet, and the scores that it gave so far.
///
/// One safetensors file. Its metadata `search` says, as JSON, what was searched for, which has to be the same when the
/// search goes on, and the scores. Randomness needs no place in it: a search that goes on is run from its beginning, and
/// takes what was scored before.
struct SearchCheckpoint {
    /// What the scores depend on: the search, its seed, the models and the images.
    let identity: JSONValue
    /// The weights of the supernet.
    let supernet: [String: TensorData]
    /// What was scored so far.
    var scored: [ArchitectureSearch.Candidate]

    private struct Contents: Codable {
        let format: Int
        let identity: JSONValue
        let scored: [ArchitectureSearch.Candidate]
    }

    private static let format = 1

    init(identity: JSONValue, supernet: [String: TensorData], scored: [ArchitectureSearch.Candidate] = []) {
        self.identity = identity
        self.supernet = supernet
        self.scored = scored
    }

    /// Reads the checkpoint of this very search; nil where there is no file.
    init?(reading path: String, identity: JSONValue, space: SearchSpace) throws(ArchitectureSearchError) {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let contents: Contents
        do {
            let file = try SafetensorsFile(path: path)
            guard let text = file.metadata["search"] else {
                throw ArchitectureSearchError.checkpoint(path: path, reason: "it holds no search")
            }
            contents = try JSONDecoder().decode(Contents.self, from: Data(text.utf8))
            supernet = try file.tensors()
        } catch let error as ArchitectureSearchError {
            throw error
        } catch let error as TensorError {
            throw .checkpoint(path: path, reason: error.description)
        } catch {
            throw .checkpoint(path: path, reason: "it holds no search that can be read")
        }
        guard contents.format == Self.format else {
            throw .checkpoint(path: path, reason: "its format is \(contents.format), not \(Self.format)")
        }
        guard contents.identity == identity else {
            throw .checkpoint(
                path: path, reason: "it is that of another search, or of other models, images or settings")
        }
        let scored = contents.scored
        guard
            scored.allSatisfy({
                space.contains($0.architecture) && (0...1).contains($0.scores.homogeneous)
                    && (0...1).contains($0.scores.heterogeneous)
            })
        else {
            throw .checkpoint(path: path, reason: "it scores what is no network of the space")
        }
        self.identity = identity
        self.scored = scored
    }

    /// Writes the file, all of it or nothing.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let contents = Contents(format: Self.format, identity: identity, scored: scored)
        let text = String(decoding: try encoder.encode(contents), as: UTF8.self)
        try SafetensorsFile.write(supernet, metadata: ["search": text], to: path)
    }

    /// The scores by architecture.
    var known: [Architecture: ArchitectureScores] {
        Dictionary(scored.map { ($0.architecture, $0.scores) }) { first, _ in first }
    }
}
