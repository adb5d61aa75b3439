import Testing

@Suite("What is refused in clauses and patterns")
struct ClauseErrorTests {
    @Test(
        "CREATE and MERGE know what to make",
        arguments: [
            Binding.Refusal("CREATE ()-->()", "NoSingleRelationshipType", "-->"),
            .init("CREATE ()-[:A|B]->()", "NoSingleRelationshipType", "-[:A|B]->"),
            .init("MATCH (a), (b) MERGE (a)-[NO_COLON]->(b)", "NoSingleRelationshipType", "-[NO_COLON]->"),
            .init("MERGE (a)-[:A|:B]->(b)", "NoSingleRelationshipType", "-[:A|:B]->"),
            .init("CREATE ()-[:T]-()", "RequiresDirectedRelationship", "-[:T]-"),
            .init("CREATE ()-[:T*2]->()", "CreatingVarLength", "-[:T*2]->"),
            .init("MERGE ()-[:T*2]->()", "CreatingVarLength", "-[:T*2]->"),
            .init("CREATE (:A|B)", "UnexpectedSyntax", "(:A|B)"),
            .init("CREATE (:!A)", "UnexpectedSyntax", "(:!A)"),
            .init("CREATE (n WHERE n.x = 1)", "UnexpectedSyntax", "WHERE"),
            .init("MATCH (n $properties) RETURN n", "InvalidParameterUse", "$properties"),
            .init("MATCH ()-[r:T $properties]->() RETURN r", "InvalidParameterUse", "$properties"),
            .init("MERGE (n $properties)", "InvalidParameterUse", "$properties"),
            .init("MERGE ()-[:T $properties]->()", "InvalidParameterUse", "$properties"),
        ])
    func creating(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "changes are made to elements",
        arguments: [
            Binding.Refusal("MATCH (n) DELETE n:Person", "InvalidDelete", "n:Person"),
            .init("MATCH () DELETE 1 + 1", "InvalidArgumentType", "1 + 1"),
            .init("MATCH (n) DELETE [n]", "InvalidArgumentType", "[n]"),
            .init("MATCH p = () SET p.x = 1", "InvalidArgumentType", "p"),
            .init("WITH 1 AS n SET n:A", "InvalidArgumentType", "n"),
            .init("MATCH ()-[r]->() SET r:A", "InvalidArgumentType", "r"),
            .init("MATCH (n) SET n = 1", "InvalidArgumentType", "1"),
            .init("MATCH (n) SET n += [1]", "InvalidArgumentType", "[1]"),
        ])
    func changing(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "clauses stand in an order that gives something",
        arguments: [
            Binding.Refusal("MATCH (n)", "InvalidClauseComposition", "MATCH (n)"),
            .init("UNWIND [1] AS x", "InvalidClauseComposition", "UNWIND [1] AS x"),
            .init("MATCH (n) WITH n", "InvalidClauseComposition", "WITH n"),
            .init(
                "MATCH (n) CALL town.all() YIELD name", "InvalidClauseComposition",
                "CALL town.all() YIELD name"),
            .init(
                "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) SET m.x = 1 } RETURN n", "InvalidClauseComposition",
                "SET"),
            .init("RETURN COUNT { CREATE (n) RETURN n }", "InvalidClauseComposition", "CREATE"),
            .init(
                "RETURN COLLECT { RETURN 1 AS a, 2 AS b }", "InvalidClauseComposition",
                "COLLECT { RETURN 1 AS a, 2 AS b }"),
            .init(
                "MATCH (n) CALL { WITH n, 1 AS x RETURN x } RETURN x", "InvalidClauseComposition",
                "WITH n, 1 AS x"),
        ])
    func composition(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "a pattern stands where a condition is wanted",
        arguments: [
            Binding.Refusal("MATCH (n) RETURN (n)-[]->()", "UnexpectedSyntax", "(n)-[]->()"),
            .init("MATCH (n) WITH (n)-[]->() AS x RETURN x", "UnexpectedSyntax", "(n)-[]->()"),
            .init("MATCH (a) RETURN size((a)-->())", "UnexpectedSyntax", "(a)-->()"),
            .init("MATCH (n) SET n.x = head((n)-->())", "UnexpectedSyntax", "(n)-->()"),
            .init("MATCH (n) WHERE size((n)-->()) > 1 RETURN n", "UnexpectedSyntax", "(n)-->()"),
        ])
    func patterns(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "procedures are called as they are declared",
        arguments: [
            Binding.Refusal("CALL town.missing()", "ProcedureNotFound", "town.missing", kind: .procedure),
            .init("CALL town.near('A')", "InvalidNumberOfArguments", "town.near"),
            .init(
                "CALL town.near('A', 1, 2) YIELD name RETURN name", "InvalidNumberOfArguments", "town.near"),
            .init("CALL town.near(true, 1)", "InvalidArgumentType", "true"),
            .init("CALL town.near('A', 'B')", "InvalidArgumentType", "'B'"),
            .init("CALL town.near YIELD name RETURN name", "InvalidArgumentPassingMode", "town.near"),
            .init("CALL town.near", "MissingParameter", "town.near", kind: .parameterMissing),
            .init("CALL town.all() YIELD * RETURN name", "UnexpectedSyntax", "CALL town.all() YIELD *"),
        ])
    func procedures(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "repeated and shortest paths have a shape",
        arguments: [
            Binding.Refusal(
                "MATCH ((a)-[*]->(b)){2} RETURN a", "InvalidRelationshipPattern", "((a)-[*]->(b)){2}"),
            .init(
                "MATCH p = shortestPath((a)) RETURN p", "InvalidRelationshipPattern",
                "p = shortestPath((a))"),
        ])
    func shapes(refusal: Binding.Refusal) { Binding.check(refusal) }
}
