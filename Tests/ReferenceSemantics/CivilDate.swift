/// A day of the proleptic Gregorian calendar, counted by walking over years and months.
struct CivilDate {
    var year: Int
    var month: Int
    var day: Int

    /// The day so many days after 1970-01-01.
    init(days: Int) {
        var rest = days
        year = 1970
        while rest < 0 {
            year -= 1
            rest += Self.length(ofYear: year)
        }
        while rest >= Self.length(ofYear: year) {
            rest -= Self.length(ofYear: year)
            year += 1
        }
        month = 1
        while rest >= Self.length(ofMonth: month, year) {
            rest -= Self.length(ofMonth: month, year)
            month += 1
        }
        day = rest + 1
    }

    /// Reads `2021-03-05`.
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[1]), parts[0] >= 0,
            (1...Self.length(ofMonth: parts[1], parts[0])).contains(parts[2])
        else { return nil }
        (year, month, day) = (parts[0], parts[1], parts[2])
    }

    /// Days since 1970-01-01.
    var days: Int {
        let years =
            year >= 1970
            ? (1970..<year).map(Self.length(ofYear:)).reduce(0, +)
            : -(year..<1970).map(Self.length(ofYear:)).reduce(0, +)
        return years + (1..<month).map { Self.length(ofMonth: $0, year) }.reduce(0, +) + day - 1
    }

    /// The date as ISO 8601 writes it.
    var text: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func length(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func length(ofMonth month: Int, _ year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
