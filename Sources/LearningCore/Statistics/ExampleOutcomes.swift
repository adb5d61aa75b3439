import Foundation

/// One truth value for each test example, such as whether it was classified wrongly.
///
/// Two arms' outcomes on the same examples tell how sure their difference is. Eight are kept in a byte, and
/// in JSON as Base64.
public struct ExampleOutcomes: Sendable, Equatable, Codable {
    /// How many examples there are.
    public let count: Int
    /// The values, the first in the lowest bit of the first byte; bits beyond the last example are zero.
    private let bytes: [UInt8]

    /// Packs truth values.
    public init(_ values: some Sequence<Bool>) {
        var (bytes, count) = ([UInt8](), 0)
        for value in values {
            if count & 7 == 0 { bytes.append(0) }
            if value { bytes[count >> 3] |= 1 << UInt8(count & 7) }
            count += 1
        }
        self.bytes = bytes
        self.count = count
    }

    private enum CodingKeys: CodingKey { case count, bits }

    /// Reads what was encoded; the bits have to be as many as the count says.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let count = try container.decode(Int.self, forKey: .count)
        let bytes = [UInt8](try container.decode(Data.self, forKey: .bits))
        // The order matters: only a count that the bytes bear out may be calculated with.
        guard count >= 0, bytes.count == count / 8 + (count % 8 == 0 ? 0 : 1),
            count % 8 == 0 || (bytes.last ?? 0) >> UInt8(count % 8) == 0
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .bits, in: container, debugDescription: "the bits are not as many as the count says")
        }
        self.count = count
        self.bytes = bytes
    }

    /// Encodes the count and the bits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(Data(bytes), forKey: .bits)
    }

    /// The value of an example.
    public subscript(example: Int) -> Bool {
        precondition(0..<count ~= example, "there is no example \(example) among \(count)")
        return bytes[example >> 3] >> UInt8(example & 7) & 1 != 0
    }

    /// How many values are true.
    public var trueCount: Int { bytes.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The share of values that are true; zero for none at all.
    public var mean: Double { count == 0 ? 0 : Double(trueCount) / Double(count) }

    /// How many examples are true here and false in `other`, which has as many.
    func count(besides other: ExampleOutcomes) -> Int {
        zip(bytes, other.bytes).reduce(0) { $0 + ($1.0 & ~$1.1).nonzeroBitCount }
    }
}
