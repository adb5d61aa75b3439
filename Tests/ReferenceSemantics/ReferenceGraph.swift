import PropertyGraph

/// A property graph as the definition has it: a few nodes and edges, each with labels and a record.
public struct ReferenceGraph: Sendable {
    /// A node.
    public struct Node: Sendable {
        /// What it is called; nodes and edges share one space of names.
        public var id: String
        /// Its labels.
        public var labels: Set<String>
        /// Its record; a key that is not here is undefined.
        public var properties: [String: Value]

        /// A node.
        public init(id: String, labels: Set<String>, properties: [String: Value]) {
            self.id = id
            self.labels = labels
            self.properties = properties
        }
    }

    /// A directed edge.
    public struct Edge: Sendable {
        /// What it is called.
        public var id: String
        /// Its labels.
        public var labels: Set<String>
        /// Its record.
        public var properties: [String: Value]
        /// The id of the node it starts at.
        public var source: String
        /// The id of the node it ends at.
        public var target: String

        /// An edge.
        public init(
            id: String, labels: Set<String>, properties: [String: Value], source: String, target: String
        ) {
            self.id = id
            self.labels = labels
            self.properties = properties
            self.source = source
            self.target = target
        }
    }

    /// The nodes, in the order a file would list them.
    public var nodes: [Node]
    /// The edges; each starts and ends at one of ``nodes``.
    public var edges: [Edge]

    /// A graph.
    public init(nodes: [Node] = [], edges: [Edge] = []) {
        self.nodes = nodes
        self.edges = edges
    }

    func node(_ id: String) -> Node {
        guard let node = nodes.first(where: { $0.id == id }) else {
            preconditionFailure("Edges of a reference graph end at its nodes; \(id) is none.")
        }
        return node
    }

    func edge(_ id: String) -> Edge {
        guard let edge = edges.first(where: { $0.id == id }) else {
            preconditionFailure("\(id) is no edge of this reference graph.")
        }
        return edge
    }
}

extension ReferenceGraph: Equatable {
    /// Whether both are written the same: unlike key values, `1` and `1.0` differ here.
    public static func == (left: ReferenceGraph, right: ReferenceGraph) -> Bool {
        left.jsonLines == right.jsonLines
    }
}

extension ReferenceGraph {
    /// One JSON object a line, nodes first, keys and labels sorted.
    public var jsonLines: String {
        let nodeLines = nodes.map { node in
            "{\"type\":\"node\",\"id\":\(quoted(node.id)),\(contents(node.labels, node.properties))}\n"
        }
        let edgeLines = edges.map { edge in
            "{\"type\":\"edge\",\"id\":\(quoted(edge.id)),\"from\":\(quoted(edge.source)),"
                + "\"to\":\(quoted(edge.target)),\(contents(edge.labels, edge.properties))}\n"
        }
        return (nodeLines + edgeLines).joined()
    }

    private func contents(_ labels: Set<String>, _ properties: [String: Value]) -> String {
        let labelList = labels.sorted().map(quoted).joined(separator: ",")
        let record = properties.sorted { $0.key < $1.key }
            .map { "\(quoted($0.key)):\(json($0.value))" }
            .joined(separator: ",")
        return "\"labels\":[\(labelList)],\"properties\":{\(record)}"
    }

    private func json(_ value: Value) -> String {
        switch value {
        case .boolean(let truth): "\(truth)"
        case .integer(let number): "\(number)"
        case .unsigned(let number): "\(number)"
        case .float(let number): "\(number)"
        case .string(let text): quoted(text)
        case .list(let elements): "[" + elements.map(json).joined(separator: ",") + "]"
        case .date(let date):
            "{\"$type\":\"Date\",\"_value\":\(quoted(CivilDate(days: Int(date.days)).text))}"
        case .localDateTime(let moment): "{\"$type\":\"LocalDateTime\",\"_value\":\"\(moment)\"}"
        // Random cases have no other values; a case that does is still readable.
        default: "{\"$type\":\"Opaque\",\"_value\":\(quoted("\(value)"))}"
        }
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 32:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
