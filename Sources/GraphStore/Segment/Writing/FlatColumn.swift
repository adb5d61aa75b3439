import PropertyGraph

/// One property of a whole table, row by row; a row without a value holds a filler.
struct FlatColumn {
    /// The values, of one type where all are.
    enum Values {
        case booleans([Bool])
        case integers([Int64])
        case floats([Double])
        case dates([CalendarDate])
        case localDateTimes(ticksPerSecond: Int64, [Int64])
        case wideLocalDateTimes([LocalDateTime])
        case strings(TextSlices)
        case values([Value])
    }
    var values: Values
    var presence: PresenceBits

    /// The column with its rows in another order.
    func permuted(by order: [UInt32]?) -> FlatColumn {
        guard let order else { return self }
        return FlatColumn(values: values.permuted(by: order), presence: presence.permuted(by: order))
    }

    /// The value in a row, if it has one.
    subscript(row: Int) -> Value? {
        guard presence[row] else { return nil }
        switch values {
        case .booleans(let truths): return .boolean(truths[row])
        case .integers(let numbers): return .integer(numbers[row])
        case .floats(let numbers): return .float(numbers[row])
        case .dates(let dates): return .date(dates[row])
        case .localDateTimes(let ticksPerSecond, let ticks):
            return .localDateTime(LocalDateTime(ticks: ticks[row], perSecond: ticksPerSecond))
        case .wideLocalDateTimes(let moments): return .localDateTime(moments[row])
        case .strings(let texts): return .string(texts[row])
        case .values(let values): return values[row]
        }
    }
}

extension FlatColumn.Values {
    fileprivate func permuted(by order: [UInt32]) -> Self {
        switch self {
        case .booleans(let array): .booleans(array.permuted(by: order))
        case .integers(let array): .integers(array.permuted(by: order))
        case .floats(let array): .floats(array.permuted(by: order))
        case .dates(let array): .dates(array.permuted(by: order))
        case .localDateTimes(let ticksPerSecond, let array):
            .localDateTimes(ticksPerSecond: ticksPerSecond, array.permuted(by: order))
        case .wideLocalDateTimes(let array): .wideLocalDateTimes(array.permuted(by: order))
        case .strings(let texts):
            .strings(TextSlices(storages: texts.storages, slices: texts.slices.permuted(by: order)))
        case .values(let array): .values(array.permuted(by: order))
        }
    }
}

extension Array {
    /// The elements at these positions, in this order.
    func permuted(by order: [UInt32]) -> [Element] { order.map { self[Int($0)] } }
}

/// Which rows have a value.
struct PresenceBits {
    /// 64 rows a word, the lowest bit first; nil when every row has one.
    private(set) var words: [UInt64]?
    let count: Int
    private(set) var absentCount = 0

    /// Every row has a value.
    init(count: Int) { self.count = count }

    /// Takes bits of so many rows; bits beyond them must be zero.
    init(words: [UInt64], count: Int) {
        self.count = count
        absentCount = count - words.reduce(0) { $0 + $1.nonzeroBitCount }
        if absentCount > 0 { self.words = words }
    }

    @inline(__always)
    subscript(row: Int) -> Bool {
        guard let words else { return true }
        return words[row >> 6] >> UInt64(row & 63) & 1 != 0
    }

    func permuted(by order: [UInt32]) -> PresenceBits {
        guard words != nil else { return self }
        var permuted = [UInt64](repeating: 0, count: (count + 63) / 64)
        for (row, former) in order.enumerated() where self[Int(former)] {
            permuted[row >> 6] |= 1 << UInt64(row & 63)
        }
        return PresenceBits(words: permuted, count: count)
    }
}

/// Texts as slices of the bytes they came in.
struct TextSlices {
    /// A range of bytes of one storage.
    struct Slice {
        var storage: UInt32 = 0
        var start: UInt32 = 0
        var end: UInt32 = 0
    }
    var storages: [ByteStorage]
    var slices: [Slice]

    subscript(row: Int) -> String {
        let slice = slices[row]
        return String(
            decoding: storages[Int(slice.storage)].bytes[Int(slice.start)..<Int(slice.end)], as: UTF8.self)
    }

    /// Calls `body` with the bytes of some rows in turn until it answers false.
    ///
    /// Consecutive rows of one storage, the common case, open it once.
    func forEach(in rows: Range<Int>, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Bool) {
        var row = rows.lowerBound
        while row < rows.upperBound {
            let storage = slices[row].storage
            let goesOn = storages[Int(storage)].bytes.withUnsafeBufferPointer { bytes in
                while row < rows.upperBound, slices[row].storage == storage {
                    let slice = slices[row]
                    let text = UnsafeBufferPointer(rebasing: bytes[Int(slice.start)..<Int(slice.end)])
                    guard body(row, text) else { return false }
                    row += 1
                }
                return true
            }
            guard goesOn else { return }
        }
    }
}
