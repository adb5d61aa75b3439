import Foundation

/// Why there is no picture.
public enum DrawingError: Error, CustomStringConvertible {
    /// Graphviz is not there.
    case missingGraphviz
    /// Graphviz failed, and said why.
    case layoutFailed(String)

    /// A sentence with a way out.
    public var description: String {
        switch self {
        case .missingGraphviz:
            "Graphviz, which lays out the picture, is not installed. Install it with `sudo apt install graphviz` or `brew install graphviz`."
        case .layoutFailed(let reason): "Graphviz could not lay out the picture: \(reason)"
        }
    }
}

extension SchemaDrawing {
    /// The picture as SVG, laid out by Graphviz's command `dot`.
    public func svg() throws(DrawingError) -> String {
        let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/usr/local/bin").split(
            separator: ":")
        return try svg(searching: paths.map(String.init))
    }

    /// The same, with the folders in which `dot` is looked for.
    func svg(searching folders: [String]) throws(DrawingError) -> String {
        let candidates = folders.map { $0 + "/dot" }
        guard let program = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            throw .missingGraphviz
        }
        do {
            return try Self.run(program, on: dot())
        } catch let error as DrawingError {
            throw error
        } catch {
            throw .layoutFailed("\(error.localizedDescription)")
        }
    }

    private static func run(_ program: String, on text: String) throws -> String {
        // A file, because writing to a pipe while reading from another one can block both sides.
        let file = FileManager.default.temporaryDirectory.appending(path: "espalier-\(UUID().uuidString).dot")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-Tsvg", file.path]
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        try process.run()
        let svg = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = complaints.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw DrawingError.layoutFailed(
                String(decoding: complaint, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return String(decoding: svg, as: UTF8.self)
    }
}
