import Foundation
import Testing

@testable import Tensors

@Suite("A tensor", .needsTorch)
struct TensorTests {
    @Test("knows its shape, its type and its elements")
    func making() throws {
        let x = try Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])
        #expect(x.shape == [2, 3])
        #expect(x.strides == [3, 1])
        #expect(x.count == 6)
        #expect(x.scalarType == .float32)
        #expect(x.device == .cpu)
        #expect(try x.transposed().array(of: Float.self) == [1, 4, 2, 5, 3, 6])
        #expect(try x.array(of: Int32.self) == [1, 2, 3, 4, 5, 6])
        #expect(try Tensor(2.5).double() == 2.5)
        #expect(try Tensor([Int64.max]).integer() == Int(Int64.max))
    }

    @Test(
        "refuses what does not fit, in a sentence",
        arguments: [
            ([2, 2], "3 values do not fill a tensor of shape [2, 2], which has 4"),
            ([-3], "[-3] is no shape"), ([Int.max, 4], "[9223372036854775807, 4] is no shape"),
        ])
    func wrongShapes(shape: [Int], message: String) {
        let error = #expect(throws: TensorError.self) { try Tensor([1, 2, 3] as [Float], shape: shape) }
        #expect(error?.description == message)
    }

    @Test("has libtorch's own message where an operation does not fit")
    func refusedOperation() throws {
        let x = try Tensor.ones([2, 3])
        let error = #expect(throws: TensorError.self) { try x.matmul(x) }
        #expect(error?.description.hasPrefix("matmul: ") == true)
        #expect(error?.description.contains("cannot be multiplied (2x3 and 2x3)") == true)
        #expect(throws: TensorError.self) { try x.selected(5) }
        #expect(throws: TensorError.self) { try Operator("no_such_operator")(.tensor(x)) }
        #expect(throws: TensorError.self) { try Operator("relu")(.integer(3)) }
        #expect(throws: TensorError.self) { try Operator("relu")(.tensor(x), .tensor(x)) }
        #expect(throws: TensorError.self) { try x.double() }
    }

    @Test("follows the rules of broadcasting")
    func broadcasting() throws {
        let column = try Tensor([1, 2] as [Double], shape: [2, 1])
        let row = try Tensor([10, 20, 30] as [Double])
        #expect(try (column + row).array(of: Double.self) == [11, 21, 31, 12, 22, 32])
        #expect(try (1 - column * 2).array(of: Double.self) == [-1, -3])
    }

    @Test("shares memory that an object keeps, until the last view is gone")
    func sharing() throws {
        final class Owner {
            let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4)
            let onRelease: () -> Void
            init(onRelease: @escaping () -> Void) {
                self.onRelease = onRelease
                _ = memory.initialize(from: [1, 2, 3, 4])
            }
            deinit {
                memory.deallocate()
                onRelease()
            }
        }
        var isReleased = false
        do {
            var owner: Owner? = Owner { isReleased = true }
            let bytes = UnsafeRawBufferPointer(try #require(owner).memory)
            var whole: Tensor? = try Tensor(
                sharing: bytes, type: .float32, shape: [2, 2], keptBy: try #require(owner))
            owner?.memory[3] = 40
            owner = nil
            let view = try #require(whole).selected(1)
            whole = nil
            #expect(!isReleased)
            #expect(try view.array(of: Float.self) == [3, 40])
        }
        #expect(isReleased)
    }

    @Test("gives its elements without a copy, and takes changes in place")
    func elements() throws {
        let x = try Tensor([3, 4] as [Float])
        try x.withMutableElements(of: Float.self) { span in span[0] = 5 }
        let sum = try x.withElements(of: Float.self) { span in span[0] + span[1] }
        #expect(sum == 9)
        #expect(throws: TensorError.self) {
            try x.withMutableElements(of: Double.self) { span in span[0] = 1 }
        }
    }

    @Test("leaves nothing behind")
    func leaks() throws {
        func work() throws {
            let w = try Tensor.ones([8, 8], type: .float64).requiringGradient()
            let loss = try w.matmul(w).softmax(1).square().sum()
            try loss.backward()
            _ = try Tensor.gradients(of: w.exponential().sum(), withRespectTo: [w])
            _ = try w.split([3, 5]).count
            _ = try w.detached().sorted()
            #expect(throws: TensorError.self) { try w.matmul(Tensor.ones([3, 3])) }
        }
        try work()
        let before = try Torch.liveTensorCount
        for _ in 0..<300 { try work() }
        // Other tests may run at the same time and hold some of their own.
        #expect(abs(try Torch.liveTensorCount - before) < 300)
    }

    @Test("has the same random numbers for the same seed, and others for another")
    func random() throws {
        func draw(_ seed: UInt64) throws -> [[Float]] {
            let random = try RandomGenerator(seed: seed)
            return try [
                Tensor.normal([5], random).array(of: Float.self),
                Tensor.uniform([5], random).array(of: Float.self),
                Tensor.permutation(9, random).array(of: Float.self),
                Tensor.integers(in: 2..<7, [4], random).array(of: Float.self),
                Tensor.full([6], 0.5).bernoulli(random).array(of: Float.self),
                Tensor([1, 2, 3] as [Float]).multinomial(4, replacement: true, random).array(of: Float.self),
            ]
        }
        #expect(try draw(1) == draw(1))
        #expect(try draw(1) != draw(2))
    }
}

@Suite("Without libtorch")
struct MissingTorchTests {
    @Test("one sentence says how to get it")
    func sentence() {
        let error = TensorError.unavailable(reason: "which is not there")
        #expect(
            error.description
                == "Learning needs libtorch, which is not there; run `scripts/setup --torch`, or name the plugin's file in the"
                + " environment variable ESPALIER_TORCH")
    }
}
