import Cypher
import PropertyGraph

extension TemporalFunctions {
    /// The functions that measure from one point in time to another.
    static let betweens: [Function] = [
        between(
            "duration.between", "The time from one point in time to another, in months, days and seconds."
        ) {
            interval throws(QueryError) in
            try interval.inAllUnits()
        },
        between("duration.inMonths", "The whole months from one point in time to another.") {
            interval throws(QueryError) in
            try CalendarDuration(checkingMonths: Int128(interval.months()), days: 0, clock: 0)
        },
        between("duration.inDays", "The whole days from one point in time to another.") {
            interval throws(QueryError) in
            try CalendarDuration(checkingMonths: 0, days: Int128(interval.days()), clock: 0)
        },
        between("duration.inSeconds", "The time from one point in time to another, in seconds.") {
            interval throws(QueryError) in
            try CalendarDuration(checkingMonths: 0, days: 0, clock: interval.clock())
        },
    ]

    private static func between(
        _ name: String, _ summary: String,
        measure: @escaping @Sendable (TemporalInterval) throws(QueryError) -> CalendarDuration
    ) -> Function {
        Function(name, [.temporal, .temporal], gives: .duration, summary) { arguments, _ throws(QueryError) in
            var ends: [TemporalParts] = []
            for argument in arguments {
                if case .null = argument { return .null }
                guard let parts = try TemporalParts(argument) else {
                    throw .temporalArgument(of: name, wants: "two dates or times")
                }
                ends.append(parts)
            }
            return .duration(try measure(TemporalInterval(from: ends[0], to: ends[1])))
        }
    }
}
