import Cypher
import PropertyGraph

extension TemporalMap {
    /// The fields that a truncated value is given afterwards, with the value as their base.
    ///
    /// Unlike in a constructor a zone keeps the time on the clock, and a fraction of a second is added to
    /// what the truncation has left of it.
    init(
        _ fields: QueryMap, for kind: TemporalKind, base truncated: TemporalParts, cutTo unit: TruncationUnit
    ) throws(QueryError) {
        try self.init(fields, for: kind)
        if let base = firstBase { throw .conflictingFields(base.rawValue, "truncate") }
        if let field = first(of: TemporalField.epoch) { throw .conflictingFields(field.rawValue, "truncate") }
        var base = truncated
        if let zone, kind.hasZone {
            base.zone = zone
            base.offset = nil
            self.zone = nil
        }
        bases[.datetime] = base
        guard let time = base.time else { return }
        switch unit {
        case .millisecond where first(of: [.microsecond, .nanosecond]) != nil:
            numbers[.millisecond] = numbers[.millisecond] ?? time.nanosecond / 1_000_000
        case .microsecond where first(of: [.nanosecond]) != nil:
            // Microseconds count from the milliseconds that are given, otherwise from the second.
            guard numbers[.millisecond] == nil else { break }
            numbers[.microsecond] = numbers[.microsecond] ?? time.nanosecond / 1_000
        default: break
        }
    }
}
