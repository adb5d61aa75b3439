import Cypher
import PropertyGraph

@testable import QueryValues

/// Calls a temporal function on 13 September 2020, 12:26:40 UTC, in a place whose clocks stand at UTC.
func call(_ name: String, _ arguments: QueryValue..., zone: String = "UTC") throws(QueryError) -> QueryValue {
    let context = EvaluationContext(
        statementTime: LocalDateTime(seconds: 1_600_000_000, nanoseconds: 0), zone: zone, random: { 0 })
    guard let function = TemporalFunctions.functions.first(where: { $0.name == name }) else {
        preconditionFailure("there is no function \(name)")
    }
    return try function.apply(arguments, context)
}

/// The text of a value that must be temporal.
func text(_ value: QueryValue?) -> String? { value.flatMap { TemporalText.text(of: $0) } }
