import PropertyGraph

/// One property of a table, in the file where it lies.
///
///     if case .integers(let ages) = column.storage { ages[row] }
///     column[row]     // any type, nil where there is no value
///
/// - Complexity: Every access by row takes constant time, plus the length of a text or list that is made.
public struct SegmentColumn: Sendable {
    /// The values by the way they are stored; a row without a value holds a filler.
    public enum Storage: Sendable {
        /// Truth values.
        case booleans(MappedBits)
        /// Whole numbers.
        case integers(MappedIntegers)
        /// Floating-point numbers.
        case floats(MappedArray<Double>)
        /// Dates, as days since 1970-01-01.
        case dates(MappedArray<Int32>)
        /// Dates with a time, as ticks since 1970.
        case localDateTimes(ticksPerSecond: Int64, MappedIntegers)
        /// Dates with a time that no single unit of 64 bits covers.
        case wideLocalDateTimes(seconds: MappedArray<Int64>, nanoseconds: MappedArray<Int32>)
        /// Texts.
        case strings(MappedTexts)
        /// Texts as codes into a dictionary that is sorted by bytes: comparing codes compares texts.
        case dictionary(codes: MappedIntegers, texts: MappedTexts)
        /// Vectors one after the other, aligned to 64 bytes.
        case vectors(dimension: Int, MappedArray<Float>)
        /// Values of any type, in a form of their own; read them with ``SegmentColumn/subscript(_:)``.
        case values(MappedTexts)
    }
    /// The property's key.
    public let key: String
    /// How many rows there are.
    public let count: Int
    /// The values.
    public let storage: Storage
    /// Which rows have a value; nil when all do.
    public let presence: MappedBits?
    /// Bounds of each 4,096 rows; nil for types without an order that they could use.
    public let zones: ZoneMap?

    init(_ entry: ColumnEntry<BlockReference>, rows: Int, in file: MappedFile) {
        key = entry.key
        count = rows
        presence = entry.presence.map { MappedBits(words: MappedArray($0, in: file), count: rows) }
        zones = entry.zones.map { ZoneMap(words: MappedArray($0, in: file)) }
        storage =
            switch entry.encoding {
            case .booleans(let block): .booleans(MappedBits(words: MappedArray(block, in: file), count: rows))
            case .integers(let integers): .integers(MappedIntegers(integers, in: file))
            case .floats(let block): .floats(MappedArray(block, in: file))
            case .dates(let block): .dates(MappedArray(block, in: file))
            case .localDateTimes(let ticksPerSecond, let integers):
                .localDateTimes(
                    ticksPerSecond: Int64(ticksPerSecond), MappedIntegers(integers, in: file))
            case .wideLocalDateTimes(let seconds, let nanoseconds):
                .wideLocalDateTimes(
                    seconds: MappedArray(seconds, in: file), nanoseconds: MappedArray(nanoseconds, in: file))
            case .strings(let texts): .strings(MappedTexts(texts, in: file))
            case .dictionary(let codes, let texts):
                .dictionary(codes: MappedIntegers(codes, in: file), texts: MappedTexts(texts, in: file))
            case .vectors(let dimension, let block):
                .vectors(dimension: Int(dimension), MappedArray(block, in: file))
            case .values(let texts): .values(MappedTexts(texts, in: file))
            }
    }

    /// The value in a row, or nil when the row has none.
    public subscript(row: Int) -> Value? {
        precondition(row >= 0 && row < count, "the row lies outside the table")
        if let presence, !presence[row] { return nil }
        switch storage {
        case .booleans(let truths): return .boolean(truths[row])
        case .integers(let numbers): return .integer(numbers[row])
        case .floats(let numbers): return .float(numbers[row])
        case .dates(let days): return .date(CalendarDate(days: days[row]))
        case .localDateTimes(let ticksPerSecond, let ticks):
            return .localDateTime(LocalDateTime(ticks: ticks[row], perSecond: ticksPerSecond))
        case .wideLocalDateTimes(let seconds, let nanoseconds):
            return .localDateTime(LocalDateTime(seconds: seconds[row], nanoseconds: nanoseconds[row]))
        case .strings(let texts): return .string(texts[row])
        case .dictionary(let codes, let texts): return .string(texts[Int(codes[row])])
        case .vectors(let dimension, let numbers):
            return .vector([Float](numbers[row * dimension..<(row + 1) * dimension]))
        case .values(let texts):
            return texts.withBytes(of: row) { bytes in
                var reader = ByteReader(UnsafeRawBufferPointer(bytes))
                return ValueCodec.decode(&reader)
            }
        }
    }
}

/// Smallest and largest of each 4,096 rows of a column.
public struct ZoneMap: Sendable {
    /// What is known of some rows.
    public struct Zone: Sendable {
        /// The bits of the smallest value: an `Int64` of integers, days, ticks or seconds, or a `Double`.
        public let lowest: UInt64
        /// The bits of the largest value.
        public let highest: UInt64
        /// How many rows have no value.
        public let absentCount: Int
        /// Whether any row has a value other than NaN, so that the bounds mean something.
        public let hasBounds: Bool
        /// Whether a row holds NaN.
        public let hasNaN: Bool
    }
    let words: MappedArray<UInt64>
    /// How many rows a zone has; the last one may have fewer.
    public static let rowsPerZone = SegmentFormat.rowsPerZone
    /// How many zones there are.
    public var count: Int { words.count / 3 }

    /// What is known of the rows from `4096 * zone`.
    public subscript(zone: Int) -> Zone {
        let flags = words[zone * 3 + 2]
        return Zone(
            lowest: words[zone * 3], highest: words[zone * 3 + 1],
            absentCount: Int(flags & 0xFFFF_FFFF), hasBounds: flags & ZoneEncoder.hasBounds != 0,
            hasNaN: flags & ZoneEncoder.hasNaN != 0)
    }
}
