import Cypher
import QueryValues
import Testing

@Suite("truncation")
struct TruncationTests {
    @Test(
        "a moment is cut down to the first of a unit",
        arguments: [
            ("millennium", "2000-01-01T00:00+09:00[Asia/Tokyo]"),
            ("century", "2000-01-01T00:00+09:00[Asia/Tokyo]"),
            ("decade", "2020-01-01T00:00+09:00[Asia/Tokyo]"), ("year", "2027-01-01T00:00+09:00[Asia/Tokyo]"),
            ("weekYear", "2025-12-29T00:00+09:00[Asia/Tokyo]"),
            ("quarter", "2027-01-01T00:00+09:00[Asia/Tokyo]"),
            ("month", "2027-01-01T00:00+09:00[Asia/Tokyo]"), ("week", "2026-12-28T00:00+09:00[Asia/Tokyo]"),
            ("day", "2027-01-02T00:00+09:00[Asia/Tokyo]"), ("hour", "2027-01-02T13:00+09:00[Asia/Tokyo]"),
            ("minute", "2027-01-02T13:14+09:00[Asia/Tokyo]"),
            ("second", "2027-01-02T13:14:15+09:00[Asia/Tokyo]"),
            ("millisecond", "2027-01-02T13:14:15.678+09:00[Asia/Tokyo]"),
            ("MICROSECOND", "2027-01-02T13:14:15.678901+09:00[Asia/Tokyo]"),
        ])
    func units(unit: String, expected: String) throws {
        let moment = try call("datetime", "2027-01-02T13:14:15.678901234[Asia/Tokyo]")
        #expect(text(try call("datetime.truncate", .string(unit), moment)) == expected)
    }

    @Test("years before the first belong to the decade that begins before them")
    func negativeYears() throws {
        let date = try call("date", "-0044-03-15")
        #expect(text(try call("date.truncate", "decade", date)) == "-0050-01-01")
        #expect(text(try call("date.truncate", "millennium", date)) == "-1000-01-01")
    }

    @Test(
        "fields are set afterwards; a zone keeps the time on the clock, and fractions add up",
        arguments: [
            ("datetime", "day", ["hour": 3], "2027-01-02T03:00+09:00[Asia/Tokyo]"),
            (
                "datetime", "month", ["day": 5, "timezone": "Europe/Paris"],
                "2027-01-05T00:00+01:00[Europe/Paris]"
            ),
            ("datetime", "millisecond", ["nanosecond": 2], "2027-01-02T13:14:15.678000002+09:00[Asia/Tokyo]"),
            ("datetime", "microsecond", ["nanosecond": 2], "2027-01-02T13:14:15.678901002+09:00[Asia/Tokyo]"),
            ("datetime", "second", ["nanosecond": 2], "2027-01-02T13:14:15.000000002+09:00[Asia/Tokyo]"),
            ("date", "week", ["dayOfWeek": 3], "2026-12-30"), ("date", "quarter", ["month": 2], "2027-02-01"),
            ("localdatetime", "weekYear", ["hour": 1], "2025-12-29T01:00"),
            ("localtime", "hour", ["second": 9], "13:00:09"), ("time", "day", [:], "00:00+09:00"),
            ("time", "minute", ["timezone": "-01:00"], "13:14-01:00"),
        ] as [(String, String, QueryValue, String)])
    func fields(kind: String, unit: String, fields: QueryValue, expected: String) throws {
        let moment = try call("datetime", "2027-01-02T13:14:15.678901234[Asia/Tokyo]")
        #expect(text(try call("\(kind).truncate", .string(unit), moment, fields)) == expected)
    }

    @Test("without a value it is the current moment, and null is null")
    func defaults() throws {
        #expect(text(try call("date.truncate", "year")) == "2020-01-01")
        guard case .null = try call("date.truncate", "year", nil) else {
            Issue.record("not null")
            return
        }
    }

    @Test(
        "a unit that the kind does not have is refused",
        arguments: [
            ("date", "hour"), ("localtime", "year"), ("time", "week"), ("datetime", "fortnight"),
        ])
    func refusals(kind: String, unit: String) throws {
        let moment = try call("datetime", "2027-01-02T13:14Z")
        let error = try #require(throws: QueryError.self) {
            try call("\(kind).truncate", .string(unit), moment)
        }
        #expect(error.message.contains("'\(unit)'"))
    }

    @Test("a date has no time to be cut, and a time has no date")
    func missingParts() throws {
        let (date, time) = (try call("date", "2027"), try call("localtime", "13:14"))
        #expect(throws: QueryError.self) { try call("datetime.truncate", "hour", date) }
        #expect(throws: QueryError.self) { try call("localtime.truncate", "day", date) }
        #expect(throws: QueryError.self) { try call("date.truncate", "day", time) }
        #expect(text(try call("datetime.truncate", "month", date)) == "2027-01-01T00:00Z")
    }
}
