import Foundation

/// The graphs that scenarios name, each a folder with the queries that make it.
public struct NamedGraphs: Sendable {
    private let folder: URL

    /// The graphs in a folder, such as `tck/graphs`.
    public init(_ folder: URL) { self.folder = folder }

    /// The queries that make a graph, in order.
    func queries(of name: String) throws -> [String] {
        let file = folder.appending(path: "\(name)/\(name).cypher")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw InstructionError("The graph `\(name)` is not there: \(file.path) cannot be read.")
        }
        return Self.split(text)
    }

    /// The queries of a script, which semicolons separate.
    static func split(_ script: String) -> [String] {
        var queries: [String] = []
        var query = String.UnicodeScalarView()
        var quote: Unicode.Scalar?
        var isEscaped = false
        for scalar in script.unicodeScalars {
            if quote == nil, scalar == ";" {
                queries.append(String(query))
                query = String.UnicodeScalarView()
                continue
            }
            query.append(scalar)
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = quote != nil
            } else if scalar == quote {
                quote = nil
            } else if quote == nil, scalar == "'" || scalar == "\"" || scalar == "`" {
                quote = scalar
            }
        }
        queries.append(String(query))
        return queries.filter { $0.contains { !$0.isWhitespace } }
    }
}
