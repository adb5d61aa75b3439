import CTorch

extension Tensor {
    /// A tensor with a copy of some values, the last dimension varying fastest.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where the shape has room for another number of values.
    public convenience init<Scalar: TensorScalar>(_ values: [Scalar], shape: [Int]) throws(TensorError) {
        let result: Result<OpaquePointer, TensorError> = values.withUnsafeBytes { bytes in
            Result { () throws(TensorError) in
                try Tensor.copy(of: bytes, type: Scalar.scalarType, shape: shape)
            }
        }
        self.init(owning: try result.get())
    }

    /// A vector with a copy of some values.
    public convenience init<Scalar: TensorScalar>(_ values: [Scalar]) throws(TensorError) {
        try self.init(values, shape: [values.count])
    }

    /// A tensor with a copy of the elements of a span.
    public convenience init<Scalar: TensorScalar>(_ span: Span<Scalar>, shape: [Int]) throws(TensorError) {
        let result: Result<OpaquePointer, TensorError> = span.withUnsafeBytes { bytes in
            Result { () throws(TensorError) in
                try Tensor.copy(of: bytes, type: Scalar.scalarType, shape: shape)
            }
        }
        self.init(owning: try result.get())
    }

    /// A single number.
    public convenience init(_ value: Double, type: ScalarType = .float32) throws(TensorError) {
        let made = try Operator.full(.integers([]), .number(value), .scalarType(type))
        self.init(owning: try made.released())
    }

    /// A tensor over memory that an object keeps, without a copy: a mapped file, or a column of a store.
    ///
    /// The object lives until the last tensor that shares the memory is gone. Operations read it only; those that
    /// change a tensor in place may be used where the memory may be written.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where the shape does not fit the memory, or the memory is not aligned
    ///   for its elements.
    public convenience init(
        sharing memory: UnsafeRawBufferPointer, type: ScalarType, shape: [Int], keptBy owner: AnyObject
    ) throws(TensorError) {
        try Tensor.check(shape, type, byteCount: memory.count)
        guard let base = memory.baseAddress, memory.count > 0 else {
            self.init(owning: try Tensor.zeros(shape, type: type).released())
            return
        }
        guard UInt(bitPattern: base).isMultiple(of: UInt(min(type.byteCount, 8))) else {
            throw .invalid("the memory of a tensor of \(type.name) begins at an address that is not aligned")
        }
        let kept = Unmanaged.passRetained(owner)
        let sizes = shape.map(Int64.init)
        let handle = try Torch.functions.from_memory(
            UnsafeMutableRawPointer(mutating: base), type.rawValue, sizes, nil, sizes.count,
            { Unmanaged<AnyObject>.fromOpaque($0!).release() }, kept.toOpaque())
        guard let handle else {
            kept.release()
            throw Torch.failure("from_memory")
        }
        self.init(owning: handle)
    }

    /// The elements in the order of their indices, converted to a type.
    ///
    /// - Complexity: one copy of the elements; a tensor on another device is brought here first.
    public func array<Scalar: TensorScalar>(of type: Scalar.Type) throws(TensorError) -> [Scalar] {
        try withElements(of: type) { span in
            span.withUnsafeBufferPointer { [Scalar]($0) }
        }
    }

    /// Reads the elements in the order of their indices, without a copy where they lie so in memory already.
    public func withElements<Scalar: TensorScalar, Answer>(
        of type: Scalar.Type, _ body: (Span<Scalar>) -> Answer
    ) throws(TensorError) -> Answer {
        let dense = try detached().converted(to: Scalar.scalarType, device: .cpu).contiguous()
        guard let base = dense.functions.data(dense.handle) else { throw Torch.failure("data") }
        let pointer = base.assumingMemoryBound(to: Scalar.self)
        return withExtendedLifetime(dense) {
            body(UnsafeBufferPointer(start: pointer, count: dense.count).span)
        }
    }

    /// Changes the elements in place.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` unless the tensor is contiguous, on the CPU and of that very type.
    public func withMutableElements<Scalar: TensorScalar, Answer>(
        of type: Scalar.Type, _ body: (inout MutableSpan<Scalar>) -> Answer
    ) throws(TensorError) -> Answer {
        guard scalarType == Scalar.scalarType, isContiguous, device == .cpu, !isSparse else {
            throw .invalid(
                "the elements of \(self) cannot be changed as \(Scalar.scalarType.name); that takes a contiguous"
                    + " tensor of that type on the CPU")
        }
        guard let base = functions.data(handle) else { throw Torch.failure("data") }
        let elements = UnsafeMutableBufferPointer(
            start: base.assumingMemoryBound(to: Scalar.self), count: count)
        return withExtendedLifetime(self) {
            var span = elements.mutableSpan
            return body(&span)
        }
    }

    /// The only element, as a number.
    ///
    /// - Throws: ``TensorError`` where there are none or several.
    public func double() throws(TensorError) -> Double {
        let value = try item()
        return value.kind == TORCH_NUMBER ? value.number : Double(value.integer)
    }

    /// The only element, as a whole number; fractions are cut off.
    ///
    /// - Throws: ``TensorError`` where there are none or several, or the element is too large.
    public func integer() throws(TensorError) -> Int {
        let value = try item()
        guard value.kind == TORCH_NUMBER else { return Int(value.integer) }
        guard let integer = Int(exactly: value.number.rounded(.towardZero)) else {
            throw .invalid("\(value.number) is no whole number of 64 bits")
        }
        return integer
    }

    private func item() throws(TensorError) -> torch_value {
        var value = torch_value()
        guard functions.item(handle, &value) else { throw Torch.failure("item") }
        return value
    }

    /// The reference itself, for an object that takes this one's place.
    func released() throws(TensorError) -> OpaquePointer {
        guard let copy = functions.retain(handle) else { throw Torch.failure("retain") }
        return copy
    }

    private static func copy(
        of bytes: UnsafeRawBufferPointer, type: ScalarType, shape: [Int]
    ) throws(TensorError) -> OpaquePointer {
        try check(shape, type, byteCount: bytes.count)
        let copy = try Operator.empty(.integers(shape), .scalarType(type))
        guard let target = copy.functions.data(copy.handle) else { throw Torch.failure("data") }
        if let source = bytes.baseAddress { target.copyMemory(from: source, byteCount: bytes.count) }
        return try copy.released()
    }

    private static func check(_ shape: [Int], _ type: ScalarType, byteCount: Int) throws(TensorError) {
        var wanted = type.byteCount
        for size in shape {
            let (product, overflow) = wanted.multipliedReportingOverflow(by: size)
            guard size >= 0, !overflow else { throw .invalid("\(shape) is no shape") }
            wanted = product
        }
        guard wanted == byteCount else {
            throw .invalid(
                "\(byteCount / type.byteCount) values do not fill a tensor of shape \(shape), which has"
                    + " \(wanted / type.byteCount)")
        }
    }
}
