import CParquet

/// One column of an Arrow array, as long as the array lives.
///
/// Positions are checked against the lengths that Arrow promises; Arrow has validated that the buffers are that long.
struct ArrowColumn {
    let type: ArrowType
    private let array: UnsafePointer<ArrowArray>

    /// Looks at an array that is known to be of a type.
    init(type: ArrowType, array: UnsafePointer<ArrowArray>) {
        self.type = type
        self.array = array
    }

    /// How many values there are, nulls included.
    var count: Int { Int(array.pointee.length) }

    /// Whether a row may have no value.
    var mayHaveNulls: Bool { array.pointee.null_count != 0 }

    /// Whether a row has a value.
    func isPresent(_ row: Int) -> Bool {
        if case .null = type { return false }
        guard mayHaveNulls, let validity = buffer(0) else { return true }
        return bit(row, of: validity)
    }

    /// The fixed-width values, the first being that of row 0; nil when there are none.
    func values<Element: BitwiseCopyable>(of _: Element.Type) -> UnsafePointer<Element>? {
        buffer(1)?.assumingMemoryBound(to: Element.self).advanced(by: Int(array.pointee.offset))
    }

    /// A truth value.
    func boolean(_ row: Int) -> Bool { buffer(1).map { bit(row, of: $0) } ?? false }

    /// Where the bytes or elements of a row stand, counted from the start of the data or the child.
    func range(_ row: Int, _ offsets: ArrowType.Offsets) -> Range<Int> {
        let bounds: (start: Int, end: Int)
        switch offsets {
        case .narrow:
            guard let ends = values(of: Int32.self) else { return 0..<0 }
            bounds = (Int(ends[row]), Int(ends[row + 1]))
        case .wide:
            guard let ends = values(of: Int64.self) else { return 0..<0 }
            bounds = (Int(ends[row]), Int(ends[row + 1]))
        }
        return bounds.start >= 0 && bounds.start <= bounds.end ? bounds.start..<bounds.end : 0..<0
    }

    /// The bytes of all variable-length values.
    var data: UnsafeRawPointer? { buffer(2) }

    /// The bytes of a row of variable length.
    func bytes(_ row: Int, _ offsets: ArrowType.Offsets) -> UnsafeRawBufferPointer {
        let range = range(row, offsets)
        guard !range.isEmpty, let data else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: data + range.lowerBound, count: range.count)
    }

    /// The bytes of a row of fixed width.
    func bytes(_ row: Int, width: Int) -> UnsafeRawBufferPointer {
        guard width > 0, let data = buffer(1) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: data + (row + position(ofRow: 0)) * width, count: width)
    }

    /// Where a row stands in the children of lists of fixed length.
    func position(ofRow row: Int) -> Int { row + Int(array.pointee.offset) }

    /// A child; nil when the array has fewer, or when it is shorter than the range.
    func child(_ index: Int, of type: ArrowType, covering range: Range<Int>) -> ArrowColumn? {
        guard index < array.pointee.n_children, let child = array.pointee.children?[index] else { return nil }
        let column = ArrowColumn(type: type, array: child)
        return range.upperBound <= column.count ? column : nil
    }

    /// The values that a dictionary's rows are numbers of.
    func dictionary(of type: ArrowType) -> ArrowColumn? {
        array.pointee.dictionary.map { ArrowColumn(type: type, array: $0) }
    }

    /// The same rows seen as another type, such as the indexes of a dictionary.
    func seen(as type: ArrowType) -> ArrowColumn { ArrowColumn(type: type, array: array) }

    private func buffer(_ index: Int) -> UnsafeRawPointer? {
        index < array.pointee.n_buffers ? array.pointee.buffers?[index] : nil
    }

    private func bit(_ row: Int, of bits: UnsafeRawPointer) -> Bool {
        let position = position(ofRow: row)
        return bits.load(fromByteOffset: position >> 3, as: UInt8.self) >> UInt8(position & 7) & 1 != 0
    }
}
