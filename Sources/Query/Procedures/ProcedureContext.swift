import GraphStore

/// What a procedure can see.
public struct ProcedureContext {
    /// The graph as the query sees it.
    public let graph: any GraphReading
    /// All procedures that the engine has.
    public let procedures: ProcedureRegistry

    /// A context.
    public init(graph: any GraphReading, procedures: ProcedureRegistry = .builtIn) {
        self.graph = graph
        self.procedures = procedures
    }
}
