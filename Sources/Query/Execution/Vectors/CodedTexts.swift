import GraphStore
import QueryValues

/// The texts of a column that is stored as codes, each made into a value once.
///
/// Codes are in the order of the texts' bytes. Belongs to one execution, and so to one thread at a time.
final class CodedTexts: @unchecked Sendable {
    private let texts: MappedTexts
    private var known: [QueryValue?]

    init(_ texts: MappedTexts) {
        self.texts = texts
        known = [QueryValue?](repeating: nil, count: texts.count)
    }

    /// How many different texts there are.
    var count: Int { known.count }

    /// The text of a code; null of ``Vector/none``.
    subscript(code: UInt32) -> QueryValue {
        guard code != Vector.none else { return .null }
        if let value = known[Int(code)] { return value }
        let value = QueryValue.string(texts[Int(code)])
        known[Int(code)] = value
        return value
    }

    /// The code of a text, and whether it occurs; one that does not has the code of the next larger text.
    func code(of text: String) -> (code: UInt32, occurs: Bool) {
        var (low, high) = (0, texts.count)
        while low < high {
            let middle = (low + high) / 2
            if texts.withBytes(of: middle, { $0.lexicographicallyPrecedes(text.utf8) }) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        let occurs = low < texts.count && texts.withBytes(of: low) { $0.elementsEqual(text.utf8) }
        return (UInt32(low), occurs)
    }
}
