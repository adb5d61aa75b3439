import Foundation
import GraphStore
import PropertyGraph
import Testing

/// Long random sequences of operations on a store and on a plain graph in memory, which must stay the same.
@Suite("A store and a plain graph in memory")
struct ModelTests {
    /// Where the elements lie when the operations begin.
    enum Layout: String, CaseIterable, Sendable {
        case empty, segment, delta, both
    }

    @Test("are the same after any sequence of operations", arguments: Layout.allCases, [1, 2, 3, 4, 5])
    func sameGraph(layout: Layout, seed: UInt64) throws {
        let folder = try StoreFolder()
        var exercise = try Exercise(folder: folder, layout: layout, seed: seed)
        for _ in 0..<120 {
            try exercise.step()
            if let difference = try exercise.difference() {
                Issue.record("Layout \(layout.rawValue), seed \(seed): \(difference)")
                return
            }
        }
        #expect(try exercise.store.verify() == [])
    }
}

private struct Exercise {
    struct Abandoned: Error {}
    let folder: StoreFolder
    var store: GraphStore
    var model = GraphModel()
    var random: SeededGenerator
    var steps: [String] = []
    var nextIdentifier: Int64 = 0
    /// Snapshots with what they must show for ever.
    var kept: [(snapshot: Snapshot, model: GraphModel)] = []

    /// Schemas that every graph conforms to.
    private static let schemas = [
        "CREATE GRAPH TYPE free LOOSE { }",
        "CREATE GRAPH TYPE joined LOOSE { FOR (x: A) SINGLETON y WITHIN (y: Z) WHERE y.k = x.k }",
    ]

    init(folder: StoreFolder, layout: ModelTests.Layout, seed: UInt64) throws {
        self.folder = folder
        random = SeededGenerator(state: seed)
        store = try GraphStore.create(folder.store)
        guard layout != .empty else { return }
        try transaction(operations: 30, abandons: false)
        if layout != .delta { try store.merge() }
        if layout == .both { try transaction(operations: 15, abandons: false) }
    }

    mutating func step() throws {
        switch Int.random(in: 0..<20, using: &random) {
        case 0:
            steps.append("merge")
            try store.merge()
        case 1:
            steps.append("reopen")
            kept = []
            store = try GraphStore.open(folder.store)
        case 2:
            steps.append("import")
            try importSome()
        case 3:
            // One of them has the store look elements up by `k`, so that indexes come and go.
            let schema = Self.schemas[Int.random(in: 0..<Self.schemas.count, using: &random)]
            steps.append("apply \(schema)")
            let report = try store.apply(StoredSchema(schema))
            #expect(report.conforms)
        case 4:
            if kept.count > 3 { kept.removeFirst() }
            kept.append((try store.read { $0 }, model))
        case 5: try transaction(operations: Int.random(in: 1...6, using: &random), abandons: true)
        default: try transaction(operations: Int.random(in: 1...6, using: &random), abandons: false)
        }
    }

    /// What differs between store and model, or a kept snapshot and what it was, with all steps.
    mutating func difference() throws -> String? {
        let found = try store.read { try GraphModel($0) }
        if found != model { return describe(found, model) }
        let counts = try store.read { ($0.nodeCount, $0.edgeCount) }
        if counts != (model.nodes.count, model.edges.count) { return "counts \(counts); " + trace }
        for (snapshot, then) in kept where try GraphModel(snapshot) != then {
            return "a snapshot changed: " + describe(try GraphModel(snapshot), then)
        }
        return try lookupDifference()
    }

    private func lookupDifference() throws -> String? {
        try store.read { graph throws in
            for value in 0..<3 {
                let found = try graph.nodes(withLabel: "A", where: "k", equals: .integer(Int64(value)))
                let names = Set(try found.compactMap { try graph.record(of: $0)?.name?.identifier })
                let expected = Set(
                    model.nodes.filter {
                        $0.value.labels.contains("A") && $0.value.properties["k"] == .integer(Int64(value))
                    }.keys)
                if names != expected || names.count != found.count {
                    return "nodes with k = \(value): \(names), not \(expected); \(trace)"
                }
            }
            for (id, _) in model.nodes {
                guard let node = try graph.node(named: id) else { return "no node \(id)" }
                for label in ["R", "S"] {
                    let found = try graph.edges(of: node, .incoming, along: label).count
                    let expected = model.edges.values.filter { $0.to == id && $0.labels.contains(label) }
                        .count
                    if found != expected { return "\(found) edges into \(id), not \(expected); \(trace)" }
                }
            }
            return nil
        }
    }

    private var trace: String { "after " + steps.joined(separator: "; ") }

