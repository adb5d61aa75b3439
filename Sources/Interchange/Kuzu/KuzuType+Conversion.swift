import PropertyGraph

extension KuzuType {
    /// A value as Kuzu writes it into Parquet as one of this type; nil when it stands for none.
    func converted(_ value: Value, _ lists: ListText) -> Value? {
        switch (self, value) {
        case (.int128, .integer(let number)): .decimal(DecimalNumber(unscaled: Int128(number), scale: 0))
        case (.int128, .unsigned(let number)): .decimal(DecimalNumber(unscaled: Int128(number), scale: 0))
        case (.int128, .decimal(let number)): number.scale == 0 ? value : nil
        case (.int128, .float(let number)):
            // Kuzu has no 128-bit integers in Parquet and writes the nearest double.
            number.magnitude < 1e38
                ? Int128(exactly: number).map { .decimal(DecimalNumber(unscaled: $0, scale: 0)) } : nil
        case (.blob, .bytes), (.interval, .duration), (.structure, .opaque), (.map, .opaque), (.union, _):
            value
        case (.interval, .bytes(let bytes)) where bytes.count == 12:
            .duration(CalendarDuration(parquet: bytes))
        case (.array(.scalar(.float32, _), let count), .vector(let numbers)):
            numbers.count == count ? value : nil
        case (.array(let element, let count), .list(let values)):
            values.count == count ? list(values, of: element, lists) : nil
        case (.list(let element), .list(let values)): list(values, of: element, lists)
        case (.list(let element), .vector(let numbers)), (.array(let element, _), .vector(let numbers)):
            list(numbers.map { .float(Double($0)) }, of: element, lists)
        default: nil
        }
    }

    private func list(_ values: [Value], of element: KuzuType, _ lists: ListText) -> Value? {
        let converted = values.compactMap { element.columnType.converted($0, lists) }
        return converted.count == values.count ? .list(converted) : nil
    }
}
