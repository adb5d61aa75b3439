extension Name {
    /// The name as schema text, in back-quotes only if it needs them.
    var written: String { written(avoiding: []) }

    /// The name as schema text where some keywords would be read as such.
    func written(avoiding keywords: Set<Keyword>) -> String {
        let keyword = Keyword.spellings[text.uppercased()]
        guard isPlain, keyword.map(keywords.contains) != true else {
            return "`" + text.replacing("`", with: "``") + "`"
        }
        return text
    }

    private var isPlain: Bool {
        guard let first = text.unicodeScalars.first, CharacterClass.startsName(first) else { return false }
        return text.unicodeScalars.dropFirst().allSatisfy { CharacterClass.continuesName($0) }
    }
}

extension Set<Keyword> {
    /// What an output would be mistaken for: restrictors, and what follows the outputs.
    static let aroundOutputs: Set<Keyword> = [
        .exclusive, .mandatory, .singleton, .identifier, .key, .check, .within, .where, .for, .abstract,
    ]
    /// What an operand of a condition would be mistaken for.
    static let aroundOperands: Set<Keyword> = [.true, .false, .null, .not]
}
