extension Module {
    /// All tensors of the module by their names: the state dictionary of PyTorch.
    public var state: [String: Tensor] {
        var state: [String: Tensor] = [:]
        for named in parameters + buffers {
            precondition(
                state.updateValue(named.tensor, forKey: named.name) == nil,
                "two tensors of a module have the name \(named.name)")
        }
        return state
    }

    /// Takes over the elements of tensors by name, all of them or none.
    ///
    /// Floating-point numbers are converted to the type that the module has.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` with every name that is missing, unexpected, or of another shape or type.
    public func load(_ state: [String: Tensor]) throws(TensorError) {
        let mismatch = mismatch(with: state)
        guard mismatch.isEmpty else { throw .invalid("The state does not fit the model: \(mismatch)") }
        try withoutGradients { () throws(TensorError) in
            for (name, tensor) in self.state {
                if let new = state[name] { try tensor.assign(new) }
            }
        }
    }

    /// A copy of all tensors of the module as plain bytes, which may go to another thread or into a model's folder.
    public func stateData() throws(TensorError) -> [String: TensorData] {
        var data: [String: TensorData] = [:]
        for (name, tensor) in state { data[name] = try tensor.data() }
        return data
    }

    /// Takes over plain bytes by name, as tensors are taken over.
    public func load(_ state: [String: TensorData]) throws(TensorError) {
        var tensors: [String: Tensor] = [:]
        for (name, data) in state { tensors[name] = try Tensor(data) }
        try load(tensors)
    }

    /// Takes over the elements of tensors in a safetensors file by name, all of them or none.
    ///
    /// - Throws: ``TensorError/file(path:message:)`` where the file cannot be read or does not fit.
    public func load(safetensors path: String) throws(TensorError) {
        let state = try Tensor.load(safetensors: path)
        let mismatch = mismatch(with: state)
        guard mismatch.isEmpty else {
            throw .file(path: path, message: "is the state of another model: \(mismatch)")
        }
        try load(state)
    }

    /// Writes all tensors into a safetensors file, all of it or nothing.
    public func save(safetensors path: String, metadata: [String: String] = [:]) throws(TensorError) {
        try Tensor.save(state, metadata: metadata, safetensors: path)
    }

    /// What is wrong with a state, as a list of clauses; empty where it fits.
    private func mismatch(with state: [String: Tensor]) -> String {
        let own = self.state
        var missing: [String] = []
        var misshapen: [String] = []
        for name in own.keys.sorted() {
            guard let expected = own[name] else { continue }
            guard let found = state[name] else {
                missing.append(FileProblem.quoted(name))
                continue
            }
            let areNumbers = expected.scalarType.isFloatingPoint && found.scalarType.isFloatingPoint
            if found.shape != expected.shape || !(areNumbers || found.scalarType == expected.scalarType) {
                misshapen.append(
                    "\(FileProblem.quoted(name)) is \(found.scalarType.name) \(found.shape), not"
                        + " \(expected.scalarType.name) \(expected.shape)")
            }
        }
        let unexpected = state.keys.filter { own[$0] == nil }.sorted().map(FileProblem.quoted)
        var clauses: [String] = []
        if !missing.isEmpty { clauses.append("it lacks \(Self.list(missing))") }
        if !unexpected.isEmpty { clauses.append("it has \(Self.list(unexpected)), which the model has not") }
        if !misshapen.isEmpty { clauses.append(Self.list(misshapen)) }
        return clauses.joined(separator: "; ")
    }

    private static func list(_ texts: [String]) -> String {
        let shown = 6
        return texts.prefix(shown).joined(separator: ", ")
            + (texts.count > shown ? " and \(texts.count - shown) more" : "")
    }
}
