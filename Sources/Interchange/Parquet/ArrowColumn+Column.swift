import PropertyGraph

extension ArrowColumn {
    /// All rows as a property, in plain arrays where the type has them.
    func column(key: Symbol) throws(ArrowProblem) -> Column {
        switch type {
        case .boolean:
            let values = (0..<count).map(boolean)
            return Column(key: key, values: .booleans(values), presence: presence)
        case .signed(8): return integers(Int8.self, key)
        case .signed(16): return integers(Int16.self, key)
        case .signed(32): return integers(Int32.self, key)
        case .signed(64): return plain(Int64.self, key, 0, ColumnValues.integers)
        case .unsigned(8): return integers(UInt8.self, key)
        case .unsigned(16): return integers(UInt16.self, key)
        case .unsigned(32): return integers(UInt32.self, key)
        case .float(32): return flat(Float.self, key, 0, ColumnValues.floats) { Double($0) }
        case .float(64): return plain(Double.self, key, 0, ColumnValues.floats)
        case .date(inMilliseconds: false):
            return flat(Int32.self, key, CalendarDate(days: 0), ColumnValues.dates) {
                CalendarDate(daysSince1970: Int64($0))
            }
        case .localTimestamp(let unit):
            let filler = LocalDateTime(seconds: 0, nanoseconds: 0)
            return flat(Int64.self, key, filler, ColumnValues.localDateTimes) { LocalDateTime($0, unit) }
        case .text(let offsets):
            guard let texts = try texts(offsets) else { return general(key) }
            return Column(key: key, values: .strings(texts), presence: presence)
        default: return general(key)
        }
    }

    /// Which rows have a value; nil when all do.
    var presence: RowMask? {
        guard mayHaveNulls || type == .null else { return nil }
        var mask = RowMask(repeating: true, count: count)
        for row in 0..<count where !isPresent(row) { mask[row] = false }
        return mask.isFull ? nil : mask
    }

    private func general(_ key: Symbol) -> Column {
        var builder = ColumnBuilder(key: key)
        for row in 0..<count {
            switch cell(row) {
            case .absent: break
            case .value(let value): builder.append(value, row: row)
            case .malformed(let text): builder.appendMalformed(text, declaredType: type.name, row: row)
            }
        }
        return builder.finish(count: count)
    }

    /// Copies rows whose values need no conversion.
    private func plain<Element: BitwiseCopyable>(
        _: Element.Type, _ key: Symbol, _ filler: Element, _ wrap: ([Element]) -> ColumnValues
    ) -> Column {
        let copied = values(of: Element.self).map { Array(UnsafeBufferPointer(start: $0, count: count)) }
        return Column(
            key: key, values: wrap(copied ?? [Element](repeating: filler, count: count)), presence: presence)
    }

    private func integers<Raw: FixedWidthInteger & BitwiseCopyable>(_: Raw.Type, _ key: Symbol) -> Column {
        flat(Raw.self, key, 0, ColumnValues.integers) { Int64(truncatingIfNeeded: $0) }
    }

    /// Converts all rows; those where `convert` has no answer are malformed, unless they are null.
    @inline(__always)
    private func flat<Raw: BitwiseCopyable, Element>(
        _: Raw.Type, _ key: Symbol, _ filler: Element, _ wrap: ([Element]) -> ColumnValues,
        _ convert: (Raw) -> Element?
    ) -> Column {
        guard let raw = values(of: Raw.self) else {
            return Column(
                key: key, values: wrap([Element](repeating: filler, count: count)),
                presence: RowMask(repeating: false, count: count))
        }
        var mask = presence
        var failed: [Int] = []
        let values = [Element](unsafeUninitializedCapacity: count) { values, initialized in
            for row in 0..<count {
                let value = convert(raw[row])
                if value == nil { failed.append(row) }
                values.initializeElement(at: row, to: value ?? filler)
            }
            initialized = count
        }
        failed.removeAll { !isPresent($0) }
        for row in failed {
            if mask == nil { mask = RowMask(repeating: true, count: count) }
            mask?[row] = false
        }
        let malformed = failed.map {
            MalformedValue(row: $0, text: "\(raw[$0])", declaredType: type.name)
        }
        return Column(key: key, values: wrap(values), presence: mask, malformed: malformed)
    }

