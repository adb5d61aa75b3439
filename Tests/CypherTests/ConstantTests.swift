import Testing

@testable import Cypher

@Suite("Constants")
struct ConstantTests {
    private func literal(_ text: String) throws -> Literal? {
        guard case .return(let projection) = try query("RETURN " + text).parts[0].clauses[0].form,
            case .literal(let literal) = projection.items[0].expression.form
        else { return nil }
        return literal
    }

    @Test(
        "are numbers, texts, truth values and NULL",
        arguments: [
            ("0", .integer(0)), ("42", .integer(42)), ("-7", .integer(-7)), ("- 7", .integer(-7)),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("0x1F", .integer(31)), ("-0x8000000000000000", .integer(.min)),
            ("0x7FFFFFFFFFFFFFFF", .integer(.max)), ("0o17", .integer(15)), ("0xabcdef", .integer(0xABCDEF)),
            ("1.5", .float(1.5)), (".5", .float(0.5)), ("1e3", .float(1000)), ("2E-3", .float(0.002)),
            ("1.5e+2", .float(150)), ("-.5", .float(-0.5)), ("1e-999", .float(0)), ("INF", .float(.infinity)),
            ("Infinity", .float(.infinity)),
            ("true", .boolean(true)), ("False", .boolean(false)), ("NULL", .null), ("''", .string("")),
            ("'a\"b'", .string("a\"b")), ("\"it's\"", .string("it's")),
            ("'two\nlines'", .string("two\nlines")),
            (#"'\\ \' \" \b \f \n \r \t'"#, .string("\\ ' \" \u{8} \u{C} \n \r \t")),
            (#"'\u00E9 \U0001F600 \uD83D\uDE00'"#, .string("\u{E9} \u{1F600} \u{1F600}")),
            ("'// no /* comment'", .string("// no /* comment")), ("'\u{1F9D0}'", .string("\u{1F9D0}")),
        ] as [(String, Literal)])
    func values(text: String, expected: Literal) throws {
        #expect(try literal(text) == expected)
    }

    @Test("of floating point include what is not a number")
    func notANumber() throws {
        guard case .float(let value)? = try literal("NaN") else {
            Issue.record("a number was expected")
            return
        }
        #expect(value.isNaN)
        #expect(try dump("WITH 1 AS nan RETURN nan, inf") == "(with 1 AS nan) (return nan inf)")
    }

    @Test(
        "outside of what can be represented are errors",
        arguments: [
            ("9223372036854775808", "IntegerOverflow"), ("-9223372036854775809", "IntegerOverflow"),
            ("0x8000000000000000", "IntegerOverflow"), ("99999999999999999999999", "IntegerOverflow"),
            ("-9223372036854775808.key", "IntegerOverflow"), ("0o1000000000000000000000", "IntegerOverflow"),
            ("1.34E999", "FloatingPointOverflow"), ("12abc", "InvalidNumberLiteral"),
            ("0x", "InvalidNumberLiteral"), ("0x1G", "InvalidNumberLiteral"), ("0o8", "InvalidNumberLiteral"),
            ("007", "InvalidNumberLiteral"), ("1.5f", "InvalidNumberLiteral"),
            (#"'\uH'"#, "InvalidUnicodeLiteral"), (#"'\u12'"#, "InvalidUnicodeLiteral"),
            (#"'\uD800'"#, "InvalidUnicodeLiteral"), (#"'\uD800\u0041'"#, "InvalidUnicodeLiteral"),
            (#"'\U00110000'"#, "InvalidUnicodeLiteral"), (#"'\U0001F60'"#, "InvalidUnicodeLiteral"),
            (#"'\d'"#, "UnexpectedSyntax"), ("'open", "UnexpectedSyntax"), (#"'open\'"#, "UnexpectedSyntax"),
            ("\"open'", "UnexpectedSyntax"), ("`open", "UnexpectedSyntax"), ("/* open", "UnexpectedSyntax"),
            ("12#34", "UnexpectedSyntax"), ("$", "UnexpectedSyntax"), ("{1a: 1}", "UnexpectedSyntax"),
            ("42 \u{2014} 41", "InvalidUnicodeCharacter"), ("\u{2212}1", "InvalidUnicodeCharacter"),
            ("1 \u{27E8} 2", "InvalidUnicodeCharacter"),
        ])
    func limits(text: String, detail: String) {
        let error = mistake("RETURN \(text)")
        #expect(error?.kind == .syntax)
        #expect(error?.detail == detail)
        #expect(error?.phase == .compileTime)
    }
}
