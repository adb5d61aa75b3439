/// Bytes that many columns slice and nobody changes: the text of one portion of a file.
public final class ByteStorage: Sendable {
    /// The bytes, whole.
    public let bytes: [UInt8]
    /// Takes ownership of bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// Texts as slices of shared bytes.
///
/// Each slice is valid UTF-8; whoever makes a column has checked it.
public struct StringColumn: Sendable {
    /// The bytes that the slices point into.
    public let storage: ByteStorage
    /// Where each text starts.
    public let starts: [UInt32]
    /// Where each text ends, exclusively.
    public let ends: [UInt32]

    /// A column over bytes that have been checked to be UTF-8.
    public init(storage: ByteStorage, starts: [UInt32], ends: [UInt32]) {
        precondition(starts.count == ends.count, "a string column has as many ends as starts")
        self.storage = storage
        self.starts = starts
        self.ends = ends
    }

    /// Copies strings into a column.
    public init(_ strings: [String]) {
        var bytes: [UInt8] = []
        var starts: [UInt32] = []
        var ends: [UInt32] = []
        for string in strings {
            starts.append(UInt32(bytes.count))
            bytes.append(contentsOf: string.utf8)
            ends.append(UInt32(bytes.count))
        }
        self.init(storage: ByteStorage(bytes), starts: starts, ends: ends)
    }

    /// How many texts there are.
    @inlinable public var count: Int { starts.count }

    /// One text.
    ///
    /// - Complexity: O(length).
    @inlinable public subscript(row: Int) -> String {
        String(decoding: storage.bytes[Int(starts[row])..<Int(ends[row])], as: UTF8.self)
    }

    /// Calls `body` with the UTF-8 bytes of one text.
    @inlinable public func withBytes<Result>(
        of row: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try storage.bytes.withUnsafeBufferPointer { bytes in
            try body(UnsafeBufferPointer(rebasing: bytes[Int(starts[row])..<Int(ends[row])]))
        }
    }
}
