import Cypher
import QueryValues

/// Something that CALL runs: a name, typed arguments, and rows.
public struct Procedure: Sendable {
    /// A type as a signature spells it: `INTEGER?`, `LIST OF STRING`.
    public struct Field: Sendable {
        /// The name.
        public var name: String
        /// The type, as spelled in the signature without `?`: `STRING`, `INTEGER`, `FLOAT`, `NUMBER`, `BOOLEAN`, `ANY`, `MAP`,
        /// `NODE`, `RELATIONSHIP`, `PATH`, `LIST`.
        public var type: String
        /// Whether null is allowed.
        public var isNullable: Bool

        /// A field.
        public init(name: String, type: String, isNullable: Bool) {
            self.name = name
            self.type = type
            self.isNullable = isNullable
        }
    }
    /// The name, namespaces included.
    public var name: String
    /// What it takes.
    public var arguments: [Field]
    /// The columns it gives; none for one that is called for its effect.
    public var columns: [Field]
    /// A line of explanation.
    public var summary: String
    /// Gives the rows for some arguments, each with as many values as there are columns.
    public var rows: @Sendable ([QueryValue], ProcedureContext) throws -> [[QueryValue]]

    /// A procedure.
    public init(
        name: String, arguments: [Field], columns: [Field], summary: String,
        rows: @escaping @Sendable ([QueryValue], ProcedureContext) throws -> [[QueryValue]]
    ) {
        self.name = name
        self.arguments = arguments
        self.columns = columns
        self.summary = summary
        self.rows = rows
    }
}

/// Procedures by name.
public struct ProcedureRegistry: Sendable {
    private var procedures: [String: Procedure] = [:]

    /// No procedures.
    public init() {}

    /// A procedure by its name, letters compared without regard to case.
    public subscript(name: String) -> Procedure? { procedures[name.lowercased()] }

    /// All procedures, by name.
    public var all: [Procedure] { procedures.values.sorted { $0.name < $1.name } }

    /// Adds a procedure; one of the same name is replaced.
    public mutating func register(_ procedure: Procedure) {
        procedures[procedure.name.lowercased()] = procedure
    }
}
