/// The spread of numbers around their mean, in one pass (Welford, with weights as West has them).
struct RunningDeviation: Sendable {
    private var count = 0.0
    private var mean = 0.0
    private var squares = 0.0

    mutating func add(_ number: Double, weight: Int) {
        let weight = Double(weight)
        count += weight
        let distance = number - mean
        mean += distance * weight / count
        squares += weight * distance * (number - mean)
    }

    /// The standard deviation; 0 for fewer values than it takes to have one.
    func result(ofPopulation isPopulation: Bool) -> Double {
        let divisor = isPopulation ? count : count - 1
        return divisor > 0 ? (squares / divisor).squareRoot() : 0
    }
}
