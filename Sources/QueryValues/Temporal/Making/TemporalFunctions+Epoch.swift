import Cypher
import PropertyGraph

extension TemporalFunctions {
    /// Moments counted from 1970-01-01T00:00:00Z.
    static let sinceEpoch: [Function] = [
        Function(
            "datetime.fromepoch", [.integer, .integer], optional: 1, gives: .zonedDateTime,
            "The moment so many seconds and nanoseconds after 1970-01-01T00:00:00Z."
        ) { arguments, _ throws(QueryError) in
            let start = LocalDateTime(seconds: 0, nanoseconds: 0)
            return try moment(arguments, of: "datetime.fromepoch") { numbers throws(QueryError) in
                try start.moved(seconds: numbers[0], nanoseconds: numbers.count > 1 ? numbers[1] : 0)
            }
        },
        Function(
            "datetime.fromepochmillis", [.integer], gives: .zonedDateTime,
            "The moment so many milliseconds after 1970-01-01T00:00:00Z."
        ) { arguments, _ throws(QueryError) in
            let start = LocalDateTime(seconds: 0, nanoseconds: 0)
            return try moment(arguments, of: "datetime.fromepochmillis") { numbers throws(QueryError) in
                try start.moved(milliseconds: numbers[0])
            }
        },
    ]

    private static func moment(
        _ arguments: [QueryValue], of function: String,
        _ make: ([Int64]) throws(QueryError) -> LocalDateTime
    ) throws(QueryError) -> QueryValue {
        var numbers: [Int64] = []
        for argument in arguments {
            switch argument {
            case .integer(let number): numbers.append(number)
            case .null: return .null
            default: throw .temporalArgument(of: function, wants: "whole numbers")
            }
        }
        return .zonedDateTime(ZonedDateTime(local: try make(numbers), offset: 0))
    }
}
