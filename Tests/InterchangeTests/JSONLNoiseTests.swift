import PropertyGraph
import Testing

@testable import Interchange

@Suite("Noise instead of JSON Lines")
struct JSONLNoiseTests {
    private static let samples = [
        #"{"type":"node","id":"n1","labels":["Person","Käufer"],"properties":{"a":1,"b":[1.5,null,"\ud834\udd1e"],"c":{"d":{}}}}"#,
        #"{"type":"edge","id":7,"from":"n1","to":-3,"labels":["Knows"],"properties":{"since":{"$type":"Date","_value":"2021-03-05"}}}"#,
        #"{"id":"7","type":"relationship","label":"K","properties":{"v":{"_value":[1,2],"$type":"Vector"}},"start":{"id":"0"},"end":{"id":"1"}}"#,
    ]

    @Test("changed bytes are read or refused, never more")
    func mutations() {
        var random = SeededGenerator(seed: 1)
        let alphabet =
            Array("{}[]\",:\\u0123.eE+- \n\r\ttrfnl$_é\u{7f}".utf8) + [0, 0x80, 0xC3, 0xED, 0xF4, 0xFF]
        for round in 0..<30_000 {
            var bytes = Array(Self.samples[round % 3].utf8 + [0x0A] + Self.samples[(round + 1) % 3].utf8)
            for _ in 0...Int.random(in: 0...4, using: &random) {
                let position = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: position)
                case 1: bytes[position] = alphabet.randomElement(using: &random) ?? 0
                case 2: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: position)
                default: bytes.removeSubrange(position...)
                }
                if bytes.isEmpty { break }
            }
            _ = try? readLines(bytes)
        }
    }

    @Test("random tokens are read or refused, never more")
    func tokens() {
        var random = SeededGenerator(seed: 1)
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"type\"", "\"node\"", "\"edge\"", "\"id\"", "\"labels\"",
            "\"from\"", "\"to\"",
            "\"properties\"", "\"$type\"", "\"_value\"", "\"Date\"", "\"List\"", "1", "-1.5e3", "null",
            "true", " ", "\n",
        ]
        for _ in 0..<30_000 {
            let count = Int.random(in: 0..<20, using: &random)
            let text = (0..<count).map { _ in tokens.randomElement(using: &random) ?? "" }.joined()
            _ = try? readLines("{\"type\":\"node\",\"id\":1,\"properties\":{\"a\":" + text)
            _ = try? readLines(text)
        }
    }
}
