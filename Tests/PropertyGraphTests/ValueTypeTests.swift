import PropertyGraph
import Testing

@Suite("Types of values")
struct ValueTypeTests {
    private static func decimal(_ text: String) -> Value {
        DecimalNumber(text).map(Value.decimal) ?? .opaque(type: "BAD", text: text)
    }
    private static let time = ValueType.union([.localTime, .zonedTime])

    @Test(
        "a type admits its values",
        arguments: [
            (.boolean, true), (.signed(bits: 8), 127), (.signed(bits: 8), -128),
            (.signed(bits: 64), .integer(.min)),
            (.unsigned(bits: 8), 255), (.unsigned(bits: 64), .unsigned(.max)), (.unsigned(bits: 64), 7),
            (.float64, 3.0), (.float64, .float(.nan)), (.float32, 0.1), (.float32, 0.5),
            (.float32, .float(.nan)),
            (.float32, .float(-.infinity)), (.decimal(precision: nil, scale: nil), decimal("1.234")),
            (.decimal(precision: 4, scale: 2), decimal("12.34")),
            (.decimal(precision: 4, scale: 2), decimal("12.3000")),
            (.decimal(precision: 4, scale: nil), decimal("1234")),
            (.decimal(precision: 2, scale: 2), decimal("0.00")),
            (.string(minimum: 0, maximum: nil), ""), (.string(minimum: 2, maximum: 2), "é𝄞"),
            (.string(minimum: 0, maximum: 2), "e\u{301}"), (.bytes(minimum: 1, maximum: 2), .bytes([1, 2])),
            (.list(.signed(bits: 64), maximum: nil), [1, 2]), (.list(.boolean, maximum: 1), [true]),
            (.list(.boolean, maximum: nil), []), (.vector(2), .vector([1, 2])), (.vector(2), [1, 2.5]),
            (.union([.boolean, .date]), false), (time, .localTime(LocalTime(nanoseconds: 0))),
        ] as [(ValueType, Value)])
    func admitted(type: ValueType, value: Value) { #expect(type.admits(value)) }

    @Test(
        "a type refuses what is not its value, however close",
        arguments: [
            (.signed(bits: 8), 128), (.signed(bits: 8), -129), (.signed(bits: 64), 3.0),
            (.signed(bits: 64), "3"),
            (.signed(bits: 64), .unsigned(.max)), (.unsigned(bits: 8), 256), (.unsigned(bits: 64), -1),
            (.float64, 3), (.float64, decimal("3.5")), (.float32, 0.123456789012), (.float32, 1e300),
            (.float32, 1e-46), (.decimal(precision: nil, scale: nil), 3),
            (.decimal(precision: 4, scale: 2), decimal("123.4")),
            (.decimal(precision: 4, scale: 2), decimal("1.234")),
            (.decimal(precision: 4, scale: nil), decimal("1.5")),
            (.string(minimum: 2, maximum: nil), "é"), (.string(minimum: 0, maximum: 1), "e\u{301}"),
            (.string(minimum: 3, maximum: 5), "𝄞"), (.bytes(minimum: 0, maximum: 1), .bytes([1, 2])),
            (.list(.signed(bits: 64), maximum: nil), [1, 2.0]), (.list(.boolean, maximum: 1), [true, true]),
            (.vector(2), .vector([1])), (.vector(2), [1, "2"]), (.vector(1), [.float(.nan)]),
            (.vector(1), [1e300]),
            (.list(.float32, maximum: nil), .vector([1])), (.union([]), 1), (.date, "2020-01-01"),
            (time, "12:00"),
            (.string(minimum: 0, maximum: nil), .opaque(type: "MAP", text: "{}")),
        ] as [(ValueType, Value)])
    func refused(type: ValueType, value: Value) { #expect(!type.admits(value)) }

    @Test(
        "a type is spelled as PG-Schema does",
        arguments: [
            (.boolean, "BOOL"), (.signed(bits: 64), "INT"), (.signed(bits: 32), "INT32"),
            (.unsigned(bits: 64), "UINT"),
            (.unsigned(bits: 16), "UINT16"), (.float64, "DOUBLE"), (.float32, "FLOAT32"),
            (.string(minimum: 0, maximum: nil), "STRING"), (.string(minimum: 0, maximum: 20), "STRING(20)"),
            (.string(minimum: 1, maximum: 20), "STRING(1, 20)"),
            (.bytes(minimum: 2, maximum: 2), "BYTES(2, 2)"),
            (.decimal(precision: 10, scale: 2), "DECIMAL(10, 2)"),
            (.decimal(precision: 10, scale: nil), "DECIMAL(10)"),
            (.decimal(precision: nil, scale: nil), "DECIMAL"),
            (.list(.signed(bits: 64), maximum: 3), "LIST<INT>[3]"),
            (.vector(128), "VECTOR<128>"), (time, "TIME"), (.union([time, .date]), "TIME | DATE"),
            (.union([.localDateTime, .zonedDateTime]), "DATETIME"),
            (.union([.zonedTime, .localTime]), "ZONED TIME | LOCAL TIME"),
            (.list(.union([.boolean, .duration]), maximum: nil), "LIST<BOOL | DURATION>"),
        ] as [(ValueType, String)])
    func spelling(type: ValueType, text: String) { #expect(type.description == text) }

    @Test(
        "a wider type contains a narrower one, and both meet",
        arguments: [
            (.signed(bits: 64), .signed(bits: 8)), (.signed(bits: 16), .unsigned(bits: 8)),
            (.float64, .float32),
            (.decimal(precision: nil, scale: nil), .decimal(precision: 4, scale: 2)),
            (.decimal(precision: 6, scale: 3), .decimal(precision: 4, scale: 2)),
            (.string(minimum: 0, maximum: nil), .string(minimum: 2, maximum: 4)),
            (.list(.float64, maximum: nil), .list(.float32, maximum: 3)), (.union([.boolean, .date]), .date),
            (.union([.boolean, time]), time), (.union([.date, .boolean]), .union([.boolean, .date])),
        ] as [(ValueType, ValueType)])
    func containment(wide: ValueType, narrow: ValueType) {
        #expect(wide.contains(narrow))
        #expect(wide.intersects(narrow) && narrow.intersects(wide))
    }

    @Test("containment and meeting never contradict a value")
    func algebra() {
        var random = SeededGenerator(state: 6)
        let types: [ValueType] = [
            .boolean, .signed(bits: 8), .signed(bits: 64), .unsigned(bits: 8), .unsigned(bits: 64), .float32,
            .float64, .decimal(precision: 3, scale: 1), .decimal(precision: nil, scale: nil),
            .string(minimum: 0, maximum: nil), .string(minimum: 1, maximum: 1),
            .string(minimum: 2, maximum: 3),
            .bytes(minimum: 0, maximum: 1), .date, .localTime, .zonedTime, Self.time, .localDateTime,
            .zonedDateTime,
            .duration, .list(.boolean, maximum: nil),
            .list(.union([.float64, .signed(bits: 64)]), maximum: 2),
            .vector(2), .vector(3), .union([.boolean, .float64]), .union([]),
        ]
        let values = (0..<4000).map { _ in random.value() } + [[1, 2.0], [1, 2]]
        for left in types {
            for right in types {
                let shared = values.filter { left.admits($0) && right.admits($0) }
                #expect(
                    shared.isEmpty || left.intersects(right), "\(left) and \(right) share \(shared.prefix(1))"
                )
                #expect(left.intersects(right) == right.intersects(left))
                if left.contains(right) {
                    #expect(values.allSatisfy { !right.admits($0) || left.admits($0) }, "\(left) in \(right)")
                }
            }
        }
    }
}
