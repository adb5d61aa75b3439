import QueryValues
import Testing

@testable import espalier

@Suite("Parameters of a query")
struct QueryParameterTests {
    @Test(
        "are literals where they can be",
        arguments: [
            ("7", "7"), ("-7", "-7"), ("-9223372036854775808", "-9223372036854775808"), ("1.50", "1.5"),
            ("1e3", "1000.0"), ("true", "true"), ("NULL", "null"), ("\"Ada\"", "'Ada'"),
            ("'it\\'s'", "'it\\'s'"),
            ("[1, [2.0, 'x']]", "[1, [2.0, 'x']]"), ("{a: 1, `b c`: null}", "{a: 1, `b c`: null}"),
            (" 7 ", "7"),
            ("date('1815-12-10')", "'1815-12-10'"), ("duration('P1D')", "'P1D'"),
        ])
    func literals(text: String, value: String) {
        #expect(ParameterLiteral.value(text)?.description == value)
    }

    @Test(
        "are text where they are none",
        arguments: [
            "Ada", "Ada Lovelace", "2020-01-01", "01234", "1 + 1", "n.name", "1 AS x", "1, 2",
            "1 UNION RETURN 2", "*",
            "1 LIMIT 1", "", "date('yesterday')", "date()", "toUpper('x')", "rand()", "$x", "[1, x]", "'open",
            "9223372036854775808",
        ])
    func texts(text: String) {
        #expect(ParameterLiteral.value(text) == nil)
        let assignment = ParameterAssignment("x=" + text)
        #expect(assignment?.value.description == QueryValue.string(text).description)
        #expect(assignment?.isDoubtful == ["[1, x]", "'open"].contains(text))
    }

    @Test("have a name, with a dollar sign or without", arguments: ["x=1", "$x=1", " x =1"])
    func names(text: String) {
        #expect(ParameterAssignment(text)?.name == "x")
    }

    @Test("need a name and a value", arguments: ["x", "", "=1", "$=1"])
    func nameless(text: String) {
        #expect(ParameterAssignment(text) == nil)
    }

    @Test(
        "are read from JSON as results are written",
        arguments: [
            (#"1"#, "1"), (#"1.0"#, "1.0"), (#"-1e2"#, "-100.0"),
            (#""a\n\u00e9\ud83d\ude00\/""#, "'a\\né😀/'"),
            (#"[null, true, [], {}]"#, "[null, true, [], {}]"),
            (#"{"b": 1, "a": 2, "b": 3}"#, "{a: 2, b: 3}"),
            (#"{"$type": "Date", "_value": "2020-01-31"}"#, "'2020-01-31'"),
            (#"{"_value": "P1DT2S", "$type": "Duration"}"#, "'P1DT2S'"),
            (#"{"$type": "Float", "_value": "-Infinity"}"#, "-Infinity"),
            (#"{"$type": "Map", "_value": {"$type": "Date"}}"#, "{`$type`: 'Date'}"),
            (#"{"$type": "Date"}"#, "{`$type`: 'Date'}"),
        ])
    func json(text: String, value: String) throws {
        #expect(try JSONParameters.read(Array("{\"x\": \(text)}".utf8))["x"]?.description == value)
    }

    @Test(
        "say where JSON is wrong",
        arguments: [
            ("", 1, 1), ("[1]", nil, nil), ("{\"x\": 1,\n}", 2, 1), ("{\"x\": 01x}", 1, 9),
            ("{\"x\": \"a", 1, 7),
            ("{\"x\": \"\\ud800\"}", 1, 8), ("{\"x\": 9223372036854775808}", 1, 7), ("{\"x\": 1} 2", 1, 10),
            ("{\"x\": {\"$type\": \"Date\", \"_value\": \"soon\"}}", 1, 7), ("{\"x\": tru}", 1, 7),
            ("{\"x\": \"\\u12\"}", 1, 8), ("{x: 1}", 1, 2),
        ] as [(String, Int?, Int?)])
    func brokenJSON(text: String, line: Int?, column: Int?) {
        do throws(JSONParameterError) {
            _ = try JSONParameters.read(Array(text.utf8))
            Issue.record("\(text) was read")
        } catch {
            #expect(error.line == line && error.column == column, "\(error)")
        }
    }

    @Test("may nest only so deep")
    func deepJSON() {
        let text = "{\"x\": " + String(repeating: "[", count: 100_000)
        #expect(throws: JSONParameterError.self) { try JSONParameters.read(Array(text.utf8)) }
    }

    @Test(
        "and amounts have units",
        arguments: [
            ("2g", 2 << 30), ("512M", 512 << 20), ("1.5 KiB", 1536), ("100", 100), ("1e9g", nil), ("-1", nil),
            ("g", nil),
            ("0", nil), ("999999999999t", 1 << 60),
        ] as [(String, Int?)])
    func memory(text: String, bytes: Int?) {
        #expect(MemoryAmount(argument: text)?.bytes == bytes)
    }

    @Test(
        "and spans of time too",
        arguments: [
            ("10s", .seconds(10)), ("500ms", .milliseconds(500)), ("2m", .seconds(120)),
            ("1h", .seconds(3_600)),
            ("3", .seconds(3)), ("0.5", .milliseconds(500)), ("10x", nil), ("", nil),
        ] as [(String, Duration?)])
    func time(text: String, span: Duration?) {
        #expect(TimeAmount(argument: text)?.duration == span)
    }
}
