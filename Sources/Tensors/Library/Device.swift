import CTorch

/// Where the elements of a tensor lie and operations on it run.
public enum Device: Sendable, Hashable, CustomStringConvertible {
    /// The processor and its memory.
    case cpu
    /// A GPU of NVIDIA.
    case cuda(Int)
    /// The GPU of a Mac.
    case mps

    /// The name that libtorch gives it, such as "cuda:0".
    public var description: String {
        switch self {
        case .cpu: "cpu"
        case .cuda(let index): "cuda:\(index)"
        case .mps: "mps"
        }
    }

    /// The device of a name such as "cpu", "cuda", "cuda:1" or "mps"; nil for any other.
    public init?(_ name: String) {
        switch name {
        case "cpu": self = .cpu
        case "mps": self = .mps
        case "cuda": self = .cuda(0)
        default:
            guard name.hasPrefix("cuda:"), let index = Int(name.dropFirst(5)), (0..<128).contains(index)
            else {
                return nil
            }
            self = .cuda(index)
        }
    }

    /// Whether this machine has the device and the libtorch at hand can use it.
    public var isAvailable: Bool {
        guard case .success(let functions) = Torch.opened else { return false }
        switch self {
        case .cpu: return true
        case .cuda(let index): return index < Int(functions.device_count(TORCH_CUDA))
        case .mps: return functions.device_count(TORCH_MPS) > 0
        }
    }

    /// The fastest device that is there.
    public static var fastest: Device {
        [.cuda(0), .mps].first { $0.isAvailable } ?? .cpu
    }

    /// As the plugin has it: the kind in the low half, the index in the high one.
    var packed: Int64 {
        switch self {
        case .cpu: Int64(TORCH_CPU.rawValue)
        case .cuda(let index): Int64(index) << 32 | Int64(TORCH_CUDA.rawValue)
        case .mps: Int64(TORCH_MPS.rawValue)
        }
    }

    init(packed: Int64) {
        switch torch_device_kind(Int32(truncatingIfNeeded: packed)) {
        case TORCH_CUDA: self = .cuda(Int(packed >> 32))
        case TORCH_MPS: self = .mps
        default: self = .cpu
        }
    }
}
