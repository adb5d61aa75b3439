import PropertyGraph

/// Brings one property of a table together from the parts of the input.
struct ColumnGathering {
    let rows: TableRows
    /// The column of each run's part, nil where the part lacks the key.
    private var columns: [Column?]

    init(rows: TableRows, columns: [Column?]) {
        self.rows = rows
        self.columns = columns
        for (number, run) in rows.runs.enumerated() {
            guard let presence = columns[number]?.presence else { continue }
            let hasValue: Bool
            switch run.selection {
            case .all: hasValue = presence.trueCount > 0
            case .some(let rows): hasValue = rows.contains { presence[Int($0)] }
            }
            if !hasValue { self.columns[number] = nil }
        }
    }

    /// How many rows have a value.
    var presentCount: Int {
        var count = 0
        forEachColumn { column, selection, _ in
            guard let presence = column.presence else { return count += selection.count }
            selection.forEach { if presence[$0] { count += 1 } }
        }
        return count
    }

    /// The column of the whole table in the order of the input; nil when no row has a value.
    func flat() -> FlatColumn? {
        let present = columns.compactMap { $0 }
        guard let first = present.first else { return nil }
        if present.allSatisfy({ $0.values.hasPlainType(of: first.values) }) {
            return FlatColumn(values: joined(like: first.values), presence: presence)
        }
        // Values of several types may still turn out to be of one, as when only a null or a filler differed.
        var builder = ColumnBuilder(key: first.key)
        var row = 0
        for (number, run) in rows.runs.enumerated() {
            if let column = columns[number] {
                run.selection.forEach { partRow in
                    if let value = column[partRow] { builder.append(value, row: row) }
                    row += 1
                }
            } else {
                row += run.selection.count
            }
        }
        let unified = builder.finish(count: row)
        if case .values(let values) = unified.values {
            return FlatColumn(values: .values(values), presence: presence)
        }
        var whole = TableRows()
        whole.append(part: 0, .all(row))
        return ColumnGathering(rows: whole, columns: [unified]).flat()
    }

    private func joined(like values: ColumnValues) -> FlatColumn.Values {
        switch values {
        case .booleans: .booleans(joined(false) { if case .booleans(let array) = $0 { array } else { nil } })
        case .integers: .integers(joined(0) { if case .integers(let array) = $0 { array } else { nil } })
        case .floats: .floats(joined(0) { if case .floats(let array) = $0 { array } else { nil } })
        case .dates:
            .dates(joined(CalendarDate(days: 0)) { if case .dates(let array) = $0 { array } else { nil } })
        case .localDateTimes: joinedMoments()
        case .strings: .strings(joinedTexts())
        case .values: .values(joined(false) { if case .values(let array) = $0 { array } else { nil } })
        }
    }

    private func joined<Element>(_ filler: Element, _ array: (ColumnValues) -> [Element]?) -> [Element] {
        var joined: [Element] = []
        joined.reserveCapacity(rows.count)
        for (number, run) in rows.runs.enumerated() {
            guard let column = columns[number], let values = array(column.values) else {
                joined.append(contentsOf: repeatElement(filler, count: run.selection.count))
                continue
            }
            switch run.selection {
            case .all(let count): joined.append(contentsOf: values[..<count])
            case .some(let rows): for row in rows { joined.append(values[Int(row)]) }
            }
        }
        return joined
    }

    private func joinedMoments() -> FlatColumn.Values {
        var unit = TickUnit()
        forEachColumn { column, selection, _ in
            guard case .localDateTimes(let moments) = column.values else { return }
            selection.forEach { if column.presence?[$0] ?? true { unit.include(moments[$0]) } }
        }
        guard let ticksPerSecond = unit.finished else {
            return .wideLocalDateTimes(
                joined(LocalDateTime(seconds: 0, nanoseconds: 0)) {
                    if case .localDateTimes(let array) = $0 { array } else { nil }
                })
        }
        var ticks = [Int64](repeating: 0, count: rows.count)
        forEachColumn { column, selection, start in
            guard case .localDateTimes(let moments) = column.values else { return }
            var row = start
            selection.forEach {
                ticks[row] = moments[$0].ticks(perSecond: ticksPerSecond)
                row += 1
            }
        }
        return .localDateTimes(ticksPerSecond: ticksPerSecond, ticks)
    }

    private func joinedTexts() -> TextSlices {
        var texts = TextSlices(
            storages: [], slices: [TextSlices.Slice](repeating: TextSlices.Slice(), count: rows.count))
        forEachColumn { column, selection, start in
            guard case .strings(let strings) = column.values else { return }
            let storage = UInt32(texts.storages.count)
            texts.storages.append(strings.storage)
            var row = start
            selection.forEach {
                texts.slices[row] = TextSlices.Slice(
                    storage: storage, start: strings.starts[$0], end: strings.ends[$0])
                row += 1
            }
        }
        return texts
    }

    private var presence: PresenceBits {
        if columns.allSatisfy({ $0 != nil && $0?.presence == nil }) { return PresenceBits(count: rows.count) }
        var words = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
        forEachColumn { column, selection, start in
            var row = start
            selection.forEach {
                if column.presence?[$0] ?? true { words[row >> 6] |= 1 << UInt64(row & 63) }
                row += 1
            }
        }
        return PresenceBits(words: words, count: rows.count)
    }

    /// Calls `body` with each part's column, its rows and the table's row of the first of them.
    private func forEachColumn(_ body: (Column, RowSelection, Int) -> Void) {
        var start = 0
        for (number, run) in rows.runs.enumerated() {
            if let column = columns[number] { body(column, run.selection, start) }
            start += run.selection.count
        }
    }
}

extension ColumnValues {
    /// Whether both are stored as arrays of one plain type.
    fileprivate func hasPlainType(of other: ColumnValues) -> Bool {
        switch (self, other) {
        case (.booleans, .booleans), (.integers, .integers), (.floats, .floats), (.strings, .strings),
            (.dates, .dates), (.localDateTimes, .localDateTimes):
            true
        default: false
        }
    }
}
