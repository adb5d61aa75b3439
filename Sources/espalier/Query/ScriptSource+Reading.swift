import Foundation

extension ScriptSource {
    /// The text of an argument, or of standard input where that is `-` or missing.
    static func reading(_ argument: String?, asJSON: Bool) throws -> ScriptSource {
        if let argument, argument != "-" { return ScriptSource(text: argument, name: "query") }
        let data: Data
        do { data = try FileHandle.standardInput.readToEnd() ?? Data() } catch {
            try InputProblem(kind: "data", message: "Standard input cannot be read.").end(asJSON: asJSON)
        }
        guard let text = String(validating: data, as: UTF8.self), !text.utf8.contains(0) else {
            try InputProblem(
                kind: "data",
                message: "Standard input is not text in UTF-8; convert it first, for example with `iconv`."
            ).end(asJSON: asJSON)
        }
        return ScriptSource(text: text, name: "standard input")
    }
}
