import PropertyGraph

/// The properties of a table, copied row by row into columns of a batch.
struct PortionColumns {
    private let columns: [SegmentColumn]
    private let open: OpenContent?

    init(_ table: any StoredTable) throws(SegmentError) {
        var columns: [SegmentColumn] = []
        for column in table.content.columns { columns.append(try column.checked()) }
        self.columns = columns
        open = try table.openContent()
    }

    /// The columns of some rows; a key that none of them has is left out.
    func gathered(_ rows: [Int], _ symbols: SymbolTable) -> [Column] {
        var gathered: [Column] = []
        for column in columns {
            var mask: RowMask?
            if let presence = column.presence {
                var present = RowMask(repeating: false, count: rows.count)
                for (position, row) in rows.enumerated() where presence[row] { present[position] = true }
                if present.trueCount == 0, !rows.isEmpty { continue }
                if !present.isFull { mask = present }
            }
            gathered.append(
                Column(key: symbols.intern(column.key), values: column.values(of: rows), presence: mask))
        }
        return gathered + openColumns(rows, symbols)
    }

    private func openColumns(_ rows: [Int], _ symbols: SymbolTable) -> [Column] {
        guard let open else { return [] }
        var builders: [Int: ColumnBuilder] = [:]
        for (position, row) in rows.enumerated() {
            for (key, value) in open.decoded(row) ?? [] {
                builders[key, default: ColumnBuilder(key: symbols.intern(open.keys[key]))]
                    .append(value, row: position)
            }
        }
        return builders.sorted { $0.key < $1.key }.map { _, builder in
            var builder = builder
            return builder.finish(count: rows.count)
        }
    }
}

extension SegmentColumn {
    /// The values of some rows, with a filler where there is none.
    fileprivate func values(of rows: [Int]) -> ColumnValues {
        switch storage {
        case .booleans(let truths): .booleans(rows.map { truths[$0] })
        case .integers(let numbers): .integers(rows.map { numbers[$0] })
        case .floats(let numbers): .floats(rows.map { numbers[$0] })
        case .dates(let days): .dates(rows.map { CalendarDate(days: days[$0]) })
        case .localDateTimes(let ticksPerSecond, let ticks):
            .localDateTimes(rows.map { LocalDateTime(ticks: ticks[$0], perSecond: ticksPerSecond) })
        case .wideLocalDateTimes(let seconds, let nanoseconds):
            .localDateTimes(rows.map { LocalDateTime(seconds: seconds[$0], nanoseconds: nanoseconds[$0]) })
        case .strings(let texts): Self.strings(texts, rows)
        case .dictionary(let codes, let texts): Self.strings(texts, rows.map { Int(codes[$0]) })
        case .vectors, .values: .values(rows.map { self[$0] ?? .boolean(false) })
        }
    }

    /// Copies texts end to end; beyond what 32-bit offsets reach they become single values.
    private static func strings(_ texts: MappedTexts, _ rows: [Int]) -> ColumnValues {
        var bytes: [UInt8] = []
        var starts: [UInt32] = []
        var ends: [UInt32] = []
        for row in rows {
            texts.withBytes(of: row) { text in
                starts.append(UInt32(truncatingIfNeeded: bytes.count))
                bytes.append(contentsOf: text)
                ends.append(UInt32(truncatingIfNeeded: bytes.count))
            }
        }
        guard bytes.count <= Int(UInt32.max) else { return .values(rows.map { .string(texts[$0]) }) }
        return .strings(StringColumn(storage: ByteStorage(bytes), starts: starts, ends: ends))
    }
}
