import Cypher
import PropertyGraph

extension TemporalKind {
    /// The constructor, the constructors by clock, and the truncation.
    var functions: [Function] {
        let name = rawValue
        let clocks = Clock.allCases.map { clock in
            Function(
                "\(name).\(clock.rawValue)", [.oneOf([.string, .map])], optional: 1, gives: result,
                isDeterministic: clock != .realtime, "The current \(noun), by the \(clock.rawValue)'s clock."
            ) { arguments, context throws(QueryError) in
                try current(clock, arguments.first, in: context)
            }
        }
        let constructor = Function(
            name, [.oneOf([.string, .map, .temporal])], optional: 1, gives: result,
            "A \(noun), of a text, a map of fields or another value; the current one without an argument."
        ) { arguments, context throws(QueryError) in
            guard let argument = arguments.first else { return try current(.statement, nil, in: context) }
            return try make(of: argument, in: context)
        }
        return [constructor] + clocks + [truncation]
    }

    /// The value that an argument describes.
    func make(of argument: QueryValue, in context: EvaluationContext) throws(QueryError) -> QueryValue {
        switch argument {
        case .null: return .null
        case .string(let text): return try TemporalParts(reading: text, as: self).value(of: self, in: context)
        case .map(let fields):
            let map = try TemporalMap(fields, for: self)
            if map.hasNull { return .null }
            let parts =
                map.isOnlyZone ? try Clock.statement.parts(in: map.zone, context) : try map.parts(in: context)
            return try parts.value(of: self, in: context)
        default:
            guard let parts = try TemporalParts(argument) else {
                throw .temporalArgument(of: rawValue, wants: "a text, a map, or a date or time")
            }
            return try parts.value(of: self, in: context)
        }
    }

    /// The current moment, perhaps in a zone that a text or a map with `timezone` names.
    func current(
        _ clock: Clock, _ argument: QueryValue?, in context: EvaluationContext
    ) throws(QueryError) -> QueryValue {
        var named = argument
        if case .map(let fields) = argument, fields.count == 1 { named = fields["timezone"] ?? argument }
        switch named {
        case nil: return try clock.parts(in: nil, context).value(of: self, in: context)
        case .null: return .null
        case .string(let name):
            return try clock.parts(in: Zone(name), context).value(of: self, in: context)
        default:
            throw .temporalArgument(of: "\(rawValue).\(clock.rawValue)", wants: "the name of a time zone")
        }
    }
}
