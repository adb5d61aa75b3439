import PGSchema
import Testing

@Suite("Hostile text")
struct HostileTextTests {
    /// Text that leads into every part of the grammar.
    static let contexts = [
        "", "CREATE NODE TYPE ", "CREATE NODE TYPE (a: ", "CREATE NODE TYPE (a: A {",
        "CREATE NODE TYPE (a: A {x ",
        "CREATE NODE TYPE (a: A?", "CREATE EDGE TYPE (:A)-[", "CREATE GRAPH TYPE g STRICT IMPORTS h, ",
        "CREATE GRAPH TYPE g STRICT {", "CREATE GRAPH TYPE g STRICT { FOR (x: ",
        "CREATE GRAPH TYPE g STRICT { FOR (x: A) KEY x.a, ",
        "CREATE GRAPH TYPE g STRICT { FOR (x: A) KEY y WITHIN ",
        "CREATE GRAPH TYPE g STRICT { FOR (x: A) CHECK ",
        "CREATE GRAPH TYPE g STRICT { FOR (x: A) CHECK x.a IN [",
        "ALTER GRAPH TYPE g { ADD ",
    ]
    /// What is repeated behind it.
    static let pieces = [
        "(", "[", "{", "<", ")", "]", "}", ">", "?", ",", ";", ":", "-", "--", "&", "|", "@", ".", "`", "'",
        "/*", "//",
        "\\", "#", "*", "\u{0}", "\n", "x ", "x,", "A & ", "A | ", "A? & ", "LIST<", "INT LIST ",
        "LIST<INT LIST> ", "NOT ",
        "x.a = 1 AND ", "(x)-->", "(x)-->(y), ", "(x), ", "{a: 1}", "FOR ", "FOR (x: A) KEY x.a, ", "CREATE ",
        "CREAT NODE ", "CREATE NODE TYPE ", "OPTIONAL ", "EXCLUSIVE ", "ADD ", "a-", "1", "1.", "DATE ",
        "((a?)?", "([{",
        "(]", "{)",
    ]

    @Test("any piece repeated 2,000 times in any place is read or refused", arguments: contexts)
    func repetition(context: String) {
        for piece in Self.pieces {
            let text = context + String(repeating: piece, count: 2_000)
            let errors = Parser.parse(text).errors
            #expect(errors.count <= Parser.maximumErrorCount + 1)
            let closed = text + String(repeating: ")", count: 2_000) + " }"
            #expect(Parser.parse(closed).errors.count <= Parser.maximumErrorCount + 1)
        }
    }

    @Test(
        "100,000 brackets are an error",
        arguments: [
            ("CREATE NODE TYPE (a: ", "(", "A", ")", ")"), ("CREATE NODE TYPE (a: ", "[", "A", "]", ")"),
            ("CREATE NODE TYPE (a: ", "(", "A", ")?", ")"),
            ("CREATE NODE TYPE (a {x ", "LIST<", "INT", ">", "})"),
            ("CREATE NODE TYPE (a {x ", "", "INT", " LIST", "})"),
            ("CREATE GRAPH TYPE g STRICT { FOR (x) CHECK ", "(", "x.a", ")", "}"),
            ("CREATE GRAPH TYPE g STRICT { FOR (x) CHECK ", "NOT ", "x.a", "", "}"),
            ("CREATE GRAPH TYPE g STRICT { FOR (x: ", "(", "A", ")", ") KEY x.a }"),
            ("CREATE GRAPH TYPE g STRICT { FOR x WITHIN (x: ", "[", "A", "]", ") KEY x.a }"),
        ])
    func depth(before: String, open: String, core: String, close: String, behind: String) {
        for count in [200, 201, 100_000] {
            let text =
                before + String(repeating: open, count: count) + core
                + String(repeating: close, count: count) + behind
            let errors = Parser.parse(text).errors
            #expect(errors.count == (count > Parser.maximumDepth ? 1 : 0))
            #expect(errors.allSatisfy { $0.message.contains("too deep") })
        }
    }

    @Test(
        "a megabyte of flat text is read quickly",
        arguments: [
            ("CREATE NODE TYPE (a: ", "A & ", "A)"), ("CREATE NODE TYPE (a: ", "A | ", "A)"),
            ("CREATE NODE TYPE (a: A", "?", ")"), ("CREATE NODE TYPE (a {x ", "INT | ", "INT})"),
            ("CREATE GRAPH TYPE g STRICT { FOR (x) CHECK ", "x.a OR ", "x.a }"),
            ("CREATE GRAPH TYPE g STRICT { FOR (x) KEY x WITHIN (x)", "-->()", "}"),
            ("CREATE GRAPH TYPE g STRICT { FOR (x) KEY x WITHIN (x)", ", (x)", "}"),
            ("CREATE GRAPH TYPE g STRICT { FOR (x) KEY x.a", ", x.a", "}"),
            ("CREATE GRAPH TYPE g STRICT { FOR (x) KEY x.a", ", t", "}"),
            ("CREATE GRAPH TYPE g STRICT {", "(a: A), ", "b }"), ("CREATE NODE TYPE (a: A) ", "/**/", ""),
        ])
    func length(before: String, piece: String, behind: String) {
        let text = before + String(repeating: piece, count: 1_000_000 / piece.utf8.count) + behind
        let elapsed = ContinuousClock().measure {
            let (script, errors) = Parser.parse(text)
            #expect(errors.map(\.message) == [])
            #expect(Formatter.format(script).utf8.count > 20)
        }
        #expect(elapsed < .seconds(60))
    }

    @Test("a million commas are one mistake")
    func commas() {
        let text =
            "CREATE GRAPH TYPE g STRICT { (a: A)" + String(repeating: ",", count: 1_000_000) + "(b: B) }"
        #expect(Parser.parse(text).errors.count == 1)
    }

    @Test("no more than 200 errors are listed, and the last entry says so")
    func errorLimit() {
        let text = "CREATE GRAPH TYPE g STRICT {" + String(repeating: "(a A),", count: 1_000) + "b}"
        let errors = Parser.parse(text).errors
        #expect(errors.count == 201)
        #expect(errors.last?.message == "There are more errors; the first 200 are listed.")
    }

    @Test("random bytes and random cuts of a schema never trap", arguments: 0..<10)
    func noise(seed: UInt64) {
        var random = RandomScript(seed: seed)
        for _ in 0..<100 {
            var bytes = Array(Formatter.format(random.script()).utf8)
            for _ in 0..<random.count(1...5) where !bytes.isEmpty {
                let place = random.count(0...bytes.count - 1)
                switch random.count(0...3) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8(random.count(0...255))
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + random.count(1...30)))
                default: bytes.insert(contentsOf: Array(random.pick(Self.pieces).utf8), at: place)
                }
            }
            let (script, errors) = Parser.parse(bytes)
            #expect(errors.allSatisfy { $0.range.lowerBound <= $0.range.upperBound })
            #expect(errors.allSatisfy { $0.range.upperBound <= bytes.count })
            _ = DiagnosticRenderer(bytes, file: "noise", usesColor: true).render(errors)
            let formatted = Formatter.format(script)
            if errors.isEmpty { #expect(Parser.parse(formatted).script.dump == script.dump) }
        }
    }
}
