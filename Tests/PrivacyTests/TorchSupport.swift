import LearningCore
import Tensors
import Testing

@testable import Privacy

/// Skips a test, and says why, where libtorch has not been set up.
extension Trait where Self == ConditionTrait {
    static var needsTorch: Self {
        .enabled("Private training needs libtorch, which `scripts/setup --torch` installs") {
            Torch.isAvailable
        }
    }
}

/// No noise, or the noise that a test wants.
struct GivenNoise: NoisySum {
    var isPrivate: Bool { false }
    /// For each release what is added, in units of clip norm times sigma; nothing where the list ends.
    var noise: [Tensor] = []
    private(set) var sums: [Tensor] = []

    init(_ noise: [Tensor] = []) { self.noise = noise }

    mutating func release(
        _ sum: Tensor, of count: Int, clip: Double, sigma: Double
    ) throws -> Tensor {
        defer { sums.append(sum) }
        guard sums.count < noise.count else { return sum }
        return try sum + noise[sums.count] * (clip * sigma)
    }
}

/// Records of classes that lie around points, by a formula.
func clusters(
    perClass: Int, classes: Int = 3, features: Int = 4, seed: UInt64, name: String = "clusters"
) throws -> Dataset {
    var random = SeededRandom(seed: seed)
    var values: [Float] = []
    var labels: [Int32] = []
    for label in 0..<classes {
        for _ in 0..<perClass {
            values += (0..<features).map { feature in
                Float(feature % classes == label ? 1 : 0) + Float(random.uniform() - 0.5) * 1.6
            }
            labels.append(Int32(label))
        }
    }
    return try Dataset(
        name: name, shape: [features], features: values, labels: labels,
        classNames: (0..<classes).map { "class \($0)" })
}

/// The largest difference between two tensors, over the largest element of the second.
func relativeDifference(_ left: Tensor, _ right: Tensor) throws -> Double {
    try (left - right).absolute().largest().double() / max(right.absolute().largest().double(), 1e-300)
}
