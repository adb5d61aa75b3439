import Testing

@testable import Cypher

@Suite("Patterns")
struct PatternTests {
    @Test(
        "of openCypher",
        arguments: [
            ("()", "()"), ("(n)", "(n)"), ("(:A)", "(:A)"), ("(n:A:B {k: 1})", "(n:(A&B) {k: 1})"),
            ("(a)-->(b)", "(a)-[]->(b)"), ("(a)<--(b)", "(a)<-[]-(b)"), ("(a)--(b)", "(a)-[]-(b)"),
            ("(a)<-->(b)", "(a)-[]-(b)"), ("(a)<-[r]->(b)", "(a)-[r]-(b)"),
            ("(a)-[r:R]->(b)", "(a)-[r:R]->(b)"),
            ("(a) < - [ r ] - (b)", "(a)<-[r]-(b)"), ("(a)-[:A|B|:C]-(b)", "(a)-[:((A|B)|C)]-(b)"),
            ("(a)-[*]->(b)", "(a)-[*..]->(b)"), ("(a)-[r*2]->(b)", "(a)-[r*2..2]->(b)"),
            ("(a)-[:R*1..3]->(b)", "(a)-[:R*1..3]->(b)"), ("(a)-[*..3]->(b)", "(a)-[*..3]->(b)"),
            ("(a)-[*2..]->(b)", "(a)-[*2..]->(b)"), ("(a)-[*..]->(b)", "(a)-[*..]->(b)"),
            ("(a)-[r:R*0..1 {k: 1}]->(b)", "(a)-[r:R*0..1 {k: 1}]->(b)"),
            ("p = (a)-->()", "p = (a)-[]->()"), ("(a), (b)-->(c)", "(a), (b)-[]->(c)"),
            ("((a)-->(b))", "(a)-[]->(b)"), ("p = (((a)))", "p = (a)"),
            ("(a)\u{2013}\u{2013}\u{3009}(b)", "(a)-[]->(b)"),
            ("(a)\u{27E8}\u{2212}[r]\u{2014}(b)", "(a)<-[r]-(b)"),
            ("p = shortestPath((a)-[*]->(b))", "p = anyShortest() (a)-[*..]->(b)"),
            ("allShortestPaths((a)-[*]-(b))", "allShortest() (a)-[*..]-(b)"),
            ("shortestPath = (a)", "shortestPath = (a)"),
        ])
    func openCypher(text: String, expected: String) throws {
        #expect(try dumpPattern(text) == expected)
    }

    @Test(
        "of GQL",
        arguments: [
            ("(n WHERE n.a > 1)", "(n WHERE ((. n a) > 1))"),
            ("(a)-[r:R WHERE r.k = 1]->(b)", "(a)-[r:R WHERE ((. r k) = 1)]->(b)"),
            ("(a)-[:R]->{1,3}(b)", "(a)-[:R{1..3}]->(b)"), ("(a)-->+(b)", "(a)-[{1..}]->(b)"),
            ("(a)-->*(b)", "(a)-[{0..}]->(b)"), ("(a)--{2}(b)", "(a)-[{2..2}]-(b)"),
            ("(a)<-[r]-{,3}(b)", "(a)<-[r{0..3}]-(b)"), ("(a)-->{2,}(b)", "(a)-[{2..}]->(b)"),
            (
                "((a)-[r]->(b) WHERE a.x < b.x){1,3}",
                "()((a)-[r]->(b) WHERE ((. a x) < (. b x))){1..3}()"
            ),
            ("(s)((a)-->(b))+(t)", "(s)((a)-[]->(b)){1..}(t)"),
            (
                "(s) ((a)-->(b))* ((c)-->(d)){2} (t)-->(u)",
                "(s)((a)-[]->(b)){0..}()((c)-[]->(d)){2..2}(t)-[]->(u)"
            ),
            ("(((a)-->(b)){2})", "()((a)-[]->(b)){2..2}()"),
            ("p = ANY SHORTEST (a)-->*(b)", "p = anyShortest (a)-[{0..}]->(b)"),
            ("ALL SHORTEST (a)-[*]-(b)", "allShortest (a)-[*..]-(b)"),
            ("SHORTEST 1 (a)-->+(b)", "anyShortest (a)-[{1..}]->(b)"),
            ("ANY SHORTEST PATH (a)--(b)", "anyShortest (a)-[]-(b)"),
            ("ANY (a)-->+(b)", "any (a)-[{1..}]->(b)"),
            ("ALL PATHS (a)-->(b)", "(a)-[]->(b)"),
            ("(n:A&B|!C)", "(n:((A&B)|!C))"), ("(n:%)", "(n:%)"), ("(n:!(A|B)&C)", "(n:(!(A|B)&C))"),
            ("(n:!!A)", "(n:!!A)"), ("()-[:A|!B]-()", "()-[:(A|!B)]-()"), ("()-[:!%]-()", "()-[:!%]-()"),
        ])
    func gql(text: String, expected: String) throws {
        #expect(try dumpPattern(text) == expected)
    }

