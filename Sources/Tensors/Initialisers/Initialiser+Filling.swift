extension Operator {
    static let uniformInPlace = Operator("uniform_")
    static let normalInPlace = Operator("normal_")
}

extension Initialiser {
    /// Gives every element of a tensor its first value.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where the tensor has too few dimensions to have fans or be orthogonal.
    public func fill(_ tensor: Tensor, _ random: RandomGenerator) throws(TensorError) {
        try withoutGradients { () throws(TensorError) in
            switch self {
            case .zeros: try tensor.fill(0)
            case .constant(let value): try tensor.fill(value)
            case .uniform(let lower, let upper): try Self.uniform(tensor, lower, upper, random)
            case .normal(let mean, let deviation): try Self.normal(tensor, mean, deviation, random)
            case .truncatedNormal(let deviation, let limit):
                try tensor.assign(Self.truncated(tensor.shape, deviation, limit, random))
            case .xavierUniform(let gain):
                let bound = (3.0).squareRoot() * (try Self.xavierDeviation(tensor, gain))
                try Self.uniform(tensor, -bound, bound, random)
            case .xavierNormal(let gain):
                try Self.normal(tensor, 0, Self.xavierDeviation(tensor, gain), random)
            case .kaimingUniform(let slope, let fan):
                let bound = (3.0).squareRoot() * (try Self.kaimingDeviation(tensor, slope, fan))
                try Self.uniform(tensor, -bound, bound, random)
            case .kaimingNormal(let slope, let fan):
                try Self.normal(tensor, 0, Self.kaimingDeviation(tensor, slope, fan), random)
            case .orthogonal(let gain): try tensor.assign(Self.orthogonal(tensor, gain, random))
            }
        }
    }

    static func fans(of shape: [Int]) throws(TensorError) -> (inputs: Int, outputs: Int) {
        guard shape.count >= 2 else {
            throw .invalid(
                "a tensor of shape \(shape) has no fans; they take a weight of two dimensions or more")
        }
        let field = shape.dropFirst(2).reduce(1, *)
        return (shape[1] * field, shape[0] * field)
    }

    private static func uniform(
        _ tensor: Tensor, _ lower: Double, _ upper: Double, _ random: RandomGenerator
    ) throws(TensorError) {
        try Operator.uniformInPlace.perform(
            .tensor(tensor), .number(lower), .number(upper), .generator(random))
    }

    private static func normal(
        _ tensor: Tensor, _ mean: Double, _ deviation: Double, _ random: RandomGenerator
    ) throws(TensorError) {
        try Operator.normalInPlace.perform(
            .tensor(tensor), .number(mean), .number(deviation), .generator(random))
    }

    private static func xavierDeviation(_ tensor: Tensor, _ gain: Double) throws(TensorError) -> Double {
        let fans = try fans(of: tensor.shape)
        return gain * (2 / Double(fans.inputs + fans.outputs)).squareRoot()
    }

    private static func kaimingDeviation(
        _ tensor: Tensor, _ slope: Double, _ fan: Fan
    ) throws(TensorError) -> Double {
        let fans = try fans(of: tensor.shape)
        let gain = (2 / (1 + slope * slope)).squareRoot()
        return gain / Double(fan == .inputs ? fans.inputs : fans.outputs).squareRoot()
    }

    /// Draws by the inverse of the distribution function: x = sqrt(2) erfinv(u), u uniform between the bounds' erf.
    private static func truncated(
        _ shape: [Int], _ deviation: Double, _ limit: Double, _ random: RandomGenerator
    ) throws(TensorError) -> Tensor {
        guard limit > 0, deviation >= 0 else {
            throw .invalid(
                "a normal distribution of deviation \(deviation) cannot be cut at \(limit) deviations")
        }
        let bound = try (Tensor(limit, type: .float64) / 2.0.squareRoot()).errorFunction().double()
        let uniform = try Tensor.zeros(shape, type: .float64)
        try Self.uniform(uniform, -bound, bound, random)
        let normal = try uniform.inverseErrorFunction() * 2.0.squareRoot()
        return try normal.clamped(atLeast: -limit, atMost: limit) * deviation
    }

    /// The Q of a QR factorisation of normal numbers, made unique by a positive diagonal of R.
    ///
    /// Source: Mezzadri, How to generate random matrices from the classical compact groups, 2007.
    private static func orthogonal(
        _ tensor: Tensor, _ gain: Double, _ random: RandomGenerator
    ) throws(TensorError) -> Tensor {
        let shape = tensor.shape
        guard shape.count >= 2 else {
            throw .invalid(
                "a tensor of shape \(shape) cannot be orthogonal; that takes two dimensions or more")
        }
        let rows = shape[0]
        let columns = shape.dropFirst().reduce(1, *)
        let flat = try Tensor.zeros([rows, columns], type: tensor.scalarType)
        try normal(flat, 0, 1, random)
        let (q, r) = try (rows < columns ? flat.transposed() : flat).qr()
        let unique = try q * r.diagonal().sign()
        return try (rows < columns ? unique.transposed() : unique).reshaped(shape) * gain
    }
}
