import Foundation
import PropertyGraph
import Synchronization

@testable import Interchange

extension Folder {
    /// The names of the files in it, sorted.
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

    /// What a file in it holds.
    func text(of name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
    }
}

/// Everything a source holds, without the lines and in one order, for comparing two of them.
func elements(of source: some GraphSource, workers: Int = 1) throws -> [GraphElement] {
    let symbols = SymbolTable()
    let found = Mutex<[GraphElement]>([])
    for kind in ElementKind.allCases {
        try source.stream(kind, symbols: symbols, workers: workers) {
            $0.elements(in: symbols)
        } absorb: { elements in
            found.withLock { $0 += elements }
        }
    }
    var all = found.withLock(\.self)
    for index in all.indices { all[index].line = 0 }
    let keyed = all.map { (key: $0.sortKey, element: $0) }
    return keyed.sorted { $0.key < $1.key }.map(\.element)
}

extension GraphElement {
    fileprivate var sortKey: String {
        "\(kind) \(String(describing: id)) \(labels) \(properties.sorted { $0.key < $1.key })"
    }
}

/// Random graphs with values of every type.
struct RandomGraphs {
    var random = SeededGenerator(seed: 1)

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// A graph whose properties are made by `properties`, given a label.
    mutating func graph(properties: (inout RandomGraphs, String) -> [String: Value]) -> InMemoryGraph {
        let labels = ["A", "B", "K\"ä\n"]
        let nodes = (0..<below(12)).map { number -> InMemoryGraph.Node in
            let label = pick(labels)
            return .init(
                id: pick([.integer(Int64(number)), .text("node \(number)"), .text("a\"\(number),\n")]),
                labels: pick([[], [label], [label, "Z"]]), properties: properties(&self, label))
        }
        let edges = (0..<(nodes.isEmpty ? 0 : below(12))).map { number -> InMemoryGraph.Edge in
            let label = pick(labels)
            return .init(
                id: pick([nil, .integer(Int64(number))]), from: pick(nodes).id, to: pick(nodes).id,
                labels: pick([[], [label]]), properties: properties(&self, label))
        }
        return InMemoryGraph(nodes: nodes, edges: edges)
    }

    /// A value of a numbered type; the same number gives the same type.
    mutating func value(ofType type: Int, depth: Int = 2) -> Value {
        switch type {
        case 0: return .boolean(below(2) == 0)
        case 1: return .integer(pick([0, -1, .max, .min, Int64(below(1000))]))
        case 2: return .unsigned(UInt64.max - UInt64(below(3)))
        case 3: return .float(pick([0, -0.0, 1, 0.1, 1e300, -5e-300, .nan, .infinity, -.infinity, 1e16]))
        case 4: return .decimal(DecimalNumber(unscaled: Int128(below(100_000)) - 50_000, scale: below(5)))
        case 5:
            return .string(
                pick(["", "a", " b ", "c,\"d\"", "e\nf\r", "é𝄞\u{301}", "\0\u{1F}", "7", "\\n", "\r"]))
        case 6: return .bytes(pick([[], [0], [1, 255], [1, 2, 3, 4]]))
        case 7: return .date(CalendarDate(days: .random(in: -4_371_587...2_932_896, using: &random)))
        case 8: return .localTime(time())
        case 9: return .zonedTime(ZonedTime(local: time(), offset: pick([0, 3600, -3601])))
        case 10: return .localDateTime(moment())
        case 11:
            return .zonedDateTime(
                ZonedDateTime(local: moment(), offset: pick([0, 7200]), zone: pick([nil, "Asia/Tokyo"])))
        case 12:
            return .duration(
                CalendarDuration(
                    months: Int64(below(9) - 4), days: Int64(below(9) - 4),
                    seconds: Int64(below(99_999) - 50_000), nanoseconds: pick([0, 5, 999_999_999])))
        case 13: return .vector((0...below(4)).map { _ in pick([0, -0.0, 0.1, .nan, .infinity, 3e38]) })
        case 14: return .opaque(type: "POINT", text: pick(["POINT (1 2)", "x \"y\""]))
        default:
            let element = type - 15
            return .list((0...below(3)).map { _ in value(ofType: element, depth: depth - 1) })
        }
    }

    private mutating func time() -> LocalTime {
        LocalTime(nanoseconds: Int64(below(86_400)) * 1_000_000_000 + pick([0, 1, 500_000_000]))
    }
    private mutating func moment() -> LocalDateTime {
        LocalDateTime(date: CalendarDate(days: Int32(below(100_000) - 50_000)), time: time())
    }

    mutating func number(below bound: Int) -> Int { below(bound) }
}
