import PropertyGraph
import Testing

@testable import Interchange

@Suite("Numbers and dates in text")
struct TextTests {
    /// Calls `body` with a text in the middle of others, since fast paths look beyond it.
    private func withText<Result>(
        _ text: String, before: String, _ body: (UnsafeBufferPointer<UInt8>, Int, Int) -> Result
    ) -> Result {
        let bytes = Array((before + text + ",12345678901234567890").utf8)
        let start = before.utf8.count
        return bytes.withUnsafeBufferPointer { body($0, start, start + text.utf8.count) }
    }

    private static let surroundings = [
        "", "9", "9,", "1234567,", "123456789012345,", "12345678901234567890,",
    ]

    @Test("whole numbers agree with the standard library", arguments: 0..<4)
    func integers(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("0123456789/:;-+ .e\u{7F}")
        for round in 0..<20_000 {
            var text: String
            switch round % 4 {
            case 0:
                text = String(
                    Int64.random(in: .min ... .max, using: &random)
                        >> Int64.random(in: 0..<63, using: &random))
            case 1: text = String(UInt64.random(in: 0 ... .max, using: &random))
            default:
                text = String(
                    (0..<Int.random(in: 0...22, using: &random)).map { _ in
                        Character("\(Int.random(in: 0...9, using: &random))")
                    })
            }
            if round % 3 == 0, !text.isEmpty {
                let index = text.indices.randomElement(using: &random) ?? text.startIndex
                text.replaceSubrange(index...index, with: [alphabet.randomElement(using: &random) ?? "0"])
            }
            let before = Self.surroundings[round % Self.surroundings.count]
            let expected = Int64(text)
            #expect(withText(text, before: before, IntegerText.read) == expected, "\(text)")
            let canonical = expected.flatMap { String($0) == text ? $0 : nil }
            #expect(withText(text, before: before, IntegerText.readCanonical) == canonical, "\(text)")
        }
    }

    @Test("floating-point numbers agree with the standard library", arguments: 0..<2)
    func floats(seed: Int) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<20_000 {
            let digits = (0..<Int.random(in: 1...18, using: &random)).map { _ in
                "\(Int.random(in: 0...9, using: &random))"
            }
            var text = digits.joined()
            if round % 3 != 0 {
                text.insert(".", at: text.indices.randomElement(using: &random) ?? text.startIndex)
            }
            if round % 5 == 0 { text = "-" + text }
            if round % 7 == 0 { text += "e\(Int.random(in: -30...30, using: &random))" }
            #expect(withText(text, before: "9,", FloatText.read) == Double(text), "\(text)")
        }
    }

    @Test("dates and times agree with the general parsers", arguments: 0..<4)
    func moments(seed: Int) {
        var random = SeededGenerator(seed: seed)
        func digits(_ count: Int, _ limit: Int) -> String {
            let text = String(Int.random(in: 0...limit, using: &random))
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        for round in 0..<20_000 {
            var text = digits(4, 9999) + "-" + digits(2, 13) + "-" + digits(2, 32)
            if round % 2 == 0 {
                text +=
                    (round % 4 == 0 ? " " : "T") + digits(2, 24) + ":" + digits(2, 60) + ":" + digits(2, 60)
                if round % 3 == 0 { text += "." + digits(3, 999) }
            }
            if round % 5 == 0 {
                let index = text.indices.randomElement(using: &random) ?? text.startIndex
                let odd: [Character] = ["-", ":", "/", " ", "T", ".", "0", "9", "\u{10}", "p"]
                text.replaceSubrange(index...index, with: [odd.randomElement(using: &random) ?? "-"])
            }
            let before = Self.surroundings[round % Self.surroundings.count]
            #expect(withText(text, before: before, DateTimeText.date) == CalendarDate(text), "\(text)")
            #expect(
                withText(text, before: before, DateTimeText.localDateTime) == LocalDateTime(text), "\(text)")
        }
    }

    @Test("all days of four centuries are read", arguments: [1, 1600, 1900, 9600])
    func days(year: Int) throws {
        let first = try #require(CalendarDate(year: year, month: 1, day: 1)).days
        for days in first..<min(first + 146_097, 2_932_897) {
            let text = CalendarDate(days: days).description
            #expect(withText(text, before: "", DateTimeText.date)?.days == days)
        }
    }

    @Test(
        "misspelt words find the closest one",
        arguments: [("strng", "string"), ("Itn", "int"), ("dat", "date"), ("xyzzy", nil)])
    func spelling(word: String, expected: String?) {
        #expect(closestSpelling(to: word, among: ["int", "string", "date", "datetime"]) == expected)
    }
}
