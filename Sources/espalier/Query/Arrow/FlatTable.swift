/// A table of FlatBuffers, the format of the metadata of Arrow.
///
///     let message = FlatTable([0: .int16(4), 3: .int64(0)]).encoded()
///
/// Everything is little-endian. Source: https://flatbuffers.dev/internals, "FlatBuffer internals".
struct FlatTable {
    /// What a field holds; fields that are left out have their default.
    indirect enum Field {
        case int8(UInt8)
        case int16(Int16)
        case int32(Int32)
        case int64(Int64)
        case string(String)
        case table(FlatTable)
        case tables([FlatTable])
        /// Structs of two whole numbers of 64 bits.
        case pairs([(Int64, Int64)])

        /// How many bytes stand in the table itself: the value, or the distance to it.
        fileprivate var size: Int {
            switch self {
            case .int8: 1
            case .int16: 2
            case .int32, .string, .table, .tables, .pairs: 4
            case .int64: 8
            }
        }
    }
    /// The fields by their numbers in the schema.
    let fields: [Int: Field]

    init(_ fields: [Int: Field] = [:]) { self.fields = fields }

    /// A buffer with this table as its root.
    func encoded() -> [UInt8] {
        var buffer = FlatBuffer()
        let root = buffer.reserveDistance()
        buffer.append(self, wantedBy: root)
        return buffer.bytes
    }
}

/// A buffer that grows forwards: what is pointed at comes after what points at it.
private struct FlatBuffer {
    private(set) var bytes: [UInt8] = []

    /// Makes room for the distance to something that is appended later, and returns its place.
    mutating func reserveDistance() -> Int {
        bytes.append(contentsOf: [0, 0, 0, 0])
        return bytes.count - 4
    }

    mutating func append(_ table: FlatTable, wantedBy place: Int) {
        // Large fields first, so that each lies at a multiple of its size.
        let order = table.fields.keys.sorted {
            let (left, right) = (table.fields[$0]?.size ?? 0, table.fields[$1]?.size ?? 0)
            return left == right ? $0 < $1 : left > right
        }
        var offsets = [Int](repeating: 0, count: (order.max() ?? -1) + 1)
        var end = 8
        for number in order {
            offsets[number] = end
            end += table.fields[number]?.size ?? 0
        }
        // The list of offsets stands before the table, which begins at a multiple of eight and with four bytes that are not
        // used, so that fields of eight bytes do too.
        let list = 4 + 2 * offsets.count
        align(to: 8, after: list)
        let listStart = bytes.count
        append(Int16(truncatingIfNeeded: list))
        append(Int16(truncatingIfNeeded: end))
        for offset in offsets { append(Int16(truncatingIfNeeded: offset)) }
        let start = bytes.count
        point(from: place, to: start)
        append(Int32(truncatingIfNeeded: start - listStart))
        append(Int32(0))
        var waiting: [(place: Int, FlatTable.Field)] = []
        for number in order {
            guard let field = table.fields[number] else { continue }
            switch field {
            case .int8(let value): bytes.append(value)
            case .int16(let value): append(value)
            case .int32(let value): append(value)
            case .int64(let value): append(value)
            case .string, .table, .tables, .pairs: waiting.append((reserveDistance(), field))
            }
        }
        for (place, field) in waiting { append(field, wantedBy: place) }
    }

    private mutating func append(_ field: FlatTable.Field, wantedBy place: Int) {
        switch field {
        case .string(let text):
            align(to: 4)
            point(from: place, to: bytes.count)
            append(Int32(truncatingIfNeeded: text.utf8.count))
            bytes.append(contentsOf: text.utf8)
            bytes.append(0)
        case .table(let table): append(table, wantedBy: place)
        case .tables(let tables):
            align(to: 4)
            point(from: place, to: bytes.count)
            append(Int32(truncatingIfNeeded: tables.count))
            let places = tables.map { _ in reserveDistance() }
            for (place, table) in zip(places, tables) { append(table, wantedBy: place) }
        case .pairs(let pairs):
            align(to: 8, after: 4)
            point(from: place, to: bytes.count)
            append(Int32(truncatingIfNeeded: pairs.count))
            for (first, second) in pairs {
                append(first)
                append(second)
            }
        case .int8, .int16, .int32, .int64: break
        }
    }

    private mutating func point(from place: Int, to target: Int) {
        let distance = UInt32(truncatingIfNeeded: target - place)
        for index in 0..<4 {
            bytes[place + index] = UInt8(truncatingIfNeeded: distance >> (8 * UInt32(index)))
        }
    }

    /// Adds zeros until so many bytes more lead to a multiple.
    private mutating func align(to multiple: Int, after count: Int = 0) {
        while (bytes.count + count) % multiple != 0 { bytes.append(0) }
    }

    private mutating func append(_ number: some FixedWidthInteger) { bytes.append(littleEndian: number) }
}

extension [UInt8] {
    /// Appends the bytes of a number, the lowest first.
    mutating func append(littleEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
