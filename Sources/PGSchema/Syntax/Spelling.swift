/// Finds the name someone probably meant.
public enum Spelling {
    /// The candidate nearest to a name, if it is near enough to be a slip: at most a third of its letters differ.
    ///
    /// Letters that differ in case only count half. Complexity: O(candidates * length^2).
    public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Letters(name)
        guard wanted.count <= 100 else { return nil }
        var best: (cost: Int, name: String)?
        for candidate in candidates where candidate != name {
            let letters = Letters(candidate)
            // Two per letter, because a difference in case counts one.
            let limit = max(2, 2 * min(wanted.count, letters.count) / 3)
            guard abs(letters.count - wanted.count) * 2 <= limit else { continue }
            let cost = distance(wanted, letters)
            if cost <= limit, cost < best?.cost ?? .max { best = (cost, candidate) }
        }
        return best?.name
    }

    /// A name, also in lower case, letter by letter: asking Unicode again in the inner loop costs a string each.
    private struct Letters {
        let exact: [Unicode.Scalar]
        let lowercase: [Unicode.Scalar]
        var count: Int { exact.count }

        init(_ name: String) {
            exact = Array(name.unicodeScalars)
            lowercase = exact.map { letter in
                let mapping = letter.properties.lowercaseMapping.unicodeScalars
                return mapping.count == 1 ? mapping.first ?? letter : letter
            }
        }
    }

    /// Optimal string alignment distance (Levenshtein with swaps of neighbours), two per edit.
    private static func distance(_ left: Letters, _ right: Letters) -> Int {
        var beforeLast: [Int] = []
        var last = (0...right.count).map { $0 * 2 }
        for i in 0..<left.count {
            var row = [(i + 1) * 2]
            row.reserveCapacity(right.count + 1)
            for j in 0..<right.count {
                let sameLetter = left.lowercase[i] == right.lowercase[j]
                let change = left.exact[i] == right.exact[j] ? 0 : sameLetter ? 1 : 2
                var cost = min(last[j] + change, last[j + 1] + 2, row[j] + 2)
                if i > 0, j > 0, left.exact[i] == right.exact[j - 1], left.exact[i - 1] == right.exact[j] {
                    cost = min(cost, beforeLast[j - 1] + 2)
                }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
