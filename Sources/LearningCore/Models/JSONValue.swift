import Foundation

/// Any JSON, for what a layer above says in a manifest in its own words.
///
///     let settings: JSONValue = ["steps": 20, "clip": "quantile 0.9", "projected": false]
///     let ledger = try JSONValue(encoding: privacyLedger)
public enum JSONValue: Sendable, Equatable {
    /// Nothing.
    case null
    /// A truth value.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// Any other number, finite.
    case number(Double)
    /// Text.
    case text(String)
    /// Values in order.
    case list([JSONValue])
    /// Values by name.
    case object([String: JSONValue])

    /// What a value is encoded as.
    ///
    /// - Throws: An `EncodingError`, as for numbers that are not finite.
    public init(encoding value: some Encodable) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: try JSONEncoder().encode(value))
    }

    /// Reads a value of a type.
    ///
    /// - Throws: A `DecodingError` where the JSON is that of something else.
    public func decoded<Wanted: Decodable>(as type: Wanted.Type = Wanted.self) throws -> Wanted {
        try JSONDecoder().decode(type, from: try JSONEncoder().encode(self))
    }

    /// A value by its name; nil where this is no object, or has none of that name.
    public subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { return members[name] }
        return nil
    }
}

extension JSONValue: Codable {
    /// Reads any JSON.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let truth = try? container.decode(Bool.self) {
            self = .boolean(truth)
        } else if let whole = try? container.decode(Int64.self) {
            self = .integer(whole)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Writes the JSON that this is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let truth): try container.encode(truth)
        case .integer(let whole): try container.encode(whole)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    /// An object; of members with the same name the last counts.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(Dictionary(members) { $1 })
    }

    /// A text.
    public init(stringLiteral text: String) { self = .text(text) }

    /// A whole number.
    public init(integerLiteral number: Int64) { self = .integer(number) }

    /// A number.
    public init(floatLiteral number: Double) { self = .number(number) }

    /// A truth value.
    public init(booleanLiteral truth: Bool) { self = .boolean(truth) }

    /// A list.
    public init(arrayLiteral values: JSONValue...) { self = .list(values) }
}
