extension Parser {
    /// The words of the language, in capitals and in alphabetical order, for editors that complete them.
    public static let keywords: [String] = Keyword.allCases.map(\.rawValue).sorted()
}
