import Foundation

/// What a text is but for how programs write it: `7`, `7.0` and ` 07` are one, and so are `Cat` and `cat`.
///
/// Nothing is ever matched by this; it only tells which differences between files are probably none.
struct Spelling: Hashable {
    private let text: String

    init(_ text: String) {
        let plain = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        self.text = Double(plain).map { String($0 + 0) } ?? plain
    }

    /// A text of the first and one of the second that are the same but for their spelling.
    static func pair(_ first: some Sequence<String>, _ second: some Sequence<String>) -> (String, String)? {
        let spellings = Dictionary(second.map { (Spelling($0), $0) }) { earlier, _ in earlier }
        for text in first {
            if let other = spellings[Spelling(text)], other != text { return (text, other) }
        }
        return nil
    }
}
