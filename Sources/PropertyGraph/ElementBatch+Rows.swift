extension ElementBatch {
    /// The same elements without some rows.
    ///
    /// - Complexity: O(kept rows * columns).
    package func keeping(_ kept: RowMask) -> ElementBatch {
        let rows = (0..<count).filter { kept[$0] }
        guard rows.count < count else { return self }
        let firstKept = rows.first ?? 0
        let firstLine = origin.line(ofRow: firstKept)
        return ElementBatch(
            kind: kind, labels: labels, count: rows.count, identifiers: identifiers?.gathering(rows),
            sources: sources?.gathering(rows), targets: targets?.gathering(rows),
            columns: columns.map { $0.gathering(rows) },
            origin: BatchOrigin(
                file: origin.file, firstLine: firstLine,
                lineOffsets: rows.map { UInt32(max(0, origin.line(ofRow: $0) - firstLine)) }))
    }
}

extension Column {
    /// The column of some rows, in their order.
    package func gathering(_ rows: [Int]) -> Column {
        var mask: RowMask?
        if let presence {
            var gathered = RowMask(repeating: true, count: rows.count)
            for (position, row) in rows.enumerated() where !presence[row] { gathered[position] = false }
            mask = gathered
        }
        let positions = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
        let kept = malformed.compactMap { value in
            positions[value.row].map {
                MalformedValue(row: $0, text: value.text, declaredType: value.declaredType)
            }
        }
        return Column(key: key, values: values.gathering(rows), presence: mask, malformed: kept)
    }
}

extension ColumnValues {
    fileprivate func gathering(_ rows: [Int]) -> ColumnValues {
        switch self {
        case .booleans(let values): .booleans(rows.map { values[$0] })
        case .integers(let values): .integers(rows.map { values[$0] })
        case .floats(let values): .floats(rows.map { values[$0] })
        case .strings(let values): .strings(values.gathering(rows))
        case .dates(let values): .dates(rows.map { values[$0] })
        case .localDateTimes(let values): .localDateTimes(rows.map { values[$0] })
        case .values(let values): .values(rows.map { values[$0] })
        }
    }
}

extension StringColumn {
    fileprivate func gathering(_ rows: [Int]) -> StringColumn {
        StringColumn(storage: storage, starts: rows.map { starts[$0] }, ends: rows.map { ends[$0] })
    }
}

extension IdentifierColumn {
    fileprivate func gathering(_ rows: [Int]) -> IdentifierColumn {
        switch storage {
        case .integers(let numbers): IdentifierColumn(.integers(rows.map { numbers[$0] }), space: space)
        case .strings(let texts): IdentifierColumn(.strings(texts.gathering(rows)), space: space)
        }
    }
}
