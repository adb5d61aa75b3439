import Cypher
import GraphStore
import QueryValues
import Testing

@testable import Query

@Suite("Plans are kept")
struct PlanCacheTests {
    static let town = """
        CREATE GRAPH TYPE town STRICT {
          (personType: Person {name STRING}), (catType: Cat),
          (:personType)-[knowsType: KNOWS]->(:personType)
        }
        """

    @Test("with the store, for all engines of it")
    func shared() throws {
        let sample = try SampleStore()
        let first = QueryEngine(sample.store)
        let second = QueryEngine(sample.store, limits: QueryLimits(memory: 1 << 20))
        #expect(first.plans === second.plans)
        #expect(QueryEngine(sample.store, procedures: ProcedureRegistry()).plans !== first.plans)
        _ = try first.run("RETURN 1")
        #expect(first.plans.count == 1)
    }

    @Test("but not when another schema makes a warning true, or false")
    func schema() throws {
        let sample = try SampleStore(["CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person {name: 'Bob'})"])
        let text = "MATCH (:Cat)-[:KNOWS]->(p:Person) RETURN p"
        let prepared = try sample.engine.prepare(text)
        func warnings() throws -> [String] { try sample.engine.run(text).warnings.map(\.message) }
        #expect(try warnings() == ["Nothing in the graph has the label `Cat`."])
        _ = try sample.engine.run(Self.town)
        let impossible = try warnings()
        #expect(impossible.count == 1)
        #expect(impossible.first?.contains("`town` allows no `:KNOWS` from `:Cat` to `:Person`") == true)
        #expect(try prepared.run().warnings.map(\.message) == impossible)
        _ = try sample.engine.run("CREATE GRAPH TYPE free LOOSE { (personType: Person) }")
        #expect(try !warnings().contains { $0.contains("town") })
    }

    @Test("and made anew after a merge, and as the store grows")
    func merge() throws {
        let sample = try SampleStore([
            "UNWIND range(1, 20) AS n CREATE (:Person {n: n})-[:KNOWS]->(:Cat {n: n})"
        ])
        let text = "MATCH (p:Person {n: $n})-[:KNOWS]->(c:Cat) RETURN c.n AS n"
        func result(_ n: QueryValue) throws -> [String] {
            try sample.engine.run(text, ["n": n]).rows.map { $0[0].description }
        }
        #expect(try result(7) == ["7"])
        try sample.store.merge()
        #expect(try result(8) == ["8"])
        _ = try sample.engine.run("MATCH (p:Person {n: 8}) DETACH DELETE p")
        #expect(try result(8) == [])
        _ = try sample.engine.run(
            "UNWIND range(21, 400) AS n CREATE (:Person {n: n})-[:KNOWS]->(:Cat {n: n})")
        #expect(try result(399) == ["399"])
        try sample.store.merge()
        #expect(try result(399) == ["399"])
    }

    @Test("whatever the values of parameters, unless others are given")
    func parameters() throws {
        var procedures = ProcedureRegistry()
        procedures.register(
            Procedure(
                name: "echo", arguments: [.init(name: "value", type: "ANY", isNullable: true)],
                columns: [.init(name: "value", type: "ANY", isNullable: true)], summary: "Gives it back."
            ) { arguments, _ in [arguments] })
        let sample = try SampleStore()
        let engine = QueryEngine(sample.store, procedures: procedures)
        #expect(try engine.run("CALL echo", ["value": 1]).rows.map { $0[0].description } == ["1"])
        #expect(try engine.run("CALL echo", ["value": "a"]).rows.map { $0[0].description } == ["'a'"])
        #expect(throws: QueryError.self) { try engine.run("CALL echo", ["other": 1]) }
        #expect(try engine.run("CALL echo", ["value": 2]).rows.map { $0[0].description } == ["2"])
        let prepared = try engine.prepare("CALL echo")
        #expect(prepared.parameters.map(\.name) == ["value"])
        #expect(try prepared.run(["value": 3]).rows.map { $0[0].description } == ["3"])
    }

    @Test("by the bytes of the text")
    func bytes() throws {
        let sample = try SampleStore()
        let composed = try sample.engine.run("RETURN size('\u{E9}') AS n").rows[0][0]
        let decomposed = try sample.engine.run("RETURN size('e\u{301}') AS n").rows[0][0]
        #expect(composed.description == "1")
        #expect(decomposed.description == "2")
    }

    @Test("of the texts used last, in bounds")
    func bounds() throws {
        let cache = PlanCache()
        let popular = try cache.statement("RETURN 0")
        for number in 1...2 * PlanCache.capacity {
            _ = try cache.statement("RETURN \(number)")
            #expect(try cache.statement("RETURN 0") === popular)
        }
        #expect(cache.count == PlanCache.capacity)
        let long = "'" + String(repeating: "x", count: PlanCache.textCapacity / 5) + "'"
        for number in 1...6 { _ = try cache.statement("RETURN \(number), \(long)") }
        #expect(cache.count < 6)
        let tooLong = try cache.statement("RETURN \(long), \(long)")
        #expect(try cache.statement("RETURN \(long), \(long)") !== tooLong)
    }
}
