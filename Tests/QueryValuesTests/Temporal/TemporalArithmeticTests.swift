import Cypher
import QueryValues
import Testing

@Suite("arithmetic of dates, times and durations")
struct TemporalArithmeticTests {
    @Test(
        "a duration moves a point in time by months, then days, then time; and back",
        arguments: [
            ("date", "2021-01-31", "P1M", "2021-02-28", "2020-12-31"),
            ("date", "2020-02-29", "P1Y", "2021-02-28", "2019-02-28"),
            ("date", "2021-01-31", "P1M1D", "2021-03-01", "2020-12-30"),
            ("date", "2021-01-31", "PT47H59M", "2021-02-01", "2021-01-30"),
            ("date", "0001-01-01", "P1Y", "0002-01-01", "0000-01-01"),
            ("localtime", "23:30", "P1DT1H", "00:30", "22:30"),
            ("localtime", "00:00", "PT0.000000001S", "00:00:00.000000001", "23:59:59.999999999"),
            ("time", "23:30+05:00", "PT25H", "00:30+05:00", "22:30+05:00"),
            ("localdatetime", "2021-01-31T23:30", "P1MT1H", "2021-03-01T00:30", "2020-12-31T22:30"),
            (
                "datetime", "2021-01-31T23:30-04:00", "P1DT1H", "2021-02-02T00:30-04:00",
                "2021-01-30T22:30-04:00"
            ),
            (
                "datetime", "2021-03-28T12:00[Europe/Stockholm]", "P1D",
                "2021-03-29T12:00+02:00[Europe/Stockholm]", "2021-03-27T12:00+01:00[Europe/Stockholm]"
            ),
            (
                "datetime", "2021-03-28T12:00[Europe/Stockholm]", "PT24H",
                "2021-03-29T12:00+02:00[Europe/Stockholm]", "2021-03-27T11:00+01:00[Europe/Stockholm]"
            ),
            (
                "datetime", "2021-10-31T02:30+01:00[Europe/Stockholm]", "PT1H",
                "2021-10-31T03:30+01:00[Europe/Stockholm]", "2021-10-31T02:30+02:00[Europe/Stockholm]"
            ),
        ])
    func moving(kind: String, start: String, shift: String, sum: String, difference: String) throws {
        let (start, shift) = (try call(kind, .string(start)), try call("duration", .string(shift)))
        #expect(text(try TemporalArithmetic.add(start, shift)) == sum)
        #expect(text(try TemporalArithmetic.add(shift, start)) == sum)
        #expect(text(try TemporalArithmetic.subtract(start, shift)) == difference)
    }

    @Test("durations add and subtract part by part")
    func durations() throws {
        let (left, right) = (try call("duration", "P1Y20DT1.5S"), try call("duration", "P1M15DT2.75S"))
        #expect(text(try TemporalArithmetic.add(left, right)) == "P1Y1M35DT4.25S")
        #expect(text(try TemporalArithmetic.subtract(left, right)) == "P11M5DT-1.25S")
    }

    @Test(
        "a fraction of a month becomes days of the average month, and a fraction of a day becomes time",
        arguments: [
            ("P1Y", 2, "P2Y", "P6M"), ("P1M", 2, "P2M", "P15DT5H14M33S"), ("P1D", 4, "P4D", "PT6H"),
            ("PT1S", 3, "PT3S", "PT0.333333333S"), ("PT-1S", 3, "PT-3S", "PT-0.333333333S"),
            ("P1D", 0.1, "PT2H24M", "P10D"), ("PT10S", 0.1, "PT1S", "PT1M40S"),
            ("P3M", -1.5, "P-4M-15DT-5H-14M-33S", "P-2M"),
            ("P1DT1S", 1e-30, "PT0S", ""), ("P1M", 1e10, "P833333333Y4M", "PT0.000262974S"),
        ] as [(String, QueryValue, String, String)])
    func scaling(written: String, factor: QueryValue, product: String, quotient: String) throws {
        let duration = try call("duration", .string(written))
        #expect(text(try TemporalArithmetic.multiply(duration, factor)) == product)
        #expect(text(try TemporalArithmetic.multiply(factor, duration)) == product)
        if quotient.isEmpty {
            #expect(throws: QueryError.self) { try TemporalArithmetic.divide(duration, factor) }
        } else {
            #expect(text(try TemporalArithmetic.divide(duration, factor)) == quotient)
        }
    }

    @Test("results that nothing can hold are refused")
    func overflow() throws {
        let longest = try call("duration", ["months": .integer(.max), "days": .integer(.max)])
        let lowest = try call("duration", ["days": .integer(.min)])
        let last = try call("date", "+999999999-12-31")
        let day = try call("duration", "P1D")
        #expect(throws: QueryError.self) { try TemporalArithmetic.add(longest, day) }
        #expect(throws: QueryError.self) { try TemporalArithmetic.subtract(day, lowest) }
        #expect(throws: QueryError.self) { try TemporalArithmetic.add(last, day) }
        #expect(throws: QueryError.self) { try TemporalArithmetic.add(last, longest) }
        #expect(throws: QueryError.self) { try TemporalArithmetic.multiply(longest, 2) }
        #expect(throws: QueryError.self) { try TemporalArithmetic.multiply(day, .float(.infinity)) }
        let error = try #require(throws: QueryError.self) { try TemporalArithmetic.divide(day, 0) }
        #expect(error.detail == "DivisionByZero")
    }

    @Test("other values are left to others")
    func others() throws {
        let (day, date) = (try call("duration", "P1D"), try call("date", "2021"))
        #expect(try TemporalArithmetic.add(1, 2) == nil)
        #expect(try TemporalArithmetic.add(date, date) == nil)
        #expect(try TemporalArithmetic.add(day, 1) == nil)
        #expect(try TemporalArithmetic.subtract(day, date) == nil)
        #expect(try TemporalArithmetic.subtract(date, date) == nil)
        #expect(try TemporalArithmetic.multiply(date, 2) == nil)
        #expect(try TemporalArithmetic.multiply(day, day) == nil)
        #expect(try TemporalArithmetic.divide(2, day) == nil)
    }
}
