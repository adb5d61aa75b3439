import PGSchema
import Testing

@Suite("Errors in types")
struct TypeErrorTests {
    @Test(
        "a mistake is one error with its place and a way out",
        arguments: [
            ErrorCase(
                "CREATE NODE TYPE ABSTRCT (a: A)",
                at: "ABSTRCT", "Expected ABSTRACT, found `ABSTRCT`.",
                "Did you mean `ABSTRACT`?"),
            ErrorCase(
                "CREATE NODE TYPE personType (Person)",
                at: "personType", "Expected `(`, found `personType`.",
                "The name stands inside: `CREATE NODE TYPE (personType: Label { ... })`."),
            ErrorCase(
                "CREATE NODE TYPE (: Person {name STRING})",
                at: ":", "A node type needs a name before the colon.",
                "Give it one, such as `(personType: Person)`."),
            ErrorCase(
                "CREATE EDGE TYPE e (:A)-[:B]->(:C)",
                at: "e", "Expected `(`, found `e`.",
                "The name stands inside: `CREATE EDGE TYPE (:A)-[e: Label]->(:B)`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A:B)",
                at: ":", "Expected `&`, `|`, OPEN, `{` or `)`, found `:`.",
                "Labels are combined by `&` or `|`, not by a colon."),
            ErrorCase(
                "CREATE NODE TYPE (a: A && B)",
                at: "&", "Expected a label or the name of a type, found `&`.",
                "Write a single `&`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A AND B)",
                at: "AND", "Expected `&`, `|`, OPEN, `{` or `)`, found `AND`.",
                "Labels are combined by `&` and `|`."),
            ErrorCase(
                "CREATE NODE TYPE (a: !A)",
                at: "!", "Did not expect `!` here.",
                "Labels cannot be negated; conditions are, with `NOT`."),
            ErrorCase(
                "CREATE NODE TYPE (a: )",
                at: ")", "Expected a label or the name of a type, found `)`.",
                nil),
            ErrorCase(
                "CREATE NODE TYPE (a: {x INT})",
                at: "{", "Expected labels behind the colon, found `{`.",
                "Without labels there is no colon."),
            ErrorCase(
                "CREATE NODE TYPE (a: A OPNE {x INT})",
                at: "OPNE", "Expected OPEN, found `OPNE`.",
                "Did you mean `OPEN`?"),
            ErrorCase(
                "CREATE NODE TYPE (a: (A | B)",
                at: "", "Expected `&`, `|`, OPEN, `{` or `)`, found the end of the text.",
                nil),
            ErrorCase(
                "CREATE NODE TYPE (a: (A | B]))",
                at: "]", "Expected `&`, `|` or `)`, found `]`.",
                "Remove it: there is no bracket that it could close."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x})",
                at: "}", "Expected the type of `x`, found `}`.",
                "Write `x STRING`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x INT, OPNE})",
                at: "}", "Expected the type of `OPNE`, found `}`.",
                "Did you mean `OPEN`?"),
            ErrorCase(
                "CREATE NODE TYPE (a: A {OPTINAL x INT})",
                at: "OPTINAL", "Expected OPTIONAL, found `OPTINAL`.",
                "Did you mean `OPTIONAL`?"),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x INT y INT})",
                at: "y", "Expected `,` or `}`, found `y`.",
                "Put a comma between one property and the next."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x STRING[]})",
                at: "[", "Expected `,` or `}`, found `[`.",
                "A list is written `LIST<STRING>`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x LIST})",
                at: "}", "Expected `<` and the type of the elements, found `}`.",
                "Write `LIST<STRING>`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x LIST<>})",
                at: "<>", "Expected `<` and the type of the elements, found `<>`.",
                "Write `LIST<STRING>`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x VECTOR(3)})",
                at: "(", "Expected `<` and the number of dimensions, found `(`.",
                "Write `VECTOR<768>`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x VECTOR<FLOAT>})",
                at: "FLOAT", "Expected the number of dimensions, found `FLOAT`.",
                "Write `VECTOR<768>`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x STRING(a)})",
                at: "a", "Expected a whole number, found `a`.",
                nil),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x STRING(99999999999999999999)})",
                at: "99999999999999999999", "This number is too large.",
                nil),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x `INT`})",
                at: "`INT`", "Expected the type of `x`, found ``INT``.",
                "Types stand without back-quotes."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x INT NULL})",
                at: "NULL", "`NULL` is not written.",
                "Write OPTIONAL before the key: `OPTIONAL x ...`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x INT UNIQUE})",
                at: "UNIQUE", "A key is not part of a property.",
                "Add a constraint to the graph type: `FOR (x: Label) EXCLUSIVE x.x`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x INT = 3})",
                at: "=", "Expected `,` or `}`, found `=`.",
                "Properties have no default value."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {'x' INT})",
                at: "'x'", "Expected a property key, found `'x'`.",
                "Names stand without quotes or in back-quotes: `` `x` ``."),
            ErrorCase(
                "CREATE NODE TYPE (a: A {\"x\" INT})",
                at: "\"x\"", "Expected a property key, found `\"x\"`.",
                "Names stand without quotes or in back-quotes: `` `x` ``."),
            ErrorCase(
                "CREATE EDGE TYPE (:A)<-[e: E]-(:B)",
                at: "<", "An edge type points from left to right.",
                "Swap the endpoints and write `-[e ...]->`."),
            ErrorCase(
                "CREATE EDGE TYPE (:A)-[e: E]-(:B)",
                at: "-", "An edge type has a direction: expected `->`, found `(`.",
                "Write `->`."),
            ErrorCase(
                "CREATE EDGE TYPE (:A)-->(:B)",
                at: "-", "An edge type needs a name in brackets.",
                "Write `-[name: Label]->`."),
            ErrorCase(
                "CREATE EDGE TYPE (:A)->(:B)",
                at: "-", "An edge type needs a name in brackets.",
                "Write `-[name: Label]->`."),
            ErrorCase(
                "CREATE EDGE TYPE (:A)-[e: E]->",
                at: "", "Expected `(`, found the end of the text.",
                nil),
            ErrorCase(
                "CREATE EDGE TYPE (:A)",
                at: "", "Expected `-[` and the name of the edge type, found the end of the text.",
                nil),
            ErrorCase(
                "CREATE EDGE TYPE (:A)-[ {x INT}]->()",
                at: "{", "An edge type needs a name.",
                "Give it one: `[name: Label]`."),
            ErrorCase(
                "CREATE NODE TYPE (`a: A)",
                at: "`a: A)", "This name is never closed.",
                "Close it with a back-quote."),
            ErrorCase(
                "CREATE NODE TYPE (``: A)",
                at: "``", "A name cannot be empty.",
                nil),
            ErrorCase(
                "CREATE NODE TYPE (a: A) /* never",
                at: "/*", "This comment is never closed.",
                "Close it with `*/`."),
            ErrorCase(
                "CREATE NODE TYPE (a: A) -- sql",
                at: "--", "`--` does not begin a comment.",
                "Comments start with `//`."),
            ErrorCase(
                "CREATE NODE TYPE (2nd: A)",
                at: "2nd", "`2nd` is neither a number nor a name: names do not start with a digit.",
                "If it is a name, put it in back-quotes: `` `2nd` ``."),
            ErrorCase(
                "CREATE NODE TYPE (a: A) foo bar",
                at: "foo", "Expected CREATE, DROP or ALTER, found `foo`.",
                nil),
            ErrorCase(
                "CREATE",
                at: "", "Expected NODE, EDGE or GRAPH, found the end of the text.",
                nil),
            ErrorCase(
                "CREATE NODE TYPE (a: A {x INT; y INT})",
                at: ";", "Expected `,` or `}`, found `;`.",
                nil),
        ])
    func mistakes(example: ErrorCase) {
        example.check(example.text)
    }
}
