import ArgumentParser
import Foundation
import QueryValues

/// Values for the parameters of a query, as commands take them.
struct ParameterOptions: ParsableArguments {
    @Option(
        name: [.customLong("param"), .customShort("p")],
        help: ArgumentHelp(
            "A parameter, its value as a query writes it: id=7, 'ids=[1, 2]', \"born=date('1815-12-10')\". What is no "
                + "such value is text: name=Ada. May be repeated.", valueName: "name=value"))
    var param: [String] = []

    @Option(
        help: ArgumentHelp("A JSON object with parameters; --param wins over it.", valueName: "file.json"))
    var params: String?

    func validate() throws {
        var seen: Set<String> = []
        for text in param {
            guard let assignment = ParameterAssignment(text) else {
                throw ValidationError("--param `\(text)` has no name and value; write --param name=value.")
            }
            guard seen.insert(assignment.name).inserted else {
                throw ValidationError("--param \(assignment.name) is given twice; leave one out.")
            }
        }
    }

    /// The values; those of the file first.
    func values() throws(QueryProblem) -> [String: QueryValue] {
        var values: [String: QueryValue] = [:]
        if let params {
            do { values = try JSONParameters.read(file: params) } catch {
                throw QueryProblem(
                    .unreadableParameters(params, error), in: ScriptSource(text: "", name: params))
            }
        }
        for assignment in param.compactMap({ ParameterAssignment($0) }) {
            if assignment.isDoubtful {
                Terminal.writeError(
                    "warning: --param \(assignment.name) is text, because `\(assignment.text)` is no value of a query.\n"
                        .printable)
            }
            values[assignment.name] = assignment.value
        }
        return values
    }
}

/// `name=value`.
struct ParameterAssignment {
    let name: String
    let text: String
    let value: QueryValue
    /// Whether the value is text only because it does not parse.
    let isDoubtful: Bool

    init?(_ assignment: String) {
        let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        // In the query the name has a dollar sign, so people write it here too.
        let name = parts[0].trimmingPrefix("$").trimmingCharacters(in: .whitespaces)
        guard !name.isEmpty else { return nil }
        self.name = name
        text = String(parts[1])
        let literal = ParameterLiteral.value(text)
        value = literal ?? .string(text)
        isDoubtful = literal == nil && ParameterLiteral.looksLikeLiteral(text)
    }
}
