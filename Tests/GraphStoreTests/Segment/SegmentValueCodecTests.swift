import PropertyGraph
import Testing

@testable import GraphStore

@Suite("The bytes of a value")
struct SegmentValueCodecTests {
    private func encoded(_ value: Value) -> [UInt8] {
        var writer = ByteWriter()
        ValueCodec.encode(value, to: &writer)
        return writer.bytes
    }

    private func decoded(_ bytes: [UInt8]) -> Value? {
        bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            let value = ValueCodec.decode(&reader)
            return reader.isAtEnd ? value : nil
        }
    }

    @Test("give back every kind of value, bit by bit", arguments: 0..<SeededGenerator.kindCount)
    func exact(kind: Int) throws {
        var random = SeededGenerator(state: UInt64(kind))
        for _ in 0..<500 {
            let value = random.value(ofKind: kind)
            let bytes = encoded(value)
            let back = try #require(decoded(bytes))
            #expect(back.typeName == value.typeName && encoded(back) == bytes)
        }
    }

    @Test(
        "give back the ends of every range",
        arguments: [
            .integer(.min), .integer(.max), .unsigned(.max), .float(-.nan), .float(.leastNonzeroMagnitude),
            .decimal(DecimalNumber(unscaled: .min, scale: 38)), .date(CalendarDate(days: .min)),
            .localDateTime(LocalDateTime(seconds: .min, nanoseconds: .min)), .list([]), .vector([]),
            .opaque(type: "", text: ""), .string("e\u{301}"), .string("é"),
        ] as [Value])
    func extremes(value: Value) throws {
        #expect(try encoded(#require(decoded(encoded(value)))) == encoded(value))
    }

    @Test("are refused when cut off or made up, and never trap")
    func hostile() {
        var random = SeededGenerator(state: 1)
        for _ in 0..<3000 {
            let bytes = encoded(random.anyValue())
            #expect(decoded([UInt8](bytes.dropLast())) == nil)
            var changed = bytes
            changed[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
            _ = decoded(changed)
        }
        #expect(decoded([ValueCodec.Tag.vector.rawValue, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) == nil)
        #expect(decoded([ValueCodec.Tag.decimal.rawValue, 39] + [UInt8](repeating: 0, count: 16)) == nil)
    }

    @Test("hold lists up to a depth that no stack fears")
    func depth() {
        func nested(_ depth: Int) -> Value { (0..<depth).reduce(.list([])) { inner, _ in .list([inner]) } }
        let deepest = nested(ValueCodec.depthLimit - 1)
        #expect(ValueCodec.canEncode(deepest) && decoded(encoded(deepest)) == deepest)
        #expect(!ValueCodec.canEncode(nested(ValueCodec.depthLimit)))
        let hostile = [UInt8](repeating: [ValueCodec.Tag.list.rawValue, 1], count: 100_000)
        #expect(decoded(hostile) == nil)
    }
}

extension [UInt8] {
    fileprivate init(repeating pattern: [UInt8], count: Int) {
        self = (0..<count).flatMap { _ in pattern }
    }
}
