import PGSchema
import Testing

@Suite("Errors in constraints")
struct ConstraintErrorTests {
    @Test(
        "a mistake is one error with its place and a way out",
        arguments: [
            ErrorCase(
                "FOR (x: A) x.a",
                at: "x", "Expected EXCLUSIVE, MANDATORY, SINGLETON, IDENTIFIER, KEY or CHECK, found `x`.",
                nil),
            ErrorCase(
                "FOR (x: A) KEY",
                at: "}", "Expected a variable, with or without a property, found `}`.",
                nil),
            ErrorCase(
                "FOR (x: A) KEY (x.a, x.b)",
                at: "(", "Expected a variable, found `(`.",
                "Leave out the parentheses: `KEY x.a, x.b`."),
            ErrorCase(
                "FOR (x: A) UNIQUE x.a",
                at: "UNIQUE",
                "Expected EXCLUSIVE, MANDATORY, SINGLETON, IDENTIFIER, KEY or CHECK, found `UNIQUE`.",
                "Write `EXCLUSIVE`."),
            ErrorCase(
                "FOR (x: A) PRIMARY KEY x.a",
                at: "PRIMARY",
                "Expected EXCLUSIVE, MANDATORY, SINGLETON, IDENTIFIER, KEY or CHECK, found `PRIMARY`.",
                "Write `KEY`."),
            ErrorCase(
                "FOR (x: A) CHEKC x.a = 1",
                at: "CHEKC", "Expected CHECK, found `CHEKC`.",
                "Did you mean `CHECK`?"),
            ErrorCase(
                "FOR (x: A) MANDATORY x.a WHERE x.a > 1",
                at: "WHERE", "WHERE needs a WITHIN before it.",
                "Name the pattern that the condition is about: `WITHIN (x) WHERE ...`."),
            ErrorCase(
                "FOR (x: A) WHERE x.a > 1 KEY x.a",
                at: "WHERE", "WHERE needs a WITHIN before it.",
                "Name the pattern that the condition is about: `WITHIN (x) WHERE ...`."),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHN (x)-->(y)",
                at: "WITHN", "Expected WITHIN, found `WITHN`.",
                "Did you mean `WITHIN`?"),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHIN (x)-->(y) WHER y.a = 1",
                at: "WHER", "Expected WHERE, found `WHER`.",
                "Did you mean `WHERE`?"),
            ErrorCase(
                "FOR (x: A)-[:R]->() KEY x.a",
                at: "-", "Expected WITHIN, a restrictor or CHECK, found `-`.",
                "A path as scope is written `FOR x WITHIN path`."),
            ErrorCase(
                "FOR (x: A {a: 1}) KEY x.a",
                at: "{", "Expected `&`, `|` or `)`, found `{`.",
                "A condition stands in `FOR x WITHIN (...) WHERE ...`."),
            ErrorCase(
                "FOR (:A) KEY x.a",
                at: ":", "Expected a variable, found `:`.",
                "Give the target one: `(x: Label)`."),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHIN (x)-[:R*1..3]->(y)",
                at: "*", "Did not expect `*` here.",
                "A path has a fixed length: write out each step."),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHIN (x)<-[:R]->(y)",
                at: "<-[:R]->", "An edge cannot point both ways.",
                "Write `-[...]-` for an edge in either direction."),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHIN (x)-[:R|:S]->(y)",
                at: ":", "Expected a label or the name of a type, found `:`.",
                "Labels are combined by `&` or `|`, not by a colon."),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHIN (x)->(y)",
                at: ">", "Expected `-` or `[`, found `>`.",
                "An edge without brackets is written `-->`, `<--` or `--`."),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHIN (x)-[:R]->(y: B WHERE y.a = 1)",
                at: "WHERE", "Expected `)`, found `WHERE`.",
                "A condition stands behind the pattern: `WITHIN pattern WHERE ...`."),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHIN (x)-[:R {a INT}]->(y)",
                at: "INT", "Expected `:` and the value of `a`, found `INT`.",
                "In a pattern, `{a: 1}` asks for a value."),
            ErrorCase(
                "FOR (x: A) MANDATORY y WITHIN y",
                at: "y", "Expected `(`, found `y`.",
                nil),
            ErrorCase(
                "FOR (x: A) CHECK x.a == 1",
                at: "==", "Equality is written `=`.",
                nil),
            ErrorCase(
                "FOR (x: A) CHECK 0 < x.a < 1",
                at: "<", "Expected AND, OR or the end of the condition, found `<`.",
                "Comparisons do not chain: write `a < b AND b < c`."),
            ErrorCase(
                "FOR (x: A) CHECK x.a LIKE 'a%'",
                at: "LIKE", "Conditions have no operator `LIKE`.",
                "Conditions compare with =, <>, <, <=, >, >=, IN and IS NULL."),
            ErrorCase(
                "FOR (x: A) CHECK x.a BETWEEN 1 AND 2",
                at: "BETWEEN", "Conditions have no operator `BETWEEN`.",
                "Write `x >= 1 AND x <= 9`."),
            ErrorCase(
                "FOR (x: A) CHECK (x.a) = 1",
                at: "=", "Expected AND, OR or the end of the condition, found `=`.",
                "Parentheses go around whole comparisons: leave these out."),
            ErrorCase(
                "FOR (x: A) CHECK x.a + 1 = 2",
                at: "+", "Did not expect `+` here.",
                "Conditions compare properties and constants, without arithmetic."),
            ErrorCase(
                "FOR (x: A) CHECK size(x.a) = 2",
                at: "size", "Conditions have no functions.",
                "Compare properties and constants only."),
            ErrorCase(
                "FOR (x: A) CHECK x.a IS 3",
                at: "3", "Expected NULL or NOT NULL, found `3`.",
                nil),
            ErrorCase(
                "FOR (x: A) CHECK x.a IN 'a'",
                at: "'a'", "Expected `[` and the values, found `'a'`.",
                "Write `IN ['a', 'b']`."),
            ErrorCase(
                "FOR (x: A) CHECK x.a IN ['a',",
                at: "}", "Expected a variable, a property or a constant, found `}`.",
                nil),
            ErrorCase(
                "FOR (x: A) CHECK x.a = .5",
                at: ".", "Expected a variable, a property or a constant, found `.`.",
                "Write `0.5`."),
            ErrorCase(
                "FOR (x: A) CHECK x.a = 1e999",
                at: "1e999", "The number `1e999` is out of range.",
                nil),
            ErrorCase(
                "FOR (x: A) CHECK x.a = 99999999999999999999",
                at: "99999999999999999999", "The number `99999999999999999999` is out of range.",
                "A floating-point number is written with a point or an exponent."),
            ErrorCase(
                "FOR (x: A) CHECK x.a = DATE '2021-02-30'",
                at: "'2021-02-30'", "`2021-02-30` is not a DATE.",
                "Write it like `DATE '2021-03-05'`."),
            ErrorCase(
                "FOR (x: A) CHECK x.a = DAET '2021-02-30'",
                at: "DAET", "`DAET` is not a type of constants.",
                "Did you mean `DATE`?"),
            ErrorCase(
                "FOR (x: A) CHECK x.a = 'a",
                at: "'a }", "This string is never closed.",
                "Close it with `'`; a line break within is written `\\n`."),
            ErrorCase(
                "FOR (x: A) CHECK x.a = 'a\\q'",
                at: "\\q", "This escape is unknown.",
                "A backslash itself is written twice: `\\\\`."),
            ErrorCase(
                "FOR (x: A) CHECK x.a = ‘a’",
                at: "‘a’", "These are not the quotes of a string.",
                "Use straight quotes: `'` or `\"`."),
            ErrorCase(
                "FOR (x: A) CHECK x.a = $a",
                at: "$", "Did not expect `$` here.",
                "A schema has no parameters: write the value."),
            ErrorCase(
                "FOR (x: A) CHECK",
                at: "}", "Expected a variable, a property or a constant, found `}`.",
                nil),
        ])
    func mistakes(example: ErrorCase) {
        example.check("CREATE GRAPH TYPE g STRICT { \(example.text) }")
    }
}
