import PropertyGraph

extension Resolver {
    /// The meaning of a value type, or nil with an error reported.
    mutating func resolve(_ syntax: ValueTypeSyntax) -> ValueType? {
        var alternatives: [ValueType] = []
        for term in syntax.alternatives {
            guard let type = resolve(term) else { return nil }
            if !alternatives.contains(type) { alternatives.append(type) }
        }
        return alternatives.count == 1 ? alternatives[0] : .union(alternatives)
    }

    private mutating func resolve(_ term: ValueTypeSyntax.Term) -> ValueType? {
        if let type = Self.plainTypes[Self.canonical(term.name)] {
            guard term.arguments.isEmpty else {
                report("\(term.name) takes no numbers in parentheses.", at: term.range)
                return nil
            }
            return type
        }
        switch term.name {
        case "STRING", "VARCHAR": return bounded(term) { .string(minimum: $0, maximum: $1) }
        case "BYTES", "VARBINARY": return bounded(term) { .bytes(minimum: $0, maximum: $1) }
        case "CHAR", "BINARY":
            // GQL: a fixed length, 1 unless it is given.
            guard term.arguments.count <= 1 else {
                return wrongArguments(term, "one length, as in \(term.name)(8)")
            }
            let length = term.arguments.first ?? 1
            return term.name == "CHAR"
                ? .string(minimum: length, maximum: length) : .bytes(minimum: length, maximum: length)
        case "DECIMAL", "DEC", "NUMERIC": return decimal(term)
        case "LIST", "ARRAY":
            guard term.element.count == 1 else {
                return wrongArguments(term, "the type of its elements, as in LIST<INT>")
            }
            return resolve(term.element[0]).map { .list($0, maximum: term.maximum) }
        case "VECTOR":
            guard term.arguments.count == 1, (1...65_536).contains(term.arguments[0]) else {
                return wrongArguments(term, "its dimension, 1 to 65536, as in VECTOR<128>")
            }
            return .vector(term.arguments[0])
        default:
            let known =
                Array(Self.plainTypes.keys) + ["STRING", "BYTES", "DECIMAL", "LIST", "VECTOR", "VARCHAR"]
            report(
                "There is no value type `\(term.name)`.", at: term.range,
                suggestion: Self.borrowedTypes[term.name].map { "Write \($0)." }
                    ?? didYouMean(term.name, among: known.sorted())
                    ?? "Value types are BOOL, STRING, BYTES, INT, UINT, FLOAT32, DOUBLE, DECIMAL, DATE, TIME, DATETIME, DURATION, LIST<T> and VECTOR<n>."
            )
            return nil
        }
    }

    private mutating func bounded(
        _ term: ValueTypeSyntax.Term, _ make: (Int, Int?) -> ValueType
    ) -> ValueType? {
        switch term.arguments.count {
        case 0: return make(0, nil)
        case 1: return make(0, term.arguments[0])
        case 2 where term.arguments[0] <= term.arguments[1]: return make(term.arguments[0], term.arguments[1])
        default:
            return wrongArguments(
                term, "a greatest length or a least and a greatest, as in \(term.name)(1, 20)")
        }
    }

    private mutating func decimal(_ term: ValueTypeSyntax.Term) -> ValueType? {
        let precision = term.arguments.first
        let scale = term.arguments.count > 1 ? term.arguments[1] : precision.map { _ in 0 }
        guard term.arguments.count <= 2, (1...38).contains(precision ?? 1),
            (0...(precision ?? 38)).contains(scale ?? 0)
        else {
            return wrongArguments(
                term, "a precision of 1 to 38 and a scale no greater, as in \(term.name)(10, 2)")
        }
        return .decimal(precision: precision, scale: scale)
    }

    private mutating func wrongArguments(_ term: ValueTypeSyntax.Term, _ expectation: String) -> ValueType? {
        report("\(term.name) takes \(expectation).", at: term.range)
        return nil
    }

    /// GQL writes integers in many ways: `SIGNED BIG INTEGER` is BIGINT, `UNSIGNED INTEGER8` is UINT8.
    private static func canonical(_ name: String) -> String {
        var words = name.split(separator: " ").map(String.init)
        let isUnsigned = words.first == "UNSIGNED"
        guard isUnsigned || words.first == "SIGNED" || words.last == "INTEGER" else { return name }
        words.removeAll { ["SIGNED", "UNSIGNED"].contains($0) }
        let integer = words.joined().replacing("INTEGER", with: "INT")
        return isUnsigned ? "U" + integer : integer
    }

    /// Types without parameters, under all the names that GQL gives them.
    private static let plainTypes: [String: ValueType] = {
        let anyTime = ValueType.union([.localTime, .zonedTime])
        let anyDateTime = ValueType.union([.localDateTime, .zonedDateTime])
        var types: [String: ValueType] = [
            "BOOL": .boolean, "BOOLEAN": .boolean,
            "INT": .signed(bits: 64), "INTEGER": .signed(bits: 64), "BIGINT": .signed(bits: 64),
            "SMALLINT": .signed(bits: 16), "UINT": .unsigned(bits: 64), "UBIGINT": .unsigned(bits: 64),
            "USMALLINT": .unsigned(bits: 16),
            "FLOAT32": .float32, "REAL": .float32, "FLOAT64": .float64, "FLOAT": .float64,
            "DOUBLE": .float64, "DOUBLE PRECISION": .float64,
            "DATE": .date, "DURATION": .duration, "TIME": anyTime, "DATETIME": anyDateTime,
            "LOCAL TIME": .localTime, "LOCALTIME": .localTime, "TIME WITHOUT TIME ZONE": .localTime,
            "ZONED TIME": .zonedTime, "TIME WITH TIME ZONE": .zonedTime,
            "LOCAL DATETIME": .localDateTime, "LOCALDATETIME": .localDateTime,
            "TIMESTAMP": .localDateTime, "TIMESTAMP WITHOUT TIME ZONE": .localDateTime,
            "LOCAL TIMESTAMP": .localDateTime, "DATETIME WITHOUT TIME ZONE": .localDateTime,
            "ZONED DATETIME": .zonedDateTime, "TIMESTAMP WITH TIME ZONE": .zonedDateTime,
            "ZONED TIMESTAMP": .zonedDateTime, "DATETIME WITH TIME ZONE": .zonedDateTime,
        ]
        for bits in [8, 16, 32, 64] {
            types["INT\(bits)"] = .signed(bits: bits)
            types["INTEGER\(bits)"] = .signed(bits: bits)
            types["UINT\(bits)"] = .unsigned(bits: bits)
        }
        return types
    }()

    /// What people who come from elsewhere write, and how it is called here.
    private static let borrowedTypes = [
        "TEXT": "STRING", "LONG": "INT", "SHORT": "INT16", "BYTE": "INT8", "NUMBER": "INT or DOUBLE",
        "STR": "STRING", "TIMESTAMPTZ": "ZONED DATETIME", "BLOB": "BYTES", "SERIAL": "INT",
        "UUID": "STRING(36, 36)",
        "ANY": "OPEN in the braces, which admits any further property",
    ]
}
