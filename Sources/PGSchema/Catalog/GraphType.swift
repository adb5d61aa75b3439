/// A graph type whose members and constraints are resolved, imports included.
public struct GraphType: Sendable {
    /// Its name.
    public let name: String
    /// STRICT or LOOSE.
    public let mode: GraphTypeMode
    /// The graph types it imports by name, directly.
    public let imports: [String]
    /// Its member types: imported ones first, then its own in the order written.
    public let members: [TypeID]
    /// Its constraints, imported ones first, numbered from 1 in this order.
    public let constraints: [Constraint]
    /// Where it is created.
    public let range: SourceRange
}
