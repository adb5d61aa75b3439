/// What a column of Arrow data holds, as its format string says.
indirect enum ArrowType: Equatable, Sendable {
    /// How the ends of variable-length values are stored.
    enum Offsets: Equatable, Sendable { case narrow, wide }
    /// What times are counted in.
    enum Unit: Int64, Sendable {
        case seconds = 1
        case milliseconds = 1_000
        case microseconds = 1_000_000
        case nanoseconds = 1_000_000_000
    }
    /// Nothing but nulls.
    case null
    case boolean
    case signed(bits: Int)
    case unsigned(bits: Int)
    case float(bits: Int)
    case decimal(bits: Int, scale: Int)
    case text(Offsets)
    case bytes(Offsets)
    case fixedBytes(Int)
    /// 16 bytes that are written with hyphens.
    case uuid
    /// Parquet's own: months, days and milliseconds, in four bytes each.
    case interval
    /// Days since 1970, or milliseconds of whole days.
    case date(inMilliseconds: Bool)
    case time(Unit, bits: Int)
    case localTimestamp(Unit)
    /// A moment in UTC, shown with this many seconds of offset.
    case zonedTimestamp(Unit, offset: Int32)
    case duration(Unit)
    case list(ArrowType, Offsets)
    case fixedList(ArrowType, count: Int)
    case record([ArrowField])
    case map(key: ArrowType, value: ArrowType)
    case dictionary(index: ArrowType, values: ArrowType)
}

/// A column or the part of one, with its name.
struct ArrowField: Equatable, Sendable {
    let name: String
    let type: ArrowType
}

extension ArrowType {
    /// Reads a format string that stands for itself; nil for those that need children, and for unknown ones.
    init?(scalar format: String) {
        let parts = format.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let argument = parts.count > 1 ? String(parts[1]) : ""
        switch parts[0] {
        case "n": self = .null
        case "b": self = .boolean
        case "c": self = .signed(bits: 8)
        case "s": self = .signed(bits: 16)
        case "i": self = .signed(bits: 32)
        case "l": self = .signed(bits: 64)
        case "C": self = .unsigned(bits: 8)
        case "S": self = .unsigned(bits: 16)
        case "I": self = .unsigned(bits: 32)
        case "L": self = .unsigned(bits: 64)
        case "e": self = .float(bits: 16)
        case "f": self = .float(bits: 32)
        case "g": self = .float(bits: 64)
        case "u": self = .text(.narrow)
        case "U": self = .text(.wide)
        case "z": self = .bytes(.narrow)
        case "Z": self = .bytes(.wide)
        case "w":
            guard let width = Int32(argument), width >= 0 else { return nil }
            self = .fixedBytes(Int(width))
        case "d": self.init(decimal: argument)
        case "tdD": self = .date(inMilliseconds: false)
        case "tdm": self = .date(inMilliseconds: true)
        default: self.init(temporal: String(parts[0]), argument: argument)
        }
    }

    private init?(decimal argument: String) {
        let numbers = argument.split(separator: ",").map { Int($0) }
        guard numbers.count == 2 || numbers.count == 3, let scale = numbers[1], scale >= 0 else { return nil }
        let bits = numbers.count == 3 ? numbers[2] : 128
        guard let bits, [32, 64, 128, 256].contains(bits) else { return nil }
        self = .decimal(bits: bits, scale: scale)
    }

    private init?(temporal name: String, argument: String) {
        let units: [Character: Unit] = [
            "s": .seconds, "m": .milliseconds, "u": .microseconds, "n": .nanoseconds,
        ]
        guard name.count == 3, let last = name.last, let unit = units[last] else { return nil }
        switch name.prefix(2) {
        case "tt": self = .time(unit, bits: unit.rawValue <= Unit.milliseconds.rawValue ? 32 : 64)
        case "ts" where argument.isEmpty: self = .localTimestamp(unit)
        case "ts": self = .zonedTimestamp(unit, offset: Self.offset(of: argument))
        case "tD": self = .duration(unit)
        default: return nil
        }
    }

    /// The seconds that a zone such as `+02:00` is ahead of UTC.
    ///
    /// Zones with a name count as UTC, which the moments are stored in.
    private static func offset(of zone: String) -> Int32 {
        guard let sign = zone.first, sign == "+" || sign == "-" else { return 0 }
        let parts = zone.dropFirst().split(separator: ":").map { Int32($0) ?? 0 }
        guard parts.count == 2, 0...17 ~= parts[0], 0...59 ~= parts[1] else { return 0 }
        return (parts[0] * 60 + parts[1]) * (sign == "-" ? -60 : 60)
    }
}
