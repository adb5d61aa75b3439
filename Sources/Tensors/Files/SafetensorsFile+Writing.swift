extension SafetensorsFile {
    /// Writes tensors into a file, all of it or nothing.
    ///
    /// The same tensors and metadata give the same bytes. Tensors are ordered by the size of their elements and then by
    /// name, and the header is padded, so that every element lies where it can be used without a copy.
    ///
    /// - Throws: ``TensorError/file(path:message:)`` where the file cannot be written, or for the name `__metadata__`,
    ///   which the format keeps for itself.
    public static func write(
        _ tensors: [String: TensorData], metadata: [String: String] = [:], to path: String
    ) throws(TensorError) {
        let ordered = try order(tensors, path: path)
        let header = self.header(ordered, metadata: metadata)
        guard header.count <= SafetensorsHeader.lengthLimit else {
            throw .file(
                path: path,
                message: "would need a header of \(header.count) bytes; write fewer tensors to one file")
        }
        let file = try DurableFile(path: path)
        try file.write((0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) })
        try file.write(header)
        for (_, data) in ordered {
            try data.withUnsafeBytes { bytes throws(TensorError) in try file.write(bytes) }
        }
        try file.finish()
    }

    private typealias NamedData = (name: String, data: TensorData)

    private static func order(
        _ tensors: [String: TensorData], path: String
    ) throws(TensorError) -> [NamedData] {
        guard tensors["__metadata__"] == nil else {
            throw .file(
                path: path, message: "cannot hold a tensor named `__metadata__`; call it something else")
        }
        return tensors.map { ($0.key, $0.value) }.sorted { first, second in
            (-first.data.scalarType.byteCount, first.name) < (-second.data.scalarType.byteCount, second.name)
        }
    }

    private static func header(_ tensors: [NamedData], metadata: [String: String]) -> [UInt8] {
        var members: [String] = []
        if !metadata.isEmpty {
            let texts = metadata.sorted { $0.key < $1.key }.map {
                "\(jsonQuoted($0.key)):\(jsonQuoted($0.value))"
            }
            members.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
        }
        var offset = 0
        for (name, data) in tensors {
            let end = offset + data.withUnsafeBytes { $0.count }
            let shape = data.shape.map(String.init).joined(separator: ",")
            members.append(
                "\(jsonQuoted(name)):{\"dtype\":\"\(data.scalarType.safetensorsName)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        var header = Array("{\(members.joined(separator: ","))}".utf8)
        // The format pads with spaces.
        while !header.count.isMultiple(of: 8) { header.append(0x20) }
        return header
    }
}
