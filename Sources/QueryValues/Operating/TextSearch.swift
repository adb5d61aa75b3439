/// Finds a text within another by its bytes, in time linear in both (Knuth, Morris, Pratt).
///
/// UTF-8 is self-synchronising: a match begins and ends between characters of the text.
struct TextSearch {
    private let part: [UInt8]
    /// For every position, how long a beginning of the part also ends there.
    private let borders: [Int]

    init(for text: String) {
        part = Array(text.utf8)
        var borders = [Int](repeating: 0, count: part.count)
        var length = 0
        for position in part.indices.dropFirst() {
            while length > 0, part[position] != part[length] { length = borders[length - 1] }
            if part[position] == part[length] { length += 1 }
            borders[position] = length
        }
        self.borders = borders
    }

    /// How many bytes are searched for.
    var count: Int { part.count }

    /// Whether the part stands anywhere in a text.
    func isPart(of text: [UInt8]) -> Bool {
        var isFound = part.isEmpty
        forEachMatch(in: text) { _ in
            isFound = true
            return false
        }
        return isFound
    }

    /// Calls with every position at which the part stands, also where it overlaps itself, until the body says false.
    ///
    /// The empty part stands nowhere.
    func forEachMatch(in text: [UInt8], _ body: (Int) -> Bool) {
        guard !part.isEmpty else { return }
        var matched = 0
        for position in text.indices {
            while matched > 0, text[position] != part[matched] { matched = borders[matched - 1] }
            if text[position] == part[matched] { matched += 1 }
            guard matched == part.count else { continue }
            if !body(position + 1 - matched) { return }
            matched = borders[matched - 1]
        }
    }
}
