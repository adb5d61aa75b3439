/// What the elements of a tensor are.
///
/// The numbers are those of libtorch's `c10::ScalarType`.
public enum ScalarType: Int32, Sendable, CaseIterable {
    case uint8 = 0
    case int8 = 1
    case int16 = 2
    case int32 = 3
    case int64 = 4
    case float16 = 5
    case float32 = 6
    case float64 = 7
    case complex64 = 9
    case complex128 = 10
    case bool = 11
    case bfloat16 = 15

    /// The bytes that one element takes.
    public var byteCount: Int {
        switch self {
        case .uint8, .int8, .bool: 1
        case .int16, .float16, .bfloat16: 2
        case .int32, .float32: 4
        case .int64, .float64, .complex64: 8
        case .complex128: 16
        }
    }

    /// Whether elements are real numbers with a fraction: only these have gradients besides complex ones.
    public var isFloatingPoint: Bool {
        switch self {
        case .float16, .bfloat16, .float32, .float64: true
        default: false
        }
    }

    /// The name, as in messages: "float32".
    public var name: String { "\(self)" }
}

/// A Swift type whose values lie in memory as the elements of a tensor do.
public protocol TensorScalar: BitwiseCopyable, Sendable {
    /// The element type of tensors that hold such values.
    static var scalarType: ScalarType { get }
}

extension UInt8: TensorScalar {
    /// Bytes.
    public static var scalarType: ScalarType { .uint8 }
}

extension Int8: TensorScalar {
    /// Whole numbers of 8 bits.
    public static var scalarType: ScalarType { .int8 }
}

extension Int16: TensorScalar {
    /// Whole numbers of 16 bits.
    public static var scalarType: ScalarType { .int16 }
}

extension Int32: TensorScalar {
    /// Whole numbers of 32 bits.
    public static var scalarType: ScalarType { .int32 }
}

extension Int64: TensorScalar {
    /// Whole numbers of 64 bits.
    public static var scalarType: ScalarType { .int64 }
}

extension Int: TensorScalar {
    /// Whole numbers of 64 bits, which `Int` has on every platform that libtorch runs on.
    public static var scalarType: ScalarType { .int64 }
}

extension Float: TensorScalar {
    /// IEEE 754 binary32.
    public static var scalarType: ScalarType { .float32 }
}

extension Double: TensorScalar {
    /// IEEE 754 binary64.
    public static var scalarType: ScalarType { .float64 }
}

extension Bool: TensorScalar {
    /// Truth values of one byte.
    public static var scalarType: ScalarType { .bool }
}
