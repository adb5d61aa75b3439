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
    static func orExit(reading path: String) throws -> SchemaFile {
        do { return try SchemaFile(reading: path) } catch {
            Terminal.writeError("error: \(error.message)\n")
            throw Terminal.unreadable
        }
    }

    /// Reads a file whose every error ends the command, and warns of the rest.
    static func orExit(resolving path: String) throws -> SchemaFile {
        let file = try orExit(reading: path)
        guard file.errors.isEmpty else {
            Terminal.writeError(file.rendered(file.errors))
            throw Terminal.unreadable
        }
        return file
    }

    /// Diagnostics with source line and caret, as compilers print them.
    func rendered(_ diagnostics: [Diagnostic]) -> String {
        DiagnosticRenderer(bytes, file: path, usesColor: Terminal.isInteractive).render(diagnostics)
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
        if path == "-" {
            guard let data = try? FileHandle.standardInput.readToEnd() else { return [] }
            return Array(data)
        }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw UnreadableSchema(message: "There is no schema file \(path).")
        }
        guard !isDirectory.boolValue else {
            throw UnreadableSchema(message: "\(path) is a directory; name a file of PG-Schema.")
        }
        do { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
            throw UnreadableSchema(message: "\(path) cannot be read; check its permissions.")
        }
    }
}

/// A schema file that could not even be opened.
struct UnreadableSchema: Error {
    let message: String
}
