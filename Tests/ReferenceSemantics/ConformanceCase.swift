import PropertyGraph

/// One of the conformance cases: a schema, perhaps a graph, and what must be said of them.
public struct ConformanceCase: Sendable {
    /// What must be said.
    public enum Verdict: String, Sendable {
        /// The schema means something; there is no graph.
        case accepted
        /// The text does not follow the grammar.
        case parseError = "parse-error"
        /// The text means nothing.
        case schemaError = "schema-error"
        /// The graph conforms.
        case valid
        /// The graph does not conform.
        case invalid
    }
    /// What is wrong with a case.
    public struct Unreadable: Error {
        /// The thing that is missing or not understood.
        public var reason: String
    }

    /// A letter and two digits.
    public var id: String
    /// What it is about, in a few words.
    public var about: String
    /// The schema.
    public var ddl: String
    /// The graph type to judge by; nil for the last.
    public var graphType: String?
    /// The graph, unless the schema only has to be read.
    public var graph: ReferenceGraph?
    /// What must be said; the recommended reading where the published language leaves several.
    public var verdict: Verdict
    /// The types that some of the elements must have.
    public var typing: [String: Set<String>]
    /// `untyped id` and `keyN:E|M|S`: everything that is wrong; nil where the case does not say.
    public var bad: Set<String>?

    /// Reads a file of cases.
    public static func read(_ text: String) throws -> [ConformanceCase] {
        guard case .array(let cases) = try JSONValue(text: text) else {
            throw Unreadable(reason: "a list of cases")
        }
        return try cases.map(ConformanceCase.init)
    }

    private init(_ json: JSONValue) throws {
        let fields = try json.members()
        id = try fields.text("id")
        about = try fields.text("about")
        ddl = try fields.text("ddl")
        graphType = fields["graph_type"] == nil ? nil : try fields.text("graph_type")
        let isAmbiguous = try fields.text("verdict") == "ambiguous"
        let said = try fields.text(isAmbiguous ? "recommend" : "verdict")
        guard let verdict = Verdict(rawValue: said) else { throw Unreadable(reason: "the verdict \(said)") }
        self.verdict = verdict
        typing = try (fields["typing"]?.members() ?? [:]).mapValues { Set(try $0.texts()) }
        bad = try fields["bad"].map { Set(try $0.texts()) }
        if let nodes = fields["nodes"] {
            graph = ReferenceGraph(
                nodes: try nodes.elements().map(ReferenceGraph.Node.init),
                edges: try fields["edges"]?.elements().map(ReferenceGraph.Edge.init) ?? [])
        }
    }
}

extension ReferenceGraph.Node {
    fileprivate init(_ json: JSONValue) throws {
        let fields = try json.members()
        self.init(id: try fields.text("id"), labels: try fields.labels(), properties: try fields.record())
    }
}

extension ReferenceGraph.Edge {
    fileprivate init(_ json: JSONValue) throws {
        let fields = try json.members()
        self.init(
            id: try fields.text("id"), labels: try fields.labels(), properties: try fields.record(),
            source: try fields.text("from"), target: try fields.text("to"))
    }
}

extension [String: JSONValue] {
    fileprivate func text(_ key: String) throws -> String {
        guard case .string(let text)? = self[key] else { throw ConformanceCase.Unreadable(reason: key) }
        return text
    }

    fileprivate func labels() throws -> Set<String> { Set(try self["labels"]?.texts() ?? []) }

    /// The properties without those that are null: null means absent.
    fileprivate func record() throws -> [String: PropertyGraph.Value] {
        try (self["properties"]?.members() ?? [:]).compactMapValues { try $0.value() }
    }
}

extension JSONValue {
    fileprivate func members() throws -> [String: JSONValue] {
        guard case .object(let members) = self else { throw ConformanceCase.Unreadable(reason: "an object") }
        return members
    }

    fileprivate func elements() throws -> [JSONValue] {
        guard case .array(let elements) = self else { throw ConformanceCase.Unreadable(reason: "a list") }
        return elements
    }

    fileprivate func texts() throws -> [String] {
        try elements().map { element in
            guard case .string(let text) = element else { throw ConformanceCase.Unreadable(reason: "a text") }
            return text
        }
    }

    fileprivate func value() throws -> Value? {
        switch self {
        case .null: return nil
        case .boolean(let truth): return .boolean(truth)
        case .string(let text): return .string(text)
        case .array(let elements): return .list(try elements.compactMap { try $0.value() })
        case .number(let digits):
            if let whole = Int64(digits) { return .integer(whole) }
            guard let number = Double(digits) else { throw ConformanceCase.Unreadable(reason: digits) }
            return .float(number)
        case .object(let members):
            let type = try members.text("$type")
            let text = try members.text("_value")
            switch type {
            case "Date": return try CivilDate(text: text).map { .date($0.value) } ?? unknown(text)
            case "LocalDateTime":
                // The cases only have whole seconds: 2024-01-02T03:04:05.
                let parts = text.split(separator: "T")
                let clock = parts.last?.split(separator: ":").compactMap { Int64($0) } ?? []
                guard parts.count == 2, clock.count == 3, let date = CivilDate(text: String(parts[0])) else {
                    return try unknown(text)
                }
                let seconds = Int64(date.days) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
                return .localDateTime(LocalDateTime(seconds: seconds, nanoseconds: 0))
            default: return try unknown(type)
            }
        }
    }

    private func unknown(_ what: String) throws -> Value { throw ConformanceCase.Unreadable(reason: what) }
}

extension CivilDate {
    fileprivate var value: CalendarDate { CalendarDate(days: Int32(days)) }
}
