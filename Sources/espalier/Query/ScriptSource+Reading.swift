import Cypher
import Foundation

extension ScriptSource {
    /// The text of an argument, or of standard input where that is `-` or missing.
    static func reading(_ argument: String?) throws(QueryProblem) -> ScriptSource {
        if let argument, argument != "-" { return ScriptSource(text: argument, name: "query") }
        let nothing = ScriptSource(text: "", name: "standard input")
        let data: Data
        do { data = try FileHandle.standardInput.readToEnd() ?? Data() } catch {
            throw QueryProblem(.unreadableScript("Standard input cannot be read."), in: nothing)
        }
        guard let text = String(validating: data, as: UTF8.self), !text.utf8.contains(0) else {
            throw QueryProblem(
                .unreadableScript(
                    "Standard input is not text in UTF-8.",
                    suggestion: "Convert it first, for example with `iconv`."),
                in: nothing)
        }
        return ScriptSource(text: text, name: "standard input")
    }

    /// The name of the file that was given in place of a query, if that is what happened.
    var mistakenFile: String? {
        let isPath = text.utf8.count < 1_024 && !text.contains(where: { $0.isNewline || $0 == "(" })
        return isPath && FileManager.default.fileExists(atPath: text) ? text : nil
    }
}
