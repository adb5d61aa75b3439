import PropertyGraph

/// Pieces of English.
enum Wording {
    /// `an iban`, `a name`.
    static func article(_ noun: String) -> String { "\(startsWithVowel(noun) ? "an" : "a") \(noun)" }

    /// `An iban`, `A name`.
    static func capitalArticle(_ noun: String) -> String { "\(startsWithVowel(noun) ? "An" : "A") \(noun)" }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ parts: [String], _ conjunction: String = "and") -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
    }

    /// The sentence with a capital letter in front, except where it starts with a name that has none.
    static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }

    private static func startsWithVowel(_ noun: String) -> Bool {
        let start = noun.drop { !$0.isLetter }.lowercased()
        // Written with a vowel, spoken with a consonant: a university, a user, a European, a one.
        for sound in ["uni", "use", "usa", "uti", "eu", "one"] where start.hasPrefix(sound) { return false }
        return start.first.map { "aeiou".contains($0) } ?? false
    }
}

extension ValueType {
    /// What the values are called in English: "whole number", "text of at most 20 characters".
    var words: String {
        switch self {
        case .boolean: "yes or no"
        case .string(let minimum, let maximum):
            Self.sized("text", minimum, maximum, "character")
        case .bytes(let minimum, let maximum): Self.sized("raw bytes", minimum, maximum, "byte")
        case .signed(let bits): bits == 64 ? "whole number" : "whole number of \(bits) bits"
        case .unsigned(let bits):
            bits == 64 ? "whole number, not negative" : "whole number of \(bits) bits, not negative"
        case .float32: "number in single precision"
        case .float64: "number"
        case .decimal(let precision?, let scale):
            "exact number of up to \(precision) digits, \(scale ?? 0) of them after the point"
        case .decimal: "exact number"
        case .date: "date"
        case .localTime: "time of day"
        case .zonedTime: "time of day with its time zone"
        case .localDateTime: "date and time"
        case .zonedDateTime: "date and time with their time zone"
        case .duration: "span of time"
        case .list(let element, let maximum):
            "list\(maximum.map { " of at most \($0) elements" } ?? ""), each: \(element.words)"
        case .vector(let dimension): "embedding of \(dimension) numbers"
        case .union([.localTime, .zonedTime]): "time of day, with or without a time zone"
        case .union([.localDateTime, .zonedDateTime]): "date and time, with or without a time zone"
        case .union(let types): Wording.list(types.map(\.words), "or")
        }
    }

    private static func sized(_ noun: String, _ minimum: Int, _ maximum: Int?, _ unit: String) -> String {
        func units(_ count: Int) -> String { "\(count) \(unit)\(count == 1 ? "" : "s")" }
        return switch (minimum, maximum) {
        case (0, nil): noun
        case (0, let maximum?): "\(noun) of at most \(units(maximum))"
        case (let minimum, let maximum?):
            minimum == maximum ? "\(noun) of \(units(minimum))" : "\(noun) of \(minimum) to \(units(maximum))"
        case (let minimum, nil): "\(noun) of at least \(units(minimum))"
        }
    }
}
