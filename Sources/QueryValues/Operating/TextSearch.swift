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

    /// Where the part first stands in a text, from a position on.
    func first(in text: [UInt8], from start: Int) -> Int? {
        guard !part.isEmpty else { return start <= text.count ? start : nil }
        var matched = 0
        var position = start
        while position < text.count {
            while matched > 0, text[position] != part[matched] { matched = borders[matched - 1] }
            if text[position] == part[matched] { matched += 1 }
            position += 1
            if matched == part.count { return position - matched }
        }
        return nil
    }
}
