import PropertyGraph

extension Column {
    /// The column with the values of a declared type; those that have none are malformed.
    func converted(to property: CSVHeader.Property, _ lists: ListText) -> Column {
        switch (values, property.type) {
        case (.strings, .string), (.floats, .float64), (.floats, .float32), (.dates, .date),
            (.booleans, .boolean), (.localDateTimes, .localDateTime):
            return self
        case (.integers(let numbers), .integer(let range)) where numbers.allSatisfy({ range ~= $0 }):
            return self
        case (.integers(let numbers), .float64), (.integers(let numbers), .float32):
            return Column(
                key: key, values: .floats(numbers.map(Double.init)), presence: presence, malformed: malformed)
        case (.strings(let texts), _):
            return ColumnReader(property: property, key: key, lists: lists)
                .read(FieldSpans(texts.without(presence), absent: []), in: texts.storage)
        default: return convertedOneByOne(to: property, lists)
        }
    }

    private func convertedOneByOne(to property: CSVHeader.Property, _ lists: ListText) -> Column {
        var builder = ColumnBuilder(key: key)
        for row in 0..<values.count {
            guard let value = self[row] else { continue }
            if let converted = property.type.converted(value, lists) {
                builder.append(converted, row: row)
            } else {
                let text = shortened(value.plainText.utf8)
                builder.appendMalformed(text, declaredType: property.declared, row: row)
            }
        }
        var column = builder.finish(count: values.count)
        column.malformed = (column.malformed + malformed).sorted { $0.row < $1.row }
        return column
    }
}

extension StringColumn {
    /// The same texts, but empty ones where there is no value.
    fileprivate func without(_ presence: RowMask?) -> StringColumn {
        guard let presence else { return self }
        let starts = (0..<count).map { presence[$0] ? self.starts[$0] : 0 }
        let ends = (0..<count).map { presence[$0] ? self.ends[$0] : 0 }
        return StringColumn(storage: storage, starts: starts, ends: ends)
    }
}

extension ColumnType {
    /// A value as one of this type; nil when it stands for none.
    func converted(_ value: Value, _ lists: ListText) -> Value? {
        switch (self, value) {
        case (.string, .string), (.boolean, .boolean), (.unsigned64, .unsigned), (.float32, .float),
            (.float64, .float), (.decimal, .decimal), (.bytes, .bytes), (.date, .date),
            (.localTime, .localTime), (.zonedTime, .zonedTime), (.localDateTime, .localDateTime),
            (.zonedDateTime, .zonedDateTime), (.duration, .duration), (.vector, .vector):
            return value
        case (.kuzu(let type), _): return type.converted(value, lists)
        case (_, .string(var text)):
            return text.withUTF8 { ScalarText.value(of: self, $0, lists) }
        case (.string, _): return .string(value.plainText)
        case (.integer, _), (.unsigned64, _), (.float32, _), (.float64, _), (.decimal, _):
            return number(value)
        case (.zonedTime, .localTime(let time)): return .zonedTime(ZonedTime(local: time, offset: 0))
        case (.zonedDateTime, .localDateTime(let moment)):
            return .zonedDateTime(ZonedDateTime(local: moment, offset: 0))
        case (.localDateTime, .zonedDateTime(let moment)) where moment.offset == 0:
            return .localDateTime(moment.local)
        case (.localDateTime, .date(let date)):
            return .localDateTime(LocalDateTime(date: date, time: LocalTime(nanoseconds: 0)))
        case (.duration, .bytes(let bytes)) where bytes.count == 12:
            return .duration(CalendarDuration(parquet: bytes))
        case (.list(let element), .list(let values)): return list(values, of: element, lists)
        case (.list(let element), .vector(let numbers)):
            return list(numbers.map { .float(Double($0)) }, of: element, lists)
        case (.vector, .list(let values)): return vector(values)
        default: return nil
        }
    }

    private func number(_ value: Value) -> Value? {
        switch (self, value) {
        case (.integer(let range), .integer(let number)): range ~= number ? value : nil
        case (.integer(let range), .float(let number)):
            Int64(exactly: number).flatMap { range ~= $0 ? .integer($0) : nil }
        case (.unsigned64, .integer(let number)): number >= 0 ? value : nil
        case (.float32, .integer(let number)), (.float64, .integer(let number)): .float(Double(number))
        case (.float32, .unsigned(let number)), (.float64, .unsigned(let number)): .float(Double(number))
        case (.float32, .decimal(let number)), (.float64, .decimal(let number)):
            Double(number.description).map(Value.float)
        case (.decimal, .integer(let number)):
            .decimal(DecimalNumber(unscaled: Int128(number), scale: 0))
        case (.decimal, .unsigned(let number)):
            .decimal(DecimalNumber(unscaled: Int128(number), scale: 0))
        default: nil
        }
    }

    private func list(_ values: [Value], of element: ColumnType, _ lists: ListText) -> Value? {
        let converted = values.compactMap { element.converted($0, lists) }
        return converted.count == values.count ? .list(converted) : nil
    }

    private func vector(_ values: [Value]) -> Value? {
        let numbers = values.compactMap { value -> Float? in
            switch value {
            case .integer(let number): Float(number)
            case .float(let number): Float(number)
            default: nil
            }
        }
        return numbers.count == values.count ? .vector(numbers) : nil
    }
}
