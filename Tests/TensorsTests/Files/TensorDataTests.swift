import Testing

@testable import Tensors

@Suite("Tensors as plain bytes")
struct TensorDataTests {
    @Test("values are asked for in the type that they have")
    func types() throws {
        let data = try TensorData([1, 2, 3] as [Int32], shape: [3])
        #expect(try data.values(as: Int32.self) == [1, 2, 3])
        #expect(try data.integers() == [1, 2, 3])
        #expect(try data.numbers(as: Float.self) == [1, 2, 3])
        #expect(throws: TensorError.self) { try data.values(as: Float.self) }
    }

    @Test("numbers with a fraction are no whole numbers")
    func fractions() throws {
        #expect(throws: TensorError.self) { try TensorData([1.5], shape: [1]).integers() }
    }

    @Test("a shape that asks for another number of values is refused", arguments: [[2], [-3], [4, Int.max]])
    func shapes(shape: [Int]) {
        #expect(throws: TensorError.self) { try TensorData([1, 2, 3], shape: shape) }
    }

    @Test("every number of half precision is its value, as the type that the platform has sees it")
    func halfPrecision() {
        #if !(os(macOS) && arch(x86_64))
        for bits in UInt16.min ... .max {
            let (ours, theirs) = (Float(halfPattern: bits), Float(Float16(bitPattern: bits)))
            guard ours.bitPattern != theirs.bitPattern else { continue }
            #expect(ours.isNaN && theirs.isNaN, "\(bits)")
        }
        #endif
    }
}
