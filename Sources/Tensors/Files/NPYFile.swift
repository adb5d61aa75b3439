/// NumPy's files of one array each.
///
///     let labels = try NPYFile.read("labels.npy").integers()
public enum NPYFile {
    /// Reads an array.
    ///
    /// Its elements stay in the mapped file where they lie in row-major order and little-endian; others are copied.
    ///
    /// - Throws: ``TensorError/file(path:message:)`` for a file that cannot be read, breaks the format or holds
    ///   something else than numbers.
    public static func read(_ path: String) throws(TensorError) -> TensorData {
        try read(TensorStorage(mapping: path), path: path)
    }

    /// Reads the file with these bytes; `path` is for messages.
    static func read(bytes: [UInt8], path: String) throws(TensorError) -> TensorData {
        try read(bytes.withUnsafeBytes { TensorStorage(copying: $0) }, path: path)
    }

    private static func read(_ storage: TensorStorage, path: String) throws(TensorError) -> TensorData {
        do throws(FileProblem) {
            let header = try NPYHeader(storage.bytes)
            var data = TensorData(
                scalarType: header.scalarType, shape: header.shape, storage: storage, range: header.byteRange)
            if header.isBigEndian { data = data.byteSwapped() }
            if header.isFortranOrder { data = data.inRowMajorOrder() }
            try data.checkTruthValues()
            return data
        } catch { throw error.at(path) }
    }

    /// Writes an array, all of it or nothing.
    ///
    /// - Throws: ``TensorError/file(path:message:)`` where the file cannot be written, or for bfloat16, which NumPy does
    ///   not have.
    public static func write(_ data: TensorData, to path: String) throws(TensorError) {
        guard let name = data.scalarType.npyName else {
            throw .file(
                path: path,
                message:
                    "cannot hold \(data.scalarType.name) as npy; convert it to float32, or write safetensors")
        }
        let lengths = data.shape.map { "\($0)," }.joined(separator: " ")
        let shape = data.shape.count > 1 ? String(lengths.dropLast()) : lengths
        let order = data.scalarType.byteCount == 1 ? "|" : "<"
        let text = "{'descr': '\(order)\(name)', 'fortran_order': False, 'shape': (\(shape)), }"
        // Elements start at a multiple of 64; the header is padded with spaces and ends with a newline.
        let length = (10 + text.utf8.count + 1 + 63) / 64 * 64 - 10
        let padding = String(repeating: " ", count: length - text.utf8.count - 1)
        let file = try DurableFile(path: path)
        try file.write([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)])
        try file.write("\(text)\(padding)\n".utf8)
        try data.withUnsafeBytes { bytes throws(TensorError) in try file.write(bytes) }
        try file.finish()
    }
}
