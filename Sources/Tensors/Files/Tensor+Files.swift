extension Tensor {
    /// The tensor with these elements, on the CPU.
    ///
    /// Elements of a mapped file are used where they lie, if they are aligned: loading costs nothing until they are
    /// read. Changes in place are seen by every tensor made from the same data, and never reach the file.
    public convenience init(_ data: TensorData) throws(TensorError) {
        let data = data.isAligned ? data : data.copied()
        try self.init(
            sharing: UnsafeRawBufferPointer(rebasing: data.storage.bytes[data.range]), type: data.scalarType,
            shape: data.shape, keptBy: data.storage)
    }

    /// A copy of the elements as plain bytes.
    public func data() throws(TensorError) -> TensorData {
        try sharedData().copied()
    }

    /// The elements as plain bytes, which are those of this tensor where they lie in order on the CPU.
    func sharedData() throws(TensorError) -> TensorData {
        let dense = try Operator.resolveConjugate(.tensor(detached().converted(device: .cpu))).contiguous()
        guard let base = dense.functions.data(dense.handle) else { throw Torch.failure("data") }
        let bytes = UnsafeMutableRawBufferPointer(start: base, count: dense.count * scalarType.byteCount)
        let storage = TensorStorage(sharing: bytes, keptBy: dense)
        return TensorData(
            scalarType: scalarType, shape: dense.shape, storage: storage, range: 0..<bytes.count)
    }

    /// Reads an array from a file of NumPy's.
    ///
    /// - Throws: ``TensorError/file(path:message:)`` as ``NPYFile/read(_:)`` does.
    public static func load(npy path: String) throws(TensorError) -> Tensor {
        try Tensor(NPYFile.read(path))
    }

    /// Writes the elements into a file of NumPy's, all of it or nothing.
    public func save(npy path: String) throws(TensorError) {
        try NPYFile.write(sharedData(), to: path)
    }

    /// Reads all tensors of a safetensors file, which stays mapped as long as one of them is there.
    ///
    /// - Throws: ``TensorError/file(path:message:)`` for a file that cannot be read or breaks the format.
    public static func load(safetensors path: String) throws(TensorError) -> [String: Tensor] {
        var tensors: [String: Tensor] = [:]
        for (name, data) in try SafetensorsFile(path: path).tensors() { tensors[name] = try Tensor(data) }
        return tensors
    }

    /// Writes tensors into a safetensors file, all of it or nothing.
    public static func save(
        _ tensors: [String: Tensor], metadata: [String: String] = [:], safetensors path: String
    ) throws(TensorError) {
        var data: [String: TensorData] = [:]
        for (name, tensor) in tensors { data[name] = try tensor.sharedData() }
        try SafetensorsFile.write(data, metadata: metadata, to: path)
    }
}
