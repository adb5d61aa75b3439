/// Reads PG-Schema text.
public enum Parser {
    /// Parses a whole script. Every error is reported, in order; what stands around them is still in the script.
    ///
    /// Hostile text is fine: nesting deeper than ``maximumDepth`` is an error like any other.
    /// - Complexity: O(length).
    public static func parse(_ text: String) -> (script: Script, errors: [Diagnostic]) {
        fatalError("\(text)")
    }

    /// How deeply brackets may nest.
    public static let maximumDepth = 200
}
