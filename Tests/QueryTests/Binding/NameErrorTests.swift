import Cypher
import Testing

@Suite("What is refused because of names")
struct NameErrorTests {
    @Test(
        "a name that nothing defines is refused",
        arguments: [
            Binding.Refusal("RETURN n", "UndefinedVariable", "n"),
            .init("MATCH (n) RETURN m.name", "UndefinedVariable", "m"),
            .init("MATCH (n) WHERE n.name = other AND n.age = 1 RETURN n", "UndefinedVariable", "other"),
            .init("MATCH (a), (b) WITH a RETURN b", "UndefinedVariable", "b"),
            .init("MATCH (a) WITH a.name AS name RETURN a", "UndefinedVariable", "a"),
            .init("MATCH (a), (c) WITH a WITH a ORDER BY c RETURN a", "UndefinedVariable", "c"),
            .init("RETURN [x IN [1] | x] AS l, x", "UndefinedVariable", "x"),
            .init("CREATE (b {name: missing})", "UndefinedVariable", "missing"),
            .init("CREATE (b {name: b.name})", "UndefinedVariable", "b"),
            .init("MATCH (a) SET a.name = missing", "UndefinedVariable", "missing"),
            .init("MATCH (a) SET b.name = 1", "UndefinedVariable", "b"),
            .init("MATCH (a) SET b += {x: 1}", "UndefinedVariable", "b"),
            .init("MATCH (a) REMOVE b:A", "UndefinedVariable", "b"),
            .init("MATCH (a) DELETE x", "UndefinedVariable", "x"),
            .init("MERGE (n) ON CREATE SET x.num = 1", "UndefinedVariable", "x"),
            .init("MERGE (n) ON MATCH SET x.num = 1", "UndefinedVariable", "x"),
            .init("CALL town.near(n, 1) YIELD name RETURN name", "UndefinedVariable", "n"),
            .init("CALL town.all() YIELD nam RETURN nam", "UndefinedVariable", "nam"),
            .init("CALL town.all() RETURN size", "UndefinedVariable", "size"),
            .init("MATCH (n) CALL { RETURN n AS m } RETURN m", "UndefinedVariable", "n"),
            .init("MATCH (n) CALL (m) { RETURN 1 AS one } RETURN one", "UndefinedVariable", "m"),
            .init("FOREACH (x IN [1] | CREATE (n)) RETURN n", "UndefinedVariable", "n"),
            .init("MATCH (n) WHERE EXISTS { (n)-->(m) } RETURN m", "UndefinedVariable", "m"),
            .init("RETURN $list[i]", "UndefinedVariable", "i"),
        ])
    func undefined(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "a pattern in a condition defines no names",
        arguments: [
            Binding.Refusal("MATCH (n) WHERE (n)-[r]->() RETURN n", "UndefinedVariable", "r"),
            .init("MATCH (n) WHERE (n)-->(a) RETURN n", "UndefinedVariable", "a"),
            .init("MATCH (n) WHERE NOT (n)-[r:T*0..2]->() RETURN n", "UndefinedVariable", "r"),
            .init("MATCH (n) WHERE (a) RETURN n", "UndefinedVariable", "(a)"),
            .init("MATCH (n) RETURN exists((n)-->(a))", "UndefinedVariable", "a"),
        ])
    func predicates(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "a name means one thing",
        arguments: [
            Binding.Refusal("MATCH ()-[r]-(r) RETURN r", "VariableTypeConflict", "r"),
            .init("MATCH (r)-[r]-() RETURN r", "VariableTypeConflict", "r"),
            .init("MATCH r = ()-[]-(), (r) RETURN r", "VariableTypeConflict", "r"),
            .init("MATCH r = ()-[]-(), ()-[r*]-() RETURN r", "VariableTypeConflict", "r"),
            .init("MATCH ()-[r]-() MATCH (r) RETURN r", "VariableTypeConflict", "r"),
            .init("MATCH (r) MATCH ()-[r]-() RETURN r", "VariableTypeConflict", "r"),
            .init("WITH 1 AS n MATCH (n) RETURN n", "VariableTypeConflict", "n"),
            .init("WITH {x: 1} AS r MATCH ()-[r]-() RETURN r", "VariableTypeConflict", "r"),
            .init("WITH [] AS r MATCH ()-[r]-() RETURN r", "VariableTypeConflict", "r"),
            .init("WITH [1] AS r MATCH ()-[r*]-() RETURN r", "VariableTypeConflict", "r"),
            .init(
                "MATCH (n) WITH [n] AS users MATCH (users)-->(m) RETURN m", "VariableTypeConflict", "users"),
            .init("MATCH ()-[r]->() CREATE (r)-[:T]->()", "VariableTypeConflict", "r"),
        ])
    func conflicts(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "a name cannot be defined again",
        arguments: [
            Binding.Refusal("MATCH p = (p)-[]-() RETURN p", "VariableAlreadyBound", "p"),
            .init("MATCH (p)-[]-(), p = ()-[]-() RETURN p", "VariableAlreadyBound", "p"),
            .init("MATCH (p) MATCH p = ()-[]-() RETURN p", "VariableAlreadyBound", "p"),
            .init("WITH true AS p MATCH p = () RETURN p", "VariableAlreadyBound", "p"),
            .init("MATCH (n) UNWIND [1] AS n RETURN n", "VariableAlreadyBound", "n"),
            .init("MATCH (a) CREATE (a)", "VariableAlreadyBound", "a"),
            .init("CREATE (a), (a)", "VariableAlreadyBound", "a"),
            .init("MATCH (a) CREATE (a {name: 'x'})", "VariableAlreadyBound", "a"),
            .init("CREATE (n:A)-[:T]->(), (n:B)-[:T]->()", "VariableAlreadyBound", "n"),
            .init("CREATE (n {}) CREATE (n {})-[:T]->()", "VariableAlreadyBound", "n"),
            .init("MATCH ()-[r]->() CREATE ()-[r:T]->()", "VariableAlreadyBound", "r"),
            .init("MATCH ()-[r]->() CREATE ()-[r]->()", "VariableAlreadyBound", "r"),
            .init("MATCH (p) CREATE p = ()", "VariableAlreadyBound", "p"),
            .init("MATCH (a) MERGE (a)", "VariableAlreadyBound", "a"),
            .init("CREATE (a:A) MERGE (a)-[r:T]->(a:B)", "VariableAlreadyBound", "a"),
            .init("MATCH (a)-[r]->(b) MERGE (a)-[r]->(b)", "VariableAlreadyBound", "r"),
            .init("WITH 'x' AS name CALL town.all() YIELD name RETURN *", "VariableAlreadyBound", "name"),
            .init("CALL town.all() YIELD name, size AS name RETURN name", "VariableAlreadyBound", "name"),
            .init("MATCH (n) FOREACH (n IN [1] | CREATE ())", "VariableAlreadyBound", "n"),
            .init("MATCH (n) CALL (n) { RETURN 1 AS n } RETURN n", "VariableAlreadyBound", "RETURN 1 AS n"),
            .init("MATCH (a) MATCH ((a)-->(b)){2} RETURN b", "VariableAlreadyBound", "a"),
        ])
    func redefinitions(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "a relationship stands once in a pattern",
        arguments: [
            Binding.Refusal(
                "MATCH (a)-[r]->()-[r]->(a) RETURN r", "RelationshipUniquenessViolation", "r"),
            .init(
                "MATCH ()-[r]->() MATCH ()-[r]->(), ()-[r]->() RETURN r", "RelationshipUniquenessViolation",
                "r"),
            .init("MATCH ()-[r*]->(), ()-[r*]->() RETURN r", "RelationshipUniquenessViolation", "r"),
        ])
    func uniqueness(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "a name that is nearly right is suggested",
        arguments: [
            ("MATCH (person) RETURN persom", "Did you mean `person`?"),
            ("MATCH (person) WHERE (person)-->(persom) RETURN 1", "Did you mean `person`?"),
            ("CALL town.al()", "Did you mean `town.all`?"),
            ("CALL town.all() YIELD nmae RETURN 1", "Did you mean `name`?"),
            ("RETURN colect(1)", "Did you mean `collect`?"),
            ("RETURN lables(null)", "Did you mean `labels`?"),
        ])
    func suggestions(text: String, suggestion: String) throws {
        let error = #expect(throws: QueryError.self) { try Binding.bind(text) }
        #expect(error?.suggestion == suggestion)
    }
}
