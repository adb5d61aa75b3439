import PropertyGraph
import QueryValues

/// Rows in the columnar format of Arrow.
///
/// Source: "Arrow Columnar Format" 1.5, sections "Physical Memory Layout" and "RecordBatch message".
struct ArrowBatch {
    private let rowCount: Int
    private var nodes: [(Int64, Int64)] = []
    private var buffers: [(Int64, Int64)] = []
    private(set) var body: [UInt8] = []

    /// Lays out rows, whose columns have these types; nil where texts are too long for one batch.
    init?(_ rows: ArraySlice<[QueryValue]>, _ types: [ArrowType]) {
        rowCount = rows.count
        for (column, type) in types.enumerated() {
            guard append(rows.map { $0[column] }, type) else { return nil }
        }
    }

    /// The header of the message, `RecordBatch` of `Message.fbs`.
    var header: FlatTable {
        FlatTable([0: .int64(Int64(rowCount)), 1: .pairs(nodes), 2: .pairs(buffers)])
    }

    /// Appends a column; false when its texts or lists are too long for offsets of 32 bits.
    private mutating func append(_ values: [QueryValue], _ type: ArrowType) -> Bool {
        let nulls = type == .null ? values.count : values.count { $0.isNull }
        nodes.append((Int64(values.count), Int64(nulls)))
        guard type != .null else { return true }
        appendBits(nulls == 0 ? [] : values.map { !$0.isNull })
        switch type {
        case .text, .json: return appendTexts(values.map { $0.arrowText(isJSON: type == .json) })
        case .boolean:
            appendBits(
                values.map { value in
                    if case .boolean(true) = value { true } else { false }
                })
        case .list(let element):
            let lists = values.map { value in
                if case .list(let elements) = value { elements } else { [QueryValue]() }
            }
            return appendOffsets(lists.map(\.count)) && append(Array(lists.joined()), element)
        default:
            var bytes: [UInt8] = []
            for value in values { bytes.append(value, type) }
            append(buffer: bytes)
        }
        return true
    }

    private mutating func appendTexts(_ texts: [String]) -> Bool {
        guard appendOffsets(texts.map(\.utf8.count)) else { return false }
        var bytes: [UInt8] = []
        for text in texts { bytes.append(contentsOf: text.utf8) }
        append(buffer: bytes)
        return true
    }

    private mutating func appendOffsets(_ counts: [Int]) -> Bool {
        var bytes: [UInt8] = []
        var end = 0
        bytes.append(littleEndian: Int32(0))
        for count in counts {
            end += count
            guard let offset = Int32(exactly: end) else { return false }
            bytes.append(littleEndian: offset)
        }
        append(buffer: bytes)
        return true
    }

    private mutating func appendBits(_ bits: [Bool]) {
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (position, bit) in bits.enumerated() where bit { bytes[position / 8] |= 1 << (position % 8) }
        append(buffer: bytes)
    }

    /// Appends a buffer, which begins at a multiple of eight bytes.
    private mutating func append(buffer: [UInt8]) {
        buffers.append((Int64(body.count), Int64(buffer.count)))
        body.append(contentsOf: buffer)
        while body.count % 8 != 0 { body.append(0) }
    }
}

extension [UInt8] {
    /// Appends a value of fixed size; zeros for null.
    fileprivate mutating func append(_ value: QueryValue, _ type: ArrowType) {
        switch type {
        case .float:
            let number: Double =
                switch value {
                case .float(let number): number
                case .integer(let number): Double(number)
                default: 0
                }
            append(littleEndian: number.bitPattern)
        case .date:
            if case .date(let date) = value {
                append(littleEndian: date.days)
            } else {
                append(littleEndian: Int32(0))
            }
        case .duration:
            var parts: (months: Int32, days: Int32, nanoseconds: Int64) = (0, 0, 0)
            if case .duration(let duration) = value { parts = duration.arrowParts ?? parts }
            append(littleEndian: parts.months)
            append(littleEndian: parts.days)
            append(littleEndian: parts.nanoseconds)
        case .timestamp(_, let fitsNanoseconds, _):
            let unit: LocalDateTime.Unit = fitsNanoseconds ? .nanoseconds : .microseconds
            switch value {
            case .localDateTime(let moment): append(littleEndian: moment.count(of: unit) ?? 0)
            case .zonedDateTime(let moment): append(littleEndian: moment.universal.count(of: unit) ?? 0)
            default: append(littleEndian: Int64(0))
            }
        default:
            switch value {
            case .integer(let number): append(littleEndian: number)
            case .localTime(let time): append(littleEndian: time.nanoseconds)
            default: append(littleEndian: Int64(0))
            }
        }
    }
}

extension QueryValue {
    fileprivate var isNull: Bool { if case .null = self { true } else { false } }

    fileprivate func arrowText(isJSON: Bool) -> String {
        switch self {
        case .null: ""
        case .string(let text) where !isJSON: text
        default: jsonText
        }
    }
}
