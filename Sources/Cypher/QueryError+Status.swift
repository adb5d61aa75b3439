extension QueryError {
    /// The GQLSTATUS code, five characters, which drivers report.
    ///
    /// The codes are those of ISO/IEC 39075: class 22 is a data exception, 25 an invalid transaction state,
    /// 42 a syntax error, G1 a dependent object error, G2 a violation of the graph type. 42N62 is the one
    /// that Neo4j made known for variables. The standard leaves limits and failures of the engine to it: 54
    /// and 58 are the classes that SQL databases use.
    public var gqlStatus: String {
        switch detail {
        case "UndefinedVariable": "42N62"
        case "UnknownFunction", "ProcedureNotFound", "MissingParameter": "42002"
        case "DivisionByZero": "22012"
        case "IntegerOverflow", "FloatingPointOverflow", "NumberOutOfRange": "22003"
        case "NegativeIntegerArgument": "22G02"
        case "InvalidArgumentType", "InvalidPropertyType", "VariableTypeConflict": "22G03"
        case "DeleteConnectedNode": "G1001"
        case "ReadOnlyTransaction": "25G03"
        case "InvalidTransactionState": "25000"
        default: kind.gqlStatus
        }
    }

    /// The error for the renderer of diagnostics, which shows its place in the query; nil if it has none.
    public var diagnostic: Diagnostic? {
        range.map { Diagnostic(kind == .syntax ? .parse : .schema, message, at: $0, suggestion: suggestion) }
    }
}

extension QueryError: CustomStringConvertible {
    /// The class, the name within the class, and the message.
    public var description: String { "\(kind.rawValue): \(detail): \(message)" }
}

extension QueryError.Kind {
    /// The code for errors of the class that have no narrower one.
    fileprivate var gqlStatus: String {
        switch self {
        case .syntax: "42001"
        case .semantic: "42000"
        case .propertyNotFound, .labelNotFound, .procedure, .parameterMissing: "42002"
        case .type: "22G03"
        case .argument, .arithmetic, .entityNotFound: "22000"
        case .constraintValidationFailed: "G2000"
        case .constraintVerificationFailed: "G1000"
        case .resource: "54000"
        case .store: "58000"
        }
    }
}
