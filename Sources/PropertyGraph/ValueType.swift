/// A type of property values: GQL's value types and VECTOR.
public indirect enum ValueType: Hashable, Sendable {
    /// BOOL.
    case boolean
    /// STRING, with bounds on its length in Unicode scalars.
    case string(minimum: Int, maximum: Int?)
    /// BYTES, with bounds on its length.
    case bytes(minimum: Int, maximum: Int?)
    /// INT8 to INT64.
    case signed(bits: Int)
    /// UINT8 to UINT64.
    case unsigned(bits: Int)
    /// FLOAT32: a floating-point number that single precision holds.
    case float32
    /// FLOAT64 (DOUBLE).
    case float64
    /// DECIMAL(precision, scale); without them any decimal number.
    case decimal(precision: Int?, scale: Int?)
    /// DATE.
    case date
    /// LOCAL TIME.
    case localTime
    /// ZONED TIME.
    case zonedTime
    /// LOCAL DATETIME.
    case localDateTime
    /// ZONED DATETIME.
    case zonedDateTime
    /// DURATION.
    case duration
    /// LIST<element>, with a bound on its length.
    case list(ValueType, maximum: Int?)
    /// VECTOR<dimension>.
    case vector(Int)
    /// T1 | T2: a value of any of the types. TIME and DATETIME alone are such unions.
    case union([ValueType])
}