    @Test(
        "as conditions",
        arguments: [
            ("(a)-->(b)", "(pattern (a)-[]->(b))"), ("NOT (a)--(b)", "(NOT (pattern (a)-[]-(b)))"),
            ("(a)-[:R]->() AND a.x", "(AND (pattern (a)-[:R]->()) (. a x))"),
            ("((a)-->(b))", "(pattern (a)-[]->(b))"),
            ("(a:A {x: 1})<-[*2]-()", "(pattern (a:A {x: 1})<-[*2..2]-())"),
            ("exists((a)-->(b))", "(exists (pattern (a)-[]->(b)))"),
            ("any(x IN xs WHERE (a)-->(x))", "(any x xs (pattern (a)-[]->(x)))"),
            ("length(shortestPath((a)-[*]-(b))) > 1", "((length (pattern anyShortest() (a)-[*..]-(b))) > 1)"),
            ("EXISTS { (a)-->(b) }", "(EXISTS (a)-[]->(b) _)"),
            ("EXISTS { (a)-->(b), (c) WHERE a.x }", "(EXISTS (a)-[]->(b), (c) (. a x))"),
            ("EXISTS { MATCH (a)-->(b) WHERE a.x }", "(EXISTS (a)-[]->(b) (. a x))"),
            ("EXISTS { p = (a) }", "(EXISTS p = (a) _)"),
            ("EXISTS { ANY SHORTEST (a)-->+(b) }", "(EXISTS anyShortest (a)-[{1..}]->(b) _)"),
            ("COUNT { (a)--() } > 1", "((COUNT (a)-[]-() _) > 1)"),
            (
                "EXISTS { MATCH (a) RETURN a UNION MATCH (b) RETURN b }",
                "(EXISTS {(match (a)) (return a) UNION (match (b)) (return b)})"
            ),
            ("COLLECT { MATCH (a) RETURN a.x } = []", "((COLLECT {(match (a)) (return (. a x))}) = [])"),
            ("EXISTS { OPTIONAL MATCH (a) }", "(EXISTS {(optional match (a))})"),
            ("n:A|B AND n:!C", "(AND (: n (A|B)) (: n !C))"),
        ])
    func conditions(text: String, expected: String) throws {
        #expect(try dumpCondition(text) == expected)
    }

    @Test("with many labels are balanced trees that keep the order")
    func balance() throws {
        let names = (0..<1_000).map { "L\($0)" }
        guard
            case .create(let paths) = try query("CREATE (:\(names.joined(separator: ":")))").parts[0].clauses[
                0
            ].form
        else { return }
        #expect(paths[0].start.labels?.plainLabels?.map(\.text) == names)
    }

    @Test(
        "that cannot be are errors",
        arguments: [
            ("MATCH (n $p) RETURN n", "InvalidParameterUse", "$p"),
            ("MERGE (n)-[:R $p]->() RETURN n", "InvalidParameterUse", "$p"),
            ("MATCH (a)-[:R..]->(b) RETURN a", "InvalidRelationshipPattern", ".."),
            ("MATCH (a)-[:R*-2]->(b) RETURN a", "InvalidRelationshipPattern", "-"),
            ("MATCH (a)-[*2]->{3}(b) RETURN a", "InvalidRelationshipPattern", "{"),
            ("MATCH (a)-[*99999999999999999999]->(b) RETURN a", "IntegerOverflow", "99999999999999999999"),
            ("MATCH (a)->(b) RETURN a", "UnexpectedSyntax", "-"),
            ("MATCH (a)-(b) RETURN a", "UnexpectedSyntax", "-"),
            ("MATCH (a)(b) RETURN a", "UnexpectedSyntax", "("), ("MATCH n RETURN n", "UnexpectedSyntax", "n"),
            ("MATCH (a)-[r](b) RETURN a", "UnexpectedSyntax", "-[r]"), ("MATCH (n", "UnexpectedSyntax", ""),
            ("CREATE ((a)-->(b)){2}", "UnexpectedSyntax", "("),
            ("CREATE (n WHERE n.x)", "UnexpectedSyntax", "WHERE"),
            ("MATCH SHORTEST 2 (a)-->+(b) RETURN a", "UnexpectedSyntax", "("),
            ("MATCH (n) RETURN (n)-->()", "UnexpectedSyntax", "(n)-->()"),
            ("MATCH (n) RETURN size((n)--())", "UnexpectedSyntax", "(n)--()"),
            ("MATCH (n) SET n.x = (n)-->()", "UnexpectedSyntax", "(n)-->()"),
            ("MATCH (n) RETURN [x IN (n)-->() | x]", "UnexpectedSyntax", "(n)-->()"),
        ])
    func mistakes(text: String, detail: String, place: String) {
        let error = mistake(text)
        #expect(error?.kind == .syntax)
        #expect(error?.detail == detail)
        #expect(error?.place(in: text) == place)
    }
}
