import Cypher
import QueryValues
import Testing

@Suite("dates and times from maps")
struct TemporalMapTests {
    @Test(
        "what a map leaves out at the end is the first of its kind",
        arguments: [
            ("date", ["year": 1969, "month": 7, "day": 20], "1969-07-20"),
            ("date", ["year": 1969, "month": 7], "1969-07-01"),
            ("date", ["year": 1969], "1969-01-01"),
            ("date", ["year": -44, "month": 3, "day": 15], "-0044-03-15"),
            ("date", ["year": 12_000], "+12000-01-01"),
            ("date", ["year": 1969, "week": 29, "dayOfWeek": 7], "1969-07-20"),
            ("date", ["year": 1969, "week": 29], "1969-07-14"),
            ("date", ["year": 1970, "week": 53], "1970-12-28"),
            ("date", ["year": 1969, "quarter": 3, "dayOfQuarter": 20], "1969-07-20"),
            ("date", ["year": 1969, "ordinalDay": 201], "1969-07-20"),
            ("localtime", ["hour": 20, "minute": 17, "second": 40], "20:17:40"),
            ("localtime", ["hour": 20], "20:00"),
            (
                "localtime", ["hour": 20, "minute": 1, "second": 0, "millisecond": 1, "nanosecond": 2],
                "20:01:00.001000002"
            ),
            ("time", ["hour": 20, "minute": 17], "20:17Z"),
            ("time", ["hour": 20, "timezone": "-05:30"], "20:00-05:30"),
            ("time", ["hour": 20, "timezone": "Europe/Stockholm"], "20:00+02:00"),
            ("localdatetime", ["year": 1969, "month": 7, "day": 20, "hour": 20], "1969-07-20T20:00"),
            ("localdatetime", ["year": 1969], "1969-01-01T00:00"),
            ("datetime", ["year": 1969, "ordinalDay": 201, "hour": 20, "minute": 17], "1969-07-20T20:17Z"),
            (
                "datetime", ["year": 1969, "month": 7, "day": 20, "timezone": "America/New_York"],
                "1969-07-20T00:00-04:00[America/New_York]"
            ),
            ("datetime", ["epochSeconds": -14_182_980, "microsecond": 5], "1969-07-20T20:17:00.000005Z"),
            ("datetime", ["epochMillis": -1], "1969-12-31T23:59:59.999Z"),
            (
                "datetime", ["epochSeconds": 0, "timezone": "Asia/Tokyo"],
                "1970-01-01T09:00+09:00[Asia/Tokyo]"
            ),
        ] as [(String, QueryValue, String)])
    func fromFields(function: String, map: QueryValue, expected: String) throws {
        #expect(text(try call(function, map)) == expected)
    }

    @Test(
        "a base gives what the fields leave out, counted in the same way",
        arguments: [
            ("date", ["day": 1], "1969-07-01"),
            ("date", ["month": 2], "1969-02-20"),
            ("date", ["week": 1], "1969-01-05"),
            ("date", ["dayOfWeek": 1], "1969-07-14"),
            ("date", ["quarter": 1], "1969-01-20"),
            ("date", ["dayOfQuarter": 2], "1969-07-02"),
            ("date", ["year": 1972], "1972-07-20"),
            ("localtime", ["minute": 5], "20:05:40.5"),
            ("localtime", ["nanosecond": 7], "20:17:40.000000007"),
            ("time", ["hour": 3], "03:17:40.5-04:00"),
            ("time", ["timezone": "Z"], "00:17:40.5Z"),
            ("localdatetime", ["day": 1, "hour": 3], "1969-07-01T03:17:40.5"),
            ("datetime", ["month": 1], "1969-01-20T20:17:40.5-05:00[America/New_York]"),
            ("datetime", ["timezone": "Asia/Tokyo"], "1969-07-21T09:17:40.5+09:00[Asia/Tokyo]"),
        ] as [(String, [String: QueryValue], String)])
    func fromBase(function: String, fields: [String: QueryValue], expected: String) throws {
        let base = try call("datetime", "1969-07-20T20:17:40.5[America/New_York]")
        let map = QueryMap(fields.map { (key: $0.key, value: $0.value) } + [(key: "datetime", value: base)])
        #expect(text(try call(function, .map(map))) == expected)
    }

