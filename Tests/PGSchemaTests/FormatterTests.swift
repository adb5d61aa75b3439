import PGSchema
import Testing

@Suite("Formatter")
struct FormatterTests {
    @Test("a script is laid out with one element a line and its comments beside them")
    func layout() {
        let text = """
            // head

            create graph type fraud strict { // members
              // people
              (personType: Person { name STRING, // in full
                  optional birthDate DATE /* or year */ }), // closed
              (customerType:personType&Customer{customerId INT}),


              /* money */ (accountType: Account { iban STRING }),
              (: customerType)-[/* dated */ ownsType: Owns { since DATE }]->(: accountType),
              FOR (a: accountType) key a.iban
              // last
            } // done
            create node type abstract (x); create edge type ()-[e:A|B&[C|D]? open{open}]->({x int}) // e
            alter graph type g add (b: B) set loose rename a to b
            // tail
            """
        expect(
            text,
            """
            // head

            CREATE GRAPH TYPE fraud STRICT { // members
                // people
                (personType: Person {
                    name STRING, // in full
                    OPTIONAL birthDate DATE /* or year */
                }), // closed
                (customerType: personType & Customer { customerId INT }),

                /* money */
                (accountType: Account { iban STRING }),
                /* dated */
                (:customerType)-[ownsType: Owns { since DATE }]->(:accountType),
                FOR (a: accountType) KEY a.iban
                // last
            } // done

            CREATE NODE TYPE ABSTRACT (x)

            CREATE EDGE TYPE ()-[e: A | B & [C | D]? OPEN { OPEN }]->({ x INT }) // e

            ALTER GRAPH TYPE g {
                ADD (b: B)
                SET LOOSE
                RENAME a TO b
            }
            // tail

            """)
    }

    @Test("long types and constraints are broken where the grammar offers a place")
    func longLines() {
        let text = """
            CREATE GRAPH TYPE g LOOSE {
            (longType: Long {aLongKey STRING, anotherLongKey STRING(1,20), theLongestKey LIST<INT|STRING>[3], OPEN}),
            FOR x WITHIN (x: messageType & Something)-[:hasCreator]->(p: personType) WHERE x.a = 1 MANDATORY SINGLETON y, z.a WITHIN (x)-[:home]->(y), (x)<-[:away]-(z) WHERE z.first = 'a long constant' AND (y.second IN (1, 2) OR y.third IS NULL) AND y.fourth >= 1
            }
            """
        expect(
            text,
            """
            CREATE GRAPH TYPE g LOOSE {
                (longType: Long {
                    aLongKey STRING,
                    anotherLongKey STRING(1, 20),
                    theLongestKey LIST<INT | STRING>[3],
                    OPEN
                }),
                FOR x
                    WITHIN (x: messageType & Something)-[:hasCreator]->(p: personType)
                    WHERE x.a = 1
                    MANDATORY SINGLETON y, z.a
                    WITHIN (x)-[:home]->(y), (x)<-[:away]-(z)
                    WHERE z.first = 'a long constant'
                        AND (y.second IN [1, 2] OR y.third IS NULL)
                        AND y.fourth >= 1
            }

            """)
    }

    @Test(
        "names are quoted only when they must be",
        arguments: [
            ("`plain`", "plain"), ("`Straße`", "Straße"), ("`my-type`", "`my-type`"), ("`9a`", "`9a`"),
            ("`a``b`", "`a``b`"),
            ("`FOR`", "`FOR`"), ("`NODE`", "NODE"), ("``", "``"),
        ])
    func names(written: String, canonical: String) {
        let script = Parser.parse("CREATE GRAPH TYPE g STRICT { \(written) }").script
        #expect(Formatter.format(script) == "CREATE GRAPH TYPE g STRICT {\n    \(canonical)\n}\n")
    }

    @Test("a tree made by hand gets the parentheses that it needs")
    func parentheses() {
        func name(_ text: String) -> LabelExpression { .name(Name(text, at: SourceRange(0, 0))) }
        let labels = LabelExpression.all([
            .any([name("A"), name("B")]), .optional(.all([name("C"), name("D")]), range: SourceRange(0, 0)),
        ])
        let specification = ElementSpecification(
            labels: labels, opensLabels: false, content: nil, range: SourceRange(0, 0))
        let type = NodeTypeDefinition(
            isAbstract: false, name: Name("a", at: SourceRange(0, 0)), specification: specification,
            range: SourceRange(0, 0))
        let script = Script(statements: [.createNodeType(type, range: SourceRange(0, 0))])
        #expect(Formatter.format(script) == "CREATE NODE TYPE (a: (A | B) & (C & D)?)\n")
    }

    @Test("an empty graph type and an empty script stay empty")
    func empty() {
        expect("CREATE GRAPH TYPE g STRICT\n{\n}", "CREATE GRAPH TYPE g STRICT {}\n")
        #expect(Formatter.format(Script(statements: [])) == "")
        expect(
            "CREATE GRAPH TYPE g STRICT { /* nothing */ }", "CREATE GRAPH TYPE g STRICT { /* nothing */\n}\n")
    }

    private func expect(_ text: String, _ formatted: String) {
        let (script, errors) = Parser.parse(text)
        #expect(errors.map(\.message) == [])
        #expect(Formatter.format(script) == formatted)
        let again = Parser.parse(formatted).script
        #expect(Formatter.format(again) == formatted)
        #expect(again.dump == script.dump)
    }
}
