/// Names in which near ones are found quickly, for schemas with thousands of types.
///
/// ``Spelling/nearest(to:among:)`` compares letter by letter; here most names are ruled out first, because
/// every slip changes at most two of the letters that occur, and at most one in the length.
struct NameIndex {
    private var names: [String] = []
    private var letters: [UInt64] = []
    private var members: Set<String> = []
    /// Comparisons letter by letter that are still affordable.
    private var budget = 50_000
    /// In a shorter name, one slip says little.
    private static let minimumLength = 4

    init(_ names: some Sequence<String>) {
        for name in names where members.insert(name).inserted && name.utf8.count >= Self.minimumLength {
            self.names.append(name)
            letters.append(Self.letters(of: name))
        }
    }

    func contains(_ name: String) -> Bool { members.contains(name) }

    /// The name that was probably meant; nil if there is none, or if it would take too long to tell.
    mutating func nearest(to name: String) -> String? {
        guard name.utf8.count >= Self.minimumLength, budget > 0 else { return nil }
        let wanted = Self.letters(of: name)
        // As many slips as Spelling admits; a changed letter takes one away and adds another.
        let slips = max(1, name.utf8.count / 3)
        var candidates: [String] = []
        for index in names.indices where (letters[index] ^ wanted).nonzeroBitCount <= 2 * slips {
            if abs(names[index].utf8.count - name.utf8.count) <= slips { candidates.append(names[index]) }
        }
        budget -= candidates.count
        return budget >= 0 ? Spelling.nearest(to: name, among: candidates) : nil
    }

    /// Which letters occur, upper and lower case alike.
    private static func letters(of name: String) -> UInt64 {
        name.utf8.reduce(0) { $0 | 1 << UInt64($1 & 0x1F | ($1 < 0x40 ? 0x20 : 0)) }
    }
}
