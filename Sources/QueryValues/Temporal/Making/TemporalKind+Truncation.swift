import Cypher
import PropertyGraph

extension TemporalKind {
    /// `date.truncate(unit, value, fields)` and its kin.
    var truncation: Function {
        Function(
            "\(rawValue).truncate", [.string, .temporal, .map], optional: 2, gives: result,
            "The first \(noun) of the unit that a value is in, with some fields set."
        ) { arguments, context throws(QueryError) in
            if arguments.contains(where: { if case .null = $0 { true } else { false } }) { return .null }
            guard case .string(let unit)? = arguments.first else {
                throw .temporalArgument(of: "\(rawValue).truncate", wants: "the name of a unit first")
            }
            let base = arguments.count > 1 ? arguments[1] : try current(.statement, nil, in: context)
            let truncated = try truncate(base, to: unit, in: context)
            guard arguments.count > 2 else { return try truncated.parts.value(of: self, in: context) }
            guard case .map(let fields) = arguments[2] else {
                throw .temporalArgument(of: "\(rawValue).truncate", wants: "a map of fields last")
            }
            return try set(fields, in: truncated.parts, cutTo: truncated.unit, context)
        }
    }

    private func truncate(
        _ value: QueryValue, to name: String, in context: EvaluationContext
    ) throws(QueryError) -> (parts: TemporalParts, unit: TruncationUnit) {
        guard let unit = TruncationUnit(named: name), hasTime || unit.nanoseconds == nil,
            hasDate || unit == .day || unit.nanoseconds != nil
        else { throw .unknownUnit(name, of: "\(rawValue).truncate", known: units.map(\.rawValue)) }
        guard var parts = try TemporalParts(value) else {
            throw .temporalArgument(of: "\(rawValue).truncate", wants: "a date, a time, or both")
        }
        if hasDate, parts.day == nil { throw .withoutPart("date", of: noun) }
        if !hasDate, parts.time == nil { throw .withoutPart("time", of: noun) }
        if let length = unit.nanoseconds {
            guard let time = parts.time else { throw .nothingToTruncate(unit.rawValue) }
            parts.time = LocalTime(nanoseconds: time.nanoseconds - time.nanoseconds % length)
        } else {
            parts.time = .midnight
            if let day = parts.day { parts.day = try unit.first(from: day) }
        }
        return (parts, unit)
    }

    private var units: [TruncationUnit] {
        TruncationUnit.allCases.filter { unit in
            unit == .day || (unit.nanoseconds == nil ? hasDate : hasTime)
        }
    }

    /// The truncated value with other fields.
    ///
    /// A zone is set without moving the time on the clock.
    private func set(
        _ fields: QueryMap, in truncated: TemporalParts, cutTo unit: TruncationUnit,
        _ context: EvaluationContext
    ) throws(QueryError) -> QueryValue {
        guard fields.count > 0 else { return try truncated.value(of: self, in: context) }
        let map = try TemporalMap(fields, for: self, base: truncated, cutTo: unit)
        return map.hasNull ? .null : try map.parts(in: context).value(of: self, in: context)
    }
}
