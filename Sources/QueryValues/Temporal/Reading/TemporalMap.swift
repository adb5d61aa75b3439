import Cypher
import PropertyGraph

/// The fields of a map such as `{date: other, week: 1, timezone: 'Europe/Stockholm'}`, checked against the
/// kind of value that is made of them.
struct TemporalMap {
    let kind: TemporalKind
    var numbers: [TemporalField: Int] = [:]
    /// The values to take a date or a time from, under `date`, `time` and `datetime`.
    var bases: [Base: TemporalParts] = [:]
    var zone: Zone?
    /// Whether a field is null, so that the result is.
    private(set) var hasNull = false

    enum Base: String, CaseIterable {
        case date, time, datetime
    }

    init(_ map: QueryMap, for kind: TemporalKind) throws(QueryError) {
        self.kind = kind
        guard map.count > 0 else { throw .noFields(of: kind.rawValue) }
        for (key, value) in map.entries { try read(key, value) }
        if bases[.datetime] != nil, let other = [Base.date, .time].first(where: { bases[$0] != nil }) {
            throw .conflictingFields(Base.datetime.rawValue, other.rawValue)
        }
    }

    private mutating func read(_ key: String, _ value: QueryValue) throws(QueryError) {
        if let field = TemporalField(rawValue: key), allows(field) {
            switch value {
            case .integer(let number): numbers[field] = Int(number)
            case .null: hasNull = true
            default: throw .fieldType(key, wants: "a whole number")
            }
        } else if let base = Base(rawValue: key), allows(base) {
            switch value {
            case .null: hasNull = true
            default:
                guard let parts = try TemporalParts(value) else {
                    throw .fieldType(key, wants: "a date, a time, or both")
                }
                bases[base] = parts
            }
        } else if key == "timezone" {
            switch value {
            case .string(let name): zone = try Zone(name)
            case .null: hasNull = true
            default: throw .fieldType(key, wants: "a text such as '+01:00' or 'Europe/Stockholm'")
            }
        } else {
            let fields = TemporalField.allCases.filter(allows).map(\.rawValue)
            let known = fields + Base.allCases.filter(allows).map(\.rawValue) + ["timezone"]
            throw .unknownField(key, of: kind.rawValue, known: known)
        }
    }

    private func allows(_ field: TemporalField) -> Bool {
        switch field {
        case .hour, .minute, .second, .millisecond, .microsecond, .nanosecond: kind.hasTime
        case .epochSeconds, .epochMillis: kind == .zonedDateTime
        default: kind.hasDate
        }
    }

    private func allows(_ base: Base) -> Bool {
        switch base {
        case .date: kind.hasDate
        case .time: kind.hasTime
        case .datetime: true
        }
    }

    /// The first of the bases that is given.
    var firstBase: Base? { Base.allCases.first { bases[$0] != nil } }

    /// The first of some fields that is given.
    func first(of fields: [TemporalField]) -> TemporalField? { fields.first { numbers[$0] != nil } }

    /// Whether it names a zone and nothing else: the current moment there.
    var isOnlyZone: Bool { zone != nil && numbers.isEmpty && bases.isEmpty }
}
