import Tensors
import Testing

/// Skips a test, and says why, where libtorch has not been set up.
extension Trait where Self == ConditionTrait {
    static var needsTorch: Self {
        .enabled("Training needs libtorch, which `scripts/setup --torch` installs") {
            Torch.isAvailable
        }
    }
}
