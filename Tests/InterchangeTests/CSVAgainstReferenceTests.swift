import PropertyGraph
import Testing

@testable import Interchange

/// A small generator of numbers that gives the same ones on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}

@Suite("The CSV reader and a slow, obvious one")
struct CSVAgainstReferenceTests {
    static let header = Array(":ID,x,n:int,y\n".utf8)

    /// Compares both readers on one text, in chunks of a random size.
    private func compare(_ body: [UInt8], _ random: inout SeededGenerator) -> Bool {
        let bytes = Self.header + body
        let chunk = Int.random(in: 1...300, using: &random)
        let workers = Int.random(in: 1...3, using: &random)
        let found: Result<[ReadElement], InterchangeError>
        do {
            found = .success(try readCSV(bytes: bytes, chunk: chunk, workers: workers))
        } catch let error as InterchangeError {
            found = .failure(InterchangeError(file: "", line: error.line, error.cause))
        } catch {
            return false
        }
        let expected = ReferenceCSV(bytes).nodes()
        guard found != expected else { return true }
        Issue.record(
            "\(String(decoding: bytes, as: UTF8.self).debugDescription) in chunks of \(chunk): \(found), not \(expected)"
        )
        return false
    }

    @Test("agree on tables of every kind of field", arguments: 0..<8)
    func tables(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "a", "é", "漢", "🎈", "\"", "\"\"", ",", "\n", "\r\n", "\r", " ", ";", "word", "\u{0}", "",
        ]
        for _ in 0..<250 {
            let newline = Bool.random(using: &random) ? "\n" : "\r\n"
            var text = ""
            for row in 0..<Int.random(in: 0...12, using: &random) {
                var fields = ["\(row)", "", "", ""]
                if Int.random(in: 0..<4, using: &random) == 0 { fields[0] = "n\(row)" }
                for column in [0, 1, 1, 1, 3, 3] where Bool.random(using: &random) {
                    fields[column] += pieces.randomElement(using: &random) ?? ""
                }
                fields[2] = ["", "7", " -7 ", "x", "2147483648", "0012"].randomElement(using: &random) ?? ""
                if Int.random(in: 0..<60, using: &random) == 0 { fields.removeLast() }
                if Int.random(in: 0..<60, using: &random) == 0 { fields[0] = "" }
                let written = fields.map { field in
                    let needsQuotes = field.utf8.contains { ",\"\n\r".utf8.contains($0) }
                    guard needsQuotes || Int.random(in: 0..<4, using: &random) == 0 else { return field }
                    return "\""
                        + field.split(separator: "\"", omittingEmptySubsequences: false).joined(
                            separator: "\"\"") + "\""
                }
                text += written.joined(separator: ",") + newline
                if Int.random(in: 0..<10, using: &random) == 0 { text += newline }
            }
            if Bool.random(using: &random), text.hasSuffix(newline) { text.removeLast() }
            guard compare(Array(text.utf8), &random) else { return }
        }
    }

    @Test("agree on noise, errors included", arguments: 0..<8)
    func noise(seed: Int) {
        var random = SeededGenerator(seed: 1000 + seed)
        let alphabets = [
            Array(",,\"\"\n\n\r 1aé".utf8) + [0xFF, 0xC3], Array("1,\n\"".utf8), Array("1,a,\n".utf8),
            Array(0...255),
        ]
        for _ in 0..<400 {
            let alphabet = alphabets.randomElement(using: &random) ?? []
            let count = Int.random(in: 0...120, using: &random)
            let body = (0..<count).compactMap { _ in alphabet.randomElement(using: &random) }
            guard compare(body, &random) else { return }
        }
    }

    @Test("agree on tables with one byte changed", arguments: 0..<4)
    func mutation(seed: Int) {
        var random = SeededGenerator(seed: 2000 + seed)
        let table = Array(
            (1...20).map { "\($0),\"text, \"\"\($0)\"\"\nmore\",\($0),\"\"\"\"\n" }.joined().utf8)
        for _ in 0..<400 {
            var body = table
            let position = Int.random(in: 0..<body.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: body[position] = UInt8.random(in: 0...255, using: &random)
            case 1: body.remove(at: position)
            default: body.insert("\",\n\r1".utf8.randomElement(using: &random) ?? 0, at: position)
            }
            guard compare(body, &random) else { return }
        }
    }

    @Test("need no luck to survive whole files of noise", arguments: 0..<4)
    func anything(seed: Int) {
        var random = SeededGenerator(seed: 3000 + seed)
        let starts: [[UInt8]] = [
            [], Array(":ID,".utf8), [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], Array("~id,".utf8),
        ]
        let alphabet = Array(":ID(){},~\n\"\r;[]<> aLBEid-tyfrom".utf8)
        for _ in 0..<300 {
            let start = starts.randomElement(using: &random) ?? []
            let isText = Bool.random(using: &random)
            let rest = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                isText
                    ? alphabet.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }
            _ = problem(bytes: start + rest, chunk: Int.random(in: 1...100, using: &random))
        }
    }
}
