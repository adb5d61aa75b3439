import PropertyGraph
import Testing

@testable import Interchange

@Suite("Values in JSON Lines")
struct JSONLValueTests {
    private func read(_ json: String) throws -> GraphElement {
        let line = #"{"type":"node","id":1,"labels":[],"properties":{"key":"# + json + "}}"
        return try #require(try readLines(line).first)
    }

    @Test(
        "plain JSON has plain values",
        arguments: [
            ("1", 1), ("-0", 0), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .unsigned(1 << 63)),
            ("18446744073709551615", .unsigned(.max)), ("3.0", 3.0), ("1e2", 100.0), ("-1.5E-3", -0.0015),
            ("0.1", 0.1), ("123456789.123456789e-300", 123456789.123456789e-300),
            ("5e-324", .float(.leastNonzeroMagnitude)),
            ("9007199254740993.0", 9007199254740992.0), ("true", true), ("false", false), ("\"\"", ""),
            (#""a\"\\\/\b\f\n\r\té𝄞""#, "a\"\\/\u{8}\u{c}\n\r\té𝄞"), (#""\ud834\udd1e\u0000""#, "𝄞\0"),
            ("[]", []),
            (#"[1, [2.5, "\n", "\t"], true]"#, [1, [2.5, "\n", "\t"], true]),
            (#"{ "a" : [1, {"b c" : " x\" "}] }"#, .opaque(type: "MAP", text: #"{"a":[1,{"b c":" x\" "}]}"#)),
            ("{}", .opaque(type: "MAP", text: "{}")),
        ] as [(String, Value)])
    func plain(json: String, value: Value) throws {
        let element = try read(json)
        #expect(element.properties == ["key": value])
        #expect(element.properties["key"]?.typeName == value.typeName)
    }

    @Test("null is absence")
    func null() throws {
        #expect(try read("null") == GraphElement(id: 1))
        #expect(try read(#"{"$type":"Null","_value":null}"#) == GraphElement(id: 1))
    }

    @Test(
        "a typed value is of its type",
        arguments: [
            ("Boolean", "true", true), ("Boolean", "\"false\"", false), ("Integer", "\"12\"", 12),
            ("Integer", "-7", -7),
            ("UnsignedInteger", "\"18446744073709551615\"", .unsigned(.max)), ("UnsignedInteger", "7", 7),
            ("Float", "\"1.5\"", 1.5), ("Float", "3", 3.0), ("Float", "\"NaN\"", .float(.nan)),
            ("Float", "\"-Infinity\"", .float(-.infinity)),
            ("Float32", "\"0.1\"", .float(Double(Float(0.1)))),
            ("String", "\"12\"", "12"),
            ("Base64", "\"AAH/\"", .bytes([0, 1, 255])), ("Bytes", "\"AA==\"", .bytes([0])),
            ("Bytes", "\"AAE\"", .bytes([0, 1])),
            ("List", #"[1, {"$type":"Integer","_value":"2"}]"#, [1, 2]),
            ("Map", #"{"a": 1}"#, .opaque(type: "MAP", text: #"{"a":1}"#)),
            ("Point", "\"POINT (1 2)\"", .opaque(type: "POINT", text: "POINT (1 2)")),
            ("Vector", "[1, 0.1, \"NaN\"]", .vector([1, 0.1, .nan])),
            ("Decimal", "\"12.50\"", .decimal(DecimalNumber(unscaled: 1250, scale: 2))),
            ("Decimal", "12.50", .decimal(DecimalNumber(unscaled: 1250, scale: 2))),
        ] as [(String, String, Value)])
    func typed(type: String, text: String, value: Value) throws {
        #expect(try read(#"{"$type":"\#(type)","_value":\#(text)}"#).properties == ["key": value])
        #expect(try read(#"{ "_value" : \#(text) , "$type" : "\#(type)" }"#).properties == ["key": value])
    }

    @Test(
        "a typed moment is read as its text",
        arguments: [
            ("Date", "2021-03-05"), ("LocalTime", "12:30:00.5"), ("Time", "12:30:00+01:00"),
            ("ZonedTime", "12:30:00Z"),
            ("LocalDateTime", "2021-03-05T12:30:00"), ("OffsetDateTime", "2021-03-05T12:30:00+01:00"),
            ("ZonedDateTime", "2021-03-05T12:30:00+01:00[Europe/Stockholm]"),
            ("DateTime", "2021-03-05T12:30:00Z"),
            ("Duration", "P1Y2M3DT4H5M6.7S"),
        ])
    func moments(type: String, text: String) throws {
        let value = try #require(try read(#"{"$type":"\#(type)","_value":"\#(text)"}"#).properties["key"])
        #expect(value.literal.hasSuffix("'\(text)'"))
    }

    @Test(
        "a value that is not of the type it claims is reported and left out",
        arguments: [
            ("18446744073709551616", "18446744073709551616: Integer"),
            ("-9223372036854775809", "-9223372036854775809: Integer"),
            ("1e999", "1e999: Float"), ("[1, null]", "[1,null]: List"),
            (#"{"$type":"Date","_value":"2021-02-29"}"#, "2021-02-29: Date"),
            (#"{"$type":"Date","_value":5}"#, "5: Date"),
            (#"{"$type":"Date","_value":null}"#, "null: Date"),
            (#"{"$type":"Integer","_value":"1.5"}"#, "1.5: Integer"),
            (#"{"$type":"UnsignedInteger","_value":"-1"}"#, "-1: UnsignedInteger"),
            (#"{"$type":"Float","_value":"0x1p3"}"#, "0x1p3: Float"),
            (#"{"$type":"Bytes","_value":"A"}"#, "A: Bytes"),
            (#"{"$type":"Bytes","_value":"AB"}"#, "AB: Bytes"),
            (#"{"$type":"Vector","_value":[1, 1e300]}"#, "[1,1e300]: Vector"),
            (#"{"$type":"Vector","_value":["x"]}"#, "[\"x\"]: Vector"),
            (#"{"$type":"String","_value":7}"#, "7: String"), (#"{"$type":"List","_value":"a"}"#, "a: List"),
            (#"[{"$type":"Date","_value":"x"}]"#, "x: Date"),
            (#"{"$type":"Float32","_value":1e300}"#, "1e300: Float32"),
        ])
    func malformed(json: String, problem: String) throws {
        let element = try read(json)
        #expect(element.malformed == ["key": problem])
        #expect(element.properties.isEmpty)
    }
}
