import ArgumentParser
import Foundation
import GraphStore
import PropertyGraph
import Query
import QueryValues

/// Runs the ten queries of the social network workload in process.
///
/// It prints a JSON object for each: how long every run took, in milliseconds, and every answer. `Benchmarks/query/run`
/// compares them with those of other engines.
@main
struct QueryExercise: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the queries of the social network workload.")

    @Argument(help: "The store.") var store: String
    @Argument(help: "The generator's params.json.") var parameters: String
    @Option(help: "Only these queries, separated by commas.") var only = ""
    @Option(help: "How often the queries over the whole graph are run.") var repetitions = 5
    @Flag(help: "Print the plan of each query with what was measured, instead.") var profile = false

    func run() throws {
        let content = try JSONDecoder().decode(
            Parameters.self, from: Data(contentsOf: URL(fileURLWithPath: parameters)))
        let engine = QueryEngine(try GraphStore.open(store, isReadOnly: true))
        let wanted = Set(only.split(separator: ",").map(String.init))
        for query in WorkloadQuery.all where wanted.isEmpty || wanted.contains(query.name) {
            let arguments = query.arguments(content, repetitions: repetitions)
            if profile {
                let result = try engine.run("PROFILE " + query.text, arguments[0])
                print("\(query.name)\n\(result.plan?.text ?? "")")
                continue
            }
            try measure(query, arguments, engine)
        }
    }

    private func measure(
        _ query: WorkloadQuery, _ arguments: [[String: QueryValue]], _ engine: QueryEngine
    ) throws {
        var milliseconds: [Double] = []
        var answers: [String] = []
        for argument in arguments {
            let start = ContinuousClock.now
            let result = try engine.run(query.text, argument)
            milliseconds.append((ContinuousClock.now - start) / .milliseconds(1))
            let rows = result.rows.map { QueryValue.list($0).jsonText }
            answers.append("[\(rows.joined(separator: ", "))]")
        }
        print(
            "{\"query\": \"\(query.name)\", \"ms\": \(milliseconds), \"answers\": [\(answers.joined(separator: ", "))]}"
        )
    }
}

/// What the generator chose to ask for.
private struct Parameters: Decodable {
    let point: [Int64]
    let friends: [Int64]
    let twohop: [Int64]
    let threehop: [Int64]
    let ic2: [Int64]
    let sp: [[Int64]]
}

/// A query of the workload, as every engine that speaks Cypher is asked it.
private struct WorkloadQuery {
    let name: String
    let text: String
    let parameters: KeyPath<Parameters, [Int64]>?

    func arguments(_ parameters: Parameters, repetitions: Int) -> [[String: QueryValue]] {
        if name == "sp" {
            return parameters.sp.map { ["a": .integer($0[0]), "b": .integer($0[1])] }
        }
        guard let path = self.parameters else {
            return [[String: QueryValue]](repeating: [:], count: repetitions)
        }
        let moment = LocalDateTime(seconds: 1_338_508_800, nanoseconds: 0)
        return parameters[keyPath: path].map { id in
            name == "ic2" ? ["id": .integer(id), "d": .localDateTime(moment)] : ["id": .integer(id)]
        }
    }

    nonisolated(unsafe) static let all = [
        WorkloadQuery(
            name: "point",
            text: "MATCH (p:Person {id: $id}) RETURN p.firstName, p.lastName, p.browserUsed, p.email",
            parameters: \.point),
        WorkloadQuery(
            name: "friends",
            text: """
                MATCH (p:Person {id: $id})-[k:KNOWS]-(f:Person)
                RETURN f.id, f.firstName, k.creationDate AS d ORDER BY d DESC, f.id
                """, parameters: \.friends),
        WorkloadQuery(
            name: "twohop",
            text: """
                MATCH (p:Person {id: $id})-[:KNOWS]-(f:Person)-[:KNOWS]-(g:Person)
                WHERE g.id <> $id RETURN count(DISTINCT g.id)
                """, parameters: \.twohop),
        WorkloadQuery(
            name: "threehop",
            text: """
                MATCH (p:Person {id: $id})-[:KNOWS]->(f:Person)-[:KNOWS]->(g:Person)-[:KNOWS]->(h:Person)
                RETURN count(*), count(DISTINCT h.id)
                """, parameters: \.threehop),
        WorkloadQuery(
            name: "ic2",
            text: """
                MATCH (p:Person {id: $id})-[:KNOWS]-(f:Person)<-[:HAS_CREATOR]-(m:Post) WHERE m.creationDate < $d
                RETURN f.id, m.id, m.creationDate AS d ORDER BY d DESC, m.id LIMIT 20
                """, parameters: \.ic2),
        WorkloadQuery(
            name: "sp",
            text: """
                MATCH (a:Person {id: $a}), (b:Person {id: $b}), p = shortestPath((a)-[:KNOWS*1..8]-(b))
                RETURN length(p)
                """, parameters: nil),
        WorkloadQuery(
            name: "walk2",
            text: "MATCH (a:Person)-[:KNOWS]->(b:Person)-[:KNOWS]->(c:Person) RETURN count(*)",
            parameters: nil),
        WorkloadQuery(
            name: "tri",
            text: """
                MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:KNOWS]-(a)
                WHERE a.id < b.id AND b.id < c.id RETURN count(*)
                """, parameters: nil),
        WorkloadQuery(
            name: "agg",
            text: """
                MATCH (m:Post) RETURN m.language AS l, m.browserUsed AS b, count(*) AS c, avg(m.length) AS a
                ORDER BY l, b
                """, parameters: nil),
        WorkloadQuery(
            name: "joinagg",
            text: """
                MATCH (:Person)-[:LIKES]->(m:Post)-[:HAS_TAG]->(t:Tag)
                RETURN t.name AS n, count(*) AS c ORDER BY c DESC, n LIMIT 10
                """, parameters: nil),
    ]
}
