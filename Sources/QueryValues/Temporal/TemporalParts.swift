import Cypher
import PropertyGraph

/// What a point in time says: its day, its time of day, and where the clock stands; any of them may be
/// missing.
///
/// Every constructor takes its argument apart into these and puts a value of its own kind together again.
struct TemporalParts {
    var day: CalendarDay?
    var time: LocalTime?
    var zone: Zone?
    /// Seconds east of UTC, which tells apart the two hours when clocks are set back.
    var offset: Int32?

    init() {}

    /// The parts of a date, time, or both; nil for any other value.
    init?(_ value: QueryValue) throws(QueryError) {
        self.init()
        if let day = CalendarDay(value) {
            self.day = day
            return
        }
        switch value {
        case .localTime(let time): self.time = time
        case .zonedTime(let time):
            self.time = time.local
            setOffset(time.offset)
        case .localDateTime(let moment): try setLocal(moment)
        case .zonedDateTime(let moment): self = try TemporalParts(moment)
        default: return nil
        }
    }

    init(_ moment: ZonedDateTime) throws(QueryError) {
        self.init()
        try setLocal(moment.local)
        zone = try moment.clock()
        offset = moment.offset
    }

    private mutating func setLocal(_ moment: LocalDateTime) throws(QueryError) {
        let (day, time) = try moment.dayAndTime()
        self.day = day
        self.time = time
    }

    private mutating func setOffset(_ offset: Int32) {
        zone = .offset(offset)
        self.offset = offset
    }

    /// The value of a kind with these parts; midnight and the default zone where there are none.
    func value(of kind: TemporalKind, in context: EvaluationContext) throws(QueryError) -> QueryValue {
        if kind.hasDate, day == nil { throw .withoutPart("date", of: kind.noun) }
        if !kind.hasDate, time == nil { throw .withoutPart("time", of: kind.noun) }
        let (day, time) = (day ?? .epoch, time ?? .midnight)
        switch kind {
        case .date: return day.value
        case .localTime: return .localTime(time)
        case .zonedTime: return .zonedTime(ZonedTime(local: time, offset: try timeOffset(in: context)))
        case .localDateTime: return .localDateTime(LocalDateTime(day, time))
        case .zonedDateTime:
            return .zonedDateTime(
                try clock(in: context).moment(LocalDateTime(day, time), preferring: offset))
        }
    }

    private func clock(in context: EvaluationContext) throws(QueryError) -> Zone {
        if let zone { return zone }
        return try Zone.standard(in: context)
    }

    /// The offset of a time without a day; that of a place is the one it has when the statement runs.
    private func timeOffset(in context: EvaluationContext) throws(QueryError) -> Int32 {
        if let offset { return offset }
        return try clock(in: context).offset(at: context.statementTime.seconds)
    }

    /// The same point in time as a clock of another zone shows it; where there is no zone yet, that clock's
    /// time.
    func moved(to target: Zone, in context: EvaluationContext) throws(QueryError) -> TemporalParts {
        var moved = self
        moved.zone = target
        moved.offset = nil
        guard let zone, let time else { return moved }
        guard let day else {
            let (old, new) = (
                try timeOffset(in: context), target.offset(at: context.statementTime.seconds)
            )
            moved.time = time.moved(byNanoseconds: Int64(new - old) * 1_000_000_000)
            moved.offset = new
            return moved
        }
        let instant = try zone.moment(LocalDateTime(day, time), preferring: offset).inUTC()
        return try TemporalParts(target.moment(at: instant))
    }
}
