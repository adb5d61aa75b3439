import PGSchema

/// A stretch of the query, in UTF-8 bytes from its start.
public typealias SourceRange = PGSchema.SourceRange
/// A name as written, without back-quotes.
public typealias Name = PGSchema.Name
/// Something to tell the author of a query, at a place in its text.
public typealias Diagnostic = PGSchema.Diagnostic
/// Finds the name someone probably meant.
public typealias Spelling = PGSchema.Spelling
