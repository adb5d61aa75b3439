import Foundation
import GraphStore
import Interchange

/// What the commands of a store share: opening it, and telling what went wrong.
enum StoreAccess {
    /// Runs `body`, or says what went wrong with the store or the data and ends the command.
    ///
    /// A refusal by the schema is thrown on: it is an answer, not a failure.
    static func orExit<Result>(asJSON: Bool, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as StoreError {
            if case .refused = error { throw error }
            try InputProblem(kind: "store", message: error.description).end(asJSON: asJSON)
        } catch let error as SegmentError {
            try InputProblem(kind: "store", message: error.description).end(asJSON: asJSON)
        } catch let error as InterchangeError {
            try InputProblem(kind: "data", file: error.file, line: error.line, message: error.description)
                .end(asJSON: asJSON)
        } catch let error as WritingError {
            try InputProblem(kind: "data", message: error.description).end(asJSON: asJSON)
        }
    }

    /// The schema of a file that resolved without errors.
    static func schema(_ file: SchemaFile, _ graphType: String?, asJSON: Bool) throws -> StoredSchema {
        try orExit(asJSON: asJSON) {
            try StoredSchema(String(decoding: file.bytes, as: UTF8.self), graphType: graphType)
        }
    }
}

/// Sizes as people read them.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        bytes < 10_000
            ? "\(bytes) bytes" : bytes < 10_000_000 ? "\(bytes / 1_000) kB" : "\(bytes / 1_000_000) MB"
    }
}
