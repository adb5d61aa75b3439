import Cypher
import QueryValues
import Testing

@Suite("durations between points in time")
struct TemporalIntervalTests {
    @Test(
        "between two points, in all units and in one",
        arguments: [
            // from, to, between, inMonths, inDays, inSeconds
            ("date", "2020-01-31", "date", "2021-03-30", "P1Y1M30D", "P1Y1M", "P424D", "PT10176H"),
            ("date", "2021-03-30", "date", "2020-01-31", "P-1Y-1M-29D", "P-1Y-1M", "P-424D", "PT-10176H"),
            ("date", "2020-02-29", "localtime", "06:30", "PT6H30M", "PT0S", "PT0S", "PT6H30M"),
            ("localtime", "06:30", "date", "2020-02-29", "PT-6H-30M", "PT0S", "PT0S", "PT-6H-30M"),
            (
                "localtime", "06:30", "localtime", "04:00:00.5", "PT-2H-29M-59.5S", "PT0S", "PT0S",
                "PT-2H-29M-59.5S"
            ),
            ("localtime", "06:30", "time", "06:30-02:00", "PT0S", "PT0S", "PT0S", "PT0S"),
            ("time", "06:30+01:00", "time", "06:30-02:00", "PT3H", "PT0S", "PT0S", "PT3H"),
            (
                "localdatetime", "2021-01-01T18:00", "date", "2021-01-03", "P1DT6H", "PT0S", "P1D", "PT30H"
            ),
            (
                "localdatetime", "2021-02-01T00:00:00.3", "localdatetime", "2021-01-01T00:00:00.5",
                "P-30DT-23H-59M-59.8S", "PT0S", "P-30D", "PT-743H-59M-59.8S"
            ),
            (
                "datetime", "2021-01-31T23:00-05:00", "datetime", "2021-02-01T04:00Z",
                "PT0S", "PT0S", "PT0S", "PT0S"
            ),
            (
                "datetime", "2021-03-27T12:00[Europe/Stockholm]", "localdatetime", "2021-03-28T12:00",
                "P1D", "PT0S", "P1D", "PT23H"
            ),
            (
                "date", "2021-10-31", "datetime", "2021-10-31T12:00[Europe/Stockholm]",
                "PT13H", "PT0S", "PT0S", "PT13H"
            ),
            (
                "date", "-999999999-01-01", "date", "+999999999-12-31", "P1999999998Y11M30D",
                "P1999999998Y11M", "P730484999633D", "PT17531639991192H"
            ),
        ])
    func intervals(
        fromKind: String, from: String, toKind: String, to: String, all: String, months: String, days: String,
        seconds: String
    ) throws {
        let (from, to) = (try call(fromKind, .string(from)), try call(toKind, .string(to)))
        #expect(text(try call("duration.between", from, to)) == all)
        #expect(text(try call("duration.inMonths", from, to)) == months)
        #expect(text(try call("duration.inDays", from, to)) == days)
        #expect(text(try call("duration.inSeconds", from, to)) == seconds)
    }

    @Test("null on either side is null, and anything else is refused")
    func others() throws {
        let date = try call("date", "2021")
        for (from, to) in [(date, nil), (nil, date)] as [(QueryValue, QueryValue)] {
            guard case .null = try call("duration.between", from, to) else {
                Issue.record("not null")
                continue
            }
        }
        let error = try #require(throws: QueryError.self) { try call("duration.inDays", date, "2021") }
        #expect(error.kind == .type)
    }
}
