import Testing

@testable import Cypher

@Suite("Lists, maps and what iterates")
struct CollectionTests {
    @Test(
        "lists and maps",
        arguments: [
            ("[]", "[]"), ("[1, [2], 'a']", "[1 [2] 'a']"), ("{}", "{}"),
            ("{a: 1, `b c`: {d: null}}", "{a: 1 b c: {d: null}}"), ("{match: 1, IN: 2}", "{match: 1 IN: 2}"),
            ("l[0]", "(at l 0)"), ("l[-1]", "(at l -1)"), ("l[1..]", "(slice l 1 _)"),
            ("l[..2]", "(slice l _ 2)"),
            ("l[..]", "(slice l _ _)"), ("l[1..2]", "(slice l 1 2)"), ("[1, 2][0]", "(at [1 2] 0)"),
            ("{a: 1}.a", "(. {a: 1} a)"), ("n {.a, .*, b: 1 + 2, c}", "(project n .a .* b: (+ 1 2) c)"),
            ("n {}", "(project n )"), ("[x, y IN z]", "[x (IN y z)]"), ("[x IN xs, y]", "[(IN x xs) y]"),
        ])
    func literals(text: String, expected: String) throws {
        #expect(try dumpExpression(text) == expected)
    }

    @Test(
        "comprehensions and quantifiers",
        arguments: [
            ("[x IN xs]", "(for x xs _ _)"), ("[x IN xs WHERE x > 1]", "(for x xs (x > 1) _)"),
            ("[x IN xs | x + 1]", "(for x xs _ (+ x 1))"),
            ("[x IN xs WHERE x > 1 | [y IN x | y]]", "(for x xs (x > 1) (for y x _ y))"),
            ("filter(x IN xs WHERE x)", "(for x xs x _)"), ("extract(x IN xs | x.a)", "(for x xs _ (. x a))"),
            ("all(x IN xs WHERE x = 1)", "(all x xs (x = 1))"), ("ANY(x IN xs)", "(any x xs _)"),
            ("none(x IN [1] WHERE x)", "(none x [1] x)"),
            ("single(x IN a.b WHERE x)", "(single x (. a b) x)"),
            ("reduce(s = 0, x IN xs | s + x)", "(reduce s 0 x xs (+ s x))"),
            ("[(a)-->(b) | b.x]", "(for (a)-[]->(b) _ (. b x))"),
            ("[p = (a)-[:R*]->() WHERE a.x | p]", "(for p = (a)-[:R*..]->() (. a x) p)"),
        ])
    func iterations(text: String, expected: String) throws {
        #expect(try dumpExpression(text) == expected)
    }

    @Test(
        "the bar of a comprehension is not one of labels",
        arguments: [
            ("[x IN xs WHERE x:A | x.y]", "(for x xs (: x A) (. x y))"),
            ("[x IN xs WHERE x:A | x]", "(for x xs (: x A) x)"),
            ("[x IN xs WHERE x:A|B | x.y]", "(for x xs (: x (A|B)) (. x y))"),
            ("[x IN xs WHERE x:A|B|C | x]", "(for x xs (: x ((A|B)|C)) x)"),
            ("[x IN xs WHERE (x:A|B)]", "(for x xs (: x (A|B)) _)"),
            ("[x IN xs | x:A|B]", "(for x xs _ (: x (A|B)))"),
            ("[x IN xs WHERE x:A | x:B|C]", "(for x xs (: x A) (: x (B|C)))"),
            ("[x IN xs WHERE x:A | [x:B|C]]", "(for x xs (: x A) [(: x (B|C))])"),
            ("[(a:A|B)-[:R|S]->() WHERE a:C | a]", "(for (a:(A|B))-[:(R|S)]->() (: a C) a)"),
            ("reduce(s = 0, x IN [y IN ys WHERE y:A|B] | s)", "(reduce s 0 x (for y ys (: y A) B) s)"),
        ])
    func bars(text: String, expected: String) throws {
        #expect(try dumpExpression(text) == expected)
    }

    @Test(
        "CASE",
        arguments: [
            ("CASE x WHEN 1 THEN 'a' WHEN 2 THEN 'b' ELSE 'c' END", "(case x (1 'a') (2 'b') 'c')"),
            ("CASE WHEN x > 1 THEN 'a' END", "(case _ ((x > 1) 'a') _)"),
            ("CASE WHEN (a)-->() THEN 1 END", "(case _ ((pattern (a)-[]->()) 1) _)"),
            ("case when true then end else end end", "(case _ (true end) end)"),
        ])
    func conditionals(text: String, expected: String) throws {
        #expect(try dumpExpression(text) == expected)
    }
}
