import Cypher
import Query

/// Statements that a person has given, and where each stands in the text.
struct Script: Sendable {
    /// A statement that parses.
    struct Part: Sendable {
        /// The statement as written, without its semicolon.
        let text: String
        /// Where it begins in the script, in UTF-8 bytes.
        let offset: Int
        /// Whether it changes the store.
        let isWriting: Bool
        /// Whether it is to be explained or profiled.
        let mode: Cypher.Statement.Mode
    }
    let source: ScriptSource
    let parts: [Part]

    /// Reads all statements, so that a mistake in a late one is found before an early one has changed anything.
    ///
    /// - Throws: ``ScriptMistakes`` with all that is wrong.
    init(_ source: ScriptSource) throws(ScriptMistakes) {
        self.source = source
        var mistakes: [QueryProblem] = []
        var parts: [Part] = []
        for (range, text) in Parser.parseScript(source.text) {
            do {
                let statement = try Parser.parse(text)
                parts.append(
                    Part(
                        text: text, offset: range.lowerBound, isWriting: statement.isWriting,
                        mode: statement.mode))
            } catch {
                mistakes.append(QueryProblem(error, in: source, offset: range.lowerBound))
            }
        }
        guard mistakes.isEmpty else { throw ScriptMistakes(problems: mistakes) }
        self.parts = parts
    }
}

/// The text of a script and what messages call it.
struct ScriptSource: Sendable {
    let text: String
    let name: String
}

/// Statements that do not parse.
struct ScriptMistakes: Error {
    let problems: [QueryProblem]
}
