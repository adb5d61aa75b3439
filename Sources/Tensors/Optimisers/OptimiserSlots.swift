/// Parameters, and for each the tensors that an optimiser remembers of it.
struct OptimiserSlots {
    /// What is remembered of one parameter from its first gradient on, in the order of `names`.
    private(set) var slots: [[Tensor]?]
    let parameters: [NamedTensor]
    /// PyTorch's names of what is remembered.
    let names: [String]

    /// - Throws: ``TensorError/invalid(_:)`` for a parameter that is not a leaf, or whose elements are not in order:
    ///   fused kernels go through memory from front to back.
    init(_ parameters: [NamedTensor], names: [String]) throws(TensorError) {
        var seen: Set<ObjectIdentifier> = []
        // Layers may share a tensor, which is then changed once.
        self.parameters = parameters.filter { seen.insert(ObjectIdentifier($0.tensor)).inserted }
        self.names = names
        slots = Array(repeating: nil, count: self.parameters.count)
        for parameter in self.parameters where !parameter.tensor.isContiguous || !parameter.tensor.isLeaf {
            throw .invalid(
                "\(FileProblem.quoted(parameter.name)) is the result of an operation or a view, which cannot be"
                    + " optimised; give the tensor itself")
        }
    }

    /// The parameters that have a gradient, the gradients, and what is remembered, made by `fresh` where nothing is yet.
    mutating func gather(
        _ fresh: (Tensor) throws(TensorError) -> [Tensor]
    ) throws(TensorError) -> (parameters: [Tensor], gradients: [Tensor], slots: [[Tensor]]) {
        var found: (parameters: [Tensor], gradients: [Tensor], slots: [[Tensor]]) = (
            [], [], Array(repeating: [], count: names.count)
        )
        for (index, parameter) in parameters.enumerated() {
            guard let gradient = parameter.tensor.gradient else { continue }
            let slot: [Tensor]
            if let known = slots[index] { slot = known } else { slot = try fresh(parameter.tensor) }
            slots[index] = slot
            found.parameters.append(parameter.tensor)
            found.gradients.append(try gradient.contiguous())
            for (position, tensor) in slot.enumerated() { found.slots[position].append(tensor) }
        }
        return found
    }

    /// Everything that is remembered, by the parameter's name and its own.
    var state: [String: Tensor] {
        var state: [String: Tensor] = [:]
        for (parameter, slot) in zip(parameters, slots) {
            for (name, tensor) in zip(names, slot ?? []) { state["\(parameter.name).\(name)"] = tensor }
        }
        return state
    }

    /// Replaces everything that is remembered by copies of what `state` has; `model` makes a slot of the right shapes.
    mutating func load(
        _ state: [String: Tensor], like model: (Tensor) throws(TensorError) -> [Tensor]
    ) throws(TensorError) {
        var rest = state
        var loaded: [[Tensor]?] = []
        for parameter in parameters {
            let given = names.map { rest.removeValue(forKey: "\(parameter.name).\($0)") }
            let found = given.compactMap { $0 }
            guard !found.isEmpty else {
                loaded.append(nil)
                continue
            }
            let slot = try model(parameter.tensor)
            guard found.count == names.count, zip(found, slot).allSatisfy({ $0.shape == $1.shape }) else {
                throw .invalid(
                    "The state of the optimiser does not fit \(FileProblem.quoted(parameter.name)): it needs"
                        + " \(names.joined(separator: ", ")) of its shape; it is the state of another model")
            }
            for (target, source) in zip(slot, found) { try target.assign(source) }
            loaded.append(slot)
        }
        guard rest.isEmpty else {
            let names = rest.keys.sorted().prefix(6).map(FileProblem.quoted).joined(separator: ", ")
            throw .invalid("The state of the optimiser has \(names), which belong to no parameter")
        }
        slots = loaded
    }
}
