import PGSchema
import Testing

@Suite("Diagnostics as text")
struct DiagnosticRendererTests {
    @Test("a diagnostic shows place, message, line, caret and suggestion")
    func whole() {
        let text = "CREATE GRAPH TYPE g STRICT {\n  (a: A {name: STRING}),\n  (my-type: B)\n}\n"
        let rendered = DiagnosticRenderer(text, file: "a.pgs", usesColor: false).render(
            Parser.parse(text).errors)
        #expect(
            rendered == """
                a.pgs:2:14: error: No colon stands between a key and its type.
                  (a: A {name: STRING}),
                             ^
                Write `name STRING`.
                a.pgs:3:4: error: A hyphen is not part of an unquoted name.
                  (my-type: B)
                   ^~~~~~~
                Put the name in back-quotes: `` `my-type` ``.

                """)
    }

    @Test(
        "the caret stands below its place",
        arguments: [
            ("\t(a b)", 4..<5, "\t   ^"), ("漢字 x", 7..<8, "     ^"), ("漢字 x", 3..<6, "  ^~"),
            ("e\u{301} x", 4..<5, "  ^"),
            ("😀 x", 5..<6, "   ^"), ("abc", 3..<3, "   ^"), ("abc\r\ndef", 3..<3, "   ^"),
        ])
    func caret(line: String, place: Range<Int>, caret: String) {
        let lines = render(line, place).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.dropFirst(2).first.map(String.init) == caret)
    }

    @Test("there is no caret where there is no text")
    func emptyText() { #expect(render("", 0..<0).split(separator: "\n").count == 1) }

    @Test("a long line is shortened around the place")
    func longLine() {
        let text = String(repeating: "x", count: 500_000) + "HERE" + String(repeating: "漢", count: 500_000)
        let lines = render(text, 500_000..<500_004).split(separator: "\n")
        #expect(lines[0].hasPrefix("f:1:500001: error"))
        #expect(lines[1].hasPrefix("...xxx") && lines[1].contains("xHERE漢") && lines[1].hasSuffix("漢..."))
        #expect(lines[1].count == 106)
        #expect(lines[2] == String(repeating: " ", count: 53) + "^~~~")
    }

    @Test("control characters of the text do not reach the terminal")
    func controls() {
        let text = "a\u{1B}[31mb\u{7}"
        let renderer = DiagnosticRenderer(text, file: "f", usesColor: false)
        let rendered = renderer.render(Diagnostic(.warning, "Bad \(text).", at: SourceRange(0, 1)))
        #expect(!rendered.contains("\u{1B}") && !rendered.contains("\u{7}"))
        #expect(rendered.hasPrefix("f:1:1: warning: Bad a"))
    }

    @Test("colours are written only on demand")
    func colors() {
        let diagnostic = Diagnostic(.schema, "Bad.", at: SourceRange(0, 1))
        let rendered = DiagnosticRenderer("x", file: "f", usesColor: true).render(diagnostic)
        #expect(rendered.contains("\u{1B}[31merror:\u{1B}[0m"))
    }

    @Test(
        "columns count characters from 1, lines end with a line feed",
        arguments: [
            ("ab\ncd", 0, 1, 1), ("ab\ncd", 2, 1, 3), ("ab\ncd", 3, 2, 1), ("ab\ncd", 5, 2, 3),
            ("é漢x", 5, 1, 3),
            ("a\r\nb", 3, 2, 1), ("", 0, 1, 1), ("\u{FEFF}ab", 3, 1, 1), ("a", 99, 1, 2),
        ])
    func positions(text: String, offset: Int, line: Int, column: Int) {
        let position = LineMap(text).position(of: offset)
        #expect(position.line == line)
        #expect(position.column == column)
    }

    private func render(_ text: String, _ place: Range<Int>) -> String {
        let range = SourceRange(place.lowerBound, place.upperBound)
        return DiagnosticRenderer(text, file: "f", usesColor: false).render(
            Diagnostic(.parse, "Bad.", at: range))
    }
}
