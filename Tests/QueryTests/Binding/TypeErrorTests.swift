import Testing

@Suite("What is refused because of types")
struct TypeErrorTests {
    @Test(
        "connectives and conditions want truth values",
        arguments: [
            Binding.Refusal("RETURN 123 AND true", "InvalidArgumentType", "123"),
            .init("RETURN false OR 'foo'", "InvalidArgumentType", "'foo'"),
            .init("RETURN true XOR []", "InvalidArgumentType", "[]"),
            .init("RETURN NOT {x: 1}", "InvalidArgumentType", "{x: 1}"),
            .init("RETURN NOT 0.5", "InvalidArgumentType", "0.5"),
            .init("MATCH (n) WHERE (n) RETURN n", "InvalidArgumentType", "(n)"),
            .init("MATCH ()-[r]->() WHERE r RETURN r", "InvalidArgumentType", "r"),
            .init("MATCH (n) WHERE n.x = 1 AND 2 RETURN n", "InvalidArgumentType", "2"),
            .init("RETURN [x IN [1] WHERE x + 1]", "InvalidArgumentType", "x + 1"),
            .init("RETURN all(x IN ['a'] WHERE x)", "InvalidArgumentType", "x"),
            .init("RETURN CASE WHEN 1 THEN 2 END", "InvalidArgumentType", "1"),
        ])
    func truth(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "operators want operands that they have a meaning for",
        arguments: [
            Binding.Refusal("RETURN none(x IN ['Clara'] WHERE x % 2 = 0)", "InvalidArgumentType", "x"),
            .init("RETURN single(x IN [true, false] WHERE x % 2 = 0)", "InvalidArgumentType", "x"),
            .init("RETURN 'a' * 2", "InvalidArgumentType", "'a'"),
            .init("RETURN 1 - [2]", "InvalidArgumentType", "[2]"),
            .init("RETURN true + 1", "InvalidArgumentType", "true"),
            .init("MATCH (n) RETURN n + 1", "InvalidArgumentType", "n"),
            .init("RETURN -'a'", "InvalidArgumentType", "'a'"),
            .init("RETURN 1 IN 'abc'", "InvalidArgumentType", "'abc'"),
            .init("RETURN 1 IN 1", "InvalidArgumentType", "1"),
            .init("RETURN 1 IN {x: []}", "InvalidArgumentType", "{x: []}"),
            .init("RETURN [x IN 5 | x]", "InvalidArgumentType", "5"),
            .init("RETURN any(x IN 'abc' WHERE x = 'a')", "InvalidArgumentType", "'abc'"),
            .init("RETURN reduce(s = 0, x IN {a: 1} | s + x)", "InvalidArgumentType", "{a: 1}"),
            .init("FOREACH (x IN 1 | CREATE ())", "InvalidArgumentType", "1"),
            .init("WITH 1 AS x RETURN x:Label", "InvalidArgumentType", "x"),
            .init("WITH 1 AS x RETURN x {.a}", "InvalidArgumentType", "x"),
        ])
    func operands(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "only what has properties or elements is asked for them",
        arguments: [
            Binding.Refusal("WITH 123 AS x RETURN x.num", "InvalidArgumentType", "x", kind: .type),
            .init("WITH 'a' AS x RETURN x.num", "InvalidArgumentType", "x", kind: .type),
            .init("WITH [123, true] AS x RETURN x.num", "InvalidArgumentType", "x", kind: .type),
            .init("WITH true AS x RETURN x[0]", "InvalidArgumentType", "x", kind: .type),
            .init("WITH [1] AS x, 'a' AS i RETURN x[i]", "InvalidArgumentType", "i", kind: .type),
            .init("MATCH p = ()-[*]->() WHERE p.name = 'a' RETURN p", "InvalidArgumentType", "p"),
        ])
    func properties(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "functions of the graph want their elements",
        arguments: [
            Binding.Refusal("MATCH p = (a) RETURN labels(p)", "InvalidArgumentType", "p"),
            .init("MATCH ()-[r]->() RETURN labels(r)", "InvalidArgumentType", "r"),
            .init("MATCH (r) RETURN type(r)", "InvalidArgumentType", "r"),
            .init("MATCH (n) RETURN length(n)", "InvalidArgumentType", "n"),
            .init("MATCH ()-[r]->() RETURN length(r)", "InvalidArgumentType", "r"),
            .init("MATCH (n) RETURN nodes(n)", "InvalidArgumentType", "n"),
            .init("RETURN properties(1)", "InvalidArgumentType", "1"),
            .init("RETURN properties('Cypher')", "InvalidArgumentType", "'Cypher'"),
            .init("RETURN properties([true, false])", "InvalidArgumentType", "[true, false]"),
            .init("MATCH (n) RETURN startNode(n)", "InvalidArgumentType", "n"),
            .init("MATCH (n) RETURN exists(n)", "InvalidArgumentType", "n"),
            .init("RETURN exists(1 + 1)", "InvalidArgumentType", "1 + 1"),
        ])
    func graphFunctions(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "functions are known, and take so many arguments",
        arguments: [
            Binding.Refusal("RETURN foo(1)", "UnknownFunction", "foo"),
            .init("RETURN count()", "InvalidNumberOfArguments", "count()"),
            .init("RETURN count(1, 2)", "InvalidNumberOfArguments", "count(1, 2)"),
            .init("RETURN percentileDisc(1)", "InvalidNumberOfArguments", "percentileDisc(1)"),
            .init("MATCH (n) RETURN labels(n, n)", "InvalidNumberOfArguments", "labels(n, n)"),
            .init("RETURN coalesce()", "InvalidNumberOfArguments", "coalesce()"),
            .init("RETURN labels(DISTINCT null)", "UnexpectedSyntax", "labels"),
        ])
    func calls(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "what is not certainly wrong is left to the run",
        arguments: [
            "UNWIND [1, 'a'] AS x RETURN x % 2",
            "WITH null AS x RETURN x.y, x[0], NOT x, x + 1, labels(x)",
            "WITH [1, 'a'] AS l RETURN l[0] AND l[1], labels(l[0])",
            "RETURN $x AND $y, $x.y, $x[0], 1 IN $x, -$x",
            "RETURN [] + true, true + [], 'a' + 1, 1 + 'a', [1] + [2]",
            "MATCH (n) WHERE n.isActive RETURN n.x AND n.y, -n.x, n.x * n.y",
            "WITH null AS n MATCH (n)-->(m) RETURN m",
            "UNWIND [1, 2] AS x MATCH (x) RETURN x",
            "WITH collect(null) AS rs MATCH ()-[rs*]->() RETURN rs",
            "RETURN {a: 1}['a'], {a: 1}[$i]",
            "MATCH (n) RETURN coalesce(n, 1).x",
        ])
    func possible(text: String) throws { _ = try Binding.bind(text) }
}
