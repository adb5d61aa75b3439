import Conformance
import Cypher
import GraphStore

extension QueryError {
    /// What the store said, as an error of the query; a refusal keeps the validator's words.
    init(_ error: StoreError) {
        switch error {
        case .refused(let report):
            self.init(
                .constraintValidationFailed, "SchemaViolation", phase: .runtime,
                "The graph would not conform to `\(report.graphType)`; nothing was changed.\n"
                    + report.text(isBrief: true),
                suggestion: "Change the query so that all that it leaves behind conforms.")
        case .noSuchNode, .noSuchEdge:
            self.init(.entityNotFound, "EntityNotFound", phase: .runtime, error.description)
        case .unstorableValue:
            self.init(.type, "InvalidPropertyType", phase: .runtime, error.description)
        default: self.init(.store, "StoreUnavailable", phase: .runtime, error.description)
        }
    }
}
