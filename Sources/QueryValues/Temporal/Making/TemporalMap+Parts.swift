import Cypher
import PropertyGraph

extension TemporalMap {
    /// The parts that the fields and the bases give together.
    func parts(in context: EvaluationContext) throws(QueryError) -> TemporalParts {
        if let field = first(of: TemporalField.epoch) { return try partsSinceEpoch(field) }
        var parts = TemporalParts()
        if kind.hasDate { parts.day = try day(from: base(.date)?.day) }
        if kind.hasTime {
            let base = try base(.time)
            parts.time = try time(from: base?.time)
            if kind.hasZone {
                parts.zone = base?.zone
                parts.offset = base?.offset
            }
        }
        guard let zone else { return parts }
        guard kind.hasZone else { throw .zoneWithoutUse(of: kind.rawValue) }
        return try parts.moved(to: zone, in: context)
    }

    /// The value to take a date or a time from, which must have one.
    private func base(_ wanted: Base) throws(QueryError) -> TemporalParts? {
        for key in [wanted, .datetime] {
            guard let parts = bases[key] else { continue }
            let isThere = wanted == .date ? parts.day != nil : parts.time != nil
            guard isThere || (key == .datetime && wanted == .time) else {
                throw .fieldType(key.rawValue, wants: "a value with a \(wanted.rawValue)")
            }
            return parts
        }
        return nil
    }

    /// A moment counted from 1970-01-01T00:00:00Z, with a fraction of a second.
    private func partsSinceEpoch(_ field: TemporalField) throws(QueryError) -> TemporalParts {
        let mixed = first(
            of: TemporalField.date + [.hour, .minute, .second] + TemporalField.epoch.filter { $0 != field })
        if let mixed { throw .conflictingFields(field.rawValue, mixed.rawValue) }
        if let base = firstBase { throw .conflictingFields(field.rawValue, base.rawValue) }
        let number = Int64(numbers[field] ?? 0)
        let fraction = try nanosecond(from: nil)
        let start = LocalDateTime(seconds: 0, nanoseconds: 0)
        let instant =
            field == .epochSeconds
            ? try start.moved(seconds: number, nanoseconds: Int64(fraction))
            : try start.moved(milliseconds: number).moved(seconds: 0, nanoseconds: Int64(fraction))
        return try TemporalParts((zone ?? .utc).moment(at: instant))
    }
}
