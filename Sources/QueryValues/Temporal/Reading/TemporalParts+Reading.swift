import Cypher
import PropertyGraph

extension TemporalParts {
    /// Reads a text as a value of a kind: the parts that the kind has, and no others.
    init(reading text: String, as kind: TemporalKind) throws(QueryError) {
        var scanner = TemporalScanner(text)
        self.init()
        var isWhole = true
        if kind.hasDate {
            day = try scanner.date()
            isWhole = day != nil
        }
        if kind.hasTime, isWhole, !kind.hasDate || scanner.pass("T") {
            time = try scanner.time()
            isWhole = time != nil
        }
        if kind.hasZone, isWhole, !scanner.isAtEnd {
            offset = scanner.offset()
            zone = offset.map(Zone.offset)
            if kind == .zonedDateTime, let name = scanner.zoneName() {
                zone = .place(try TimeZoneRules.named(name))
            }
            isWhole = zone != nil
        }
        guard isWhole, scanner.isAtEnd else {
            throw .unreadable(text, as: kind.noun, such: kind.example)
        }
        try checkOffset()
    }

    /// Refuses an offset that the named zone does not have at that time.
    private func checkOffset() throws(QueryError) {
        guard case .place(let rules)? = zone, let offset, let day else { return }
        let local = LocalDateTime(day, time ?? .midnight)
        guard rules.offsets(of: local.seconds).contains(offset) else {
            throw .offsetOutsideZone(offset, zone: rules.name)
        }
    }
}
