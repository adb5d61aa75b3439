import Interchange

/// A file of the MNIST family: a block of numbers under a header of big-endian sizes.
///
/// The header is two zero bytes, the element type, the number of dimensions, and a 32-bit size for each. It
/// is trusted with nothing: the sizes have to be those of the content.
struct IDXFile {
    /// How an element is stored.
    enum ElementType: UInt8 {
        case byte = 0x08
        case signedByte = 0x09
        case short = 0x0B
        case int = 0x0C
        case float = 0x0D
        case double = 0x0E

        /// Bytes.
        var size: Int {
            switch self {
            case .byte, .signedByte: 1
            case .short: 2
            case .int, .float: 4
            case .double: 8
            }
        }
    }
    let path: String
    let type: ElementType
    /// The sizes of the dimensions, the first being the number of records; each at least one.
    let shape: [Int]
    /// The elements as they lie in the file.
    private let content: [UInt8]

    /// Reads a file, decompressed if it is compressed.
    init(path: String) throws(DatasetError) {
        func failure(_ offset: Int, _ problem: String) -> DatasetError {
            .malformed(data: path, place: .offset(offset), problem: problem)
        }
        self.path = path
        var bytes = try reading { () throws(InterchangeError) in try DecompressedBytes(path: path) }
        func read(_ count: Int) throws(DatasetError) -> [UInt8] {
            try reading { () throws(InterchangeError) in try bytes.read(upTo: count) }
        }
        let head = try read(4)
        guard head.count == 4, head[0] == 0, head[1] == 0, let type = ElementType(rawValue: head[2]),
            1...8 ~= head[3]
        else { throw failure(0, "the file does not begin as IDX does; fetch it again") }
        let sizes = try read(4 * Int(head[3]))
        guard sizes.count == 4 * Int(head[3]) else {
            throw failure(4, "the file ends within its header; fetch it again")
        }
        let shape = stride(from: 0, to: sizes.count, by: 4).map { start in
            sizes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        guard let count = Dataset.size(of: shape), let size = Dataset.product(count, type.size) else {
            throw failure(4, "a file of shape \(shape) holds no records; fetch it again")
        }
        // One byte more than there should be shows whether there are too many.
        content = try read(size == .max ? size : size + 1)
        guard content.count == size else {
            let place = 4 + sizes.count + min(content.count, size)
            throw failure(
                place,
                content.count < size
                    ? "the file ends after \(content.count) of \(size) bytes that its header promises;"
                        + " fetch it again"
                    : "the file goes on after the \(size) bytes that its header promises; fetch it again")
        }
        self.type = type
        self.shape = shape
    }

    /// The elements as floating-point numbers; unsigned bytes are divided by 255 if `scalesBytes`.
    func floats(scalesBytes: Bool) -> [Float] {
        switch type {
        case .byte:
            let table = (0..<256).map { scalesBytes ? Float($0) / 255 : Float($0) }
            return [Float](unsafeUninitializedCapacity: content.count) { floats, count in
                table.withUnsafeBufferPointer { table in
                    content.withUnsafeBufferPointer { content in
                        for position in content.indices { floats[position] = table[Int(content[position])] }
                    }
                }
                count = content.count
            }
        case .signedByte: return content.map { Float(Int8(bitPattern: $0)) }
        case .short: return elements(of: UInt16.self) { Float(Int16(bitPattern: $0)) }
        case .int: return elements(of: UInt32.self) { Float(Int32(bitPattern: $0)) }
        case .float: return elements(of: UInt32.self) { Float(bitPattern: $0) }
        case .double: return elements(of: UInt64.self) { Float(Double(bitPattern: $0)) }
        }
    }

    /// The elements as whole numbers; nil for types with fractions.
    var integers: [Int64]? {
        switch type {
        case .byte: content.map { Int64($0) }
        case .signedByte: content.map { Int64(Int8(bitPattern: $0)) }
        case .short: elements(of: UInt16.self) { Int64(Int16(bitPattern: $0)) }
        case .int: elements(of: UInt32.self) { Int64(Int32(bitPattern: $0)) }
        case .float, .double: nil
        }
    }

    private func elements<Raw: FixedWidthInteger & BitwiseCopyable, Element>(
        of _: Raw.Type, _ convert: (Raw) -> Element
    ) -> [Element] {
        content.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: MemoryLayout<Raw>.size).map { offset in
                convert(Raw(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Raw.self)))
            }
        }
    }
}
