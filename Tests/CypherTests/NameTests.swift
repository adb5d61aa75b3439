import Testing

@testable import Cypher

@Suite("Names")
struct NameTests {
    @Test(
        "may be keywords, be quoted and be of any script",
        arguments: [
            ("`a b`.`c``d`", "(. a b c`d)"), ("größe.名前", "(. größe 名前)"), ("_x1", "_x1"),
            ("$name", "$name"), ("$1", "$1"), ("$`x y`", "$x y"), ("$match", "$match"),
            ("n.match.return.where", "(. (. (. n match) return) where)"), ("order.date", "(. order date)"),
            ("end - start", "(- end start)"), ("count + all", "(+ count all)"), ("set", "set"),
            ("match.score > limit", "((. match score) > limit)"), ("`true`", "true"), ("`NaN`", "NaN"),
            ("exists(n.p)", "(exists (. n p))"), ("collect(n)", "(collect n)"), ("any(n)", "(any n)"),
            ("count(DISTINCT n)", "(count distinct n)"), ("count(*)", "(count *)"),
            ("COUNT ( * )", "(count *)"),
            ("a.b.c(1, 2)", "(a.b.c 1 2)"), ("date.truncate('day')", "(date.truncate 'day')"),
            ("f()", "(f)"), ("count {.a}", "(project count .a)"),
        ])
    func expressions(text: String, expected: String) throws {
        #expect(try dumpExpression(text) == expected)
    }

    @Test(
        "follow AS and stand in patterns whatever they mean elsewhere",
        arguments: [
            ("RETURN 1 AS where", "(return 1 AS where)"),
            (
                "WITH n.end AS end, n.order AS order RETURN end ORDER BY order",
                "(with (. n end) AS end (. n order) AS order) (return end asc order)"
            ),
            (
                "MATCH (match:Match:IN)-[return:RETURN {set: 1}]->(where:Where) RETURN 1",
                "(match (match:(Match&IN))-[return:RETURN {set: 1}]->(where:Where)) (return 1)"
            ),
            ("UNWIND [1] AS case RETURN 1", "(unwind [1] case) (return 1)"),
            ("MATCH (where) RETURN 1", "(match (where)) (return 1)"),
            ("MATCH (WHERE a.b) RETURN 1", "(match (WHERE (. a b))) (return 1)"),
            ("match (n) Return n", "(match (n)) (return n)"),
        ])
    func positions(text: String, expected: String) throws {
        #expect(try dump(text) == expected)
    }

    @Test("of functions keep their qualifiers and their place")
    func functions() throws {
        let text = "RETURN a . b(1)"
        guard case .return(let projection) = try query(text).parts[0].clauses[0].form,
            case .call(let call) = projection.items[0].expression.form
        else {
            Issue.record("a call was expected")
            return
        }
        #expect(call.name.text == "a.b")
        #expect(call.name.range == SourceRange(7, 12))
    }

    @Test("of columns are the text of the expression")
    func columns() throws {
        let text = "RETURN  a  +  b /* sum */ , count( * ) AS c, [ 1,2 ]// end"
        guard case .return(let projection) = try query(text).parts[0].clauses[0].form else { return }
        #expect(projection.items.map(\.text) == ["a  +  b", "count( * )", "[ 1,2 ]"])
        #expect(projection.items.map(\.alias?.text) == [nil, "c", nil])
    }
}
