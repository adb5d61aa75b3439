import Foundation
import Testing

@testable import Cypher

@Suite("Hostile text")
struct HostileTextTests {
    /// What can be repeated within itself: before, innermost, behind.
    static let nestings = [
        ("(", "1", ")"), ("[", "1", "]"), ("{a:", "1", "}"), ("f(", "1", ")"), ("1+(", "1", ")"),
        ("NOT ", "1", ""),
        ("- ", "a", ""), ("CASE WHEN ", "1", " THEN 1 END"), ("CASE ", "1", " WHEN 1 THEN 2 END"),
        ("a[", "1", "]"),
        ("a OR b XOR c AND NOT d = e IN f + g * h ^ -(", "1", ")"), ("[x IN ", "a", " WHERE true]"),
        ("[x IN a | ", "a", "]"), ("[(a)-->(b) | ", "a", "]"), ("[(a {x: ", "1", "})-->(b) | a]"),
        ("all(x IN ", "a", " WHERE true)"), ("reduce(x = ", "a", ", y IN z | 1)"), ("n {.a, b: ", "1", "}"),
        ("EXISTS { (a) WHERE ", "1", "}"), ("EXISTS { MATCH (a) WHERE ", "1", " RETURN 1}"),
        ("COUNT { CALL { RETURN ", "1", " } RETURN 1}"), ("EXISTS { (a {x: ", "1", "}) }"), ("n:(", "A", ")"),
        ("n:!(", "A", ")"), ("1 + ", "1", ""), ("a.", "b", ""), ("a IN ", "b", ""),
        ("exists((a {x: ", "1", "})-->())"), ("EXISTS { ((a)-->(b WHERE ", "1", ")){2} }"),
    ]

    @Test(
        "that nests deeply is refused or read on a small stack", arguments: nestings,
        [10, 30, 100, 198, 10_000])
    func nesting(parts: (String, String, String), depth: Int) {
        let start = "RETURN " + String(repeating: parts.0, count: depth)
        expectLimit(start, start + parts.1 + String(repeating: parts.2, count: depth), depth)
    }

    @Test(
        "that nests clauses deeply is refused or read on a small stack",
        arguments: [
            ("CALL { ", "RETURN 1", " }"), ("FOREACH (x IN y | ", "CREATE ()", ")"),
            ("MATCH (b WHERE EXISTS { ", "(a)", " }) RETURN 1"),
        ], [10, 30, 100, 10_000])
    func clauses(parts: (String, String, String), depth: Int) {
        let start = String(repeating: parts.0, count: depth)
        expectLimit(start, start + parts.1 + String(repeating: parts.2, count: depth), depth)
    }

    @Test("may put a pattern into any number of parentheses")
    func parentheses() {
        let pattern = String(repeating: "(", count: 10_000) + "a" + String(repeating: ")", count: 10_000)
        #expect(onSmallStack { mistake("MATCH \(pattern) RETURN a") } == nil)
    }

    private func expectLimit(_ unclosed: String, _ whole: String, _ depth: Int) {
        let (first, second) = onSmallStack { (mistake(whole), mistake(unclosed)) }
        #expect(first.map { $0.detail == "QueryTooDeep" && $0.kind == .resource } ?? (depth < 10_000))
        #expect(first == nil || depth > 10)
        #expect(second != nil)
    }

    @Test(
        "that is a quarter of a megabyte long is read in linear time",
        arguments: [
            ("RETURN ", "1=1 OR ", "true"), ("RETURN [", "1, ", "2]"), ("RETURN '", "aaaaaaa", "'"),
            ("RETURN {", "a: 1, ", "b: 2}"),
            ("MATCH ", "(a)-->(b), ", "(c) RETURN 1"), ("MATCH (a)", "-->(b)", " RETURN 1"),
            ("", "CREATE (a) ", "RETURN 1"),
            ("MATCH (n:", "A|", "B) RETURN 1"), ("RETURN [n IN ns WHERE n:", "A|", "B | n]"),
            ("RETURN 1 //", " comment", ""),
            ("RETURN ", "a < ", "b"), ("RETURN [x IN xs WHERE ", "x:A|B AND ", "true | x]"),
            ("RETURN $", "abc", ""),
            ("RETURN ", "[(a)-->() | a], ", "1"), ("RETURN ", "1 AS a, ", "2 AS b"),
            ("", "RETURN 1 UNION ", "RETURN 1"),
            ("SET ", "n.a = (1), ", "n.b = 2"), ("RETURN f(", "x.y, ", "z)"), ("RETURN `", "``", "`"),
            ("RETURN '", "\\u00E9", "'"),
        ])
    func length(first: String, repeated: String, last: String) {
        let text = first + String(repeating: repeated, count: 250_000 / repeated.utf8.count) + last
        #expect(mistake(text) == nil)
    }

    @Test(
        "that is a quarter of a megabyte of nonsense is refused in linear time",
        arguments: [
            "(", "[", "{", ")", "[x IN ", "(a)-[", "(a)-", "'", "\\", "#", "/*", "$", "a.", "MATCH ",
            "NOT ", "-", "\u{2014}",
            "CASE ", "\u{0}", "(a:", "EXISTS {", "((", "[(a)-->", "1x ", ";", "|", "n:A|",
        ])
    func nonsense(piece: String) {
        let text = String(repeating: piece, count: 250_000 / piece.utf8.count)
        #expect(mistake(text) != nil)
        #expect(mistake("RETURN " + text) != nil)
    }

    /// Does something on a thread with the stack that secondary threads of macOS have.
    private func onSmallStack<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
        let outcome = Outcome<Result>()
        let thread = Thread { outcome.finish(work()) }
        thread.stackSize = 512 * 1024
        thread.start()
        return outcome.wait()
    }
}

/// What a thread hands to the one that waits for it.
private final class Outcome<Value: Sendable>: @unchecked Sendable {
    // The condition guards the value.
    private let condition = NSCondition()
    private var value: Value?

    func finish(_ value: Value) {
        condition.withLock {
            self.value = value
            condition.signal()
        }
    }

    func wait() -> Value {
        condition.withLock {
            while true {
                if let value { return value }
                condition.wait()
            }
        }
    }
}
