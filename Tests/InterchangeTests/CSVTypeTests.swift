import PropertyGraph
import Testing

@testable import Interchange

@Suite("Types of CSV columns")
struct CSVTypeTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let type: String
        let text: String
        /// What is read; nil when the text is malformed.
        let value: String?
        init(_ type: String, _ text: String, _ value: String?) {
            (self.type, self.text, self.value) = (type, text, value)
        }
        var testDescription: String { "\(type) \(text)" }
    }

    static let numbers: [Example] = [
        Example("int", "7", "integer(7)"), Example("INT", "-7", "integer(-7)"),
        Example("int", "+7", "integer(7)"),
        Example("int", " 7 ", "integer(7)"), Example("int", "007", "integer(7)"), Example("int", "7.0", nil),
        Example("int", "x12", nil), Example("int", "1e3", nil), Example("int", "--7", nil),
        Example("int", "-", nil),
        Example("int", "2147483647", "integer(2147483647)"), Example("int", "2147483648", nil),
        Example("byte", "-128", "integer(-128)"), Example("byte", "128", nil),
        Example("short", "32767", "integer(32767)"), Example("short", "-32769", nil),
        Example("long", "9223372036854775807", "integer(9223372036854775807)"),
        Example("long", "-9223372036854775808", "integer(-9223372036854775808)"),
        Example("long", "9223372036854775808", nil),
        Example("long", "12345678901234567", "integer(12345678901234567)"),
        Example("INT64", "1", "integer(1)"), Example("uint8", "255", "integer(255)"),
        Example("uint8", "-1", nil),
        Example("uint64", "18446744073709551615", "unsigned(18446744073709551615)"),
        Example("uint64", "7", "integer(7)"), Example("uint64", "-7", nil),
        Example("float", "1.5", "float(1.5)"), Example("double", "-1e-3", "float(-0.001)"),
        Example("double", "12345678901234567890", "float(1.2345678901234567e+19)"),
        Example("double", "0.1", "float(0.1)"), Example("double", "5", "float(5.0)"),
        Example("double", ".5", "float(0.5)"),
        Example("double", "NaN", "float(nan)"), Example("double", "-Infinity", "float(-inf)"),
        Example("double", "1e999", nil), Example("double", "0x1p3", nil), Example("double", "1,5", nil),
        Example("double", "1.2.3", nil), Example("double", ".", nil), Example("double", "-", nil),
        Example("float32", "0.1", "float(0.10000000149011612)"),
        Example("decimal", "12.50", "decimal(12.50)"), Example("decimal(10,2)", "1.5", "decimal(1.5)"),
        Example("boolean", "true", "boolean(true)"), Example("bool", "FALSE", "boolean(false)"),
        Example("boolean", " True ", "boolean(true)"), Example("boolean", "yes", nil),
        Example("boolean", "1", nil),
    ]

    static let texts: [Example] = [
        Example("string", " a b ", #"string(" a b ")"#), Example("STRING", "é", #"string("é")"#),
        Example("string(50)", "a", #"string("a")"#), Example("char", "漢", #"string("漢")"#),
        Example("char", "ab", nil), Example("bytes", "0x00fF", "bytes([0, 255])"),
        Example("bytes", "0x0", nil),
        Example("point", "{x: 1}", #"opaque(type: "POINT", text: "{x: 1}")"#),
        Example(
            "string[]", "a;b;",
            #"list([PropertyGraph.Value.string("a"), PropertyGraph.Value.string("b"), PropertyGraph.Value.string("")])"#
        ),
        Example("int[]", "1; 2", "list([PropertyGraph.Value.integer(1), PropertyGraph.Value.integer(2)])"),
        Example("LIST<INT>", "1", "list([PropertyGraph.Value.integer(1)])"),
        Example("INT LIST", "1", "list([PropertyGraph.Value.integer(1)])"),
        Example("int[]", "1;x", nil), Example("int[]", "1;", nil),
        Example("date[]", "2020-01-02", "list([PropertyGraph.Value.date(2020-01-02)])"),
        Example("vector", "0.5;-1;2e3", "vector([0.5, -1.0, 2000.0])"), Example("VECTOR<2>", "1;x", nil),
        Example("float[]", "0.5;1", "list([PropertyGraph.Value.float(0.5), PropertyGraph.Value.float(1.0)])"),
    ]

    static let times: [Example] = [
        Example("date", "2020-02-29", "date(2020-02-29)"),
        Example("DATE", " 1999-12-31 ", "date(1999-12-31)"),
        Example("date", "2021-02-29", nil), Example("date", "1987-13-45", nil),
        Example("date", "2020-1-1", nil),
        Example("date", "0000-01-01", "date(0000-01-01)"),
        Example("date", "-0044-03-15", "date(-0044-03-15)"),
        Example("localtime", "12:34:56.5", "localTime(12:34:56.5)"), Example("localtime", "24:00", nil),
        Example("time", "12:34+02:00", "zonedTime(12:34:00+02:00)"),
        Example("time", "12:34", "zonedTime(12:34:00Z)"),
        Example("localdatetime", "2012-11-05 22:55:43.635", "localDateTime(2012-11-05T22:55:43.635)"),
        Example("localdatetime", "2012-11-05T22:55:43", "localDateTime(2012-11-05T22:55:43)"),
        Example("LOCAL DATETIME", "2012-11-05T22:55", "localDateTime(2012-11-05T22:55:00)"),
        Example("localdatetime", "2012-11-05 22:55:43.635123", "localDateTime(2012-11-05T22:55:43.635123)"),
        Example("localdatetime", "2012-11-05 25:55:43", nil),
        Example("localdatetime", "2012-11-05x22:55:43", nil),
        Example("localdatetime", "2012-11-05 22:55:43,635", nil),
        Example("datetime", "2012-11-05T22:55:43+01:00", "zonedDateTime(2012-11-05T22:55:43+01:00)"),
        Example("datetime{timezone:UTC}", "2012-11-05T22:55:43", "zonedDateTime(2012-11-05T22:55:43Z)"),
        Example("duration", "P1DT2H", "duration(P1DT2H)"), Example("duration", "1 day", nil),
    ]

    @Test("read what they declare, and keep what is malformed", arguments: numbers + texts + times)
    func type(example: Example) throws {
        let field = "\"" + example.text + "\""
        for text in example.text.contains(",") ? [field] : [example.text, field] {
            let element = try #require(try readCSV(":ID,\"x:\(example.type)\"\n1,\(text)\n").first)
            #expect(element.properties["x"] == example.value)
            let declared = example.type.split(separator: "{")[0]
            let malformed = example.value == nil ? "\(example.text) is no \(declared)" : nil
            #expect(element.malformed["x"] == malformed)
        }
    }

    @Test(
        "have no value where the field is empty",
        arguments: ["string", "int", "date", "string[]", "boolean", "time"])
    func absence(type: String) throws {
        let elements = try readCSV(":ID,x:\(type)\n1,\n2,\"\"\n3,\n")
        let empty = type == "string" ? #"string("")"# : nil
        #expect(elements.map { $0.properties["x"] } == [nil, empty, nil])
        #expect(elements.allSatisfy { $0.malformed.isEmpty })
    }

    @Test("shorten long malformed texts")
    func long() throws {
        let text = String(repeating: "é", count: 1000)
        let element = try #require(try readCSV(":ID,x:int\n1,\(text)\n").first)
        #expect(element.malformed["x"] == String(repeating: "é", count: 60) + "... is no int")
    }

    @Test("keep identifiers that are whole numbers apart from those that are not")
    func identifiers() throws {
        let texts = [
            "7", "007", "-7", "-0", "0", "+7", "9223372036854775807", "9223372036854775808", " 7", "é",
        ]
        for chunk in [16, 1000] {
            let elements = try readCSV(":ID\n" + texts.joined(separator: "\n"), chunk: chunk)
            #expect(elements.map(\.identifier) == texts)
        }
    }
}
