extension ElementBatch {
    /// The elements in some rows, which ascend.
    ///
    /// - Complexity: O(rows * columns).
    package func taking(_ rows: [UInt32]) -> ElementBatch {
        var part = self
        part.count = rows.count
        part.identifiers = identifiers?.taking(rows)
        part.sources = sources?.taking(rows)
        part.targets = targets?.taking(rows)
        part.columns = columns.map { $0.taking(rows) }
        let firstLine = origin.line(ofRow: Int(rows.first ?? 0))
        part.origin = BatchOrigin(
            file: origin.file, firstLine: firstLine,
            lineOffsets: rows.map { UInt32(origin.line(ofRow: Int($0)) - firstLine) })
        return part
    }
}

extension IdentifierColumn {
    fileprivate func taking(_ rows: [UInt32]) -> IdentifierColumn {
        switch storage {
        case .integers(let numbers): IdentifierColumn(.integers(rows.map { numbers[Int($0)] }), space: space)
        case .strings(let texts): IdentifierColumn(.strings(texts.taking(rows)), space: space)
        }
    }
}

extension Column {
    fileprivate func taking(_ rows: [UInt32]) -> Column {
        var mask: RowMask?
        if let presence {
            var part = RowMask(repeating: true, count: rows.count)
            for (index, row) in rows.enumerated() where !presence[Int(row)] { part[index] = false }
            mask = part
        }
        let bad = malformed.isEmpty ? [:] : Dictionary(uniqueKeysWithValues: malformed.map { ($0.row, $0) })
        let kept =
            bad.isEmpty
            ? []
            : rows.enumerated().compactMap { index, row in
                bad[Int(row)].map {
                    MalformedValue(row: index, text: $0.text, declaredType: $0.declaredType)
                }
            }
        return Column(key: key, values: values.taking(rows), presence: mask, malformed: kept)
    }
}

extension ColumnValues {
    fileprivate func taking(_ rows: [UInt32]) -> ColumnValues {
        switch self {
        case .booleans(let values): .booleans(rows.map { values[Int($0)] })
        case .integers(let numbers): .integers(rows.map { numbers[Int($0)] })
        case .floats(let numbers): .floats(rows.map { numbers[Int($0)] })
        case .strings(let texts): .strings(texts.taking(rows))
        case .dates(let dates): .dates(rows.map { dates[Int($0)] })
        case .localDateTimes(let moments): .localDateTimes(rows.map { moments[Int($0)] })
        case .values(let values): .values(rows.map { values[Int($0)] })
        }
    }
}

extension StringColumn {
    fileprivate func taking(_ rows: [UInt32]) -> StringColumn {
        StringColumn(
            storage: storage, starts: rows.map { starts[Int($0)] }, ends: rows.map { ends[Int($0)] })
    }
}
