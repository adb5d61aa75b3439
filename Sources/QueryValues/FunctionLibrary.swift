import Cypher

/// All functions of values, by name.
public enum FunctionLibrary {
    /// Every function, in the order of the manual.
    public static let functions: [Function] = []
}
