import Cypher
import Foundation
import PropertyGraph

/// Which moment a function without arguments means.
enum Clock: String, CaseIterable, Sendable {
    /// When the transaction began; a statement is the whole transaction as far as a query can tell.
    case transaction
    /// When the statement began.
    case statement
    /// When the function is called.
    case realtime

    /// The moment, in UTC.
    func now(in context: EvaluationContext) -> LocalDateTime {
        guard self == .realtime else { return context.statementTime }
        let seconds = Date().timeIntervalSince1970
        let whole = seconds.rounded(.down)
        return LocalDateTime(seconds: Int64(whole), nanoseconds: Int32((seconds - whole) * 1_000_000) * 1_000)
    }

    /// The parts of the moment as a clock of a zone shows it.
    func parts(in zone: Zone?, _ context: EvaluationContext) throws(QueryError) -> TemporalParts {
        let zone = if let zone { zone } else { try Zone.standard(in: context) }
        return try TemporalParts(zone.moment(at: now(in: context)))
    }
}
