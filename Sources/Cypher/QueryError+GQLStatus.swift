extension QueryError {
    /// The code of the error in GQL, five characters that drivers report.
    ///
    /// Source: ISO/IEC 39075:2024, table of GQLSTATUS codes. Limits of an engine have none there; class 51 is what drivers know
    /// for them.
    public var gqlStatus: String {
        switch (kind, detail) {
        case (.syntax, "UndefinedVariable"), (.procedure, "ProcedureNotFound"), (.syntax, "UnknownFunction"):
            "42002"
        case (.syntax, "NegativeIntegerArgument"): "22G02"
        case (.syntax, _), (.semantic, _), (.procedure, _): "42001"
        case (.type, _): "22G03"
        case (.arithmetic, "DivisionByZero"): "22012"
        case (.arithmetic, _), (.argument, "NumberOutOfRange"): "22003"
        case (.argument, _), (.propertyNotFound, _), (.labelNotFound, _): "22000"
        case (.parameterMissing, _): "42002"
        case (.entityNotFound, _): "22G11"
        case (.constraintValidationFailed, _): "G2000"
        case (.constraintVerificationFailed, _): "G1001"
        case (.resource, _): "51000"
        case (.store, _): "08000"
        }
    }
}
