import Cypher
import Testing

@testable import QueryValues

@Suite("time zones")
struct TimeZoneTests {
    @Test(
        "offsets of the past, of now and of the far future",
        arguments: [
            ("Europe/Stockholm", "1850-01-01T00:00", "+00:53:28"),
            ("Europe/Stockholm", "-999999999-01-01T00:00", "+00:53:28"),
            ("America/New_York", "1880-01-01T00:00", "-04:56:02"),
            ("Europe/Stockholm", "2021-01-15T12:00", "+01:00"),
            ("Europe/Stockholm", "2021-07-15T12:00", "+02:00"),
            ("Europe/Stockholm", "+12021-07-15T12:00", "+02:00"),
            ("Europe/Stockholm", "+999999999-12-31T12:00", "+01:00"),
            ("Australia/Lord_Howe", "2021-01-15T12:00", "+11:00"),
            ("Asia/Kolkata", "2021-01-15T12:00", "+05:30"),
            ("Etc/GMT+5", "2021-01-15T12:00", "-05:00"),
        ])
    func offsets(zone: String, local: String, offset: String) throws {
        let moment = try call("datetime", .string("\(local)[\(zone)]"))
        #expect(try TemporalAccess.component("offset", of: moment).flatMap(string) == offset)
    }

    @Test("a time that the clocks skip moves forward, a time they show twice is the first")
    func changes() throws {
        let skipped = try call("datetime", "2021-03-28T02:30[Europe/Stockholm]")
        #expect(text(skipped) == "2021-03-28T03:30+02:00[Europe/Stockholm]")
        let halfHour = try call("datetime", "2021-10-03T02:15[Australia/Lord_Howe]")
        #expect(text(halfHour) == "2021-10-03T02:45+11:00[Australia/Lord_Howe]")
        let twice = try call("datetime", "2021-10-31T02:30[Europe/Stockholm]")
        #expect(text(twice) == "2021-10-31T02:30+02:00[Europe/Stockholm]")
        let second = try call("datetime", "2021-10-31T02:30+01:00[Europe/Stockholm]")
        #expect(text(second) == "2021-10-31T02:30+01:00[Europe/Stockholm]")
        #expect(text(try call("datetime", second)) == text(second), "a copy keeps the second hour")
    }

    @Test("names are exact, except that a space may stand for an underscore")
    func names() throws {
        #expect(try TimeZoneRules.named("America/Los Angeles").name == "America/Los_Angeles")
        for name in ["europe/stockholm", "GMT+3", "", "../Europe/Stockholm", "Z"] {
            #expect(throws: QueryError.self) { try TimeZoneRules.named(name) }
        }
    }

    @Test("the current moment is that of the statement, in the zone of the context or the one that is named")
    func now() throws {
        #expect(text(try call("datetime")) == "2020-09-13T12:26:40Z")
        #expect(text(try call("localtime.statement", zone: "Asia/Tokyo")) == "21:26:40")
        #expect(text(try call("time.transaction", "+03:00")) == "15:26:40+03:00")
        #expect(text(try call("date", ["timezone": "Pacific/Auckland"])) == "2020-09-14")
        let there = try call("datetime", zone: "Asia/Tokyo")
        #expect(text(there) == "2020-09-13T21:26:40+09:00[Asia/Tokyo]")
    }

    private func string(_ value: QueryValue) -> String? {
        if case .string(let text) = value { text } else { nil }
    }
}
