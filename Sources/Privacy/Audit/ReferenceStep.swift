import LearningCore

/// One step of private training in its plainest form: clip, sum, add noise, divide; with a fault if wanted.
///
/// It stands beside the shipped trainer so that faults can be made without a switch for them there.
struct ReferenceStep {
    let clip: Double
    let sigma: Double
    /// The published number of records, which is what sums are divided by.
    let count: Int
    /// Which coordinates belong to which parameter.
    let parameters: [Range<Int>]
    let mutant: Mutant?
    private var normal: NormalSampler
    private var firstNoise: [Double]?

    private static let microBatches = 4

    init(
        clip: Double, sigma: Double, count: Int, parameters: [Range<Int>], mutant: Mutant?,
        random: SeededRandom
    ) {
        (self.clip, self.sigma, self.count, self.parameters) = (clip, sigma, count, parameters)
        self.mutant = mutant
        normal = NormalSampler(random)
    }

    private var width: Int { parameters.last?.upperBound ?? 0 }

    /// The noisy mean of some records' gradients, which anybody may see.
    mutating func publish(_ gradients: [[Double]]) -> [Double] {
        var total = sum(gradients)
        for (coordinate, noise) in noise().enumerated() { total[coordinate] += noise }
        let divisor = mutant == .realisedDivisor ? gradients.count : count
        return total.map { $0 / Double(divisor) }
    }

    private func sum(_ gradients: [[Double]]) -> [Double] {
        switch mutant {
        case .batchClip:
            let present = Double(max(gradients.count, 1))
            let mean = Self.added(gradients, width: width).map { $0 / present }
            return Self.scaled(mean, to: clip).map { $0 * present }
        case .unclippedParameter:
            return Self.added(gradients.map { clippedButForTheLast($0) }, width: width)
        case .droppedRecord:
            return Self.added(gradients.dropLast().map { Self.scaled($0, to: clip) }, width: width)
        case .privateSubspace:
            let contributions = gradients.map { Self.scaled($0, to: clip) }
            return Self.projected(
                Self.added(contributions, width: width),
                to: Self.leadingDirection(contributions, width: width))
        default: return Self.added(gradients.map { Self.scaled($0, to: clip) }, width: width)
        }
    }

    private mutating func noise() -> [Double] {
        let deviation = clip * sigma
        switch mutant {
        case .halfNoise: return draw(deviation / 2)
        case .microBatchNoise:
            var total = Array(repeating: 0.0, count: width)
            for _ in 0..<Self.microBatches {
                total = Self.added([total, draw(deviation / Double(Self.microBatches))], width: width)
            }
            return total
        case .repeatedNoise:
            let noise = firstNoise ?? draw(deviation)
            firstNoise = noise
            return noise
        default: return draw(deviation)
        }
    }

    private mutating func draw(_ deviation: Double) -> [Double] {
        (0..<width).map { _ in deviation * normal.next() }
    }

    /// The gradient with the last parameter's part as it is.
    private func clippedButForTheLast(_ gradient: [Double]) -> [Double] {
        let last = parameters.last ?? 0..<0
        return Self.scaled(gradient, to: clip).enumerated().map {
            last.contains($0.offset) ? gradient[$0.offset] : $0.element
        }
    }
}

extension ReferenceStep {
    static func length(_ vector: [Double]) -> Double { product(vector, vector).squareRoot() }

    // Plain loops: the audit takes a step some hundred thousand times, in tests without optimisation.
    static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for coordinate in 0..<left.count { sum += left[coordinate] * right[coordinate] }
        return sum
    }

    /// The vector, shortened to a length if it is longer.
    fileprivate static func scaled(_ vector: [Double], to longest: Double) -> [Double] {
        let length = length(vector)
        guard length > longest else { return vector }
        var scaled = vector
        for coordinate in 0..<vector.count { scaled[coordinate] *= longest / length }
        return scaled
    }

    fileprivate static func added(_ vectors: [[Double]], width: Int) -> [Double] {
        var total = Array(repeating: 0.0, count: width)
        for vector in vectors {
            for coordinate in 0..<width { total[coordinate] += vector[coordinate] }
        }
        return total
    }

    fileprivate static func projected(_ vector: [Double], to direction: [Double]) -> [Double] {
        let part = product(vector, direction)
        return direction.map { $0 * part }
    }

    /// The direction with the most energy, by power iteration from the sum.
    fileprivate static func leadingDirection(_ vectors: [[Double]], width: Int) -> [Double] {
        var direction = added(vectors, width: width)
        for _ in 0..<20 {
            let images = vectors.map { vector in
                let part = product(vector, direction)
                return vector.map { $0 * part }
            }
            direction = added(images, width: width)
            let length = length(direction)
            guard length > 0 else { return direction }
            direction = direction.map { $0 / length }
        }
        return direction
    }
}
