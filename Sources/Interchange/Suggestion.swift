/// The candidate that a misspelt word most likely stands for, or nil when none is close.
///
/// Distance counts insertions, deletions, replacements and swaps of neighbours; a third of the word may differ.
package func closestSpelling(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased().utf8)
    guard letters.count <= 64 else { return nil }
    let scored = candidates.map { ($0, editDistance(letters, Array($0.lowercased().utf8))) }
    guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(1, letters.count / 3) else { return nil }
    return best.0
}

private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var current = [i + 1]
        for (j, other) in right.enumerated() {
            var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (letter == other ? 0 : 1))
            if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
                best = min(best, beforePrevious[j - 1] + 1)
            }
            current.append(best)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
