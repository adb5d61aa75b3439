/// Numbers as they lie in a mapped file, which stays mapped as long as they are referred to.
///
///     for target in adjacency[row] { ... }
///     numbers.withUnsafeBufferPointer { buffer in ... }     // for inner loops
///
/// The memory is safe by construction: an array is only made of a whole block that was found to lie within the file,
/// aligned to 64 bytes, or of a range of another array; it keeps the file mapped; its elements are plain numbers, of
/// which any bytes are valid; and each subscript checks its bounds.
public struct MappedArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let file: MappedFile
    let base: UnsafePointer<Element>?
    /// How many elements there are.
    public let count: Int

    /// The content of a block.
    init(_ block: BlockReference, in file: MappedFile) {
        let bytes = file.bytes(of: block)
        self.file = file
        base = bytes.baseAddress?.assumingMemoryBound(to: Element.self)
        count = bytes.count / MemoryLayout<Element>.stride
    }

    private init(file: MappedFile, base: UnsafePointer<Element>?, count: Int) {
        self.file = file
        self.base = base
        self.count = count
    }

    /// The bytes where they lie, which must not be written, and what keeps them there.
    package var memory: (bytes: UnsafeRawBufferPointer, owner: AnyObject) {
        (UnsafeRawBufferPointer(UnsafeBufferPointer(start: base, count: count)), file)
    }

    /// A range of the elements, at the price of a reference count.
    public subscript(range: Range<Int>) -> MappedArray {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "the range lies outside the array")
        return MappedArray(
            file: file, base: base.map { $0 + range.lowerBound }, count: range.upperBound - range.lowerBound)
    }

    /// Calls `body` with the elements where they lie; the buffer must not be used afterwards.
    public func withUnsafeBufferPointer<Result, Failure>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { extendLifetime(file) }
        return try body(UnsafeBufferPointer(start: base, count: count))
    }

    /// Calls `body` with the elements where they lie.
    public func withSpan<Result, Failure>(
        _ body: (Span<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBufferPointer { buffer throws(Failure) in try body(buffer.span) }
    }
}

extension MappedArray: RandomAccessCollection {
    /// The first position: 0.
    public var startIndex: Int { 0 }
    /// The position behind the last: ``count``.
    public var endIndex: Int { count }

    /// One element.
    public subscript(position: Int) -> Element {
        @inline(__always) get {
            guard let base, position >= 0, position < count else {
                preconditionFailure("the position lies outside the array")
            }
            return base[position]
        }
    }
}
