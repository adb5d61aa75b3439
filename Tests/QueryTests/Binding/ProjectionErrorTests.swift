import Testing

@Suite("What is refused in WITH, RETURN and UNION")
struct ProjectionErrorTests {
    @Test(
        "columns have names of their own",
        arguments: [
            Binding.Refusal("RETURN 1 AS a, 2 AS a", "ColumnNameConflict", "a"),
            .init("WITH 1 AS a, 2 AS a RETURN a", "ColumnNameConflict", "a"),
            .init("MATCH (n) RETURN n, n", "ColumnNameConflict", "n"),
            .init("MATCH (n) RETURN *, 1 AS n", "ColumnNameConflict", "n"),
            .init("MATCH (a) WITH a, count(*) RETURN a", "NoExpressionAlias", "count(*)"),
            .init("MATCH (a) WITH a.name RETURN 1", "NoExpressionAlias", "a.name"),
            .init("MATCH () RETURN *", "NoVariablesInScope", "*"),
            .init("RETURN 1 AS a UNION RETURN 2 AS b", "DifferentColumnsInUnion", "RETURN 2 AS b"),
            .init(
                "RETURN 1 AS a UNION ALL RETURN 2 AS a, 3 AS b", "DifferentColumnsInUnion",
                "RETURN 2 AS a, 3 AS b"),
            .init(
                "RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a", "InvalidClauseComposition",
                "UNION"),
        ])
    func columns(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "an aggregation stands in columns only",
        arguments: [
            Binding.Refusal("MATCH (a) WHERE count(a) > 10 RETURN a", "InvalidAggregation", "count(a)"),
            .init("MATCH (n) RETURN n.a ORDER BY max(n.b)", "InvalidAggregation", "max(n.b)"),
            .init("MATCH (n) WITH n.a AS a ORDER BY a, count(*) RETURN a", "InvalidAggregation", "count(*)"),
            .init("MATCH (n) WITH n WHERE count(*) > 1 RETURN n", "InvalidAggregation", "count(*)"),
            .init("MATCH (n) RETURN [x IN [1] | count(*)]", "InvalidAggregation", "count(*)"),
            .init("MATCH (n) RETURN all(x IN [1] WHERE count(*) = 1)", "InvalidAggregation", "count(*)"),
            .init("MATCH (n) RETURN [(n)-->(m) | count(m)]", "InvalidAggregation", "count(m)"),
            .init("UNWIND collect(1) AS x RETURN x", "InvalidAggregation", "collect(1)"),
            .init("MATCH (n) SET n.x = count(*)", "InvalidAggregation", "count(*)"),
            .init("MATCH (n) DELETE collect(n)", "InvalidAggregation", "collect(n)"),
            .init("CREATE ({x: sum(1)})", "InvalidAggregation", "sum(1)"),
            .init("MATCH ({x: count(*)}) RETURN 1", "InvalidAggregation", "count(*)"),
            .init(
                "MATCH (n) CALL town.near(collect(n), 1) YIELD name RETURN name", "InvalidAggregation",
                "collect(n)"),
            .init("MATCH (n) RETURN n LIMIT count(*)", "InvalidAggregation", "count(*)"),
            .init("MATCH (n) RETURN n.a AS a, count(*) ORDER BY sum(a)", "InvalidAggregation", "sum(a)"),
        ])
    func misplacedAggregations(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "what stands beside an aggregation is a column",
        arguments: [
            Binding.Refusal(
                "MATCH (a)--(b) RETURN a.age + count(b)", "AmbiguousAggregationExpression", "a"),
            .init(
                "MATCH (a)--(b) RETURN a.age + b.age, a.age + b.age + count(*)",
                "AmbiguousAggregationExpression", "a.age + b.age"),
            .init(
                "MATCH (a) WITH a.x AS x, a.y + sum(a.z) AS s RETURN s", "AmbiguousAggregationExpression", "a"
            ),
            .init("MATCH (a) RETURN {x: a, n: count(*)}", "AmbiguousAggregationExpression", "a"),
            .init("MATCH (a) RETURN [x IN collect(a) | x.y + a.z]", "AmbiguousAggregationExpression", "a"),
            .init("MATCH (a) RETURN count(*) + COUNT { (a)-->() }", "AmbiguousAggregationExpression", "a"),
            .init(
                "MATCH (a)--(b) RETURN a.age + b.age, count(*) AS c ORDER BY a.age + b.age + count(*)",
                "AmbiguousAggregationExpression", "a.age + b.age"),
        ])
    func ambiguousAggregations(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "behind an aggregation or DISTINCT only columns are visible",
        arguments: [
            Binding.Refusal("MATCH (a) RETURN DISTINCT a.name ORDER BY a.age", "UndefinedVariable", "a"),
            .init(
                "MATCH (a)--(b) RETURN count(b.x) AS n ORDER BY a.y + count(b.x)", "UndefinedVariable", "a"),
            .init("MATCH (a) RETURN a.x AS x, count(*) ORDER BY sum(a.y)", "UndefinedVariable", "a"),
            .init("MATCH (a) WITH count(*) AS n WHERE a.x = 1 RETURN n", "UndefinedVariable", "a"),
            .init("MATCH (a) WITH DISTINCT a.x AS x WHERE a.y = 1 RETURN x", "UndefinedVariable", "a"),
        ])
    func hiddenVariables(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "aggregations do not nest, and are not random",
        arguments: [
            Binding.Refusal("MATCH (n) RETURN count(count(*))", "NestedAggregation", "count(*)"),
            .init("MATCH (n) RETURN count(rand())", "NonConstantExpression", "rand()"),
            .init("MATCH (n) RETURN sum(1 + max(n.x))", "NestedAggregation", "max(n.x)"),
            .init("MATCH (n) RETURN collect([x IN [1] | count(*)])", "NestedAggregation", "count(*)"),
        ])
    func nestedAggregations(refusal: Binding.Refusal) { Binding.check(refusal) }

    @Test(
        "SKIP and LIMIT are whole numbers that no row decides",
        arguments: [
            Binding.Refusal("MATCH (n) RETURN n SKIP n.count", "NonConstantExpression", "n"),
            .init("MATCH (n) RETURN n LIMIT n.count", "NonConstantExpression", "n"),
            .init("MATCH (n) WITH n AS m LIMIT m RETURN m", "NonConstantExpression", "m"),
            .init("MATCH (n) RETURN n LIMIT x", "UndefinedVariable", "x"),
            .init("MATCH (n) RETURN n SKIP -1", "NegativeIntegerArgument", "-1"),
            .init("MATCH (n) RETURN n LIMIT -1", "NegativeIntegerArgument", "-1"),
            .init("MATCH (n) RETURN n LIMIT 1.7", "InvalidArgumentType", "1.7"),
            .init("MATCH (n) RETURN n SKIP 'one'", "InvalidArgumentType", "'one'"),
            .init("MATCH (n) RETURN n LIMIT [1]", "InvalidArgumentType", "[1]"),
        ])
    func rowCounts(refusal: Binding.Refusal) { Binding.check(refusal) }
}
