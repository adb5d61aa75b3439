/// A summary of each window of a sequence, as a layer: [batch, channels, length] becomes [batch, channels, length'].
public enum Pooling1d: Layer, Sendable, Hashable {
    /// The largest element of each window; padding is less than any number.
    case max(size: Int, stride: Int, padding: Int = 0)
    /// The mean of each window; padding counts as zeros.
    case mean(size: Int, stride: Int, padding: Int = 0)
    /// The means of so many windows, which together are the whole.
    case adaptiveMean(count: Int)

    /// Nothing is learned.
    public var parts: [ModulePart] { [] }

    /// The summaries, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        switch self {
        case .max(let size, let stride, let padding):
            try Operator.maxPool1(
                .tensor(input), .integers([size]), .integers([stride]), .integers([padding]))
        case .mean(let size, let stride, let padding):
            try Operator.averagePool1(
                .tensor(input), .integers([size]), .integers([stride]), .integers([padding]))
        case .adaptiveMean(let count):
            try Operator.adaptiveAveragePool1(.tensor(input), .integers([count]))
        }
    }
}

/// A summary of each window of an image, as a layer: [batch, channels, h, w] becomes [batch, channels, h', w'].
public enum Pooling2d: Layer, Sendable, Hashable {
    /// The largest element of each window; padding is less than any number.
    case max(size: Size2d, stride: Size2d, padding: Size2d = 0)
    /// The mean of each window; padding counts as zeros.
    case mean(size: Size2d, stride: Size2d, padding: Size2d = 0)
    /// The means of so many windows, which together are the whole.
    case adaptiveMean(Size2d)

    /// The largest element of each window, where windows touch and do not overlap.
    public static func max(_ size: Size2d) -> Pooling2d { .max(size: size, stride: size) }

    /// The mean of each window, where windows touch and do not overlap.
    public static func mean(_ size: Size2d) -> Pooling2d { .mean(size: size, stride: size) }

    /// Nothing is learned.
    public var parts: [ModulePart] { [] }

    /// The summaries, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        switch self {
        case .max(let size, let stride, let padding):
            try input.maxPooled2d(size.pair, stride: stride.pair, padding: padding.pair)
        case .mean(let size, let stride, let padding):
            try input.averagePooled2d(size.pair, stride: stride.pair, padding: padding.pair)
        case .adaptiveMean(let size): try input.adaptiveAveragePooled2d(size.pair)
        }
    }
}
