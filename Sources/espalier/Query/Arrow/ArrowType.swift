import PropertyGraph
import QueryValues

/// The type of a column in Arrow: one that holds every value exactly, or JSON where there is none.
indirect enum ArrowType: Equatable, Sendable {
    case null, boolean, text, date, time, duration, json
    /// Whole numbers; `fitsFloat` if doubles can stand for all of them.
    case integer(fitsFloat: Bool)
    case float
    /// Moments in a zone or in none, and whether nanoseconds or microseconds tell all of them.
    case timestamp(zone: String?, fitsNanoseconds: Bool, fitsMicroseconds: Bool)
    case list(ArrowType)

    /// The type for some values.
    init(of values: some Sequence<QueryValue>) {
        self = values.reduce(.null) { $0 == .json ? .json : $0.merged(with: ArrowType(of: $1)) }
    }

    private init(of value: QueryValue) {
        switch value {
        case .null: self = .null
        case .boolean: self = .boolean
        case .integer(let number): self = .integer(fitsFloat: Double(exactly: number) != nil)
        case .float: self = .float
        case .string: self = .text
        case .date: self = .date
        case .localTime: self = .time
        case .localDateTime(let moment): self = .timestamp(moment, zone: nil)
        case .zonedDateTime(let moment):
            self = moment.arrowZone.map { .timestamp(moment.universal, zone: $0) } ?? .json
        case .duration(let duration): self = duration.arrowParts == nil ? .json : .duration
        case .list(let elements):
            let element = ArrowType(of: elements)
            self = element == .json ? .json : .list(element)
        case .map, .node, .relationship, .path, .zonedTime, .stored: self = .json
        }
    }

    private static func timestamp(_ moment: LocalDateTime, zone: String?) -> ArrowType {
        let (nanoseconds, microseconds) = (moment.count(of: .nanoseconds), moment.count(of: .microseconds))
        return nanoseconds == nil && microseconds == nil
            ? .json
            : .timestamp(
                zone: zone, fitsNanoseconds: nanoseconds != nil, fitsMicroseconds: microseconds != nil)
    }

    /// A type for the values of both.
    private func merged(with other: ArrowType) -> ArrowType {
        switch (self, other) {
        case (.null, let type), (let type, .null): return type
        case (.integer(let left), .integer(let right)): return .integer(fitsFloat: left && right)
        case (.integer(fitsFloat: true), .float), (.float, .integer(fitsFloat: true)): return .float
        case (.list(let left), .list(let right)):
            let element = left.merged(with: right)
            return element == .json ? .json : .list(element)
        case (
            .timestamp(let zone, let leftNanoseconds, let leftMicroseconds),
            .timestamp(let otherZone, let rightNanoseconds, let rightMicroseconds)
        ):
            let (nanoseconds, microseconds) = (
                leftNanoseconds && rightNanoseconds, leftMicroseconds && rightMicroseconds
            )
            guard zone == otherZone, nanoseconds || microseconds else { return .json }
            return .timestamp(zone: zone, fitsNanoseconds: nanoseconds, fitsMicroseconds: microseconds)
        default: return self == other ? self : .json
        }
    }

    /// The type in the metadata: its number in the union of types, and the table of its details.
    private var encoded: (number: UInt8, FlatTable) {
        switch self {
        case .null: (1, FlatTable())
        case .integer: (2, FlatTable([0: .int32(64), 1: .int8(1)]))
        case .float: (3, FlatTable([0: .int16(2)]))
        case .text, .json: (5, FlatTable())
        case .boolean: (6, FlatTable())
        case .date: (8, FlatTable([0: .int16(0)]))
        case .time: (9, FlatTable([0: .int16(3), 1: .int32(64)]))
        case .timestamp(let zone, let fitsNanoseconds, _):
            (
                10,
                FlatTable(
                    ([0: .int16(fitsNanoseconds ? 3 : 2)] as [Int: FlatTable.Field]).merging(
                        zone.map { [1: .string($0)] } ?? [:]
                    ) { first, _ in first })
            )
        case .duration: (11, FlatTable([0: .int16(2)]))
        case .list: (12, FlatTable())
        }
    }

    /// A column in the schema.
    ///
    /// Source: `Schema.fbs` of the Arrow columnar format, version 1.5.
    func field(named name: String) -> FlatTable {
        var fields: [Int: FlatTable.Field] = [
            0: .string(name), 1: .int8(1), 2: .int8(encoded.number), 3: .table(encoded.1),
        ]
        if case .list(let element) = self {
            fields[5] = .tables([element.field(named: "item")])
        } else {
            fields[5] = .tables([])
        }
        if self == .json {
            fields[6] = .tables([
                FlatTable([0: .string("ARROW:extension:name"), 1: .string("arrow.json")]),
                FlatTable([0: .string("ARROW:extension:metadata"), 1: .string("")]),
            ])
        }
        return FlatTable(fields)
    }
}

extension LocalDateTime {
    enum Unit: Int64 {
        case microseconds = 1_000_000
        case nanoseconds = 1_000_000_000
    }

    /// The moment since 1970; nil where the unit cannot tell it exactly in 64 bits.
    func count(of unit: Unit) -> Int64? {
        let nanosecondsInUnit = 1_000_000_000 / unit.rawValue
        guard Int64(nanoseconds) % nanosecondsInUnit == 0 else { return nil }
        let whole = seconds.multipliedReportingOverflow(by: unit.rawValue)
        let count = whole.partialValue.addingReportingOverflow(Int64(nanoseconds) / nanosecondsInUnit)
        return whole.overflow || count.overflow ? nil : count.partialValue
    }
}

extension ZonedDateTime {
    /// The same moment in UTC.
    var universal: LocalDateTime {
        LocalDateTime(seconds: local.seconds &- Int64(offset), nanoseconds: local.nanoseconds)
    }

    /// The zone as Arrow spells it; nil for an offset with seconds, which it cannot.
    fileprivate var arrowZone: String? {
        if let zone { return zone }
        if offset == 0 { return "UTC" }
        guard offset % 60 == 0 else { return nil }
        let minutes = abs(Int(offset)) / 60
        func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(offset < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    }
}

extension CalendarDuration {
    /// Months, days and nanoseconds as Arrow has them; nil where they do not fit.
    var arrowParts: (months: Int32, days: Int32, nanoseconds: Int64)? {
        guard let months = Int32(exactly: months), let days = Int32(exactly: days),
            let nanoseconds = LocalDateTime(seconds: seconds, nanoseconds: nanoseconds).count(
                of: .nanoseconds)
        else { return nil }
        return (months, days, nanoseconds)
    }
}
