import CTorch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension Operator {
    static let makeDual = Operator("_make_dual")
    static let unpackDual = Operator("_unpack_dual")
}

extension Tensor {
    /// A function's value at a point and its derivative in a direction, in one pass forward.
    ///
    ///     let (y, slope) = try Tensor.directionalDerivative(at: [w], along: [v]) { inputs in try loss(inputs[0]) }
    ///
    /// The operations work on dual numbers, so that no history is kept and memory does not grow with depth: the
    /// product of the Jacobian with a vector. Points that require gradients keep them, for derivatives of both kinds.
    ///
    /// - Throws: ``TensorError`` also where an operation has no forward derivative in libtorch.
    /// - Complexity: about twice that of the function.
    /// - Note: libtorch has one level of dual numbers in a process: another thread waits, and a function that calls
    ///   this one again is refused.
    public static func directionalDerivative(
        at point: [Tensor], along direction: [Tensor],
        _ function: ([Tensor]) throws -> Tensor
    ) throws -> (value: Tensor, derivative: Tensor) {
        guard point.count == direction.count else {
            throw TensorError.invalid(
                "a point of \(point.count) tensors needs a direction of as many, not \(direction.count)")
        }
        let functions = try Torch.functions
        guard DualLevel.enter() else {
            throw TensorError.invalid("a directional derivative cannot be taken within another one")
        }
        defer { DualLevel.leave() }
        var level: Int64 = 0
        guard functions.enter_dual_level(&level) else { throw Torch.failure("directionalDerivative") }
        defer { _ = functions.leave_dual_level(level) }
        var duals: [Tensor] = []
        for (primal, tangent) in zip(point, direction) {
            duals.append(
                try Operator.makeDual(.tensor(primal), .tensor(tangent), .integer(Int(level))))
        }
        let parts = try Operator.unpackDual.all(.tensor(try function(duals)), .integer(Int(level)))
        guard let first = parts.first, let value = first else {
            throw TensorError.operation(name: "_unpack_dual", message: "gave no value")
        }
        // Without a tangent the value does not depend on the point.
        let derivative = parts.count > 1 ? parts[1] : nil
        return (value, try derivative ?? value.filled(with: 0).detached())
    }
}

/// Who may use the one level of dual numbers.
private enum DualLevel {
    // A lock of the kind that tells a thread which has it already, instead of letting it wait for itself; never freed.
    private nonisolated(unsafe) static let lock: UnsafeMutablePointer<pthread_mutex_t> = {
        var attributes = pthread_mutexattr_t()
        pthread_mutexattr_init(&attributes)
        pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
        let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        pthread_mutex_init(lock, &attributes)
        pthread_mutexattr_destroy(&attributes)
        return lock
    }()

    /// Waits for other threads; false where this one has it.
    static func enter() -> Bool { pthread_mutex_lock(lock) == 0 }

    static func leave() { pthread_mutex_unlock(lock) }
}
