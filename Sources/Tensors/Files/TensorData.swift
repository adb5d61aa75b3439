/// The elements of a dense tensor as plain bytes, without libtorch: what files hold and data sets are made of.
///
///     let images = try NPYFile.read("images.npy")        // float32 of shape [60000, 784]
///     let pixels = try images.values(as: Float.self)
///
/// Elements lie in row-major order, one after the other, little-endian. The bytes are a part of a mapped file where
/// they could be, which a copy of this value keeps mapped; nothing is read before it is looked at.
public struct TensorData: Sendable {
    /// The most dimensions that a tensor in a file may have, which is NumPy's limit.
    public static let rankLimit = 64

    /// What the elements are.
    public let scalarType: ScalarType
    /// The length of each dimension; none for a single number.
    public let shape: [Int]
    let storage: TensorStorage
    /// Where the elements lie in the storage.
    let range: Range<Int>

    init(scalarType: ScalarType, shape: [Int], storage: TensorStorage, range: Range<Int>) {
        precondition(
            scalarType.byteCount(ofShape: shape) == range.count && range.upperBound <= storage.bytes.count,
            "the bytes of a tensor are as many as its shape asks for")
        self.scalarType = scalarType
        self.shape = shape
        self.storage = storage
        self.range = range
    }

    /// Bytes that become the elements of a tensor.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where there are more or fewer bytes than the shape asks for, or a byte
    ///   stands for no truth value.
    public init(scalarType: ScalarType, shape: [Int], bytes: [UInt8]) throws(TensorError) {
        guard scalarType.byteCount(ofShape: shape) == bytes.count, shape.count <= Self.rankLimit else {
            throw .invalid("\(bytes.count) bytes cannot be a tensor of \(scalarType.name) of shape \(shape)")
        }
        let storage = bytes.withUnsafeBytes { TensorStorage(copying: $0) }
        self.init(scalarType: scalarType, shape: shape, storage: storage, range: 0..<bytes.count)
        do { try checkTruthValues() } catch { throw .invalid(error.message) }
    }

    /// Values that become the elements of a tensor, in row-major order.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where there are more or fewer values than the shape asks for.
    public init<Element: TensorScalar>(_ values: [Element], shape: [Int]) throws(TensorError) {
        guard ScalarType.elementCount(ofShape: shape) == values.count, shape.count <= Self.rankLimit else {
            throw .invalid("\(values.count) values cannot be a tensor of shape \(shape)")
        }
        let storage = values.withUnsafeBytes { TensorStorage(copying: $0) }
        self.init(
            scalarType: Element.scalarType, shape: shape, storage: storage, range: 0..<storage.bytes.count)
    }

    /// How many elements there are.
    public var count: Int { range.count / scalarType.byteCount }

    /// Calls `body` with the bytes, whose address may be a multiple of nothing.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(storage) {} }
        return try body(UnsafeRawBufferPointer(rebasing: storage.bytes[range]))
    }

    /// Whether an element can be read where it lies.
    var isAligned: Bool {
        withUnsafeBytes { Int(bitPattern: $0.baseAddress).isMultiple(of: scalarType.alignment) }
    }

    /// Refuses bytes other than 0 and 1 in a tensor of truth values: neither Swift nor libtorch allows any.
    func checkTruthValues() throws(FileProblem) {
        guard scalarType == .bool else { return }
        let wrong = withUnsafeBytes { bytes in bytes.firstIndex { $0 > 1 }.map { ($0, bytes[$0]) } }
        if let (place, byte) = wrong {
            throw FileProblem(
                "element \(place) is the byte \(byte), but truth values are 0 and 1; is it uint8?")
        }
    }
}
