import Interchange
import PropertyGraph
import QueryValues

extension RecordBuilder {
    /// Adds a value that is a number, a vector, or a list of numbers.
    mutating func append(
        _ value: Value?, at place: DatasetError.Place, column: String
    ) throws(DatasetError) {
        switch value {
        case .vector(let vector): try append(vector, at: place, column: column)
        case .list(let elements):
            for (position, element) in elements.enumerated() {
                guard let number = element.number else {
                    throw .notNumeric(
                        data: data, place: place, column: "\(column)[\(position)]", value: element.plainText)
                }
                try append(number, at: place, column: "\(column)[\(position)]")
            }
        case let value:
            guard let number = value?.number else {
                throw .notNumeric(data: data, place: place, column: column, value: value?.plainText ?? "")
            }
            try append(number, at: place, column: column)
        }
    }

    /// Adds a value of a query that is a number, a vector, or a list of numbers.
    mutating func append(
        _ value: QueryValue, at place: DatasetError.Place, column: String
    ) throws(DatasetError) {
        switch value {
        case .stored(let stored): try append(stored, at: place, column: column)
        case .list(let elements):
            for (position, element) in elements.enumerated() {
                try append(
                    number(element, at: place, column: "\(column)[\(position)]"), at: place,
                    column: "\(column)[\(position)]")
            }
        default: try append(number(value, at: place, column: column), at: place, column: column)
        }
    }

    private func number(
        _ value: QueryValue, at place: DatasetError.Place, column: String
    ) throws(DatasetError) -> Double {
        switch value {
        case .integer(let number): return Double(number)
        case .float(let number): return number
        case .stored(let stored):
            if let number = stored.number { return number }
        default: break
        }
        let text = if case .null = value { "" } else { "\(value)" }
        throw .notNumeric(data: data, place: place, column: column, value: text)
    }
}

extension Value {
    /// The closest double-precision number; nil for what is no number.
    fileprivate var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .unsigned(let number): Double(number)
        case .float(let number): number
        case .decimal(let number): Double(number.description)
        default: nil
        }
    }
}
