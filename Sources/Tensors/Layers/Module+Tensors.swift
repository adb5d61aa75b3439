extension Module {
    /// The tensors that are learned, with those of inner modules.
    public var parameters: [NamedTensor] {
        tensors { part in
            if case .parameter(let name, let tensor?) = part {
                NamedTensor(name: name, tensor: tensor)
            } else {
                nil
            }
        }
    }

    /// The tensors that belong to the state and are not learned, with those of inner modules.
    public var buffers: [NamedTensor] {
        tensors { part in
            if case .buffer(let name, let tensor?) = part {
                NamedTensor(name: name, tensor: tensor)
            } else {
                nil
            }
        }
    }

    /// This module under the name "", and all modules inside it under theirs, the outer ones first.
    public var modules: [(name: String, module: any Module)] {
        var found: [(name: String, module: any Module)] = [("", self)]
        for case .module(let name, let module) in parts {
            for inner in module.modules { found.append((Self.join(name, inner.name), inner.module)) }
        }
        return found
    }

    /// How many numbers are learned.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.tensor.count } }

    /// Forgets the gradients that have accumulated in the parameters.
    public func forgetGradients() throws(TensorError) {
        for parameter in parameters { try parameter.tensor.setGradient(nil) }
    }

    /// Moves all tensors to a device and converts those of floating-point numbers to a type, gradients forgotten.
    ///
    /// The tensors stay the same objects, so that an optimiser made before goes on with them; what it already remembers
    /// does not move, so that its first step comes after.
    public func convert(to type: ScalarType? = nil, device: Device? = nil) throws(TensorError) {
        for named in parameters + buffers {
            let tensor = named.tensor
            let type = tensor.scalarType.isFloatingPoint ? type : nil
            let converted = try tensor.detached().converted(to: type, device: device)
            try tensor.setGradient(nil)
            try Operator.setData.perform(.tensor(tensor), .tensor(converted))
        }
    }

    private func tensors(_ select: (ModulePart) -> NamedTensor?) -> [NamedTensor] {
        modules.flatMap { name, module in
            module.parts.compactMap(select).map {
                NamedTensor(name: Self.join(name, $0.name), tensor: $0.tensor)
            }
        }
    }

    private static func join(_ outer: String, _ inner: String) -> String {
        outer.isEmpty || inner.isEmpty ? outer + inner : "\(outer).\(inner)"
    }
}

extension Operator {
    static let setData = Operator("set_data")
}
