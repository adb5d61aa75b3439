/// How CSV files are written, where they can differ.
public struct CSVOptions: Sendable {
    /// Which type the property has that an identifier column such as `id:ID` is also stored as.
    public enum IdentifierType: Sendable {
        /// Text, as neo4j-admin's default is.
        case string
        /// A whole number.
        case integer
    }
    /// What separates fields; files that end in `.tsv` use tabs in any case.
    public var delimiter: Character
    /// What separates the elements of a list and the labels in a field.
    public var arrayDelimiter: Character
    /// What encloses fields that contain delimiters, quotes or newlines.
    public var quote: Character
    /// The type of identifiers as properties, unless the header says otherwise.
    public var identifierType: IdentifierType

    /// Options that default to plain CSV as neo4j-admin reads it.
    public init(
        delimiter: Character = ",", arrayDelimiter: Character = ";", quote: Character = "\"",
        identifierType: IdentifierType = .string
    ) {
        self.delimiter = delimiter
        self.arrayDelimiter = arrayDelimiter
        self.quote = quote
        self.identifierType = identifierType
    }
}

/// The bytes that structure a CSV file, known to be different from each other and usable.
struct CSVDialect: Sendable {
    let delimiter: UInt8
    let arrayDelimiter: UInt8
    let quote: UInt8

    /// Checks the options.
    init(_ options: CSVOptions) throws(InterchangeError) {
        delimiter = try Self.byte(options.delimiter, named: "delimiter")
        arrayDelimiter = try Self.byte(options.arrayDelimiter, named: "array delimiter")
        quote = try Self.byte(options.quote, named: "quote")
        guard delimiter != quote, delimiter != arrayDelimiter, arrayDelimiter != quote else {
            throw Self.unusable(
                "the delimiter, the array delimiter and the quote must differ from each other")
        }
    }

    private static func byte(_ character: Character, named name: String) throws(InterchangeError) -> UInt8 {
        guard let byte = character.asciiValue, byte == 9 || 32..<127 ~= byte else {
            throw unusable("the \(name) `\(character)` does not work; use a visible ASCII character or a tab")
        }
        return byte
    }

    private static func unusable(_ problem: String) -> InterchangeError {
        InterchangeError(file: "", .unusableDialect(problem: problem))
    }
}
