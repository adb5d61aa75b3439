import PropertyGraph
import Testing

@Suite("Values in messages")
struct ValueMessageTests {
    @Test(
        "a value is shown as its literal",
        arguments: [
            ("it's", "'it''s'"), (true, "TRUE"), (7, "7"), (1.5, "1.5"), ([1, "a"], "[1, 'a']"),
            (.string("a\nb\u{7}"), "'a\\nb\\u0007'"), (.bytes([1, 255]), "X'01ff'"),
            (.date(CalendarDate(days: 18_262)), "DATE '2020-01-01'"),
            (.localTime(LocalTime(nanoseconds: 0)), "LOCAL TIME '00:00:00'"),
            (.opaque(type: "POINT", text: "(1 2)"), "POINT '(1 2)'"), (.vector([0.5, 1]), "[0.5, 1.0]"),
        ] as [(Value, String)])
    func literals(value: Value, text: String) { #expect(value.literal == text) }

    @Test("a long value is cut with an ellipsis")
    func shortening() {
        let forty = String(repeating: "x", count: 40)
        #expect(Value.string(forty).literal == "'\(forty)'")
        #expect(Value.string(forty + "y").literal == "'\(forty)…'")
        #expect(Value.list(Array(repeating: 1000, count: 100)).literal.hasSuffix("1000, …]"))
    }

    @Test("the type's name tells what a list holds")
    func names() {
        #expect(Value.list([1, 2]).typeName == "LIST<INT>")
        #expect(Value.list([1, "a"]).typeName == "LIST<INT | STRING>")
        #expect(Value.list([]).typeName == "LIST")
        #expect(Value.opaque(type: "POINT", text: "").typeName == "POINT")
        #expect(Value.localDateTime(LocalDateTime(seconds: 0, nanoseconds: 0)).typeName == "LOCAL DATETIME")
    }
}
