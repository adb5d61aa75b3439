import Cypher
import Foundation
import GraphStore
import Query
import QueryValues

/// Takes the steps of a scenario, on a store of its own.
///
///     let verdict = ScenarioRun.judge(scenario, graphs: suite.graphs, inStoreAt: path)
public struct ScenarioRun {
    private let graphs: NamedGraphs
    private let store: GraphStore
    private var parameters: [String: QueryValue] = [:]
    private var procedures = ProcedureRegistry.builtIn
    private var last: Execution?

    /// A query and what came of it.
    private struct Execution {
        let query: String
        let outcome: Result<QueryResult, QueryError>
        let effects: SideEffects
        var isJudged = false
    }

    private init(graphs: NamedGraphs, store: GraphStore) {
        self.graphs = graphs
        self.store = store
    }

    /// Runs a scenario in a store that is made for it and deleted.
    public static func judge(
        _ scenario: Scenario, graphs: NamedGraphs, inStoreAt path: String
    ) -> Verdict {
        do {
            let instructions = try scenario.steps.map(Instruction.init)
            // Where this fails, the folder around it is deleted some time.
            defer { try? FileManager.default.removeItem(atPath: path) }
            var run = ScenarioRun(graphs: graphs, store: try GraphStore.create(path))
            for instruction in instructions { try run.follow(instruction) }
            try run.requireJudgement()
            return .passed
        } catch let failure as Verdict.Failure {
            return .failed(failure)
        } catch let Unimplemented.failure(failure) {
            return .notImplemented(failure)
        } catch {
            return .failed(Verdict.Failure(reason: "\(error)"))
        }
    }

    private enum Unimplemented: Error {
        case failure(Verdict.Failure)
    }

    private mutating func follow(_ instruction: Instruction) throws {
        switch instruction {
        case .emptyGraph: break
        case .graph(let name): for query in try graphs.queries(of: name) { try prepare(query) }
        case .prepare(let query): try prepare(query)
        case .parameters(let entries):
            for entry in entries {
                guard let value = entry.value.queryValue else {
                    throw InstructionError("The parameter `\(entry.key)` has a value that none can have.")
                }
                parameters[entry.key] = value
            }
        case .procedure(let table): procedures.register(table.procedure)
        case .execute(let query): try execute(query)
        case .expect(let expectation):
            let (query, result) = try lastResult(expected: expectation.text)
            if let objection = expectation.objection(to: result) {
                throw Verdict.Failure(
                    reason: objection, query: query, expected: expectation.text,
                    got: RowExpectation.text(of: result))
            }
        case .expectNothing:
            let (query, result) = try lastResult(expected: "no rows")
            guard result.rows.isEmpty else {
                throw Verdict.Failure(
                    reason: "There are \(result.rows.count) rows rather than none.", query: query,
                    got: RowExpectation.text(of: result))
            }
        case .expectEffects(let effects): try judge(effects)
        case .expectError(let expectation): try judge(expectation)
        }
    }

    private var engine: QueryEngine {
        QueryEngine(store, limits: QueryLimits(memory: 1 << 30), procedures: procedures)
    }

    private func prepare(_ query: String) throws {
        do {
            _ = try engine.run(query, parameters)
        } catch let error as QueryError {
            try refuse(error, query, expected: nil)
        }
    }

    private mutating func execute(_ query: String) throws {
        try requireJudgement()
        let before = try store.read { try GraphState($0) }
        var outcome: Result<QueryResult, QueryError>
        do {
            outcome = .success(try engine.run(query, parameters))
        } catch let error as QueryError {
            outcome = .failure(error)
        }
        let after = try store.read { try GraphState($0) }
        last = Execution(query: query, outcome: outcome, effects: SideEffects(from: before, to: after))
    }

    /// The result of the last query, where it has one.
    private mutating func lastResult(expected: String) throws -> (query: String, QueryResult) {
        guard let execution = last else { throw InstructionError("Nothing was executed yet.") }
        last?.isJudged = true
        switch execution.outcome {
        case .success(let result): return (execution.query, result)
        case .failure(let error): try refuse(error, execution.query, expected: expected)
        }
    }

    private func judge(_ effects: SideEffects) throws {
        try requireJudgement()
        guard let last else { throw InstructionError("Nothing was executed yet.") }
        guard last.effects == effects else {
            throw Verdict.Failure(
                reason: "The side effects are \(last.effects) rather than \(effects).", query: last.query)
        }
    }

    private mutating func judge(_ expectation: ErrorExpectation) throws {
        guard let execution = last else { throw InstructionError("Nothing was executed yet.") }
        last?.isJudged = true
        switch execution.outcome {
        case .success(let result):
            throw Verdict.Failure(
                reason: "No error was raised; \(expectation) is expected.", query: execution.query,
                expected: "\(expectation)", got: RowExpectation.text(of: result))
        case .failure(let error):
            if !expectation.admits(error) {
                try refuse(error, execution.query, expected: "\(expectation)")
            }
        }
    }

    /// An error that nobody looked at is a failure.
    private func requireJudgement() throws {
        guard let last, !last.isJudged, case .failure(let error) = last.outcome else { return }
        try refuse(error, last.query, expected: nil)
    }

    private func refuse(_ error: QueryError, _ query: String, expected: String?) throws -> Never {
        let failure = Verdict.Failure(
            reason: "\(error.kind.rawValue): \(error.detail) at \(error.phase.rawValue): \(error.message)",
            query: query, expected: expected)
        throw error.detail.contains("NotImplemented") ? Unimplemented.failure(failure) : failure
    }
}
