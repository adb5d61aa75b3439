import CTorch

extension Tensor {
    /// Whether gradients with respect to this tensor are wanted, or flow through it.
    public var requiresGradient: Bool { functions.requires_gradient(handle) }

    /// Whether the tensor came from no operation that was recorded.
    public var isLeaf: Bool { functions.is_leaf(handle) }

    /// This tensor, with operations on it recorded from now on so that they have gradients.
    ///
    /// - Throws: ``TensorError`` for elements that are not floating-point or complex numbers.
    @discardableResult
    public func requiringGradient(_ wanted: Bool = true) throws(TensorError) -> Tensor {
        guard functions.set_requires_gradient(handle, wanted) else {
            throw Torch.failure("requiringGradient")
        }
        return self
    }

    /// The gradient that ``backward(seed:keepingGraph:)`` has accumulated here; nil where there is none yet.
    public var gradient: Tensor? { functions.gradient(handle).map(Tensor.init(owning:)) }

    /// Replaces the accumulated gradient; nil forgets it.
    public func setGradient(_ gradient: Tensor?) throws(TensorError) {
        let done = withExtendedLifetime(gradient) { functions.set_gradient(handle, gradient?.handle) }
        guard done else { throw Torch.failure("setGradient") }
    }

    /// Adds the gradient of this number to every leaf that it depends on.
    ///
    /// The seed is what the gradient begins from; it may be left out where there is one element. Keeping the graph lets
    /// another pass go through it.
    public func backward(seed: Tensor? = nil, keepingGraph: Bool = false) throws(TensorError) {
        var output: OpaquePointer? = handle
        var start = seed?.handle
        let done = withExtendedLifetime((self, seed)) {
            functions.backward(&output, &start, 1, keepingGraph, false)
        }
        guard done else { throw Torch.failure("backward") }
    }

    /// The gradients of a number with respect to tensors, one for each of their elements.
    ///
    ///     let slope = try Tensor.gradients(of: loss, withRespectTo: [w, b])
    ///
    /// Each gradient has the shape of its tensor; it is zeros where the output does not depend on one. The seed is what
    /// the gradient begins from; it may be left out where the output has one element. Gradients that are to be
    /// differentiable are recorded in turn, so that they have gradients.
    public static func gradients(
        of output: Tensor, withRespectTo inputs: [Tensor], seed: Tensor? = nil, keepingGraph: Bool = false,
        differentiable: Bool = false
    ) throws(TensorError) -> [Tensor] {
        let functions = try Torch.functions
        var handles = inputs.map { Optional($0.handle) }
        var results = [OpaquePointer?](repeating: nil, count: inputs.count)
        var from: OpaquePointer? = output.handle
        var start = seed?.handle
        let done = withExtendedLifetime((inputs, output, seed)) {
            functions.gradients(
                &from, &start, 1, &handles, handles.count, keepingGraph || differentiable, differentiable,
                &results)
        }
        guard done else { throw Torch.failure("gradients") }
        // Each is owned before anything below can throw.
        let owned = results.map { $0.map(Tensor.init(owning:)) }
        var gradients: [Tensor] = []
        for (input, gradient) in zip(inputs, owned) {
            if let gradient {
                gradients.append(gradient)
            } else {
                gradients.append(try input.filled(with: 0).detached())
            }
        }
        return gradients
    }
}

/// Runs a body whose operations are not recorded, as when parameters are updated or a model is only used.
public func withoutGradients<Answer, Failure: Error>(
    _ body: () throws(Failure) -> Answer
) throws(Failure) -> Answer { try recording(false, body) }

/// Runs a body whose operations are recorded, although those around it are not.
public func withGradients<Answer, Failure: Error>(
    _ body: () throws(Failure) -> Answer
) throws(Failure) -> Answer { try recording(true, body) }

private func recording<Answer, Failure: Error>(
    _ enabled: Bool, _ body: () throws(Failure) -> Answer
) throws(Failure) -> Answer {
    guard case .success(let functions) = Torch.opened else { return try body() }
    let before = functions.record_gradients(enabled)
    defer { _ = functions.record_gradients(before) }
    return try body()
}
