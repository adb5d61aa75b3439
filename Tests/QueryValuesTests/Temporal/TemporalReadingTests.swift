import Cypher
import QueryValues
import Testing

@Suite("dates, times and durations from text")
struct TemporalReadingTests {
    @Test(
        "all forms of ISO 8601 are read, extended and basic",
        arguments: [
            ("date", "1969-07-20", "1969-07-20"), ("date", "19690720", "1969-07-20"),
            ("date", "1969-07", "1969-07-01"), ("date", "196907", "1969-07-01"),
            ("date", "1969", "1969-01-01"), ("date", "1969-W29-7", "1969-07-20"),
            ("date", "1969W297", "1969-07-20"), ("date", "1969-w29", "1969-07-14"),
            ("date", "1969-201", "1969-07-20"), ("date", "1969201", "1969-07-20"),
            ("date", "1969-Q3-20", "1969-07-20"), ("date", "1969Q320", "1969-07-20"),
            ("date", "-0044-03-15", "-0044-03-15"), ("date", "+12000-01-01", "+12000-01-01"),
            ("date", "-999999999-01-01", "-999999999-01-01"),
            ("date", "+999999999-12-31", "+999999999-12-31"),
            ("localtime", "20:17:40.25", "20:17:40.25"), ("localtime", "201740,25", "20:17:40.25"),
            ("localtime", "20:17", "20:17"), ("localtime", "2017", "20:17"), ("localtime", "20", "20:00"),
            ("time", "20:17+02", "20:17+02:00"), ("time", "201740-0230", "20:17:40-02:30"),
            ("time", "20-18:00", "20:00-18:00"), ("time", "20:17:40+01:12:12", "20:17:40+01:12:12"),
            ("time", "20:17z", "20:17Z"), ("time", "20:17", "20:17Z"),
            ("localdatetime", "1969W297T2017", "1969-07-20T20:17"),
            ("localdatetime", "1969-07-20", "1969-07-20T00:00"),
            ("datetime", "1969-07-20T20:17-0400", "1969-07-20T20:17-04:00"),
            ("datetime", "1969-07-20T20:17", "1969-07-20T20:17Z"),
            (
                "datetime", "1969-07-20T20:17[America/New_York]", "1969-07-20T20:17-04:00[America/New_York]"
            ),
            ("datetime", "1969-07-20T20:17Z[UTC]", "1969-07-20T20:17Z[UTC]"),
        ])
    func points(function: String, written: String, expected: String) throws {
        let value = try call(function, .string(written))
        #expect(text(value) == expected)
        #expect(text(try call(function, .string(expected))) == expected, "its own text reads as the same")
    }

    @Test(
        "a text that is no such value is refused",
        arguments: [
            ("date", ""), ("date", "69"), ("date", "1969-7-20"), ("date", "1969-07-20T20:17"),
            ("date", "1969-07-"), ("date", "+1969-0720"), ("date", "1969-W00"), ("date", "1969-366"),
            ("date", "1969-07-20 "), ("date", "+1000000000-01-01"), ("date", "١٩٦٩"),
            ("localtime", "20:1"), ("localtime", "20:17:60"), ("localtime", "24:00"),
            ("localtime", "20:17:40."), ("localtime", "20:17:40.1234567890"), ("localtime", "20:17Z"),
            ("time", "20:17+1"), ("time", "20:17+18:00:01"), ("time", "20:17+01:60"),
            ("time", "20:17[Europe/Stockholm]"), ("localdatetime", "1969-07-20T"),
            ("datetime", "1969-07-20T20:17[Nowhere]"), ("datetime", "1969-07-20T20:17[]"),
            ("datetime", "1969-07-20T20:17[Europe/Stockholm"),
            ("datetime", "1969-07-20T20:17+05:00[Europe/Stockholm]"),
            ("duration", ""), ("duration", "P"), ("duration", "PT"), ("duration", "P1"), ("duration", "1Y"),
            ("duration", "P1M1Y"), ("duration", "P1YT"), ("duration", "PT1D"), ("duration", "P1.Y"),
            ("duration", "P.5Y"), ("duration", "P1Y1Y"),
        ])
    func refusals(function: String, written: String) throws {
        let error = try #require(throws: QueryError.self) { try call(function, .string(written)) }
        #expect(error.detail == "InvalidArgumentValue")
    }

    @Test(
        "durations are read with signs and fractions, and by date",
        arguments: [
            ("P1Y2M3W4DT5H6M7.8S", "P1Y2M25DT5H6M7.8S"), ("p1y", "P1Y"), ("-P1Y2M", "P-1Y-2M"),
            ("P-1Y+2M", "P-10M"), ("-P-1Y", "P1Y"), ("PT-0.5S", "PT-0.5S"), ("P0.5Y", "P6M"),
            ("P0.5M", "P15DT5H14M33S"), ("P0,5D", "PT12H"), ("PT0.000000001S", "PT0.000000001S"),
            ("PT0.0000000019S", "PT0.000000001S"), ("P1969-07-20T20:17", "P1969Y7M20DT20H17M"),
            ("P19690720T201740", "P1969Y7M20DT20H17M40S"), ("PT20:17:40.5", "PT20H17M40.5S"),
            ("P0001-00-00", "P1Y"), ("P1.50000000000000000000000000000000000000000000000D", "P1DT12H"),
        ])
    func durations(written: String, expected: String) throws {
        let duration = try call("duration", .string(written))
        #expect(text(duration) == expected)
        #expect(text(try call("duration", .string(expected))) == expected, "its own text reads as the same")
    }

    @Test(
        "a duration that 64 bits cannot count is refused",
        arguments: ["P9223372036854775807Y", "PT9223372036854775807H", "P99999999999999999999999D"])
    func longDurations(written: String) throws {
        #expect(throws: QueryError.self) { try call("duration", .string(written)) }
    }
}
