import Foundation
import GraphStore
import LearningCore
import Tensors
import VectorSearch

/// What the commands of vectors share: telling what went wrong, and what became of an index.
enum VectorAccess {
    /// Runs `body`, or says what went wrong and ends the command.
    static func orExit<Result>(asJSON: Bool, _ body: () throws -> Result) throws -> Result {
        do { return try StoreAccess.orExit(asJSON: asJSON, body) } catch StoreError.refused(let report) {
            if asJSON {
                try report.writeJSON { try Terminal.write($0) }
            } else {
                try Terminal.write(report.text(isBrief: true).printable)
            }
            Terminal.writeError("The schema does not allow this; what was committed before stays.\n")
            throw Terminal.doesNotConform
        } catch let error as VectorSearchError {
            try InputProblem(kind: "vectors", message: error.description).end(asJSON: asJSON)
        } catch let error as VectorFileProblem {
            try InputProblem(kind: "data", file: error.file, line: error.line, message: error.description)
                .end(asJSON: asJSON)
        } catch let error as TensorError {
            try InputProblem(kind: "data", message: error.description).end(asJSON: asJSON)
        } catch let error as EmbeddingError {
            try InputProblem(kind: "data", message: error.description).end(asJSON: asJSON)
        } catch is CancellationError {
            Terminal.writeError("Interrupted; nothing was changed.\n")
            throw Terminal.cancelled
        }
    }

    /// Tells how an index came to be, and keeps what is new of it for the next one.
    static func keep(_ index: VectorIndex) {
        switch index.opening {
        case .built, .current: return
        case .refreshed(let added, let removed):
            note("The index took over what changed: \(added) vectors added, \(removed) removed.")
        case .rebuilt(let reason): note("The index was built anew: \(reason).")
        }
        // It answers all the same.
        do { try index.save() } catch { note("The index cannot be kept for the next time: \(error)") }
    }

    static func note(_ text: String) { Terminal.writeError("note: \(text)\n".printable) }
}

/// What is wrong with a file of vectors, identifiers or an order.
struct VectorFileProblem: Error, CustomStringConvertible {
    let file: String
    var line: Int?
    let problem: String

    /// A sentence that names the file and the line.
    var description: String { "\(file)\(line.map { ", line \($0)" } ?? ""): \(problem)" }
}
