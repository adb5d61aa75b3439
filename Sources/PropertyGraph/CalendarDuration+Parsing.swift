extension CalendarDuration {
    /// Reads an ISO 8601 duration such as `P1Y2M3W4DT5H6M7.8S`; a sign may stand before `P` and each number.
    public init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(bytes)
        let sign = cursor.passSign() ?? 1
        guard cursor.pass(letter: UInt8(ascii: "P")) else { return nil }
        var parts = Parts(sign: sign)
        guard parts.read(Parts.calendar, from: &cursor) else { return nil }
        if cursor.pass(letter: UInt8(ascii: "T")) {
            let before = parts.read
            guard parts.read(Parts.clock, from: &cursor), parts.read > before else { return nil }
        }
        guard parts.read > 0, cursor.isAtEnd else { return nil }
        self.init(
            months: parts.months, days: parts.days, seconds: parts.seconds,
            nanoseconds: Int32(parts.nanoseconds))
    }

    /// Reads an ISO 8601 duration such as `P1Y2M3W4DT5H6M7.8S`; a sign may stand before `P` and each number.
    public init?(_ text: String) {
        guard let duration = text.parsed({ CalendarDuration(parsing: $0) }) else { return nil }
        self = duration
    }
}

/// The sums while a duration is read.
private struct Parts {
    typealias Unit = (letter: UInt8, field: WritableKeyPath<Parts, Int64>, size: Int64)
    static var calendar: [Unit] {
        [
            (UInt8(ascii: "Y"), \.months, 12), (UInt8(ascii: "M"), \.months, 1),
            (UInt8(ascii: "W"), \.days, 7),
            (UInt8(ascii: "D"), \.days, 1),
        ]
    }
    static var clock: [Unit] {
        [
            (UInt8(ascii: "H"), \.seconds, 3600), (UInt8(ascii: "M"), \.seconds, 60),
            (UInt8(ascii: "S"), \.seconds, 1),
        ]
    }

    let sign: Int
    var months: Int64 = 0
    var days: Int64 = 0
    var seconds: Int64 = 0
    var nanoseconds = 0
    /// How many numbers with a unit were read.
    var read = 0

    init(sign: Int) { self.sign = sign }

    /// Reads numbers with these units, each at most once and in this order; false when something is wrong.
    mutating func read(_ units: [Unit], from cursor: inout ByteCursor) -> Bool {
        var rest = units[...]
        while let byte = cursor.next, byte | 0x20 != UInt8(ascii: "t") {
            let sign = self.sign * (cursor.passSign() ?? 1)
            guard let number = cursor.number(sign: sign) else { return false }
            var fraction: Int?
            if cursor.pass(UInt8(ascii: ".")) {
                fraction = cursor.nanoseconds()
                guard fraction != nil else { return false }
            }
            guard let index = rest.firstIndex(where: { cursor.pass(letter: $0.letter) }) else { return false }
            let unit = rest[index]
            rest = rest[(index + 1)...]
            guard fraction == nil || unit.letter == UInt8(ascii: "S"),
                add(number, times: unit.size, to: unit.field),
                addNanoseconds(sign * (fraction ?? 0))
            else { return false }
            read += 1
        }
        return true
    }

    private mutating func add(_ number: Int64, times size: Int64, to field: WritableKeyPath<Parts, Int64>)
        -> Bool
    {
        let (product, overflow) = number.multipliedReportingOverflow(by: size)
        let (sum, carry) = self[keyPath: field].addingReportingOverflow(product)
        self[keyPath: field] = sum
        return !overflow && !carry
    }

    private mutating func addNanoseconds(_ number: Int) -> Bool {
        guard number < 0 else {
            nanoseconds = number
            return true
        }
        nanoseconds = number + 1_000_000_000
        return add(-1, times: 1, to: \.seconds)
    }
}
