extension Column {
    /// The value in a row, or nil when the row has none.
    public subscript(row: Int) -> Value? {
        if let presence, !presence[row] { return nil }
        return values[row]
    }
}

extension ColumnValues {
    /// How many rows there are.
    public var count: Int {
        switch self {
        case .booleans(let values): values.count
        case .integers(let numbers): numbers.count
        case .floats(let numbers): numbers.count
        case .strings(let texts): texts.count
        case .dates(let dates): dates.count
        case .localDateTimes(let moments): moments.count
        case .values(let values): values.count
        }
    }

    /// The value in a row; a filler where the column says that there is none.
    public subscript(row: Int) -> Value {
        switch self {
        case .booleans(let values): .boolean(values[row])
        case .integers(let numbers): .integer(numbers[row])
        case .floats(let numbers): .float(numbers[row])
        case .strings(let texts): .string(texts[row])
        case .dates(let dates): .date(dates[row])
        case .localDateTimes(let moments): .localDateTime(moments[row])
        case .values(let values): values[row]
        }
    }

    /// Every row's value, fillers included.
    var all: [Value] { (0..<count).map { self[$0] } }
}
