import CTorch

/// An operator of libtorch, by the name under which its registry has it.
///
///     static let cosine = Operator("cos")
///     let y = try cosine(.tensor(x))
///
/// Arguments follow the order of libtorch's declaration; those left out at the end get their defaults. The operation
/// is looked up once and then costs about as much as the same call in C++.
public struct Operator: Sendable {
    /// The name as libtorch has it, without the namespace.
    public let name: String
    // Operators live as long as the process; the plugin allows calls from any thread.
    private nonisolated(unsafe) let found: Result<OpaquePointer, TensorError>

    /// The operation `aten::name` with an overload.
    public init(_ name: String, _ overload: String = "") {
        self.name = name
        found = Result { () throws(TensorError) in
            guard let pointer = try Torch.functions.find_operator("aten::" + name, overload) else {
                throw Torch.failure(overload.isEmpty ? name : "\(name).\(overload)")
            }
            return pointer
        }
    }

    /// Runs the operation and returns its first tensor.
    ///
    /// - Throws: ``TensorError/operation(name:message:)`` with libtorch's message where it refuses.
    @discardableResult
    public func callAsFunction(_ arguments: Argument...) throws(TensorError) -> Tensor {
        try run(arguments) { functions, values in
            for value in values.dropFirst() { Self.discard(value, functions) }
            guard let first = values.first, let tensor = Self.tensor(first) else {
                return .failure(.operation(name: name, message: "gave no tensor"))
            }
            return .success(tensor)
        }
    }

    /// Runs the operation and returns all of its tensors; what is not one is nil.
    public func all(_ arguments: Argument...) throws(TensorError) -> [Tensor?] {
        try run(arguments) { _, values in .success(values.map(Self.tensor)) }
    }

    /// Runs the operation and returns all of its tensors, which none may be missing from.
    func tensors(_ arguments: Argument...) throws(TensorError) -> [Tensor] {
        try run(arguments) { _, values in .success(values.compactMap(Self.tensor)) }
    }

    /// Runs an operation that is wanted for its effect.
    func perform(_ arguments: Argument...) throws(TensorError) {
        try run(arguments) { functions, values in
            for value in values { Self.discard(value, functions) }
            return .success(())
        }
    }

    /// Runs the operation and returns its first result, a truth value.
    func boolean(_ arguments: Argument...) throws(TensorError) -> Bool {
        try run(arguments) { _, values in .success(values.first?.integer == 1) }
    }

    private static func tensor(_ value: torch_value) -> Tensor? {
        guard value.kind == TORCH_TENSOR, let pointer = value.pointer else { return nil }
        return Tensor(owning: OpaquePointer(pointer))
    }

    private static func discard(_ value: torch_value, _ functions: borrowing torch_plugin) {
        if value.kind == TORCH_TENSOR, let pointer = value.pointer {
            functions.release(OpaquePointer(pointer))
        }
    }

    private func run<Answer>(
        _ arguments: [Argument],
        _ take: (torch_plugin, UnsafeBufferPointer<torch_value>) -> Result<Answer, TensorError>
    ) throws(TensorError) -> Answer {
        let functions = try Torch.functions
        let pointer = try found.get()
        let scratchCount = arguments.reduce(0) { $0 + $1.scratchCount }
        let answer = withUnsafeTemporaryAllocation(of: torch_value.self, capacity: arguments.count) {
            values in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: scratchCount) {
                scratch -> Result<Answer, TensorError> in
                // Where nothing is needed there may be no address; the plugin then reads nothing from it.
                let nowhere = UnsafeMutablePointer<UInt64>(bitPattern: 8)
                guard var rest = scratch.baseAddress ?? nowhere else { return .failure(Torch.failure(name)) }
                for (position, argument) in arguments.enumerated() {
                    guard let base = values.baseAddress else { break }
                    argument.write(to: base + position, scratch: rest)
                    rest += argument.scratchCount
                }
                var count = 0
                // The tensors in `arguments` must outlive the call, which knows their handles only.
                let results = withExtendedLifetime(arguments) {
                    functions.call(pointer, values.baseAddress, arguments.count, &count)
                }
                guard let results else { return .failure(Torch.failure(name)) }
                return take(functions, UnsafeBufferPointer(start: results, count: count))
            }
        }
        return try answer.get()
    }
}
