/// Something with tensors that are learned, and perhaps modules inside it: a layer, a model.
///
///     struct Classifier: Module {
///         let encoder: Sequential
///         let head: Linear
///         var parts: [ModulePart] { [.module("encoder", encoder), .module("head", head)] }
///     }
///     for parameter in classifier.parameters { print(parameter.name) }   // encoder.0.weight, ...
///
/// A module says once what it consists of; names, saving and loading, counting and moving follow from that. Names and
/// layouts of the modules here are those of PyTorch, so that states can be exchanged with it.
public protocol Module {
    /// What the module consists of, in order; names hold no dots.
    var parts: [ModulePart] { get }
}

/// A part of a module, under a name.
public enum ModulePart {
    /// A tensor that is learned; nil where the module goes without.
    case parameter(String, Tensor?)
    /// A tensor that belongs to the state and is not learned, such as a running mean; nil where the module goes without.
    case buffer(String, Tensor?)
    /// A module inside this one, whose names follow the given one and a dot.
    case module(String, any Module)
}

/// A tensor of a module under its name.
public struct NamedTensor {
    /// The names of the modules around it and its own, with dots between: "encoder.0.weight".
    public let name: String
    /// The tensor itself, not a copy.
    public let tensor: Tensor

    /// A tensor under a name.
    public init(name: String, tensor: Tensor) {
        self.name = name
        self.tensor = tensor
    }
}

/// A module that makes one tensor of another.
public protocol Layer: Module {
    /// The output for an input.
    ///
    /// - Throws: ``TensorError`` where the input does not fit.
    func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor
}

extension Layer {
    /// The output for an input when the layer is only used, not trained.
    public func callAsFunction(_ input: Tensor) throws(TensorError) -> Tensor { try self(input, .evaluation) }
}

/// What a module is called for.
///
/// There is no state to forget: who trains says so in each call, with the source of the random numbers that dropout
/// takes.
public enum Mode {
    /// The module is used as it is: nothing is dropped, normalisation uses the statistics that were learned.
    case evaluation
    /// The module is being trained: elements are dropped out, normalisation uses the statistics of the batch.
    case training(RandomGenerator)

    /// Whether the module is being trained.
    public var isTraining: Bool {
        switch self {
        case .evaluation: false
        case .training: true
        }
    }
}
