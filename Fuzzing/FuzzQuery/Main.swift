import Cypher
import FuzzSupport
import PGSchema

/// Parses any bytes; what names a column must be an expression, and what is wrong must have a place.
@main
struct Main {
    static func main() {
        FuzzDriver.run { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            var end = 0
            for (range, statement) in Cypher.Parser.parseScript(text) {
                precondition(range.lowerBound >= end, "statements follow each other")
                end = range.upperBound
                check(statement)
            }
            check(text)
        }
    }

    private static func check(_ text: String) {
        do throws(QueryError) {
            guard case .query(let query) = try Cypher.Parser.parse(text).body else { return }
            for clause in query.parts.flatMap(\.clauses) {
                guard case .return(let projection) = clause.form else { continue }
                for item in projection.items {
                    let column = try? Cypher.Parser.parse("RETURN " + item.text)
                    precondition(column != nil, "the text of a column is an expression")
                }
            }
        } catch {
            guard let diagnostic = error.diagnostic else { preconditionFailure("the error has a place") }
            precondition(diagnostic.range.upperBound <= text.utf8.count, "the place is in the text")
            _ = DiagnosticRenderer(text, file: "fuzz", usesColor: false).render(diagnostic)
        }
    }
}
