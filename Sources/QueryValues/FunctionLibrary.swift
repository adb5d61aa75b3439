import Cypher

/// All functions of values, by name.
public enum FunctionLibrary {
    /// Every function, in the order of the manual.
    public static let functions: [Function] =
        text + trimming + mathematics + trigonometry + lists + conversion + others
        + TemporalFunctions.functions

    /// The function that a name stands for, in letters of any case; nil where there is none.
    ///
    /// - Complexity: O(length of the name).
    public static func function(named name: String) -> Function? { byName[name.lowercased()] }

    private static let byName = Dictionary(
        functions.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}
