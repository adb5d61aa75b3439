extension Operator {
    static let negated = Operator("neg")
    static let absolute = Operator("abs")
    static let sign = Operator("sign")
    static let square = Operator("square")
    static let squareRoot = Operator("sqrt")
    static let reciprocalSquareRoot = Operator("rsqrt")
    static let reciprocal = Operator("reciprocal")
    static let exponential = Operator("exp")
    static let exponentialMinusOne = Operator("expm1")
    static let logarithm = Operator("log")
    static let logarithmOfOnePlus = Operator("log1p")
    static let sine = Operator("sin")
    static let cosine = Operator("cos")
    static let tangent = Operator("tan")
    static let arcTangent = Operator("atan")
    static let hyperbolicTangent = Operator("tanh")
    static let sigmoid = Operator("sigmoid")
    static let logSigmoid = Operator("log_sigmoid")
    static let relu = Operator("relu")
    static let gelu = Operator("gelu")
    static let silu = Operator("silu")
    static let softplus = Operator("softplus")
    static let errorFunction = Operator("erf")
    static let inverseErrorFunction = Operator("erfinv")
    static let logGamma = Operator("lgamma")
    static let digamma = Operator("digamma")
    static let floor = Operator("floor")
    static let ceiling = Operator("ceil")
    static let rounded = Operator("round")
    static let logicalNot = Operator("logical_not")
    static let isFinite = Operator("isfinite")
    static let isNaN = Operator("isnan")
}

extension Tensor {
    /// Minus each element.
    public func negated() throws(TensorError) -> Tensor { try Operator.negated(.tensor(self)) }

    /// The absolute value of each element.
    public func absolute() throws(TensorError) -> Tensor { try Operator.absolute(.tensor(self)) }

    /// -1, 0 or 1: the sign of each element.
    public func sign() throws(TensorError) -> Tensor { try Operator.sign(.tensor(self)) }

    /// Each element times itself.
    public func square() throws(TensorError) -> Tensor { try Operator.square(.tensor(self)) }

    /// The square root of each element.
    public func squareRoot() throws(TensorError) -> Tensor { try Operator.squareRoot(.tensor(self)) }

    /// One over the square root of each element.
    public func reciprocalSquareRoot() throws(TensorError) -> Tensor {
        try Operator.reciprocalSquareRoot(.tensor(self))
    }

    /// One over each element.
    public func reciprocal() throws(TensorError) -> Tensor { try Operator.reciprocal(.tensor(self)) }

    /// e to the power of each element.
    public func exponential() throws(TensorError) -> Tensor { try Operator.exponential(.tensor(self)) }

    /// e to the power of each element, minus one, exact near zero.
    public func exponentialMinusOne() throws(TensorError) -> Tensor {
        try Operator.exponentialMinusOne(.tensor(self))
    }

    /// The natural logarithm of each element.
    public func logarithm() throws(TensorError) -> Tensor { try Operator.logarithm(.tensor(self)) }

    /// The natural logarithm of one plus each element, exact near zero.
    public func logarithmOfOnePlus() throws(TensorError) -> Tensor {
        try Operator.logarithmOfOnePlus(.tensor(self))
    }

    /// The sine of each element, in radians.
    public func sine() throws(TensorError) -> Tensor { try Operator.sine(.tensor(self)) }

    /// The cosine of each element, in radians.
    public func cosine() throws(TensorError) -> Tensor { try Operator.cosine(.tensor(self)) }

    /// The tangent of each element, in radians.
    public func tangent() throws(TensorError) -> Tensor { try Operator.tangent(.tensor(self)) }

    /// The angle in radians of which each element is the tangent.
    public func arcTangent() throws(TensorError) -> Tensor { try Operator.arcTangent(.tensor(self)) }

    /// The hyperbolic tangent of each element.
    public func hyperbolicTangent() throws(TensorError) -> Tensor {
        try Operator.hyperbolicTangent(.tensor(self))
    }

    /// 1 / (1 + e^-x) of each element x.
    public func sigmoid() throws(TensorError) -> Tensor { try Operator.sigmoid(.tensor(self)) }

    /// The logarithm of the sigmoid, exact for large negative elements.
    public func logSigmoid() throws(TensorError) -> Tensor { try Operator.logSigmoid(.tensor(self)) }

    /// The larger of each element and zero.
    public func relu() throws(TensorError) -> Tensor { try Operator.relu(.tensor(self)) }

    /// The Gaussian error linear unit, x Phi(x), of each element x.
    public func gelu() throws(TensorError) -> Tensor { try Operator.gelu(.tensor(self)) }

    /// x sigmoid(x) of each element x.
    public func silu() throws(TensorError) -> Tensor { try Operator.silu(.tensor(self)) }

    /// log(1 + e^x) of each element x.
    public func softplus() throws(TensorError) -> Tensor { try Operator.softplus(.tensor(self)) }

    /// The error function of each element.
    public func errorFunction() throws(TensorError) -> Tensor { try Operator.errorFunction(.tensor(self)) }

    /// The number of which each element is the error function.
    public func inverseErrorFunction() throws(TensorError) -> Tensor {
        try Operator.inverseErrorFunction(.tensor(self))
    }

    /// The logarithm of the absolute value of the gamma function.
    public func logGamma() throws(TensorError) -> Tensor { try Operator.logGamma(.tensor(self)) }

    /// The derivative of the logarithm of the gamma function.
    public func digamma() throws(TensorError) -> Tensor { try Operator.digamma(.tensor(self)) }

    /// The largest whole number that is not above each element.
    public func floor() throws(TensorError) -> Tensor { try Operator.floor(.tensor(self)) }

    /// The smallest whole number that is not below each element.
    public func ceiling() throws(TensorError) -> Tensor { try Operator.ceiling(.tensor(self)) }

    /// The nearest whole number, the even one of two.
    public func rounded() throws(TensorError) -> Tensor { try Operator.rounded(.tensor(self)) }

    /// Whether each element is zero or false.
    public func logicalNot() throws(TensorError) -> Tensor { try Operator.logicalNot(.tensor(self)) }

    /// Whether each element is neither infinite nor no number.
    public func isFinite() throws(TensorError) -> Tensor { try Operator.isFinite(.tensor(self)) }

    /// Whether each element is no number.
    public func isNaN() throws(TensorError) -> Tensor { try Operator.isNaN(.tensor(self)) }
}
