import CHNSW

/// How far two vectors are from each other; the smaller the number, the nearer they are.
public enum DistanceMetric: String, Sendable, CaseIterable {
    /// The sum of the squared differences.
    case euclidean
    /// One minus the cosine of the angle, from 0 to 2; a stored vector of zeros is at 1 from every query.
    case cosine
    /// One minus the inner product, which may be negative.
    ///
    /// It is no distance: where vectors differ much in length, the longest are near to everything, and an approximate search
    /// misses more than by the other metrics.
    case innerProduct = "inner-product"

    /// The function that compares vectors as ``prepared(_:named:isQuery:)`` returns them.
    var function: chnsw_metric {
        switch self {
        case .euclidean: CHNSW_SQUARED_EUCLIDEAN
        case .cosine, .innerProduct: CHNSW_INNER_PRODUCT
        }
    }

    /// No square of a number up to this, and no sum of as many as a vector may have, leaves single precision.
    static let largestNumber: Float = 1e15

    /// A vector as it is compared: of finite numbers, and for the cosine of length one.
    ///
    /// - Parameters:
    ///   - vector: The numbers.
    ///   - name: What the vector is called in the sentence that refuses it.
    ///   - isQuery: Whether a vector of zeros is refused where directions are compared.
    /// - Returns: The numbers to compare.
    /// - Throws: What is wrong with a number.
    func prepared(
        _ vector: UnsafeBufferPointer<Float>, named name: @autoclosure () -> String, isQuery: Bool = false
    ) throws(VectorSearchError) -> [Float] {
        var largest: Float = 0
        var isFinite = true
        for number in vector {
            isFinite = isFinite && number.isFinite
            largest = max(largest, abs(number))
        }
        guard isFinite else { throw .notFinite(name()) }
        guard largest <= Self.largestNumber else { throw .tooLarge(name()) }
        guard self == .cosine else { return [Float](vector) }
        guard largest > 0 else {
            if isQuery { throw .noDirection(name()) }
            return [Float](vector)
        }
        var squares = 0.0
        for number in vector { squares += Double(number) * Double(number) }
        let length = squares.squareRoot()
        return vector.map { Float(Double($0) / length) }
    }
}
