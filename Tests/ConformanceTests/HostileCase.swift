import PropertyGraph
import Testing

/// Schemas whose expansion is astronomic, and elements that have an easy answer all the same.
struct HostileCase: CustomTestStringConvertible {
    let testDescription: String
    let schema: String
    var graph: InMemoryGraph
    /// The elements that conform to a type.
    let typed: Set<String>

    init(_ about: String, _ types: String, _ graph: InMemoryGraph, typed: Set<String>) {
        testDescription = about
        schema = strict(types)
        self.graph = graph
        self.typed = typed
    }
}

extension HostileCase {
    /// The product of `(A0 | B0)`, `(A1 | B1)` and so on.
    static let chain = joined(40, " & ") { "(A\($0) | B\($0))" }
    static let first = (0..<40).map { "A\($0)" }
    static let mixed = (0..<40).map { $0 % 3 == 0 ? "B\($0)" : "A\($0)" }
    static let all = first + (0..<40).map { "B\($0)" }

    static func joined(_ count: Int, _ separator: String, _ text: (Int) -> String) -> String {
        (0..<count).map(text).joined(separator: separator)
    }

    /// Label sets that fit the chain (the first two) and that do not.
    private static let labelSets: KeyValuePairs<String, [String]> = [
        "first": first, "mixed": mixed, "all": all, "short": first.dropLast(),
    ]

    static func nodes(_ extra: [String] = []) -> InMemoryGraph {
        let bare = InMemoryGraph.Node(id: "bare", labels: extra)
        return InMemoryGraph(
            nodes: labelSets.map { name, labels in .init(id: .text(name), labels: labels + extra) } + [bare])
    }

    /// Edges with such labels, between nodes labelled P.
    static func edges(_ extra: [String] = []) -> InMemoryGraph {
        InMemoryGraph(
            nodes: [.init(id: "p", labels: ["P"])],
            edges: labelSets.map { name, labels in
                .init(id: .text(name), from: "p", to: "p", labels: labels + extra)
            })
    }

    /// Edges labelled E at nodes with the labels of the chain.
    static var ends: InMemoryGraph {
        var graph = nodes()
        graph.edges = ["first", "all"].map {
            .init(id: .text("e \($0)"), from: .text($0), to: "mixed", labels: ["E"])
        }
        return graph
    }

    static func keys(_ name: String, _ value: Value) -> [String: Value] {
        Dictionary(uniqueKeysWithValues: (0..<40).map { ("\(name)\($0)", value) })
    }

    /// 40 pairs of types that differ in properties only, and their product.
    static func content(_ left: String, _ right: String) -> String {
        let types = joined(40, "\n") { number in
            "ABSTRACT (a\(number) {\(numbered(left, number))}), "
                + "ABSTRACT (b\(number) {\(numbered(right, number))}),"
        }
        let product = joined(40, " & ") { "(a\($0) | b\($0))" }
        return "\(types) (t: T & \(product)), (u: t & U)"
    }

    private static func numbered(_ text: String, _ number: Int) -> String {
        text.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(number)")
    }

    static func contents(_ records: [(String, [String: Value])]) -> InMemoryGraph {
        .of(records.flatMap { [(Identifier($0), ["T"], $1), (Identifier("\($0) u"), ["T", "U"], $1)] })
    }

