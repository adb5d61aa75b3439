import Foundation
import PGSchema

/// A file of PG-Schema, read and resolved.
struct SchemaFile {
    let path: String
    let bytes: [UInt8]
    let catalog: Catalog
    let diagnostics: [Diagnostic]

    var errors: [Diagnostic] { diagnostics.filter { $0.kind != .warning } }
    var warnings: [Diagnostic] { diagnostics.filter { $0.kind == .warning } }

    /// Reads a file; `-` is standard input.
    ///
    /// A file that cannot be read at all is one diagnostic without a place.
    init(reading path: String) throws(UnreadableSchema) {
        self.path = path == "-" ? "standard input" : path
        bytes = try Self.read(path)
        (catalog, diagnostics) = Catalog.load(bytes)
    }

    /// Reads a file, or says why it cannot be read and ends the command.
    static func orExit(reading path: String, asJSON: Bool = false) throws -> SchemaFile {
        do { return try SchemaFile(reading: path) } catch {
            try InputProblem(kind: "schema", file: path, message: error.message).end(asJSON: asJSON)
        }
    }

    /// Reads a file; any error in it ends the command.
    static func orExit(resolving path: String, asJSON: Bool) throws -> SchemaFile {
        let file = try orExit(reading: path, asJSON: asJSON)
        guard file.errors.isEmpty else {
            Terminal.writeError(file.rendered(file.errors))
            if asJSON { try JSONOutput.write(InputProblems(errors: file.problems(file.errors))) }
            throw Terminal.unreadable
        }
        return file
    }

    /// Diagnostics with source line and caret, as compilers print them.
    func rendered(_ diagnostics: [Diagnostic]) -> String {
        DiagnosticRenderer(bytes, file: path, usesColor: Terminal.takesColors).render(diagnostics)
    }

    /// Diagnostics as JSON has them.
    func problems(_ diagnostics: [Diagnostic]) -> [InputProblem] {
        let lines = LineMap(bytes)
        return diagnostics.map { diagnostic in
            let place = lines.position(of: diagnostic.range.lowerBound)
            return InputProblem(
                kind: diagnostic.kind.rawValue, file: path, line: place.line, column: place.column,
                message: diagnostic.message, suggestion: diagnostic.suggestion)
        }
    }

    private static func read(_ path: String) throws(UnreadableSchema) -> [UInt8] {
        if let problem = problem(ofName: path) { throw UnreadableSchema(message: problem) }
        let name = path == "-" ? "standard input" : path
        let data: Data
        do {
            let handle =
                path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            data = try handle.readToEnd() ?? Data()
        } catch {
            throw UnreadableSchema(message: "\(name) cannot be read; check its permissions.")
        }
        // A byte order mark of UTF-16, or the zeros between its letters.
        let head = data.prefix(4)
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.contains(0) {
            throw UnreadableSchema(
                message: "\(name) is not text in UTF-8; convert it first, for example with `iconv`.")
        }
        return Array(data)
    }

    /// What is wrong with a path before it is opened.
    private static func problem(ofName path: String) -> String? {
        guard path != "-" else { return nil }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            return "There is no schema file \(path); check the path."
        }
        if isDirectory.boolValue { return "\(path) is a directory; name a file of PG-Schema." }
        let dataEndings = [".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".gz", ".zst"]
        if dataEndings.contains(where: path.lowercased().hasSuffix) {
            return
                "\(path) is data by its name, and a schema is expected here; the schema comes first, then the data."
        }
        return nil
    }
}

/// A schema file that could not even be opened.
struct UnreadableSchema: Error {
    let message: String
}
