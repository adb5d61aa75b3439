import PropertyGraph

/// Turns the texts of a column into values of its declared type.
struct ColumnReader {
    let property: CSVHeader.Property
    let key: Symbol
    let lists: ListText

    /// Reads a column; a text of another type makes its row malformed, and nothing fails.
    func read(_ spans: FieldSpans, in storage: ByteStorage) -> Column {
        switch property.type {
        case .string: strings(spans, in: storage)
        case .integer(let range):
            typed(spans, in: storage, filler: 0, ColumnValues.integers) { bytes, start, end in
                guard let number = IntegerText.read(bytes, start, end), range ~= number else { return nil }
                return number
            }
        case .float64: typed(spans, in: storage, filler: 0, ColumnValues.floats, FloatText.read)
        case .date:
            typed(spans, in: storage, filler: CalendarDate(days: 0), ColumnValues.dates, DateTimeText.date)
        case .localDateTime:
            typed(
                spans, in: storage, filler: LocalDateTime(seconds: 0, nanoseconds: 0),
                ColumnValues.localDateTimes, DateTimeText.localDateTime)
        case .boolean:
            typed(spans, in: storage, filler: false, ColumnValues.booleans) { bytes, start, end in
                ScalarText.boolean(UnsafeBufferPointer(rebasing: bytes[start..<end]))
            }
        case let type:
            typed(spans, in: storage, filler: .boolean(false), ColumnValues.values) { bytes, start, end in
                ScalarText.value(of: type, UnsafeBufferPointer(rebasing: bytes[start..<end]), lists)
            }
        }
    }

    private func strings(_ spans: FieldSpans, in storage: ByteStorage) -> Column {
        let values = StringColumn(storage: storage, starts: spans.starts, ends: spans.ends)
        return Column(key: key, values: .strings(values), presence: mask(without: spans.absent, spans.count))
    }

    /// Reads every row with `read`, then looks again at the rows where it failed: they are empty, need their
    /// spaces removed, or are malformed.
    @inline(__always)
    private func typed<Element>(
        _ spans: FieldSpans, in storage: ByteStorage, filler: Element, _ wrap: ([Element]) -> ColumnValues,
        _ read: (UnsafeBufferPointer<UInt8>, Int, Int) -> Element?
    ) -> Column {
        let count = spans.count
        var failed: [UInt32] = []
        var malformed: [MalformedValue] = []
        var values = storage.bytes.withUnsafeBufferPointer { bytes in
            [Element](unsafeUninitializedCapacity: count) { values, initialized in
                for row in 0..<count {
                    let value = read(bytes, Int(spans.starts[row]), Int(spans.ends[row]))
                    if value == nil { failed.append(UInt32(truncatingIfNeeded: row)) }
                    values.initializeElement(at: row, to: value ?? filler)
                }
                initialized = count
            }
        }
        if !failed.isEmpty {
            storage.bytes.withUnsafeBufferPointer { bytes in
                failed.removeAll { row in
                    let row = Int(row)
                    let (start, end) = trim(bytes, Int(spans.starts[row]), Int(spans.ends[row]))
                    guard start < end else { return false }
                    if let value = read(bytes, start, end) {
                        values[row] = value
                        return true
                    }
                    let text = shortened(bytes[Int(spans.starts[row])..<Int(spans.ends[row])])
                    malformed.append(MalformedValue(row: row, text: text, declaredType: property.declared))
                    return false
                }
            }
        }
        return Column(
            key: key, values: wrap(values), presence: mask(without: failed, count), malformed: malformed)
    }

    private func mask(without rows: [UInt32], _ count: Int) -> RowMask? {
        guard !rows.isEmpty else { return nil }
        var mask = RowMask(repeating: true, count: count)
        for row in rows { mask[Int(row)] = false }
        return mask
    }
}

/// The bounds of a text without spaces and tabs around it.
func trim(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (start: Int, end: Int) {
    func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var (start, end) = (start, end)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while start < end, isSpace(bytes[end - 1]) { end -= 1 }
    return (start, end)
}

/// A text of a file as a message shows it: at most so many characters.
package func shortened(_ bytes: some Sequence<UInt8>, to limit: Int = 60) -> String {
    let start = String(decoding: Array(bytes.prefix((limit + 1) * 4)), as: UTF8.self)
    return start.count > limit ? start.prefix(limit) + "..." : start
}
