import Cypher
import PropertyGraph

extension TemporalScanner {
    /// Reads a whole text as a duration: `P1Y2M3W4DT5H6M7.8S`, or `P2012-02-02T14:37:21.545` as if it were a
    /// date.
    static func duration(_ text: String) throws(QueryError) -> CalendarDuration {
        var scanner = TemporalScanner(text)
        let isNegative = scanner.sign() == -1
        if scanner.pass("P") {
            var fields = scanner
            if let sum = try scanner.units(isNegative: isNegative), scanner.isAtEnd {
                return try sum.duration()
            }
            if let sum = try fields.dateAndTime(isNegative: isNegative), fields.isAtEnd {
                return try sum.duration()
            }
        }
        throw .unreadable(text, as: "duration", such: "P1Y2M10DT2H30M")
    }

    /// Reads numbers with their units, of which at least one is there, each at most once and in this order.
    private mutating func units(isNegative: Bool) throws(QueryError) -> DurationSum? {
        let calendar: [(Unicode.Scalar, DurationUnit)] = [
            ("Y", .years), ("M", .months), ("W", .weeks), ("D", .days),
        ]
        let clock: [(Unicode.Scalar, DurationUnit)] = [("H", .hours), ("M", .minutes), ("S", .seconds)]
        var sum = DurationSum()
        guard let dates = try units(calendar, isNegative, &sum) else { return nil }
        guard pass("T") else { return dates > 0 ? sum : nil }
        guard let times = try units(clock, isNegative, &sum), times > 0 else { return nil }
        return sum
    }

    private mutating func units(
        _ units: [(letter: Unicode.Scalar, unit: DurationUnit)], _ isNegative: Bool, _ sum: inout DurationSum
    ) throws(QueryError) -> Int? {
        var rest = units[...]
        var count = 0
        while let byte = next, byte | 0x20 != UInt8(ascii: "t") {
            guard let number = decimal(isNegative: isNegative),
                let index = rest.firstIndex(where: { pass($0.letter) })
            else { return nil }
            try sum.add(number, rest[index].unit)
            rest = rest[(index + 1)...]
            count += 1
        }
        return count
    }

    /// Reads a number with a sign, perhaps with a fraction.
    private mutating func decimal(isNegative: Bool) -> Ratio? {
        let isNegative = (sign() == -1) != isNegative
        let whole = text { $0 &- 0x30 < 10 }
        guard !whole.isEmpty else { return nil }
        guard pass(".") || pass(",") else { return Ratio(isNegative: isNegative, digits: whole, scale: 0) }
        let fraction = text { $0 &- 0x30 < 10 }
        guard !fraction.isEmpty else { return nil }
        // What comes after these digits is less than a nanosecond of any unit.
        let kept = fraction.prefix(18)
        return Ratio(isNegative: isNegative, digits: whole + kept, scale: kept.utf8.count)
    }

    /// Reads a duration that is written as a date, a time, or both, extended or basic.
    private mutating func dateAndTime(isNegative: Bool) throws(QueryError) -> DurationSum? {
        func ratio(_ number: Int) -> Ratio { Ratio(Int64(isNegative ? -number : number)) }
        var sum = DurationSum()
        if next.map({ $0 | 0x20 }) != UInt8(ascii: "t") {
            guard let years = number(digits: 4) else { return nil }
            let isExtended = pass("-")
            guard let months = number(digits: 2), !isExtended || pass("-"), let days = number(digits: 2)
            else {
                return nil
            }
            try QueryError.check(months, in: 0...12, of: "months")
            try QueryError.check(days, in: 0...31, of: "days")
            try sum.add(ratio(years), .years)
            try sum.add(ratio(months), .months)
            try sum.add(ratio(days), .days)
            guard !isAtEnd else { return sum }
        }
        guard pass("T"), let time = try time() else { return nil }
        try sum.add(ratio(Int(time.nanoseconds)), .nanoseconds)
        return sum
    }
}
