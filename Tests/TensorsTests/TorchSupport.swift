import Testing

@testable import Tensors

/// Skips a test, and says why, where libtorch has not been set up.
extension Trait where Self == ConditionTrait {
    static var needsTorch: Self {
        .enabled("Tensors need libtorch, which `scripts/setup --torch` installs") { Torch.isAvailable }
    }
}

/// Whether two lists agree to an absolute tolerance, element by element.
func agree(_ left: [Double], _ right: [Double], within tolerance: Double = 1e-12) -> Bool {
    left.count == right.count
        && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance || ($0.isNaN && $1.isNaN) || $0 == $1 }
}
