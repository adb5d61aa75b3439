/// Why a query was refused or stopped, in the classes that openCypher and its drivers know.
///
/// The text is made where the mistake is found, by a factory function in a `QueryError+...` file of the layer.
public struct QueryError: Error, Sendable, Equatable {
    /// The class of openCypher's classification.
    public enum Kind: String, Sendable, CaseIterable {
        /// The text is no query, or cannot mean anything.
        case syntax = "SyntaxError"
        /// It cannot be carried out as written.
        case semantic = "SemanticError"
        /// A value has the wrong type.
        case type = "TypeError"
        /// A value is outside what is allowed.
        case argument = "ArgumentError"
        /// Arithmetic has no result.
        case arithmetic = "ArithmeticError"
        /// An element is not there any more.
        case entityNotFound = "EntityNotFound"
        /// A property is not there.
        case propertyNotFound = "PropertyNotFound"
        /// A label is not there.
        case labelNotFound = "LabelNotFound"
        /// A procedure is not there or was called wrongly.
        case procedure = "ProcedureError"
        /// A parameter was not given.
        case parameterMissing = "ParameterMissing"
        /// The schema refused what was written.
        case constraintValidationFailed = "ConstraintValidationFailed"
        /// A node that is deleted still has relationships.
        case constraintVerificationFailed = "ConstraintVerificationFailed"
        /// A limit of this engine: memory, time, nesting.
        case resource = "ResourceError"
        /// The store could not be read or written.
        case store = "StoreError"
    }
    /// When it was found.
    public enum Phase: String, Sendable {
        /// Before anything was read.
        case compileTime = "compile time"
        /// While it ran.
        case runtime
    }
    /// The class.
    public var kind: Kind
    /// The name within the class, such as `UndefinedVariable`.
    public var detail: String
    /// When it was found.
    public var phase: Phase
    /// A sentence that names the thing.
    public var message: String
    /// The place in the query.
    public var range: SourceRange?
    /// A way out.
    public var suggestion: String?

    /// An error.
    public init(
        _ kind: Kind, _ detail: String, phase: Phase, _ message: String, at range: SourceRange? = nil,
        suggestion: String? = nil
    ) {
        self.kind = kind
        self.detail = detail
        self.phase = phase
        self.message = message
        self.range = range
        self.suggestion = suggestion
    }
}
