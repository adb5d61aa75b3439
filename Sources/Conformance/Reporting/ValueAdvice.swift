import PropertyGraph

/// How to write a value so that it has the type that is wanted of it, where the mistake is a usual one.
struct ValueAdvice {
    /// The file the value stands in: JSON Lines and CSV say types in different ways.
    let file: String

    /// Completes "`born` is the STRING '1990-01-31' and not DATE"; nil where nothing helpful can be said.
    func text(_ value: Value, expected: String, key: String) -> String? {
        let wanted = expected.replacing(" | ", with: " or ").split(
            separator: " or ", omittingEmptySubsequences: true
        )
        .map(String.init)
        guard let type = wanted.first(where: { isSlip(value, for: $0) }) else { return nil }
        if hasEnding(["json", "jsonl", "ndjson"]) { return "write \(json(value, as: type))" }
        guard hasEnding(["csv", "tsv"]), let declaration = Self.columnTypes[Self.plain(type)] else {
            return nil
        }
        return "declare the column `\(key):\(declaration)`"
    }

    /// Whether the file's name has one of the endings, perhaps before that of a compressed file.
    private func hasEnding(_ endings: Set<String>) -> Bool {
        let name = file.split(separator: "/").last ?? ""
        return name.lowercased().split(separator: ".").dropFirst().contains { endings.contains(String($0)) }
    }

    /// Whether the value would belong to the type, had it been written differently.
    private func isSlip(_ value: Value, for type: String) -> Bool {
        switch (value, Self.plain(type)) {
        case (.integer, "DOUBLE"), (.integer, "FLOAT32"): true
        case (.float(let number), "INT"): number.rounded() == number && abs(number) < 1e15
        case (.string(let text), "INT"): Int64(text) != nil
        case (.string(let text), "DOUBLE"), (.string(let text), "FLOAT32"): Double(text) != nil
        case (.string(let text), "BOOL"): ["true", "false"].contains(text.lowercased())
        case (.string(let text), "DATE"): CalendarDate(text) != nil
        case (.string(let text), "LOCAL TIME"): LocalTime(text) != nil
        case (.string(let text), "ZONED TIME"): ZonedTime(text) != nil
        case (.string(let text), "LOCAL DATETIME"): LocalDateTime(text) != nil
        case (.string(let text), "ZONED DATETIME"): ZonedDateTime(text) != nil
        case (.string(let text), "DURATION"): CalendarDuration(text) != nil
        default: false
        }
    }

    private func json(_ value: Value, as type: String) -> String {
        switch value {
        case .integer(let number): "\(number).0"
        case .float(let number): "\(Int64(number))"
        case .string(let text):
            if let name = Self.jsonTypes[type] {
                "{\"$type\":\"\(name)\",\"_value\":\"\(text)\"}"
            } else {
                "\(text) without quotes"
            }
        default: ""
        }
    }

    /// INT32 and UINT are written like INT.
    private static func plain(_ type: String) -> String {
        type.hasPrefix("INT") || type.hasPrefix("UINT") ? "INT" : type
    }

    private static let jsonTypes = [
        "DATE": "Date", "LOCAL TIME": "LocalTime", "ZONED TIME": "Time", "LOCAL DATETIME": "LocalDateTime",
        "ZONED DATETIME": "ZonedDateTime", "DURATION": "Duration",
    ]

    private static let columnTypes = [
        "INT": "long", "DOUBLE": "double", "FLOAT32": "float32", "BOOL": "boolean", "DATE": "date",
        "LOCAL TIME": "localtime", "ZONED TIME": "time", "LOCAL DATETIME": "localdatetime",
        "ZONED DATETIME": "datetime", "DURATION": "duration",
    ]
}
