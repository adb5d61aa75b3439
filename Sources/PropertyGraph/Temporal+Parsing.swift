extension CalendarDate {
    /// Reads `YYYY-MM-DD`, with a sign before the year if there is one.
    public init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(bytes)
        guard let date = CalendarDate(from: &cursor), cursor.isAtEnd else { return nil }
        self = date
    }

    /// Reads `YYYY-MM-DD`, with a sign before the year if there is one.
    public init?(_ text: String) {
        guard let date = text.parsed({ CalendarDate(parsing: $0) }) else { return nil }
        self = date
    }

    init?(from cursor: inout ByteCursor) {
        let sign = cursor.passSign() ?? 1
        guard let year = cursor.number(digits: 4), cursor.pass(UInt8(ascii: "-")),
            let month = cursor.number(digits: 2), cursor.pass(UInt8(ascii: "-")),
            let day = cursor.number(digits: 2)
        else { return nil }
        self.init(year: sign * year, month: month, day: day)
    }
}

extension LocalTime {
    /// Reads `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction` with up to nine digits.
    public init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(bytes)
        guard let time = LocalTime(from: &cursor), cursor.isAtEnd else { return nil }
        self = time
    }

    /// Reads `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fraction` with up to nine digits.
    public init?(_ text: String) {
        guard let time = text.parsed({ LocalTime(parsing: $0) }) else { return nil }
        self = time
    }

    init?(from cursor: inout ByteCursor) {
        guard let hour = cursor.number(digits: 2), hour < 24, cursor.pass(UInt8(ascii: ":")),
            let minute = cursor.number(digits: 2), minute < 60
        else { return nil }
        var second = 0
        var fraction = 0
        if cursor.pass(UInt8(ascii: ":")) {
            guard let read = cursor.number(digits: 2), read < 60 else { return nil }
            second = read
            if cursor.pass(UInt8(ascii: ".")) {
                guard let read = cursor.nanoseconds() else { return nil }
                fraction = read
            }
        }
        self.init(nanoseconds: Int64(((hour * 60 + minute) * 60 + second) * 1_000_000_000 + fraction))
    }
}

extension LocalDateTime {
    /// Reads a date and a time with `T` or one space between.
    public init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(bytes)
        guard let moment = LocalDateTime(from: &cursor), cursor.isAtEnd else { return nil }
        self = moment
    }

    /// Reads a date and a time with `T` or one space between.
    public init?(_ text: String) {
        guard let moment = text.parsed({ LocalDateTime(parsing: $0) }) else { return nil }
        self = moment
    }

    init?(from cursor: inout ByteCursor) {
        guard let date = CalendarDate(from: &cursor),
            cursor.pass(letter: UInt8(ascii: "T")) || cursor.pass(UInt8(ascii: " ")),
            let time = LocalTime(from: &cursor)
        else { return nil }
        self.init(date: date, time: time)
    }

    /// The moment when the clock shows a time on a day.
    public init(date: CalendarDate, time: LocalTime) {
        let (seconds, nanoseconds) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        self.init(seconds: Int64(date.days) * 86_400 + seconds, nanoseconds: Int32(nanoseconds))
    }
}
