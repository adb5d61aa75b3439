/// What a column of a CSV file declares its fields to be.
indirect enum ColumnType: Equatable, Sendable {
    case boolean
    /// A whole number of the range.
    case integer(ClosedRange<Int64>)
    /// A whole number from 0 to 2^64 - 1.
    case unsigned64
    case float32
    case float64
    case string
    case character
    case bytes
    case date
    case localTime
    case zonedTime
    case localDateTime
    /// With an offset; without one in the text, UTC, as neo4j-admin and Neptune do.
    case zonedDateTime
    /// Neptune's `Date`: a date, or a date and time as ``zonedDateTime``, whichever the text is.
    case neptuneDate
    case duration
    case decimal
    case point
    case vector
    case list(ColumnType)
    /// In a form that only Kuzu writes.
    case kuzu(KuzuType)

    /// All names of types in headers, in lower case and without spaces.
    private static let named: [(String, ColumnType)] = [
        ("boolean", .boolean), ("bool", .boolean),
        ("int", .integer(.int32)), ("integer", .integer(.int32)), ("long", .integer(.int64)),
        ("short", .integer(.int16)), ("byte", .integer(.int8)), ("int8", .integer(.int8)),
        ("int16", .integer(.int16)), ("int32", .integer(.int32)), ("int64", .integer(.int64)),
        ("uint8", .integer(0...255)), ("uint16", .integer(0...65_535)),
        ("uint32", .integer(0...4_294_967_295)),
        ("uint64", .unsigned64), ("uint", .unsigned64),
        ("float", .float64), ("double", .float64), ("float32", .float32), ("float64", .float64),
        ("string", .string), ("char", .character), ("bytes", .bytes), ("date", .date),
        ("localtime", .localTime), ("time", .zonedTime), ("zonedtime", .zonedTime),
        ("localdatetime", .localDateTime), ("datetime", .zonedDateTime),
        ("zoneddatetime", .zonedDateTime), ("duration", .duration), ("decimal", .decimal),
        ("point", .point), ("vector", .vector),
    ]
    private static let byName = Dictionary(named, uniquingKeysWith: { first, _ in first })

    /// The type of a name as headers spell it, in any case.
    ///
    /// Lists are `T[]`, `T LIST` or `LIST<T>`, and do not nest. Bounds such as `(10,2)` or `<3>` are for the
    /// schema to check.
    ///
    /// - Parameters:
    ///   - name: The name in the header.
    ///   - isNeptune: Whether Neptune's names are meant, where a `Date` may have a time.
    init?(named name: String, isNeptune: Bool = false) {
        let (plain, isList) = elementName(name.lowercased().filter { $0 != " " && $0 != "_" })
        guard let scalar = isNeptune && plain == "date" ? .neptuneDate : Self.byName[withoutBounds(plain)]
        else {
            return nil
        }
        self = isList ? .list(scalar) : scalar
    }

    /// The known name that is closest to a wrong one.
    static func suggestion(for name: String) -> String? {
        let isList = name.hasSuffix("[]")
        let stem = isList ? String(name.dropLast(2)) : name
        return closestSpelling(to: stem, among: named.map(\.0)).map { isList ? $0 + "[]" : $0 }
    }
}

/// What a list is a list of, or the name itself.
private func elementName(_ name: String) -> (String, isList: Bool) {
    if name.hasPrefix("list<"), name.hasSuffix(">") { return (String(name.dropFirst(5).dropLast()), true) }
    if name.hasSuffix("]"), let open = name.lastIndex(of: "["),
        areBounds(name[open...].dropFirst().dropLast())
    {
        return (String(name[..<open]), true)
    }
    return name.hasSuffix("list") ? (String(name.dropLast(4)), true) : (name, false)
}

/// A name without numbers in brackets at its end.
private func withoutBounds(_ name: String) -> String {
    guard let open = name.firstIndex(where: { $0 == "(" || $0 == "<" }),
        name.last == (name[open] == "(" ? ")" : ">"), areBounds(name[open...].dropFirst().dropLast())
    else { return name }
    return String(name[..<open])
}

/// Whether a text consists of numbers, as in `10,2`.
private func areBounds(_ text: some StringProtocol) -> Bool { text.allSatisfy { $0.isNumber || $0 == "," } }

extension ClosedRange<Int64> {
    static let int8 = Int64(Int8.min)...Int64(Int8.max)
    static let int16 = Int64(Int16.min)...Int64(Int16.max)
    static let int32 = Int64(Int32.min)...Int64(Int32.max)
    static let int64 = Int64.min...Int64.max
}
