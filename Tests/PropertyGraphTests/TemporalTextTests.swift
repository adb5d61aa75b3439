import PropertyGraph
import Testing

@Suite("Times and durations as text")
struct TemporalTextTests {
    @Test(
        "a time of day is read and written in one form",
        arguments: [
            ("12:30", "12:30:00"), ("00:00:00", "00:00:00"), ("23:59:59.999999999", "23:59:59.999999999"),
            ("12:30:01.5", "12:30:01.5"), ("12:30:01.500", "12:30:01.5"), ("12:30:01.000", "12:30:01"),
            ("24:00", nil), ("12:60", nil), ("12:30:60", nil), ("12", nil), ("1:30", nil), ("12:30:01.", nil),
            ("12:30:01.1234567890", nil), ("12:30:", nil), ("12:30Z", nil),
        ] as [(String, String?)])
    func localTime(text: String, written: String?) { #expect(LocalTime(text)?.description == written) }

    @Test(
        "an offset is read in every usual form",
        arguments: [
            ("12:30Z", "12:30:00Z"), ("12:30z", "12:30:00Z"), ("12:30+02", "12:30:00+02:00"),
            ("12:30-0530", "12:30:00-05:30"), ("12:30+05:30", "12:30:00+05:30"), ("12:30-00:00", "12:30:00Z"),
            ("12:30+01:02:03", "12:30:00+01:02:03"), ("12:30+18:00", "12:30:00+18:00"), ("12:30", nil),
            ("12:30+18:01", nil), ("12:30+1", nil), ("12:30+01:60", nil), ("12:30+01:00[Europe/Berlin]", nil),
        ] as [(String, String?)])
    func zonedTime(text: String, written: String?) { #expect(ZonedTime(text)?.description == written) }

    @Test(
        "a date with a time is read with T or a space between",
        arguments: [
            ("2021-03-05T12:30", "2021-03-05T12:30:00"), ("2021-03-05 12:30:01.25", "2021-03-05T12:30:01.25"),
            ("-0001-12-31t23:59:59", "-0001-12-31T23:59:59"),
            ("1969-12-31T23:59:59.1", "1969-12-31T23:59:59.1"),
            ("2021-03-05", nil), ("2021-03-05  12:30", nil), ("2021-03-05T12:30Z", nil),
        ] as [(String, String?)])
    func localDateTime(text: String, written: String?) {
        #expect(LocalDateTime(text)?.description == written)
    }

    @Test(
        "a moment keeps its offset and the zone's name",
        arguments: [
            ("2021-03-05T12:30Z", "2021-03-05T12:30:00Z"),
            ("2021-03-05 12:30:00+01:00[Europe/Stockholm]", "2021-03-05T12:30:00+01:00[Europe/Stockholm]"),
            ("2021-03-05T12:30:00+01:00[]", nil), ("2021-03-05T12:30:00+01:00[Europe/Berlin", nil),
            ("2021-03-05T12:30:00[Europe/Berlin]", nil), ("2021-03-05T12:30:00+01:00[a b]", nil),
        ] as [(String, String?)])
    func zonedDateTime(text: String, written: String?) {
        #expect(ZonedDateTime(text)?.description == written)
    }

    @Test(
        "a duration is read, and written with only the parts it has",
        arguments: [
            ("P1Y2M3W4DT5H6M7.8S", "P1Y2M25DT5H6M7.8S"), ("PT0S", "PT0S"), ("P0D", "PT0S"), ("P14M", "P1Y2M"),
            ("PT-1.5S", "PT-1.5S"), ("-PT1.5S", "PT-1.5S"), ("-P1DT-2H", "P-1DT2H"), ("PT-0.5S", "PT-0.5S"),
            ("PT90M", "PT1H30M"), ("PT1H-90M", "PT-30M"), ("p1dt2h", "P1DT2H"), ("P", nil), ("PT", nil),
            ("P1", nil), ("P1H", nil), ("PT1D", nil), ("P1M1Y", nil), ("P1D1D", nil), ("P1.5D", nil),
            ("P1DT", nil), ("1D", nil), ("PT1.S", nil), ("P99999999999999999999D", nil),
            ("P9223372036854775807Y", nil), ("P1T", nil), ("P1DT1H ", nil),
        ] as [(String, String?)])
    func duration(text: String, written: String?) { #expect(CalendarDuration(text)?.description == written) }

    @Test("the text of any value reads as that value")
    func roundTrip() {
        var random = SeededGenerator(state: 1)
        for _ in 0..<20_000 {
            let (date, time, offset) = (random.date(), random.time(), random.offset())
            #expect(CalendarDate(date.description) == date)
            #expect(LocalTime(time.description) == time)
            let zoned = ZonedTime(local: time, offset: offset)
            #expect(ZonedTime(zoned.description) == zoned)
            let local = LocalDateTime(date: date, time: time)
            #expect(LocalDateTime(local.description) == local)
            let moment = random.zonedDateTime()
            #expect(ZonedDateTime(moment.description) == moment)
            let duration = random.duration()
            #expect(CalendarDuration(duration.description) == duration, "\(duration)")
        }
    }

    @Test("random bytes are read or refused, never more")
    func noise() {
        var random = SeededGenerator(state: 2)
        let alphabet = Array("0123456789-+:.TZPYMWDHS[]/e ".utf8)
        for _ in 0..<50_000 {
            let bytes = (0..<random.below(24)).map { _ in random.pick(alphabet) }
            bytes.withUnsafeBufferPointer { bytes in
                _ = CalendarDate(parsing: bytes)
                _ = ZonedTime(parsing: bytes)
                _ = ZonedDateTime(parsing: bytes)
                _ = CalendarDuration(parsing: bytes).map(\.description)
                _ = DecimalNumber(parsing: bytes).map(\.description)
            }
        }
    }
}
