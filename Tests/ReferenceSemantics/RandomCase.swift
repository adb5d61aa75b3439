import PGSchema
import PropertyGraph

/// A schema and a graph to judge by it.
public struct ReferenceCase: Sendable {
    /// The schema.
    public var script: Script
    /// The graph.
    public var graph: ReferenceGraph

    /// A schema and a graph.
    public init(script: Script, graph: ReferenceGraph) {
        self.script = script
        self.graph = graph
    }

    /// The schema as text.
    public var ddl: String { SchemaPrinter.text(of: script) }
    /// Both as text, for a person to read.
    public var text: String { ddl + "\n" + graph.jsonLines }
    /// Whether there is anything to judge by.
    var hasGraphType: Bool {
        script.statements.contains { if case .createGraphType = $0 { true } else { false } }
    }
    /// What the reference semantics says.
    public var verdict: ReferenceVerdict { ReferenceEvaluator.judge(graph, by: script) }
}

/// Makes small schemas with graphs that nearly or wholly conform to them.
///
///     let differential = RandomCase.make(seed: 7)
///     print(differential.text)
///
/// Few labels, keys and values make it likely that types, elements and keys meet.
public enum RandomCase {
    /// The case of a seed, always the same one.
    public static func make(seed: UInt64) -> ReferenceCase {
        var random = SplitMix64(seed: seed)
        var schema = RandomSchema(random: random)
        let script = schema.makeScript()
        random = schema.random
        var graph = RandomGraph(random: random, script: script)
        return ReferenceCase(script: script, graph: graph.make())
    }

    static let labels = ["A", "B", "C"]
    static let keys = ["k", "m"]
    /// Values that a schema can write down.
    static let values: [Value] = [.integer(1), .integer(2), .float(1), .string("x"), .boolean(true)]
    /// Values that a graph may hold besides, the last two of them equal.
    static let otherValues: [Value] = [
        .string("xx"), .list([]), .date(CalendarDate(days: 0)), .date(CalendarDate(days: 1)),
        .localDateTime(LocalDateTime(seconds: 0, nanoseconds: 0)),
        .zonedDateTime(
            ZonedDateTime(local: LocalDateTime(seconds: 3600, nanoseconds: 0), offset: 3600, zone: nil)),
        .zonedDateTime(ZonedDateTime(local: LocalDateTime(seconds: 0, nanoseconds: 0), offset: 0, zone: nil)),
    ]
}

/// Trees that are made, not read, stand nowhere.
let nowhere = SourceRange(0, 0)

extension Name {
    init(made text: String) { self.init(text, at: nowhere) }
}
