import Testing

@testable import Cypher

@Suite("Operators")
struct OperatorTests {
    @Test(
        "bind as openCypher says",
        arguments: [
            ("a OR b XOR c AND NOT d", "(OR a (XOR b (AND c (NOT d))))"),
            ("a AND b OR c AND d", "(OR (AND a b) (AND c d))"),
            ("NOT a = b", "(NOT (a = b))"),
            ("NOT NOT a AND b", "(AND (NOT (NOT a)) b)"),
            ("a = b IN c", "(a = (IN b c))"),
            ("a + b IN c + d", "(IN (+ a b) (+ c d))"),
            ("a IN b IN c", "(IN (IN a b) c)"),
            ("a = b IS NULL", "(a = (null b))"),
            ("a + b IS NOT NULL", "(not-null (+ a b))"),
            ("a IS NULL IS NOT NULL", "(not-null (null a))"),
            ("NOT a IS NULL", "(NOT (null a))"),
            ("a STARTS WITH b + c", "(STARTS WITH a (+ b c))"),
            ("a ends with b OR a Contains c", "(OR (ENDS WITH a b) (CONTAINS a c))"),
            ("a =~ 'x' + b = c", "((=~ a (+ 'x' b)) = c)"),
            ("1 + 2 * 3 ^ 4", "(+ 1 (* 2 (^ 3 4)))"),
            ("1 ^ 2 ^ 3", "(^ (^ 1 2) 3)"),
            ("1 - 2 - 3 + 4", "(+ (- (- 1 2) 3) 4)"),
            ("1 / 2 % 3 * 4", "(* (% (/ 1 2) 3) 4)"),
            ("a || b + c", "(+ (|| a b) c)"),
            ("-a ^ 2", "(^ (- a) 2)"),
            ("2 ^ -a", "(^ 2 (- a))"),
            ("- - a", "(- (- a))"),
            ("-a.b", "(- (. a b))"),
            ("-1.b", "(- (. 1 b))"),
            ("a - -1", "(- a -1)"),
            ("a-1", "(- a 1)"),
            ("-2 ^ 2", "(^ -2 2)"),
            ("+1", "(+ 1)"),
            ("(1 + 2) * 3", "(* (+ 1 2) 3)"),
            ("a[1].b[2..3]", "(slice (. (at a 1) b) 2 3)"),
            ("[1] + [2][0]", "(+ [1] (at [2] 0))"),
            ("a.b:C + 1", "(+ (: (. a b) C) 1)"),
        ])
    func precedence(text: String, expected: String) throws {
        #expect(try dumpExpression(text) == expected)
    }

    @Test(
        "of a kind are one expression with many operands",
        arguments: [
            ("a OR b OR c", "(OR a b c)"), ("a AND b AND c AND d", "(AND a b c d)"),
            ("a XOR b XOR c", "(XOR a b c)"),
            ("a < b <= c <> d", "(a < b <= c <> d)"), ("a = b = c", "(a = b = c)"),
            ("(a AND b) AND c", "(AND (AND a b) c)"), ("a AND (b AND c)", "(AND a (AND b c))"),
            ("a < b AND b < c OR d", "(OR (AND (a < b) (b < c)) d)"),
            ("a OR b AND c OR d", "(OR a (AND b c) d)"),
        ])
    func chains(text: String, expected: String) throws {
        #expect(try dumpExpression(text) == expected)
    }

    @Test("tell a minus from an arrow")
    func arrows() throws {
        #expect(try dumpExpression("(a)-(b)") == "(- a b)")
        #expect(try dumpExpression("(n)<-1") == "(n < -1)")
        #expect(try dumpExpression("(n)<-m") == "(n < (- m))")
        #expect(try dumpExpression("(a + 1)--(b)") == "(- (+ a 1) (- b))")
        #expect(try dumpExpression("(a)--(b + 1)") == "(- a (- (+ b 1)))")
        #expect(try dumpExpression("(a)-[1, 2]-(b)") == "(- (- a [1 2]) b)")
        #expect(try dumpExpression("1 + (a)--(b)") == "(- (+ 1 a) (- b))")
        #expect(try dumpExpression("(a)>-(b)") == "(a > (- b))")
        #expect(try dumpExpression("(f(x))--(b)") == "(- (f x) (- b))")
    }

    @Test("remember where they stand and whether in parentheses")
    func ranges() throws {
        let text = "RETURN (a + 1) * -b"
        guard case .return(let projection) = try query(text).parts[0].clauses[0].form,
            case .binary(_, let left, let right) = projection.items[0].expression.form
        else {
            Issue.record("a product was expected")
            return
        }
        #expect(left.isParenthesized && !right.isParenthesized)
        #expect(
            [left.range, right.range].map { text.utf8.prefix($0.upperBound).dropFirst($0.lowerBound) }.map {
                String($0)
            } == ["(a + 1)", "-b"])
        #expect(projection.items[0].expression.range == SourceRange(7, 19))
    }
}
