import PropertyGraph

/// Which rows of a column pass a test; most tests have one answer for the whole column.
enum ColumnTest {
    case all
    case none
    case rows(RowMask)

    /// Tests every value that a column has against a type.
    init(_ type: ValueType, over column: Column, count: Int) {
        switch column.values {
        case .booleans: self = type.admits(.boolean(true)) ? .all : .none
        case .dates: self = type.admits(.date(CalendarDate(days: 0))) ? .all : .none
        case .localDateTimes:
            self = type.admits(.localDateTime(LocalDateTime(seconds: 0, nanoseconds: 0))) ? .all : .none
        case .integers(let numbers):
            // Every Int64 belongs to INT64; only narrower types need a look at the numbers.
            if type.contains(.signed(bits: 64)) {
                self = .all
            } else {
                self = .rows(Self.mask(column, count) { type.admits(.integer(numbers[$0])) })
            }
        case .floats(let numbers):
            if type.contains(.float64) {
                self = .all
            } else {
                self = .rows(Self.mask(column, count) { type.admits(.float(numbers[$0])) })
            }
        case .strings(let texts):
            if type.contains(.string(minimum: 0, maximum: nil)) {
                self = .all
            } else if !type.intersects(.string(minimum: 0, maximum: nil)) {
                self = .none
            } else {
                self = .rows(Self.mask(column, count) { type.admits(.string(texts[$0])) })
            }
        case .values(let values):
            self = .rows(Self.mask(column, count) { type.admits(values[$0]) })
        }
    }

    /// The rows that have a value and for which `passes` holds.
    private static func mask(_ column: Column, _ count: Int, _ passes: (Int) -> Bool) -> RowMask {
        var mask = RowMask(repeating: false, count: count)
        for row in 0..<count where column.presence?[row] ?? true {
            if passes(row) { mask[row] = true }
        }
        return mask
    }

    func passes(_ row: Int) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .rows(let mask): mask[row]
        }
    }
}
