extension Operator {
    static let add = Operator("add", "Tensor")
    static let addNumber = Operator("add", "Scalar")
    static let subtract = Operator("sub", "Tensor")
    static let subtractNumber = Operator("sub", "Scalar")
    static let subtractFrom = Operator("rsub", "Scalar")
    static let multiply = Operator("mul", "Tensor")
    static let multiplyNumber = Operator("mul", "Scalar")
    static let divide = Operator("div", "Tensor")
    static let divideNumber = Operator("div", "Scalar")
    static let remainder = Operator("remainder", "Scalar")
    static let power = Operator("pow", "Tensor_Scalar")
    static let powerTensor = Operator("pow", "Tensor_Tensor")
    static let arcTangent2 = Operator("atan2")
    static let minimum = Operator("minimum")
    static let maximum = Operator("maximum")
    static let clamp = Operator("clamp")
    static let leakyReLU = Operator("leaky_relu")
    static let elu = Operator("elu")
    static let interpolate = Operator("lerp", "Scalar")
}

// A whole expression takes one `try`: `try (x * 2 + y).relu()`.
extension Tensor {
    /// The sum of each pair of elements.
    public static func + (left: Tensor, right: Tensor) throws(TensorError) -> Tensor {
        try Operator.add(.tensor(left), .tensor(right))
    }

    /// Each element plus a number.
    public static func + (left: Tensor, right: Double) throws(TensorError) -> Tensor {
        try Operator.addNumber(.tensor(left), .number(right))
    }

    /// Each element plus a number.
    public static func + (left: Double, right: Tensor) throws(TensorError) -> Tensor { try right + left }

    /// The difference of each pair of elements.
    public static func - (left: Tensor, right: Tensor) throws(TensorError) -> Tensor {
        try Operator.subtract(.tensor(left), .tensor(right))
    }

    /// Each element minus a number.
    public static func - (left: Tensor, right: Double) throws(TensorError) -> Tensor {
        try Operator.subtractNumber(.tensor(left), .number(right))
    }

    /// A number minus each element.
    public static func - (left: Double, right: Tensor) throws(TensorError) -> Tensor {
        try Operator.subtractFrom(.tensor(right), .number(left))
    }

    /// Minus each element.
    public static prefix func - (tensor: Tensor) throws(TensorError) -> Tensor { try tensor.negated() }

    /// The product of each pair of elements.
    public static func * (left: Tensor, right: Tensor) throws(TensorError) -> Tensor {
        try Operator.multiply(.tensor(left), .tensor(right))
    }

    /// Each element times a number.
    public static func * (left: Tensor, right: Double) throws(TensorError) -> Tensor {
        try Operator.multiplyNumber(.tensor(left), .number(right))
    }

    /// Each element times a number.
    public static func * (left: Double, right: Tensor) throws(TensorError) -> Tensor { try right * left }

    /// The quotient of each pair of elements.
    public static func / (left: Tensor, right: Tensor) throws(TensorError) -> Tensor {
        try Operator.divide(.tensor(left), .tensor(right))
    }

    /// Each element divided by a number.
    public static func / (left: Tensor, right: Double) throws(TensorError) -> Tensor {
        try Operator.divideNumber(.tensor(left), .number(right))
    }

    /// A number divided by each element.
    public static func / (left: Double, right: Tensor) throws(TensorError) -> Tensor {
        try right.reciprocal() * left
    }

    /// What division of each element leaves, with the sign of the divisor.
    public func remainder(dividingBy divisor: Double) throws(TensorError) -> Tensor {
        try Operator.remainder(.tensor(self), .number(divisor))
    }

    /// Each element to a power.
    public func power(_ exponent: Double) throws(TensorError) -> Tensor {
        try Operator.power(.tensor(self), .number(exponent))
    }

    /// Each element to the power of its partner.
    public func power(_ exponent: Tensor) throws(TensorError) -> Tensor {
        try Operator.powerTensor(.tensor(self), .tensor(exponent))
    }

    /// The angle in radians of the point whose ordinate is each element and whose abscissa is its partner.
    public func arcTangent(over abscissa: Tensor) throws(TensorError) -> Tensor {
        try Operator.arcTangent2(.tensor(self), .tensor(abscissa))
    }

    /// The smaller of each pair of elements.
    public func minimum(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.minimum(.tensor(self), .tensor(other))
    }

    /// The larger of each pair of elements.
    public func maximum(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.maximum(.tensor(self), .tensor(other))
    }

    /// Each element, but no less than one bound and no more than the other.
    public func clamped(
        atLeast lower: Double? = nil, atMost upper: Double? = nil
    ) throws(TensorError) -> Tensor {
        try Operator.clamp(.tensor(self), .optional(lower), .optional(upper))
    }

    /// Each element, but times `slope` where it is negative.
    public func leakyReLU(slope: Double = 0.01) throws(TensorError) -> Tensor {
        try Operator.leakyReLU(.tensor(self), .number(slope))
    }

    /// Each element x, but scale (e^x - 1) where it is negative.
    public func elu(scale: Double = 1) throws(TensorError) -> Tensor {
        try Operator.elu(.tensor(self), .number(scale))
    }

    /// The point between each element and its partner, 0 being here and 1 there.
    public func interpolated(to other: Tensor, by weight: Double) throws(TensorError) -> Tensor {
        try Operator.interpolate(.tensor(self), .tensor(other), .number(weight))
    }
}
