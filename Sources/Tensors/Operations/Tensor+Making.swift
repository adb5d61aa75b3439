extension Operator {
    static let empty = Operator("empty", "memory_format")
    static let full = Operator("full")
    static let fullLike = Operator("full_like")
    static let range = Operator("arange", "start_step")
    static let linspace = Operator("linspace")
    static let identity = Operator("eye")
    static let clone = Operator("clone")
    static let detach = Operator("detach")
    static let convert = Operator("to", "dtype_layout")
    static let contiguous = Operator("contiguous")
}

extension Tensor {
    /// A tensor of one number.
    public static func full(
        _ shape: [Int], _ value: Double, type: ScalarType = .float32, device: Device = .cpu
    ) throws(TensorError) -> Tensor {
        try Operator.full(.integers(shape), .number(value), .scalarType(type), .none, .device(device))
    }

    /// A tensor of zeros.
    public static func zeros(
        _ shape: [Int], type: ScalarType = .float32, device: Device = .cpu
    ) throws(TensorError) -> Tensor { try full(shape, 0, type: type, device: device) }

    /// A tensor of ones.
    public static func ones(
        _ shape: [Int], type: ScalarType = .float32, device: Device = .cpu
    ) throws(TensorError) -> Tensor { try full(shape, 1, type: type, device: device) }

    /// A tensor of one number with shape, type and device of this one.
    public func filled(with value: Double) throws(TensorError) -> Tensor {
        try Operator.fullLike(.tensor(self), .number(value))
    }

    /// The whole numbers of a range, as a vector.
    public static func range(_ range: Range<Int>, device: Device = .cpu) throws(TensorError) -> Tensor {
        try Operator.range(
            .integer(range.lowerBound), .integer(range.upperBound), .integer(1), .scalarType(.int64), .none,
            .device(device))
    }

    /// So many numbers at equal distances, both ends included.
    public static func linear(
        from start: Double, through end: Double, count: Int, type: ScalarType = .float32
    ) throws(TensorError) -> Tensor {
        try Operator.linspace(.number(start), .number(end), .integer(count), .scalarType(type))
    }

    /// The identity matrix of a size.
    public static func identity(_ size: Int, type: ScalarType = .float32) throws(TensorError) -> Tensor {
        try Operator.identity(.integer(size), .scalarType(type))
    }

    /// A tensor with elements of its own, equal to these; gradients pass through.
    public func copy() throws(TensorError) -> Tensor { try Operator.clone(.tensor(self)) }

    /// The same elements without the history of how they came about.
    public func detached() throws(TensorError) -> Tensor { try Operator.detach(.tensor(self)) }

    /// The tensor with elements of a type, on a device; this one itself where nothing changes.
    public func converted(to type: ScalarType? = nil, device: Device? = nil) throws(TensorError) -> Tensor {
        if (type ?? scalarType) == scalarType, (device ?? self.device) == self.device { return self }
        return try Operator.convert(
            .tensor(self), .optional(type), .none, device.map { .device($0) } ?? .none)
    }

    /// The tensor with its elements in memory in the order of their indices; this one itself where they are.
    public func contiguous() throws(TensorError) -> Tensor {
        isContiguous && !isSparse ? self : try Operator.contiguous(.tensor(self))
    }
}
