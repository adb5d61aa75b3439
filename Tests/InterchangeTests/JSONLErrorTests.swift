import PropertyGraph
import Testing

@testable import Interchange

@Suite("Mistakes in JSON Lines")
struct JSONLErrorTests {
    private func failure(_ bytes: [UInt8]) -> JSONLError? {
        do {
            _ = try readLines(bytes)
            return nil
        } catch { return error as? JSONLError }
    }

    @Test(
        "a mistake is found where it stands",
        arguments: [
            ("[{\"type\":\"node\"}]", 1, .array), ("{\"type\":\"node\",\"id\":1},", 23, .array),
            ("{\"type\":\"node\",\"id\":1} x", 24, .trailingText), ("{", 2, .incomplete("an object")),
            ("{\"type\":\"no", 12, .incomplete("a string")), ("7", 1, .expected("`{`", found: "`7`")),
            ("{type:1}", 2, .expected("a key in quotes", found: "`t`")),
            ("{\"id\" 1}", 7, .expected("`:`", found: "`1`")),
            ("{\"id\":1 \"type\":1}", 9, .expected("`,` or `}`", found: "`\"`")),
            ("{\"id\":1,}", 9, .expected("a key in quotes", found: "`}`")),
            ("{\"type\":\"node\"}", 1, .missingField("id", of: "a node")),
            ("{\"type\":\"node\",\"id\":null}", 1, .missingField("id", of: "a node")),
            ("{\"id\":1}", 1, .missingField("type", of: "an element")),
            ("{\"type\":\"edge\",\"to\":1}", 1, .missingField("from", of: "an edge")),
            (
                "{\"type\":\"edge\",\"from\":1,\"to\":{\"labels\":[]}}", 30,
                .missingField("id", of: "an end of an edge")
            ),
            ("{\"type\":\"vertex\"}", 9, .unknownElementType("vertex", suggestion: nil)),
            ("{\"type\":\"nodes\"}", 9, .unknownElementType("nodes", suggestion: "node")),
            ("{\"type\":\"node\",\"lables\":[]}", 16, .unknownField("lables", suggestion: "labels")),
            ("{\"type\":\"node\",\"type\":\"node\"}", 16, .conflictingField("type")),
            ("{\"type\":\"edge\",\"from\":1,\"start\":1}", 25, .conflictingField("start")),
            ("{\"type\":\"node\",\"id\":1,\"from\":2}", 1, .fieldOfEdges("from")),
            ("{\"type\":\"node\",\"id\":1.5}", 21, .invalidIdentifier),
            ("{\"type\":\"node\",\"id\":{\"id\":1}}", 21, .invalidIdentifier),
            ("{\"id\":\"é\",\"labels\":[1]}", 21, .expected("a label in quotes", found: "`1`")),
        ] as [(String, Int, JSONLError.Cause)])
    func elements(line: String, column: Int, cause: JSONLError.Cause) {
        #expect(failure(Array("\n\(line)\n".utf8)) == JSONLError(line: 2, column: column, cause: cause))
    }

    @Test(
        "a mistake in a value is found where it stands",
        arguments: [
            ("01", 1, .malformedNumber), ("-", 1, .malformedNumber), ("1.", 1, .malformedNumber),
            ("1e", 1, .malformedNumber),
            (".5", 1, .expected("a value", found: "`.`")), ("nul", 1, .expected("a value", found: "`n`")),
            ("NaN", 1, .expected("a value", found: "`N`")),
            ("[1 2]", 4, .expected("`,` or `]`", found: "`2`")),
            ("[1,]", 4, .expected("a value", found: "`]`")), ("[", 2, .incomplete("an object")),
            ("\"\\x\"", 2, .invalidEscape), ("\"\\u12g4\"", 6, .invalidEscape),
            ("\"\\ud834\"", 2, .loneSurrogate),
            ("\"\\ud834\\u0041\"", 2, .loneSurrogate), ("\"\\udd1e\"", 2, .loneSurrogate),
            ("\"\t\"", 2, .controlCharacter(9)),
            ("1,\"key\":2", 3, .duplicateKey("key")), ("null,\"key\":2", 6, .duplicateKey("key")),
            ("{\"a\":1,\"a\":2}", 8, .duplicateKey("a")),
            ("{\"$type\":\"Dates\",\"_value\":\"x\"}", 10, .unknownValueType("Dates", suggestion: "Date")),
            ("{\"$type\":\"Node\",\"_value\":\"x\"}", 10, .unknownValueType("Node", suggestion: nil)),
            ("{\"$type\":\"Date\"}", 17, .malformedTypedValue),
            ("{\"$type\":\"Date\",\"_value\":\"x\",\"z\":1}", 29, .malformedTypedValue),
        ] as [(String, Int, JSONLError.Cause)])
    func values(json: String, column: Int, cause: JSONLError.Cause) {
        let start = #"{"type":"node","id":1,"labels":[],"properties":{"key":"#
        let error = failure(Array(start.utf8) + Array(json.utf8) + (json == "[" ? [] : Array("}}".utf8)))
        #expect(error?.cause == cause)
        #expect(error.map { $0.column - start.count } == column)
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0xFF], [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF0, 0x9D, 0x84],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let line = Array(#"{"type":"node","id":""#.utf8) + bytes + Array("\"}".utf8)
        #expect(failure(line) == JSONLError(line: 1, column: 22, cause: .invalidUTF8))
    }

    @Test("100,000 brackets are an error, not a crash")
    func depth() {
        for bracket in ["[", "{\"a\":", "{\"$type\":\"List\",\"_value\":["] {
            let start = #"{"type":"node","id":1,"labels":[],"properties":{"key":"#
            let nested = String(repeating: bracket, count: 100_000)
            #expect(failure(Array((start + nested).utf8))?.cause == .tooDeep(limit: 100))
            #expect(failure(Array((#"{"properties":{"key":"# + nested).utf8))?.cause == .tooDeep(limit: 100))
        }
    }

    @Test("the message names the place and a way out")
    func message() {
        let error = JSONLError(line: 3, column: 9, cause: .unknownElementType("nodes", suggestion: "node"))
        #expect(
            error.placed(in: "people.jsonl").description
                == "people.jsonl:3: column 9: the type `nodes` is not known; did you mean `node`?")
    }
}
