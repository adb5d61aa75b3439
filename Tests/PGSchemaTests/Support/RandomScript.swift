import PGSchema
import PropertyGraph

/// A small generator of random numbers that gives the same sequence everywhere (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}

/// Makes random syntax trees that can be written: every tree has a text that parses to it.
struct RandomScript {
    var generator: SeededGenerator
    static let nowhere = SourceRange(0, 0)

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Types and labels share no name with variables, because an element behind a constraint that looks like a
    /// pattern with one of its variables is read as a pattern.
    private static let names = [
        "Person", "personType", "a", "b1", "_", "FOR", "Abstract", "open", "OPTIONAL", "strict", "NODE",
        "TYPE",
        "Create", "drop", "Straße", "漢字", "my-type", "two words", "back`quote", "9lives", "a.b", "é",
        "Within",
        "KEYS", "Check", "'", "//", "LIST", "not",
    ]
    private static let variables = [
        "x", "y", "z", "key", "within", "Mandatory", "where", "x y", "null", "for",
    ]

    mutating func chance(_ one: Int, in many: Int) -> Bool {
        Int.random(in: 0..<many, using: &generator) < one
    }
    mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }
    mutating func several<Element>(
        _ range: ClosedRange<Int>, _ make: (inout RandomScript) -> Element
    ) -> [Element] {
        var elements: [Element] = []
        for _ in 0..<count(range) { elements.append(make(&self)) }
        return elements
    }

    mutating func name() -> Name { Name(pick(Self.names), at: Self.nowhere) }
    mutating func variable() -> Name { Name(pick(Self.variables), at: Self.nowhere) }

    mutating func script() -> Script { Script(statements: several(1...4) { $0.statement() }) }

    private mutating func statement() -> Statement {
        switch count(0...6) {
        case 0: return .createNodeType(nodeType(), range: Self.nowhere)
        case 1: return .createEdgeType(edgeType(), range: Self.nowhere)
        case 2:
            let subject = pick([DropStatement.Subject.nodeType, .edgeType, .graphType])
            return .drop(DropStatement(subject: subject, name: name()), range: Self.nowhere)
        case 3:
            let actions = several(1...3) { $0.action() }
            return .alter(AlterStatement(name: name(), actions: actions), range: Self.nowhere)
        default:
            let definition = GraphTypeDefinition(
                name: name(), mode: chance(1, in: 2) ? .strict : .loose,
                imports: several(0...2) { $0.name() },
                elements: several(0...5) { $0.element() })
            return .createGraphType(definition, range: Self.nowhere)
        }
    }

    private mutating func action() -> AlterStatement.Action {
        switch count(0...4) {
        case 0: .add(element())
        case 1: .drop(name())
        case 2: .replace(element())
        case 3: .set(chance(1, in: 2) ? .strict : .loose)
        default: .rename(name(), to: name())
        }
    }

    private mutating func element() -> GraphTypeElement {
        switch count(0...5) {
        case 0: .reference(name())
        case 1: .nodeType(nodeType())
        case 2: .edgeType(edgeType())
        default: .constraint(constraint())
        }
    }

    private mutating func nodeType() -> NodeTypeDefinition {
        NodeTypeDefinition(
            isAbstract: chance(1, in: 4), name: name(), specification: specification(), range: Self.nowhere)
    }

    private mutating func edgeType() -> EdgeTypeDefinition {
        EdgeTypeDefinition(
            isAbstract: chance(1, in: 4), name: name(), specification: specification(),
            source: specification(), target: specification(), range: Self.nowhere)
    }

    private mutating func specification() -> ElementSpecification {
        ElementSpecification(
            labels: chance(3, in: 4) ? labels(2) : nil, opensLabels: chance(1, in: 4),
            content: chance(1, in: 2) ? content() : nil, range: Self.nowhere)
    }

    private mutating func content() -> ContentSpecification {
        let properties = several(0...4) { random in
            PropertyDefinition(
                isOptional: random.chance(1, in: 3), key: random.name(), type: random.valueType(2),
                range: Self.nowhere)
        }
        return ContentSpecification(properties: properties, isOpen: chance(1, in: 4), range: Self.nowhere)
    }

    private mutating func valueType(_ depth: Int) -> ValueTypeSyntax {
        let terms = several(1...(chance(1, in: 5) ? 3 : 1)) { $0.term(depth) }
        return ValueTypeSyntax(alternatives: terms, range: Self.nowhere)
    }

    private mutating func term(_ depth: Int) -> ValueTypeSyntax.Term {
        if depth > 0, chance(1, in: 5) {
            return ValueTypeSyntax.Term(
                name: "LIST", element: [valueType(depth - 1)],
                maximum: chance(1, in: 2) ? count(0...99) : nil,
                range: Self.nowhere)
        }
        let names = [
            "STRING", "INT", "BLORB", "LOCAL DATETIME", "ZONED TIME", "DOUBLE PRECISION", "VECTOR", "TIME",
            "TIMESTAMP WITHOUT TIME ZONE", "UNSIGNED BIG INTEGER", "DECIMAL", "OPEN", "LOCAL",
        ]
        let name = pick(names)
        let arguments = name == "VECTOR" ? [count(1...999)] : several(0...2) { $0.count(0...50) }
        return ValueTypeSyntax.Term(name: name, arguments: arguments, range: Self.nowhere)
    }
}
