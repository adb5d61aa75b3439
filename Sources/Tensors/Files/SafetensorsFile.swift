/// A safetensors file, mapped into memory: named tensors and a dictionary of texts about them.
///
///     let file = try SafetensorsFile(path: "model.safetensors")
///     let weight = try file.data(named: "encoder.0.weight")
///
/// Opening reads the header alone and refuses a file that breaks any promise of the format; the tensors' bytes are read
/// when they are looked at, and never copied.
public struct SafetensorsFile: Sendable {
    /// A tensor in the file.
    public struct Entry: Sendable, Equatable {
        /// The name, unique in the file.
        public let name: String
        /// What the elements are.
        public let scalarType: ScalarType
        /// The length of each dimension.
        public let shape: [Int]
        /// Where the elements lie in the file, in row-major order.
        public let byteRange: Range<Int>
    }

    /// Where the file is.
    public let path: String
    /// The tensors, in the order of their bytes.
    public let entries: [Entry]
    /// What the file says about itself.
    public let metadata: [String: String]
    private let storage: TensorStorage
    private let indexes: [String: Int]

    /// Maps a file and checks its header.
    ///
    /// - Throws: ``TensorError/file(path:message:)`` for a file that cannot be read or breaks the format.
    public init(path: String) throws(TensorError) {
        try self.init(storage: TensorStorage(mapping: path), path: path)
    }

    /// The file with these bytes; `path` is for messages.
    init(bytes: [UInt8], path: String) throws(TensorError) {
        try self.init(storage: bytes.withUnsafeBytes { TensorStorage(copying: $0) }, path: path)
    }

    private init(storage: TensorStorage, path: String) throws(TensorError) {
        let header: SafetensorsHeader
        do throws(FileProblem) { header = try SafetensorsHeader(storage.bytes) } catch {
            throw error.at(path)
        }
        self.path = path
        self.storage = storage
        entries = header.entries
        metadata = header.metadata
        indexes = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
    }

    /// The entry with a name, nil where there is none.
    public func entry(named name: String) -> Entry? { indexes[name].map { entries[$0] } }

    /// The tensor with a name, which keeps the file mapped.
    ///
    /// - Throws: ``TensorError/file(path:message:)`` where there is none, or it holds truth values other than 0 and 1.
    public func data(named name: String) throws(TensorError) -> TensorData {
        guard let entry = entry(named: name) else {
            let names = entries.prefix(8).map { FileProblem.quoted($0.name) }.joined(separator: ", ")
            let rest = entries.count > 8 ? " and \(entries.count - 8) more" : ""
            throw .file(
                path: path,
                message:
                    "has no tensor \(FileProblem.quoted(name)); it has \(entries.isEmpty ? "none" : names + rest)"
            )
        }
        let data = TensorData(
            scalarType: entry.scalarType, shape: entry.shape, storage: storage, range: entry.byteRange)
        do throws(FileProblem) { try data.checkTruthValues() } catch {
            throw .file(path: path, message: "in the tensor \(FileProblem.quoted(name)), \(error.message)")
        }
        return data
    }

    /// All tensors by their names.
    ///
    /// - Throws: As ``data(named:)`` does.
    public func tensors() throws(TensorError) -> [String: TensorData] {
        var tensors: [String: TensorData] = [:]
        for entry in entries { tensors[entry.name] = try data(named: entry.name) }
        return tensors
    }
}
