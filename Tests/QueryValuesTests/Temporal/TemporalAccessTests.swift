import Cypher
import PropertyGraph
import QueryValues
import Testing

@Suite("components of temporal values")
struct TemporalAccessTests {
    @Test(
        "components of a moment",
        arguments: [
            ("year", 2021), ("quarter", 1), ("month", 1), ("week", 53), ("weekYear", 2020), ("day", 3),
            ("ordinalDay", 3), ("weekDay", 7), ("dayOfWeek", 7), ("dayOfQuarter", 3), ("hour", 4),
            ("minute", 5), ("second", 6), ("millisecond", 789), ("microsecond", 789_012),
            ("nanosecond", 789_012_345), ("timezone", "America/St_Johns"), ("offset", "-03:30"),
            ("offsetMinutes", -210), ("offsetSeconds", -12_600), ("epochSeconds", 1_609_659_306),
            ("epochMillis", 1_609_659_306_789),
        ] as [(String, QueryValue)])
    func moment(key: String, expected: QueryValue) throws {
        let moment = try call("datetime", "2021-01-03T04:05:06.789012345[America/St_Johns]")
        #expect("\(try TemporalAccess.component(key, of: moment) ?? nil)" == "\(expected)")
    }

    @Test(
        "components of a duration, all there are and those beyond the larger unit",
        arguments: [
            ("years", 2), ("quarters", 9), ("months", 29), ("quartersOfYear", 1), ("monthsOfYear", 5),
            ("monthsOfQuarter", 2), ("weeks", 2), ("days", 17), ("daysOfWeek", 3), ("hours", 30),
            ("minutes", 1_805), ("seconds", 108_306), ("milliseconds", 108_306_789),
            ("microseconds", 108_306_789_012), ("nanoseconds", 108_306_789_012_345), ("minutesOfHour", 5),
            ("secondsOfMinute", 6), ("millisecondsOfSecond", 789), ("microsecondsOfSecond", 789_012),
            ("nanosecondsOfSecond", 789_012_345),
        ] as [(String, QueryValue)])
    func duration(key: String, expected: QueryValue) throws {
        let duration = try call("duration", "P2Y5M17DT30H5M6.789012345S")
        #expect("\(try TemporalAccess.component(key, of: duration) ?? nil)" == "\(expected)")
    }

    @Test("a negative duration counts seconds down and nanoseconds up")
    func negative() throws {
        let duration = try call("duration", "PT-0.75S")
        #expect("\(try TemporalAccess.component("seconds", of: duration) ?? nil)" == "-1")
        #expect("\(try TemporalAccess.component("milliseconds", of: duration) ?? nil)" == "-750")
        #expect(
            "\(try TemporalAccess.component("nanosecondsOfSecond", of: duration) ?? nil)"
                == "250000000")
    }

    @Test("a value has no components of another type")
    func absent() throws {
        for (value, key) in [
            (try call("date", "2021"), "hour"), (try call("localtime", "20"), "year"),
            (try call("localdatetime", "2021"), "offset"), (try call("time", "20"), "epochSeconds"),
            (try call("duration", "P1Y"), "year"), (5, "year"),
        ] {
            #expect(try TemporalAccess.component(key, of: value) == nil, "\(key)")
        }
    }

    @Test("a stored moment of an unknown zone still has its components")
    func unknownZone() throws {
        let local = LocalDateTime(seconds: 0, nanoseconds: 0)
        let moment = QueryValue.zonedDateTime(ZonedDateTime(local: local, offset: 3600, zone: "Mars/Base"))
        #expect("\(try TemporalAccess.component("timezone", of: moment) ?? nil)" == "'Mars/Base'")
        #expect("\(try TemporalAccess.component("epochSeconds", of: moment) ?? nil)" == "-3600")
    }

    @Test("nanoseconds that 64 bits cannot count are refused")
    func overflow() throws {
        let duration = try call("duration", ["hours": 2_562_047_788_015_000])
        #expect(throws: QueryError.self) { try TemporalAccess.component("nanoseconds", of: duration) }
        let last = try call("datetime", "+999999999-12-31T00:00Z")
        #expect(throws: QueryError.self) { try TemporalAccess.component("epochMillis", of: last) }
    }
}
