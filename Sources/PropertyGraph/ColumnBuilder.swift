/// Collects one property of a batch, row by row, and keeps plain arrays as long as all values have one type.
///
///     var names = ColumnBuilder(key: name)
///     names.append("Ann", row: 0)
///     names.append("Bob", row: 2)          // row 1 has no name
///     let column = names.finish(count: 3)
///
/// Rows come in ascending order, each at most once.
package struct ColumnBuilder {
    private enum Shape {
        case undecided, booleans, integers, floats, strings, dates, localDateTimes, values
    }

    /// The property's key.
    package let key: Symbol
    private var shape = Shape.undecided
    /// Rows that are filled already, with values or fillers.
    private var filled = 0
    private var gaps: [Range<Int>] = []
    private var malformed: [MalformedValue] = []

    // One array for each shape, because arrays inside an enum are copied when they are changed.
    private var booleans: [Bool] = []
    private var integers: [Int64] = []
    private var floats: [Double] = []
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []
    private var dates: [CalendarDate] = []
    private var localDateTimes: [LocalDateTime] = []
    private var values: [Value] = []

    /// Starts a column with no rows.
    package init(key: Symbol) { self.key = key }

    /// Appends a value of any type.
    package mutating func append(_ value: Value, row: Int) {
        switch value {
        case .boolean(let value): append(value, row: row)
        case .integer(let number): append(number, row: row)
        case .float(let number): append(number, row: row)
        case .string(let text):
            var text = text
            text.withUTF8 { append(utf8: $0, row: row) }
        case .date(let date):
            if open(.dates, row: row) { dates.append(date) } else { values.append(value) }
        case .localDateTime(let moment):
            if open(.localDateTimes, row: row) { localDateTimes.append(moment) } else { values.append(value) }
        default:
            _ = open(.values, row: row)
            values.append(value)
        }
    }

    /// Appends a truth value.
    package mutating func append(_ value: Bool, row: Int) {
        if open(.booleans, row: row) { booleans.append(value) } else { values.append(.boolean(value)) }
    }

    /// Appends a whole number.
    package mutating func append(_ number: Int64, row: Int) {
        if open(.integers, row: row) { integers.append(number) } else { values.append(.integer(number)) }
    }

    /// Appends a floating-point number.
    package mutating func append(_ number: Double, row: Int) {
        if open(.floats, row: row) { floats.append(number) } else { values.append(.float(number)) }
    }

    /// Appends text whose bytes have been checked to be UTF-8.
    package mutating func append(utf8 text: UnsafeBufferPointer<UInt8>, row: Int) {
        guard open(.strings, row: row), bytes.count + text.count <= Int(UInt32.max) else {
            if shape == .strings { turnIntoValues() }
            values.append(.string(String(decoding: text, as: UTF8.self)))
            return
        }
        starts.append(UInt32(bytes.count))
        bytes.append(contentsOf: text)
        ends.append(UInt32(bytes.count))
    }

    /// Records a text that the declared type does not have; the row stays without a value.
    package mutating func appendMalformed(_ text: String, declaredType: String, row: Int) {
        malformed.append(MalformedValue(row: row, text: text, declaredType: declaredType))
    }

    /// The column of so many rows, those after the last value being without one.
    package mutating func finish(count: Int) -> Column {
        if shape == .undecided { shape = .values }
        fill(to: count)
        var presence: RowMask?
        if !gaps.isEmpty {
            var mask = RowMask(repeating: true, count: count)
            for row in gaps.joined() { mask[row] = false }
            presence = mask
        }
        return Column(key: key, values: columnValues, presence: presence, malformed: malformed)
    }

    private var columnValues: ColumnValues {
        switch shape {
        case .booleans: .booleans(booleans)
        case .integers: .integers(integers)
        case .floats: .floats(floats)
        case .strings: .strings(StringColumn(storage: ByteStorage(bytes), starts: starts, ends: ends))
        case .dates: .dates(dates)
        case .localDateTimes: .localDateTimes(localDateTimes)
        case .undecided, .values: .values(values)
        }
    }

    /// Makes a row the next to append; false when it goes to ``values``.
    private mutating func open(_ wanted: Shape, row: Int) -> Bool {
        if shape == .undecided { shape = wanted }
        if filled < row { fill(to: row) }
        filled = row + 1
        if shape == wanted { return shape != .values }
        turnIntoValues()
        return false
    }

    private mutating func fill(to row: Int) {
        guard filled < row else { return }
        let count = row - filled
        gaps.append(filled..<row)
        filled = row
        switch shape {
        case .booleans: booleans.append(contentsOf: repeatElement(false, count: count))
        case .integers: integers.append(contentsOf: repeatElement(0, count: count))
        case .floats: floats.append(contentsOf: repeatElement(0, count: count))
        case .strings:
            starts.append(contentsOf: repeatElement(0, count: count))
            ends.append(contentsOf: repeatElement(0, count: count))
        case .dates: dates.append(contentsOf: repeatElement(CalendarDate(days: 0), count: count))
        case .localDateTimes:
            localDateTimes.append(
                contentsOf: repeatElement(LocalDateTime(seconds: 0, nanoseconds: 0), count: count))
        case .undecided, .values: values.append(contentsOf: repeatElement(.boolean(false), count: count))
        }
    }

    private mutating func turnIntoValues() {
        guard shape != .values else { return }
        values = columnValues.all
        shape = .values
        (booleans, integers, floats, bytes, starts, ends) = ([], [], [], [], [], [])
        (dates, localDateTimes) = ([], [])
    }
}
