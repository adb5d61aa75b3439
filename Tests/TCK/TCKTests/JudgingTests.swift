import GraphStore
import Query
import QueryValues
import Testing

@testable import TCK

@Suite("Judging")
struct JudgingTests {
    static let result = QueryResult(
        columns: ["a", "b"], rows: [[1, ["x", "y"]], [2, .null], [1, ["x", "y"]]])

    @Test(
        "compares rows as the step says",
        arguments: [
            ("in any order:", ["1 ['x', 'y']", "1 ['x', 'y']", "2 null"], nil),
            ("in order:", ["1 ['x', 'y']", "2 null", "1 ['x', 'y']"], nil),
            ("in order:", ["1 ['x', 'y']", "1 ['x', 'y']", "2 null"], "another order"),
            ("in any order:", ["1 ['x', 'y']", "2 null", "2 null"], "other values"),
            ("in any order:", ["1.0 ['x', 'y']", "1 ['x', 'y']", "2 null"], "other values"),
            ("in any order:", ["1 ['x', 'y']", "2 null"], "3 rows rather than 2"),
            ("in any order:", ["1 ['y', 'x']", "1 ['x', 'y']", "2 null"], "other values"),
            (
                "in any order (ignoring element order for lists):",
                ["1 ['y', 'x']", "1 ['x', 'y']", "2 null"], nil
            ),
            (
                "in order (ignoring element order for lists):", ["1 ['y', 'x']", "1 ['x', 'y']", "2 null"],
                "another order"
            ),
        ])
    func rows(order: String, rows: [String], objection: String?) throws {
        let cells = rows.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        let expectation = try RowExpectation(
            order: "the result should be, \(order)", table: [["a", "b"]] + cells)
        let found = expectation.objection(to: Self.result)
        #expect((found == nil) == (objection == nil), "\(found ?? "no objection")")
        if let objection { #expect(found?.contains(objection) == true, "\(found ?? "")") }
    }

    @Test("compares the names of columns, in order")
    func columns() {
        let rows = Self.result.rows.map { $0.map(WrittenValue.init) }
        #expect(RowExpectation(columns: ["b", "a"], rows: rows).objection(to: Self.result) != nil)
        #expect(RowExpectation(columns: ["a", "b"], rows: rows).objection(to: Self.result) == nil)
    }

    @Test("counts side effects by what is in the graph before and after")
    func effects() throws {
        let folder = try TemporaryFolder()
        let store = try GraphStore.create(folder.path + "/store")
        let (ada, bob) = try store.write { graph in
            let ada = try graph.insertNode(labels: ["A", "B"], properties: ["n": 1, "m": 2])
            let bob = try graph.insertNode(labels: ["B"])
            try graph.insertEdge(from: ada, to: bob, labels: ["T"], properties: ["w": 1])
            return (ada, bob)
        }
        let before = try store.read { try GraphState($0) }
        #expect(SideEffects(from: before, to: before).description == "no side effects")
        try store.write { graph in
            try graph.setLabels(["C"], of: ada)
            try graph.set("n", to: 1.0, of: ada)
            try graph.set("m", to: 2, of: ada)
            try graph.delete(bob, detaching: true)
            try graph.insertNode(labels: ["A"], properties: ["n": 1])
        }
        let after = try store.read { try GraphState($0) }
        #expect(
            SideEffects(from: before, to: after).description
                == "+nodes 1, -nodes 1, -relationships 1, +properties 2, -properties 2, +labels 1, -labels 1")
    }
}
