import Cypher
import Foundation
import Testing

@testable import Query

@Suite("Queries that nest as deep as the parser allows")
struct NestingTests {
    private static func nested(_ open: String, _ core: String, _ close: String, _ count: Int) -> String {
        String(repeating: open, count: count) + core + String(repeating: close, count: count)
    }

    @Test(
        "nesting is bound within the stack of a thread",
        arguments: [
            "RETURN " + nested("[", "1", "]", 190) + " AS x",
            "RETURN " + nested("NOT (", "true", ")", 95) + " AS x",
            "RETURN " + nested("", "1", " + 1", 190) + " AS x",
            "RETURN " + nested("[x IN [1] | ", "1", "]", 60) + " AS x",
            "RETURN " + nested("CASE WHEN true THEN ", "1", " END", 45) + " AS x",
            "MATCH (n) WHERE " + nested("EXISTS { MATCH (n) WHERE ", "true", " }", 40) + " RETURN n",
        ])
    func depth(text: String) async throws {
        guard case .query(let query) = try Parser.parse(text).body else { return }
        let binder = Binder(
            procedures: ProcedureRegistry(), schema: nil, vocabulary: Vocabulary(), parameters: [])
        // Pools of threads have small stacks on some platforms; an engine runs queries where the caller is.
        let isBound = await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
            let thread = Thread { continuation.resume(returning: (try? binder.bind(query)) != nil) }
            thread.stackSize = 4 << 20
            thread.start()
        }
        #expect(isBound)
    }

    @Test("chains within chains do not multiply")
    func chains() throws {
        // Each chain uses its middle operand twice; forty levels would be a million million copies.
        let text = "RETURN " + Self.nested("1 < (", "2", ") < 3", 40)
        let cases = "RETURN " + Self.nested("CASE (", "2", ") WHEN 1 THEN 1 WHEN 2 THEN 2 END", 40)
        #expect(BoundDump.text(try Binding.bind(text)).utf8.count < 10_000)
        #expect(BoundDump.text(try Binding.bind(cases)).utf8.count < 10_000)
    }
}
