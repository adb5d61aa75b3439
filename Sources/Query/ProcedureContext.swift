import GraphStore

/// What a procedure can see.
public struct ProcedureContext {
    /// The graph as the query sees it.
    public let graph: any GraphReading

    /// A context.
    public init(graph: any GraphReading) { self.graph = graph }
}

extension ProcedureRegistry {
    /// The procedures that every engine has.
    public static let builtIn = ProcedureRegistry()
}