    static let labels: [HostileCase] = [
        .init("of 40 unions", "(t: \(chain))", nodes(), typed: ["first", "mixed"]),
        .init("of 40 unions, OPEN", "(t: \(chain) OPEN)", nodes(["Q"]), typed: ["first", "mixed", "all"]),
        .init(
            "of 40 unions in an inherited type", "ABSTRACT (t: \(chain)), ABSTRACT (u: t & X), (v: u & Y)",
            nodes(["X", "Y"]), typed: ["first", "mixed"]),
        .init(
            "of 40 unions in an inherited type, OPEN below", "ABSTRACT (t: \(chain)), (u: t & X OPEN)",
            nodes(["X", "Q"]), typed: ["first", "mixed", "all"]),
        .init(
            "of 40 unions that are optional together", "ABSTRACT (t: \(chain)), (u: t? & X)", nodes(["X"]),
            typed: ["first", "mixed", "bare"]),
        .init(
            "of 40 unions on edges", "(p: P), ()-[e: \(chain)]->()", edges(), typed: ["p", "first", "mixed"]),
        .init(
            "of 40 unions in an inherited edge type",
            "(p: P), ABSTRACT ()-[e: \(chain)]->(), (: p)-[f: e & X]->()",
            edges(["X"]), typed: ["p", "first", "mixed"]),
        .init(
            "of 40 unions at both ends", "(t: \(chain)), (: t)-[e: E]->(: t)", ends,
            typed: ["first", "mixed", "e first"]),
        .init(
            "of 40 optional labels", "(t: \(joined(40, " & ") { "A\($0)?" }))",
            nodes(), typed: ["first", "short", "bare"]),
        .init(
            "of 40 unions that share labels", "(t: \(joined(39, " & ") { "(A\($0) | A\($0 + 1))" }))",
            nodes(),
            typed: ["short"]),
        .init(
            "of types that share their parts at each of 40 levels",
            "(a0: L), (b0: L), "
                + joined(40, ", ") { "(a\($0 + 1): a\($0) & b\($0)), (b\($0 + 1): b\($0) & a\($0))" },
            .of([("l", ["L"], [:]), ("m", ["M"], [:]), ("none", [], [:])]), typed: ["l"]),
        .init(
            "of types without labels that share their parts",
            "(a0 {k INT}), (b0 {k INT}), "
                + joined(40, ", ") { "(a\($0 + 1): a\($0) & b\($0)), (b\($0 + 1): b\($0) & a\($0))" },
            .of([("k", [], ["k": 1]), ("m", ["M"], [:]), ("none", [], [:])]), typed: ["k"]),
        .init(
            "of 150 levels", "(t0: L), " + joined(150, ", ") { "(t\($0 + 1): t\($0) & L\($0))" },
            .of([
                ("top", ["L"], [:]), ("bottom", ["L"] + (0..<150).map { "L\($0)" }, [:]),
                ("torn", ["L", "L7"], [:]),
            ]), typed: ["top", "bottom"]),
    ]

    static let properties: [HostileCase] = [
        .init(
            "of 40 unions of required properties", content("k# INT", "m# INT"),
            contents([
                ("k", keys("k", 1)), ("both", keys("k", 1).merging(keys("m", 1)) { $1 }),
                ("bad", keys("k", "x")),
                ("none", [:]),
            ]), typed: ["k", "k u"]),
        .init(
            "of 40 unions of optional properties", content("OPTIONAL k# INT", "OPTIONAL m# INT"),
            contents([
                ("k", keys("k", 1)), ("both", keys("k", 1).merging(keys("m", 1)) { $1 }),
                ("bad", keys("k", "x")),
                ("none", [:]),
            ]), typed: ["k", "k u", "none", "none u"]),
        .init(
            "of 40 unions of open contents", content("k# INT, OPEN", "m# INT, OPEN"),
            contents([
                ("k", keys("k", 1)), ("both", keys("k", 1).merging(keys("m", 1)) { $1 }),
                ("bad", keys("k", "x")),
                ("half", keys("k", "x").merging(keys("m", 1)) { $1 }), ("none", [:]),
            ]), typed: ["k", "k u", "both", "both u", "half", "half u"]),
        .init(
            "of 40 unions of optional properties beside OPEN",
            content("OPTIONAL k# INT, OPEN", "OPTIONAL m# INT"),
            contents([
                ("both", keys("k", 1).merging(keys("m", 1)) { $1 }), ("bad", keys("k", "x")),
                ("worse", keys("k", "x").merging(keys("m", "x")) { $1 }),
            ]), typed: ["both", "both u"]),
        .init(
            "of 40 unions of two types for one property", content("OPTIONAL k# INT", "OPTIONAL k# STRING"),
            contents([("int", keys("k", 1)), ("text", keys("k", "x")), ("bad", keys("k", true))]),
            typed: ["int", "int u", "text", "text u"]),
        .init(
            "of 40 optional types",
            joined(40, "") { "ABSTRACT (a\($0) {k\($0) INT}), " } + "(t: T & "
                + joined(40, " & ") { "a\($0)?" } + ")",
            .of([("all", ["T"], keys("k", 1)), ("one", ["T"], ["k3": 1]), ("bad", ["T"], ["k3": "x"])]),
            typed: ["all", "one"]),
    ]
}
