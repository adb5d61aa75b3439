extension Value: Hashable {
    /// Whether two values are one value.
    ///
    /// Numbers compare across types and exactly, text byte by byte, moments with an offset as instants. NaN equals NaN, so that every value finds itself in a set.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.duration(let left), .duration(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.vector(let left), .vector(let right)):
            left.elementsEqual(right) { $0 == $1 || $0.isNaN && $1.isNaN }
        case (.opaque(let leftType, let left), .opaque(let rightType, let right)):
            leftType.utf8.elementsEqual(rightType.utf8) && left.utf8.elementsEqual(right.utf8)
        default: left.order(against: right) == .same
        }
    }

    /// Hashes so that equal values, `1` and `1.0` among them, hash alike.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .integer, .unsigned, .float, .decimal:
            hasher.combine(0 as UInt8)
            Number(self)?.hash(into: &hasher)
        case .string(let text):
            hasher.combine(1 as UInt8)
            hasher.combine(utf8Of: text)
        case .boolean(let value): hasher.combine(value)
        case .bytes(let bytes): hasher.combine(bytes)
        case .date(let date): hasher.combine(date)
        case .localTime(let time): hasher.combine(time)
        case .zonedTime(let time): hasher.combine(time.instant)
        case .localDateTime(let moment): hasher.combine(moment)
        case .zonedDateTime(let moment): hasher.combine(moment.instant)
        case .duration(let duration): hasher.combine(duration)
        case .list(let elements): hasher.combine(elements)
        case .vector(let numbers):
            hasher.combine(numbers.count)
            for number in numbers { hasher.combine(number.isNaN ? .nan : number) }
        case .opaque(let type, let text):
            hasher.combine(utf8Of: type)
            hasher.combine(utf8Of: text)
        }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    /// Text.
    public init(stringLiteral text: String) { self = .string(text) }
    /// A whole number.
    public init(integerLiteral number: Int64) { self = .integer(number) }
    /// A floating-point number.
    public init(floatLiteral number: Double) { self = .float(number) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A list.
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
}
