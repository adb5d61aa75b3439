/// A property's value.
///
/// Absence is not a value: a key without one is simply not in the record.
///
/// Equality and hashing go by value across numeric types, as keys compare (`1 = 1.0`), and by UTF-8 bytes for
/// text. ``ValueType/admits(_:)`` is the stricter question of which type a value belongs to.
public enum Value: Sendable {
    /// A truth value.
    case boolean(Bool)
    /// A whole number; which INT or UINT types admit it depends on its magnitude alone.
    case integer(Int64)
    /// A whole number above `Int64.max`; smaller ones are always ``integer(_:)``.
    case unsigned(UInt64)
    /// A binary floating-point number.
    case float(Double)
    /// An exact decimal number.
    case decimal(DecimalNumber)
    /// Text.
    case string(String)
    /// Raw bytes.
    case bytes([UInt8])
    /// A calendar date.
    case date(CalendarDate)
    /// A time of day without an offset.
    case localTime(LocalTime)
    /// A time of day with an offset from UTC.
    case zonedTime(ZonedTime)
    /// A date and time without an offset.
    case localDateTime(LocalDateTime)
    /// A date and time with an offset from UTC.
    case zonedDateTime(ZonedDateTime)
    /// A span of calendar and clock time.
    case duration(CalendarDuration)
    /// A list of values, not necessarily of one type.
    case list([Value])
    /// An embedding: single-precision numbers of a fixed length.
    case vector([Float])
    /// A value of a type outside GQL's (a point, a map), kept as text so that nothing is lost.
    case opaque(type: String, text: String)
}
