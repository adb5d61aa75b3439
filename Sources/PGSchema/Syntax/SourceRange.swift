/// A stretch of schema text, in UTF-8 bytes from its start.
public struct SourceRange: Hashable, Sendable {
    /// The first byte.
    public var lowerBound: Int
    /// One past the last byte.
    public var upperBound: Int

    /// The bytes from `lowerBound` up to `upperBound`.
    public init(_ lowerBound: Int, _ upperBound: Int) {
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }

    /// The stretch from the start of this one to the end of another.
    public func through(_ other: SourceRange) -> SourceRange { SourceRange(lowerBound, other.upperBound) }
}

/// A name as written, without back-quotes.
public struct Name: Sendable {
    /// The name.
    public var text: String
    /// Where it stands.
    public var range: SourceRange

    /// A name at a place.
    public init(_ text: String, at range: SourceRange) {
        self.text = text
        self.range = range
    }
}
