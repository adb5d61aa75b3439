import PropertyGraph

/// A Swift type whose values stand for values of a query, in both directions.
///
///     let names = try engine.run("MATCH (p:Person) RETURN p.name").rows.compactMap { String($0[0]) }
///     let parameters = ["ids": [1, 2, 3].queryValue]
public protocol QueryValueConvertible {
    /// The Swift value, nil where the value of the query is of another type or does not fit.
    init?(_ value: QueryValue)
    /// The value in a query.
    var queryValue: QueryValue { get }
}

extension QueryValue: QueryValueConvertible {
    /// The value itself.
    public init(_ value: QueryValue) { self = value }
    /// The value itself.
    public var queryValue: QueryValue { self }
}

extension Int64: QueryValueConvertible {
    /// A whole number.
    public init?(_ value: QueryValue) {
        guard case .integer(let number) = value else { return nil }
        self = number
    }
    /// A whole number.
    public var queryValue: QueryValue { .integer(self) }
}

extension Int: QueryValueConvertible {
    /// A whole number.
    public init?(_ value: QueryValue) {
        guard case .integer(let number) = value else { return nil }
        self.init(exactly: number)
    }
    /// A whole number.
    public var queryValue: QueryValue { .integer(Int64(self)) }
}

extension Double: QueryValueConvertible {
    /// A number, rounded to the nearest double where it is whole or decimal.
    public init?(_ value: QueryValue) {
        guard let number = value.number?.nearestDouble else { return nil }
        self = number
    }
    /// A floating-point number.
    public var queryValue: QueryValue { .float(self) }
}

extension Bool: QueryValueConvertible {
    /// A truth value.
    public init?(_ value: QueryValue) {
        guard case .boolean(let truth) = value else { return nil }
        self = truth
    }
    /// A truth value.
    public var queryValue: QueryValue { .boolean(self) }
}

extension String: QueryValueConvertible {
    /// Text; other types are not turned into it, which ``QueryValue/description`` does.
    public init?(_ value: QueryValue) {
        guard case .string(let text) = value else { return nil }
        self = text
    }
    /// Text.
    public var queryValue: QueryValue { .string(self) }
}

extension Optional: QueryValueConvertible where Wrapped: QueryValueConvertible {
    /// Nil for null.
    public init?(_ value: QueryValue) {
        if value.isNull {
            self = .none
        } else {
            guard let wrapped = Wrapped(value) else { return nil }
            self = .some(wrapped)
        }
    }
    /// Null for nil.
    public var queryValue: QueryValue { self?.queryValue ?? .null }
}

extension Array: QueryValueConvertible where Element: QueryValueConvertible {
    /// A list whose elements all are of the type.
    public init?(_ value: QueryValue) {
        guard case .list(let values) = value else { return nil }
        self.init()
        reserveCapacity(values.count)
        for value in values {
            guard let element = Element(value) else { return nil }
            append(element)
        }
    }
    /// A list.
    public var queryValue: QueryValue { .list(map(\.queryValue)) }
}

extension Dictionary: QueryValueConvertible where Key == String, Value: QueryValueConvertible {
    /// A map whose values all are of the type.
    public init?(_ value: QueryValue) {
        guard case .map(let map) = value else { return nil }
        self.init(minimumCapacity: map.count)
        for (key, value) in map.entries {
            guard let element = Value(value) else { return nil }
            self[key] = element
        }
    }
    /// A map.
    public var queryValue: QueryValue {
        .map(QueryMap(lazy.map { (key: $0.key, value: $0.value.queryValue) }))
    }
}