    private func describe(_ found: GraphModel, _ expected: GraphModel) -> String {
        "has \(found.lines.subtracting(expected.lines)), lacks \(expected.lines.subtracting(found.lines)) \(trace)"
    }

    private mutating func fresh() -> Identifier {
        nextIdentifier += 1
        return nextIdentifier % 3 == 0 ? .text("n\(nextIdentifier)") : .integer(nextIdentifier)
    }

    private mutating func labels(_ choices: [String]) -> [String] {
        choices.filter { _ in Bool.random(using: &random) }
    }

    private mutating func value() -> Value {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .string("text \(Int.random(in: 0..<5, using: &random))")
        case 1: .list([.integer(1), .boolean(true)])
        case 2: .float(Double.random(in: 0..<1, using: &random))
        default: .integer(Int64.random(in: 0..<3, using: &random))
        }
    }

    private mutating func properties() -> [String: Value] {
        var properties: [String: Value] = [:]
        for key in ["k", "l", "m"] where Bool.random(using: &random) { properties[key] = value() }
        return properties
    }

    private mutating func importSome() throws {
        let id = fresh()
        let node = InMemoryGraph.Node(id: id, labels: labels(["A", "B"]), properties: properties())
        var graph = InMemoryGraph(nodes: [node])
        if let other = model.nodes.keys.sorted(by: { $0.description < $1.description }).first {
            let edge = InMemoryGraph.Edge(id: fresh(), from: id, to: other, labels: ["R"])
            graph.edges = [edge]
            model.edges[edge.id!] = .init(from: id, to: other, labels: ["R"], properties: [:])
        }
        _ = try store.importGraph(graph)
        model.nodes[id] = .init(labels: Set(node.labels), properties: node.properties)
    }

    private mutating func transaction(operations: Int, abandons: Bool) throws {
        var next = self
        steps.append(abandons ? "abandoned write" : "write")
        do {
            try store.write { graph throws in
                for _ in 0..<operations { try next.operate(graph) }
                if abandons { throw Abandoned() }
            }
        } catch is Abandoned {
            random = next.random
            nextIdentifier = next.nextIdentifier
            return
        }
        self = next
    }

    private mutating func operate(_ graph: WriteTransaction) throws {
        let nodes = model.nodes.keys.sorted { $0.description < $1.description }
        let edges = model.edges.keys.sorted { $0.description < $1.description }
        let kind = Int.random(in: 0..<12, using: &random)
        guard kind > 3, let id = nodes.randomElement(using: &random), let node = try graph.node(named: id)
        else {
            let id = fresh()
            let (labels, properties) = (labels(["A", "B"]), properties())
            steps.append("insert \(id) \(labels)")
            try graph.insertNode(labels: labels, properties: properties, identifier: id)
            model.nodes[id] = .init(labels: Set(labels), properties: properties)
            return
        }
        switch kind {
        case 4, 5, 6:
            guard let to = nodes.randomElement(using: &random), let target = try graph.node(named: to) else {
                return
            }
            let edge = fresh()
            let (labels, properties) = (labels(["R", "S"]), properties())
            steps.append("connect \(id) \(to) \(labels) as \(edge)")
            try graph.insertEdge(
                from: node, to: target, labels: labels, properties: properties, identifier: edge)
            model.edges[edge] = .init(from: id, to: to, labels: Set(labels), properties: properties)
        case 7:
            let (key, value) = ("k", Bool.random(using: &random) ? value() : nil)
            steps.append("set \(id).\(key)")
            try graph.set(key, to: value, of: node)
            model.nodes[id]?.properties[key] = value
        case 8:
            let labels = labels(["A", "B", "C"])
            steps.append("label \(id) \(labels)")
            try graph.setLabels(labels, of: node)
            model.nodes[id]?.labels = Set(labels)
        case 9:
            steps.append("delete \(id)")
            try graph.delete(node, detaching: true)
            model.nodes[id] = nil
            model.edges = model.edges.filter { $0.value.from != id && $0.value.to != id }
        default:
            guard let name = edges.randomElement(using: &random), let edge = try graph.edge(named: name)
            else {
                return
            }
            switch kind {
            case 10:
                steps.append("delete edge \(name)")
                try graph.delete(edge)
                model.edges[name] = nil
            default:
                let (labels, value) = (labels(["R", "S"]), value())
                steps.append("change edge \(name) \(labels)")
                try graph.setLabels(labels, of: edge)
                try graph.set("k", to: value, of: edge)
                model.edges[name]?.labels = Set(labels)
                model.edges[name]?.properties["k"] = value
            }
        }
    }
}
