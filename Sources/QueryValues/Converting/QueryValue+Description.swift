import PropertyGraph

extension QueryValue: CustomStringConvertible {
    /// The value as a query would write it.
    ///
    ///     'it\'s', 1.0, [1, null], {name: 'Ada'}, (:Person {name: 'Ada'}), [:KNOWS {since: 1833}], <(:A)-[:T]->(:B)>
    ///
    /// Temporal values are their ISO 8601 texts, in quotes.
    public var description: String {
        var writer = LiteralWriter(limit: .max)
        writer.write(self)
        return writer.text
    }

    /// The value as a message shows it: about 60 characters, however large the value is.
    var excerpt: String {
        var writer = LiteralWriter(limit: 240)
        writer.write(self)
        guard writer.text.unicodeScalars.count > 60 else { return writer.text }
        return String(String.UnicodeScalarView(writer.text.unicodeScalars.prefix(59))) + "…"
    }

    /// The ISO 8601 text of a temporal value; nil for others.
    var temporalText: String? {
        if let text = TemporalText.text(of: self) { return text }
        return switch self {
        case .date(let date): date.description
        case .localTime(let time): time.description
        case .zonedTime(let time): time.description
        case .localDateTime(let moment): moment.description
        case .zonedDateTime(let moment): moment.description
        case .duration(let duration): duration.description
        default: nil
        }
    }
}
