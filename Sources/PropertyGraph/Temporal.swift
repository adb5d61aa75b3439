/// A day of the proleptic Gregorian calendar, years -9999 to 9999.
public struct CalendarDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let days: Int32
    /// The day so many days after 1970-01-01.
    @inlinable public init(days: Int32) { self.days = days }
    /// The earlier day is the smaller.
    @inlinable public static func < (left: Self, right: Self) -> Bool { left.days < right.days }
}

/// A time of day with no offset.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// Nanoseconds since midnight, below 86,400,000,000,000.
    public let nanoseconds: Int64
    /// The time so many nanoseconds after midnight.
    @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }
    /// The earlier time is the smaller.
    @inlinable public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }
}

/// A time of day at an offset from UTC.
public struct ZonedTime: Hashable, Sendable {
    /// The time on the clock there.
    public let local: LocalTime
    /// Seconds east of UTC, within 18 hours.
    public let offset: Int32
    /// The time on a clock that is so many seconds ahead of UTC.
    public init(local: LocalTime, offset: Int32) {
        self.local = local
        self.offset = offset
    }
}

/// A date and time with no offset.
public struct LocalDateTime: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00 on the same clock.
    public let seconds: Int64
    /// Nanoseconds within the second, 0 to 999,999,999.
    public let nanoseconds: Int32
    /// The moment so long after 1970-01-01T00:00:00 on the same clock.
    @inlinable public init(seconds: Int64, nanoseconds: Int32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
    /// The earlier moment is the smaller.
    @inlinable public static func < (left: Self, right: Self) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}

/// A date and time at an offset from UTC, perhaps with the name of the zone it was written with.
public struct ZonedDateTime: Hashable, Sendable {
    /// The date and time on the clock there.
    public let local: LocalDateTime
    /// Seconds east of UTC, within 18 hours.
    public let offset: Int32
    /// The IANA zone it was written with, such as `Europe/Stockholm`.
    public let zone: String?
    /// The moment on a clock that is so many seconds ahead of UTC.
    public init(local: LocalDateTime, offset: Int32, zone: String? = nil) {
        self.local = local
        self.offset = offset
        self.zone = zone
    }
}

/// A span of time in four parts that do not convert into each other: a month has no fixed length in days.
public struct CalendarDuration: Hashable, Sendable {
    /// Years and months, in months.
    public let months: Int64
    /// Weeks and days, in days.
    public let days: Int64
    /// Hours, minutes and seconds, in seconds.
    public let seconds: Int64
    /// The rest, 0 to 999,999,999, of the same second.
    public let nanoseconds: Int32
    /// A span of these four parts.
    public init(months: Int64, days: Int64, seconds: Int64, nanoseconds: Int32) {
        self.months = months
        self.days = days
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}

/// An exact decimal number of up to 38 digits: `unscaled` times ten to the power of minus `scale`.
public struct DecimalNumber: Sendable {
    /// All digits as one whole number.
    public let unscaled: Int128
    /// How many of the digits stand after the point, 0 to 38.
    public let scale: Int
    /// The number `unscaled / 10^scale`.
    public init(unscaled: Int128, scale: Int) {
        precondition((0...38).contains(scale), "a decimal number has 0 to 38 digits after the point")
        self.unscaled = unscaled
        self.scale = scale
    }
}
