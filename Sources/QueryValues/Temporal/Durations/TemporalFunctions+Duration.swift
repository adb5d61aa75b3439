import Cypher
import PropertyGraph

extension TemporalFunctions {
    /// `duration(...)`.
    static let duration = Function(
        "duration", [.oneOf([.string, .map, .temporal])], gives: .duration,
        "A duration, of a text such as 'P1Y2M10DT2H30M' or a map of units."
    ) { arguments, _ throws(QueryError) in
        switch arguments.first {
        case .null: return .null
        case .string(let text): return .duration(try TemporalScanner.duration(text))
        case .map(let map): return try duration(of: map)
        case .duration(let duration)?: return .duration(duration)
        default: throw .temporalArgument(of: "duration", wants: "a text, a map, or a duration")
        }
    }

    private static func duration(of map: QueryMap) throws(QueryError) -> QueryValue {
        guard map.count > 0 else { throw .noFields(of: "duration") }
        var sum = DurationSum()
        for (key, value) in map.entries {
            guard let unit = DurationUnit(rawValue: key) else {
                throw .unknownField(key, of: "duration", known: DurationUnit.allCases.map(\.rawValue))
            }
            if case .null = value { return .null }
            try sum.add(try ratio(of: value, for: key), unit)
        }
        return .duration(try sum.duration())
    }

    private static func ratio(of value: QueryValue, for key: String) throws(QueryError) -> Ratio {
        switch value {
        case .integer(let number): return Ratio(number)
        case .float(let number):
            guard let ratio = Ratio(number) else { throw .durationOutOfRange() }
            return ratio
        default: throw .fieldType(key, wants: "a number")
        }
    }
}
