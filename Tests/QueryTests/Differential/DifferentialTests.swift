import Cypher
import Foundation
import GraphStore
import Query
import QueryValues
@testable import ReferenceSemantics
import TCK
import Testing

/// Random queries over small random graphs, compared with an evaluator that tries everything.
@Suite("The engine")
struct DifferentialTests {
    /// `ESPALIER_DIFFERENTIAL` is the number of queries for each seed, `ESPALIER_DIFFERENTIAL_SEED` the first seed.
    private static let environment = ProcessInfo.processInfo.environment
    private static let queries = environment["ESPALIER_DIFFERENTIAL"].flatMap(Int.init) ?? 100
    private static let seeds: [UInt64] = {
        let first = environment["ESPALIER_DIFFERENTIAL_SEED"].flatMap(UInt64.init) ?? 1
        return (0..<4).map { first + $0 * 1_000_000 }
    }()

    /// A plan that begins elsewhere than the evaluator may have more to try than it had.
    private static let limits = QueryLimits(memory: 1 << 30, time: .seconds(5))

    @Test("returns the rows that trying everything finds", arguments: seeds)
    func agreement(seed: UInt64) throws {
        var done = 0
        var number: UInt64 = 0
        while done < Self.queries {
            var random = SplitMix64(seed: seed &+ number)
            number += 1
            let graph = ModelGraph.random(using: &random)
            let folder = try TemporaryFolder()
            let engine = QueryEngine(
                try graph.store(at: folder.path + "/store", using: &random), limits: Self.limits)
            for _ in 0..<10 {
                let query = RandomQuery.make(using: &random)
                guard let disagreement = try disagreement(engine, graph, query, &done) else { continue }
                Issue.record("seed \(seed &+ number - 1)\n\(graph.text)\n\n\(query.text)\n\n\(disagreement)")
                return
            }
        }
    }

    /// What differs, nil where nothing does or there is too much to try.
    private func disagreement(
        _ engine: QueryEngine, _ graph: ModelGraph, _ query: ModelQuery, _ done: inout Int
    ) throws -> String? {
        let expected: [String]
        do {
            expected = try BruteForce(graph).rows(of: query).map { ModelValue.list($0).text }
        } catch is BruteForce.TooLarge {
            return nil
        }
        let returned: [String]
        do {
            returned = try engine.run(query.text).rows.map { WrittenValue(.list($0)).text() }
        } catch let error as QueryError where error.kind == .resource {
            return nil
        } catch {
            return "It ends in an error: \(error)"
        }
        done += 1
        if query.descending != nil {
            return expected == returned
                ? nil
                : "expected in order: \(expected.joined(separator: " "))\nreturned: \(returned.joined(separator: " "))"
        }
        let missing = Self.difference(expected, returned)
        let surplus = Self.difference(returned, expected)
        if missing.isEmpty && surplus.isEmpty { return nil }
        return """
            \(expected.count) rows are expected, and \(returned.count) were returned.
            missing: \(missing.joined(separator: " "))
            too many: \(surplus.joined(separator: " "))
            """
    }

    /// What is in the first list more often than in the second.
    private static func difference(_ left: [String], _ right: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for row in right { counts[row, default: 0] += 1 }
        return left.filter { row in
            counts[row, default: 0] -= 1
            return counts[row, default: 0] < 0
        }
    }
}
