import PropertyGraph
import Testing

@Suite("The calendar")
struct CalendarTests {
    @Test("days are counted as a calendar that is turned leaf by leaf counts them")
    func everyDay() throws {
        // 0000-03-01 is 719,468 days before 1970-01-01; the loop runs through both centuries and leap years.
        var (year, month, day) = (-9999, 1, 1)
        for days in Int32(-4_371_587)...2_932_896 {
            // The ends and everyday years are checked in full, the rest once a month.
            if day == 1 || abs(year) > 9990 || (1890...2110).contains(year) {
                let date = CalendarDate(days: days)
                let components = date.components
                guard components == (year, month, day),
                    CalendarDate(year: year, month: month, day: day) == date
                else {
                    Issue.record("day \(days) is \(year)-\(month)-\(day), not \(components)")
                    return
                }
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            day += 1
            if day > length { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect((year, month, day) == (10_000, 1, 1))
    }

    @Test(
        "a date is read",
        arguments: [
            ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016),
            ("+2021-03-05", 18_691), ("0000-03-01", -719_468), ("-9999-01-01", -4_371_587),
            ("9999-12-31", 2_932_896),
        ] as [(String, Int32)])
    func reading(text: String, days: Int32) { #expect(CalendarDate(text)?.days == days) }

    @Test(
        "what no calendar has is refused",
        arguments: [
            "", "2021", "2021-3-5", "2021-02-29", "1900-02-29", "2021-00-01", "2021-13-01", "2021-04-31",
            "2021-04-00", "20210305", "2021-03-05 ", " 2021-03-05", "2021/03/05", "12021-03-05",
            "2021-03-05T",
            "--2021-03-05", "٢٠٢١-03-05", "\u{FF}",
        ])
    func refusing(text: String) { #expect(CalendarDate(text) == nil) }

    @Test("any day, however far, has a text")
    func extremes() {
        #expect(CalendarDate(days: .max).description == "5881580-07-11")
        #expect(CalendarDate(days: .min).description == "-5877641-06-23")
    }
}
