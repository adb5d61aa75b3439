import PropertyGraph

/// The types that can stand before a string, each with an example of such a string.
let temporalExamples = [
    "DATE": "2021-03-05",
    "TIME": "12:30:00",
    "LOCAL TIME": "12:30:00",
    "ZONED TIME": "12:30:00+02:00",
    "DATETIME": "2021-03-05T12:30:00+02:00",
    "LOCAL DATETIME": "2021-03-05T12:30:00",
    "ZONED DATETIME": "2021-03-05T12:30:00+02:00",
    "TIMESTAMP": "2021-03-05T12:30:00",
    "DURATION": "P1DT12H",
]

/// The value of a constant such as `DATE '2021-03-05'`, the type in capitals; nil if the text is not one.
///
/// TIME, DATETIME and TIMESTAMP alone leave it to the text whether there is an offset.
func temporalLiteral(_ type: String, _ text: String) -> Value? {
    switch type {
    case "DATE": CalendarDate(text).map(Value.date)
    case "LOCAL TIME": LocalTime(text).map(Value.localTime)
    case "ZONED TIME": ZonedTime(text).map(Value.zonedTime)
    case "TIME": LocalTime(text).map(Value.localTime) ?? ZonedTime(text).map(Value.zonedTime)
    case "LOCAL DATETIME": LocalDateTime(text).map(Value.localDateTime)
    case "ZONED DATETIME": ZonedDateTime(text).map(Value.zonedDateTime)
    case "DATETIME", "TIMESTAMP":
        LocalDateTime(text).map(Value.localDateTime) ?? ZonedDateTime(text).map(Value.zonedDateTime)
    case "DURATION": CalendarDuration(text).map(Value.duration)
    default: nil
    }
}
