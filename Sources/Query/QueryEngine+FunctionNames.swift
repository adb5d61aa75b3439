import QueryValues

extension QueryEngine {
    /// The names of all functions in their usual spelling, in alphabetical order, for editors that complete them.
    public static let functionNames: [String] =
        (FunctionLibrary.functions.map(\.name) + GraphFunction.allCases.map(\.rawValue)
        + Aggregate.allCases.map(\.rawValue)).sorted()
}
