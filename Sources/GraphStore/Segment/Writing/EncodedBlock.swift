/// The content of a block that is not in the file yet, with its checksum.
struct EncodedBlock: Equatable, Sendable {
    /// The content, in the type in which it was made.
    enum Content: Equatable, Sendable {
        case bytes([UInt8])
        case halves([UInt16])
        case words([UInt32])
        case longs([UInt64])
        case signedWords([Int32])
        case signedLongs([Int64])
        case floats([Float])
        case doubles([Double])
    }
    let content: Content
    let checksum: UInt64

    init(_ content: Content) {
        self.content = content
        checksum = content.withBytes(Checksum.of)
    }
}

extension EncodedBlock.Content {
    /// Calls `body` with the content as it lies in the file: the format is little-endian, as is every platform
    /// that Swift runs on.
    func withBytes<Result, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch self {
        case .bytes(let array): try Self.open(array, body)
        case .halves(let array): try Self.open(array, body)
        case .words(let array): try Self.open(array, body)
        case .longs(let array): try Self.open(array, body)
        case .signedWords(let array): try Self.open(array, body)
        case .signedLongs(let array): try Self.open(array, body)
        case .floats(let array): try Self.open(array, body)
        case .doubles(let array): try Self.open(array, body)
        }
    }

    private static func open<Element: BitwiseCopyable, Result, Failure>(
        _ array: [Element], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try array.withUnsafeBufferPointer { buffer throws(Failure) in try body(UnsafeRawBufferPointer(buffer))
        }
    }
}
