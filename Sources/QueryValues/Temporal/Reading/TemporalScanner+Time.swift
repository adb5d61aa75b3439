import Cypher
import PropertyGraph

extension TemporalScanner {
    /// Reads a time of day: `21:40:32.142` or `214032.142`, and without its last parts.
    mutating func time() throws(QueryError) -> LocalTime? {
        guard let hour = number(digits: 2) else { return nil }
        let isExtended = pass(":")
        guard isExtended || digits > 0 else {
            return try LocalTime(hour: hour, minute: 0, second: 0, nanosecond: 0)
        }
        guard let minute = number(digits: 2) else { return nil }
        guard isExtended ? pass(":") : digits > 0 else {
            return try LocalTime(hour: hour, minute: minute, second: 0, nanosecond: 0)
        }
        guard let second = number(digits: 2) else { return nil }
        return try LocalTime(hour: hour, minute: minute, second: second, nanosecond: fraction() ?? 0)
    }

    /// Reads a whole text as an offset from UTC, in seconds.
    static func offset(_ text: String) -> Int32? {
        var scanner = TemporalScanner(text)
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        return offset
    }

    /// Reads `Z`, `+01`, `+01:00`, `+0100`, `+01:00:00` or `+010000`, at most 18 hours.
    mutating func offset() -> Int32? {
        if pass("Z") { return 0 }
        guard let sign = sign(), let hours = number(digits: 2) else { return nil }
        let isExtended = pass(":")
        var (minutes, seconds) = (0, 0)
        if isExtended || digits > 0 {
            guard let read = number(digits: 2) else { return nil }
            minutes = read
            if isExtended ? pass(":") : digits > 0 {
                guard let read = number(digits: 2) else { return nil }
                seconds = read
            }
        }
        let total = (hours * 60 + minutes) * 60 + seconds
        guard minutes < 60, seconds < 60, total <= 18 * 3600 else { return nil }
        return Int32(sign * total)
    }

    /// Reads the name of a zone in brackets.
    mutating func zoneName() -> String? {
        guard pass("[") else { return nil }
        let name = text { $0 != UInt8(ascii: "]") }
        return pass("]") ? name : nil
    }
}