    @Test("a date and a time from two values; the zone is that of the time")
    func twoBases() throws {
        let date = try call("datetime", "2021-01-31T23:00+09:00")
        let time = try call("time", "12:30-03:00")
        let local = try call("localtime", "12:30")
        #expect(text(try call("datetime", ["date": date, "time": time])) == "2021-01-31T12:30-03:00")
        #expect(text(try call("datetime", ["date": date, "time": local])) == "2021-01-31T12:30Z")
        let moved = try call("datetime", ["date": date, "time": time, "timezone": "+05:00"])
        #expect(text(moved) == "2021-01-31T20:30+05:00")
    }

    @Test(
        "a map that names no one moment is refused, and the field is named",
        arguments: [
            ("date", ["year": 2021, "month": 13], "`month` is 13"),
            ("date", ["year": 2021, "month": 2, "day": 29], "no day 29"),
            ("date", ["year": 2021, "week": 53], "no week 53"),
            ("date", ["year": 2021, "quarter": 1, "dayOfQuarter": 91], "no day 91"),
            ("date", ["year": 2021, "ordinalDay": 366], "no day 366"),
            ("date", ["year": 1_000_000_000], "`year` is 1000000000"),
            ("date", ["year": 2021, "day": 3], "without `month`"),
            ("date", ["month": 3], "without `year`"),
            ("date", ["year": 2021, "month": 3, "week": 5], "`month` and `week`"),
            ("date", ["year": 2021, "hour": 3], "no field `hour`"),
            ("date", ["year": 2021.0], "`year` must be a whole number"),
            ("date", ["year": 2021, "timezone": "Z"], "without a time zone"),
            ("date", [:], "empty map"),
            ("localdatetime", ["hour": 3], "localdatetime() needs `year`"),
            ("localtime", ["hour": 24], "`hour` is 24"),
            ("localtime", ["minute": 3], "without `hour`"),
            ("localtime", ["hour": 3, "second": 3], "without `minute`"),
            ("localtime", ["hour": 3, "minute": 3, "millisecond": 3], "without `second`"),
            (
                "localtime", ["hour": 3, "minute": 3, "second": 3, "millisecond": 3, "microsecond": 1000],
                "`microsecond` is 1000"
            ),
            ("time", ["hour": 3, "timezone": "+19:00"], "no time zone `+19:00`"),
            ("datetime", ["epochSeconds": 3, "year": 2021], "`epochSeconds` and `year`"),
            ("datetime", ["year": 2021, "timezone": 5], "`timezone` must be"),
            ("datetime", ["date": 5], "`date` must be"),
        ] as [(String, QueryValue, String)])
    func refusals(function: String, map: QueryValue, message: String) throws {
        let error = try #require(throws: QueryError.self) { try call(function, map) }
        #expect(error.message.contains(message), "\(error.message)")
        #expect(error.phase == .runtime)
    }

    @Test("a null field makes the result null")
    func nullField() throws {
        for function in ["date", "localdatetime", "datetime"] {
            guard case .null = try call(function, ["year": 2021, "month": nil]) else {
                Issue.record("\(function) with a null month is not null")
                continue
            }
        }
    }

    @Test("a slip in a name brings the name that was meant")
    func suggestions() throws {
        let field = try #require(throws: QueryError.self) { try call("date", ["yaer": 2021]) }
        #expect(field.suggestion == "Did you mean `year`?")
        let zone = try #require(throws: QueryError.self) {
            try call("datetime", "2021-01-01T00:00[Europe/Stokholm]")
        }
        #expect(zone.suggestion == "Did you mean `Europe/Stockholm`?")
    }
}
