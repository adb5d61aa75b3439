import Foundation

/// One number for each test example, such as the average precision of a query.
///
/// What ``ExampleOutcomes`` are for shares, these are for means: two arms' scores on the same examples tell how sure their
/// difference is. They are kept in single precision, and in JSON as the Base64 of their little-endian bytes.
public struct ExampleScores: Sendable, Equatable, Codable {
    /// The numbers by example, all finite.
    public let values: [Float]

    /// Keeps numbers.
    ///
    /// - Precondition: They are finite, and not beyond what single precision can hold.
    public init(_ values: some Sequence<Double>) {
        self.values = values.map(Float.init)
        precondition(self.values.allSatisfy(\.isFinite), "scores of examples are finite numbers")
    }

    /// How many examples there are.
    public var count: Int { values.count }

    /// The mean; zero for none at all.
    public var mean: Double {
        values.isEmpty ? 0 : values.reduce(0) { $0 + Double($1) } / Double(values.count)
    }

    /// Reads what was encoded.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let bytes = [UInt8](try container.decode(Data.self))
        values = stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { place in
            Float(bitPattern: bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
        guard bytes.count % 4 == 0, values.allSatisfy(\.isFinite) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "scores are finite numbers of four bytes each")
        }
    }

    /// Encodes the numbers.
    public func encode(to encoder: any Encoder) throws {
        var bytes = Data(capacity: values.count * 4)
        for value in values {
            for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift)) }
        }
        var container = encoder.singleValueContainer()
        try container.encode(bytes)
    }
}
