import PropertyGraph

extension Predicate {
    var written: String { parts.joined(separator: " ") }

    /// The condition in parts between which a line can be broken: before AND and OR at the top.
    var parts: [String] {
        switch self {
        case .all(let predicates): predicates.enumerated().map { $0 == 0 ? $1.operand : "AND " + $1.operand }
        case .any(let predicates):
            predicates.enumerated().map { $0 == 0 ? $1.alternative : "OR " + $1.alternative }
        case .comparison(let left, let comparison, let right):
            ["\(left.written) \(comparison.rawValue) \(right.written)"]
        case .isNull(let operand, let negated, _): ["\(operand.written) IS \(negated ? "NOT " : "")NULL"]
        case .isIn(let operand, let choices, let negated, _):
            [
                "\(operand.written) \(negated ? "NOT " : "")IN "
                    + "[\(choices.map(\.written).joined(separator: ", "))]"
            ]
        case .operand(let operand): [operand.written]
        case .not(let predicate, _): ["NOT " + predicate.operand]
        case .group(let predicate, _): ["(\(predicate.written))"]
        }
    }

    /// The text as an operand of AND or NOT.
    ///
    /// Parsed trees have their groups; others need them.
    private var operand: String {
        switch self {
        case .all, .any: "(\(written))"
        default: written
        }
    }

    /// The text as an operand of OR.
    private var alternative: String {
        if case .any = self { "(\(written))" } else { written }
    }
}

extension Operand {
    fileprivate var written: String {
        switch self {
        case .output(let output):
            output.variable.written(avoiding: .aroundOperands) + (output.key.map { "." + $0.written } ?? "")
        case .literal(let literal): literal.written
        }
    }
}

extension Literal {
    var written: String { value.map(\.written) ?? "NULL" }
}

extension Value {
    /// The value as a constant of schema text.
    ///
    /// Kinds of values that have no constants are written as strings.
    fileprivate var written: String {
        switch self {
        case .boolean(let truth): truth ? "TRUE" : "FALSE"
        case .integer(let number): String(number)
        case .unsigned(let number): String(number)
        case .float(let number): number.description
        case .decimal(let number): number.description
        case .string(let text): text.quoted
        case .date(let date): "DATE '\(date)'"
        case .localTime(let time): "LOCAL TIME '\(time)'"
        case .zonedTime(let time): "ZONED TIME '\(time)'"
        case .localDateTime(let moment): "LOCAL DATETIME '\(moment)'"
        case .zonedDateTime(let moment): "ZONED DATETIME '\(moment)'"
        case .duration(let duration): "DURATION '\(duration)'"
        case .bytes, .list, .vector, .opaque: String(describing: self).quoted
        }
    }
}

extension String {
    /// The text as a string of schema text.
    fileprivate var quoted: String {
        var quoted = "'"
        for scalar in unicodeScalars {
            switch scalar {
            case "'": quoted += "''"
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case let scalar where scalar.properties.generalCategory == .control:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "'"
    }
}
