import PropertyGraph
import Testing

@testable import PGSchema

@Suite("Laws of the formatter")
struct FormatterLawTests {
    @Test("a random tree, written and read again, is the same tree", arguments: 0..<20)
    func roundTrip(block: UInt64) {
        for seed in block * 100..<block * 100 + 100 {
            var random = RandomScript(seed: seed)
            let tree = random.script()
            let text = Formatter.format(tree)
            let (script, errors) = Parser.parse(text)
            #expect(errors.isEmpty, "seed \(seed): \(errors.first?.message ?? "")\n\(text)")
            #expect(script.dump == tree.dump, "seed \(seed)\n\(text)")
            #expect(Formatter.format(script) == text, "seed \(seed)")
        }
    }

    @Test(
        "blanks, line breaks and comments anywhere change no tree and no comment is lost", arguments: 0..<20)
    func comments(block: UInt64) {
        for seed in block * 100..<block * 100 + 100 {
            var random = RandomScript(seed: seed)
            let tree = random.script()
            var count = 0
            let text = scatter(Formatter.format(tree), &random, &count)
            let (script, errors) = Parser.parse(text)
            #expect(errors.isEmpty, "seed \(seed): \(errors.first?.message ?? "")\n\(text)")
            #expect(script.dump == tree.dump, "seed \(seed)\n\(text)")
            #expect(script.comments.count == count, "seed \(seed)")
            let formatted = Formatter.format(script)
            let again = Parser.parse(formatted).script
            #expect(again.dump == tree.dump, "seed \(seed)\n\(text)\n\(formatted)")
            let kept = again.comments.map(\.text).sorted()
            #expect(kept == script.comments.map(\.text).sorted(), "seed \(seed)\n\(text)\n\(formatted)")
            #expect(Formatter.format(again) == formatted, "seed \(seed)\n\(text)\n\(formatted)")
        }
    }

    /// The tokens of a text with random blanks, line breaks and comments between them.
    private func scatter(_ text: String, _ random: inout RandomScript, _ count: inout Int) -> String {
        let bytes = Array(text.utf8)
        var scattered = ""
        for token in Lexer.scan(bytes).tokens {
            scattered += random.pick([" ", " ", "  ", "\n", "\n\n", "\t", "\r\n"])
            if random.chance(1, in: 6) {
                count += 1
                scattered += random.pick([
                    "// \(count)\n", "/* \(count) */", "/* two\n  lines \(count) */", "//\(count)\n\n",
                ])
            }
            scattered += String(
                decoding: bytes[token.range.lowerBound..<token.range.upperBound], as: UTF8.self)
        }
        return scattered
    }
}
