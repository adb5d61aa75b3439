/// Something to tell the author of a schema, at a place in its text.
public struct Diagnostic: Error, Sendable {
    /// How grave it is.
    public enum Kind: String, Sendable {
        /// The text does not follow the grammar.
        case parse
        /// The text is grammatical, but means nothing: an unknown type, a cycle.
        case schema
        /// The schema means something, though perhaps not what its author thinks.
        case warning
    }
    /// How grave it is.
    public var kind: Kind
    /// A sentence that names the thing.
    public var message: String
    /// The text it is about.
    public var range: SourceRange
    /// A way out, as a sentence: "Did you mean `personType`?".
    public var suggestion: String?

    /// Something to tell at a place.
    public init(_ kind: Kind, _ message: String, at range: SourceRange, suggestion: String? = nil) {
        self.kind = kind
        self.message = message
        self.range = range
        self.suggestion = suggestion
    }
}
