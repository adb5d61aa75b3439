extension Operator {
    static let fourier = Operator("fft_fft")
    static let inverseFourier = Operator("fft_ifft")
    static let realFourier = Operator("fft_rfft")
    static let inverseRealFourier = Operator("fft_irfft")
    static let realParts = Operator("view_as_real")
    static let complexFromParts = Operator("view_as_complex")
    static let resolveConjugate = Operator("resolve_conj")
}

extension Tensor {
    /// The discrete Fourier transform along a dimension, of so many elements if given.
    public func fourier(_ dimension: Int = -1, count: Int? = nil) throws(TensorError) -> Tensor {
        try Operator.fourier(.tensor(self), .optional(count), .integer(dimension))
    }

    /// The inverse of the discrete Fourier transform.
    public func inverseFourier(_ dimension: Int = -1, count: Int? = nil) throws(TensorError) -> Tensor {
        try Operator.inverseFourier(.tensor(self), .optional(count), .integer(dimension))
    }

    /// The first half of the transform of real numbers, which determines the other.
    public func realFourier(_ dimension: Int = -1, count: Int? = nil) throws(TensorError) -> Tensor {
        try Operator.realFourier(.tensor(self), .optional(count), .integer(dimension))
    }

    /// The real numbers of which this is the first half of the transform; an odd count has to be given.
    public func inverseRealFourier(_ dimension: Int = -1, count: Int? = nil) throws(TensorError) -> Tensor {
        try Operator.inverseRealFourier(.tensor(self), .optional(count), .integer(dimension))
    }

    /// Complex numbers as pairs of real and imaginary part, in another last dimension.
    public func realAndImaginary() throws(TensorError) -> Tensor {
        try Operator.realParts(.tensor(Operator.resolveConjugate(.tensor(self))))
    }

    /// Pairs of real and imaginary part as complex numbers.
    public func complex() throws(TensorError) -> Tensor { try Operator.complexFromParts(.tensor(self)) }
}