    /// All texts over one copy of their bytes; nil when they are too many for 32-bit positions.
    private func texts(_ offsets: ArrowType.Offsets) throws(ArrowProblem) -> StringColumn? {
        let positions: [UInt32]?
        switch offsets {
        case .narrow: positions = values(of: Int32.self).flatMap { self.positions($0) }
        case .wide: positions = values(of: Int64.self).flatMap { self.positions($0) }
        }
        guard count > 0, let data, let positions, let end = positions.last else {
            guard count == 0 || data == nil else { return nil }
            let zeros = [UInt32](repeating: 0, count: count)
            return StringColumn(storage: ByteStorage([]), starts: zeros, ends: zeros)
        }
        let start = data + range(0, offsets).lowerBound
        let column = StringColumn(
            storage: ByteStorage([UInt8](UnsafeRawBufferPointer(start: start, count: Int(end)))),
            starts: Array(positions.dropLast()), ends: Array(positions.dropFirst()))
        if let row = column.firstInvalidRow { throw ArrowProblem(row: row, cause: .invalidUTF8) }
        return column
    }

    /// Where texts start and the last ends, from the start of the first; nil unless they ascend within 32 bits.
    private func positions(_ ends: UnsafePointer<some FixedWidthInteger & BitwiseCopyable>) -> [UInt32]? {
        let first = Int(ends[0])
        guard first >= 0, Int(ends[count]) - first <= Int(UInt32.max) else { return nil }
        var ascends = true
        let positions = [UInt32](unsafeUninitializedCapacity: count + 1) { positions, initialized in
            var previous = 0
            for row in 0...count {
                let position = Int(ends[row]) &- first
                ascends = ascends && position >= previous
                positions[row] = UInt32(truncatingIfNeeded: position)
                previous = position
            }
            initialized = count + 1
        }
        return ascends ? positions : nil
    }
}

/// What is wrong with a row of a batch.
struct ArrowProblem: Error {
    let row: Int
    let cause: InterchangeError.Cause
}

extension StringColumn {
    /// The first row that is not UTF-8 for itself.
    fileprivate var firstInvalidRow: Int? {
        let bytes = storage.bytes
        let isASCII: Bool
        do { isASCII = try UTF8Span(validating: bytes.span).isKnownASCII } catch {
            return (0..<count).first { row in
                withBytes(of: row) { String(validating: $0, as: UTF8.self) == nil }
            }
        }
        // The whole is valid; each part is if none starts or ends in the middle of a character.
        func isInside(_ position: UInt32) -> Bool {
            position < bytes.count && bytes[Int(position)] & 0xC0 == 0x80
        }
        return isASCII ? nil : (0..<count).first { isInside(starts[$0]) || isInside(ends[$0]) }
    }
}

extension ArrowType {
    /// What messages call it.
    var name: String {
        switch self {
        case .null: "null"
        case .boolean: "bool"
        case .signed(let bits): "int\(bits)"
        case .unsigned(let bits): "uint\(bits)"
        case .float(let bits): bits == 32 ? "float" : bits == 64 ? "double" : "halffloat"
        case .decimal(let bits, _): "decimal\(bits)"
        case .text: "string"
        case .bytes, .fixedBytes: "binary"
        case .uuid: "uuid"
        case .interval: "interval"
        case .date: "date"
        case .time: "time"
        case .localTimestamp, .zonedTimestamp: "timestamp"
        case .duration: "duration"
        case .list(let element, _), .fixedList(let element, _): "list<\(element.name)>"
        case .record: "struct"
        case .map: "map"
        case .dictionary(_, let values): values.name
        }
    }
}
