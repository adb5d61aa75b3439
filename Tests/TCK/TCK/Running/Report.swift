/// What came of a suite.
public struct Report: Sendable {
    /// How many scenarios there are, and what came of them.
    public struct Tally: Sendable {
        /// All.
        public var scenarios = 0
        /// Those that passed.
        public var passed = 0
        /// Those that failed.
        public var failed = 0
        /// Those that ask for something that is not there.
        public var notImplemented = 0

        mutating func add(_ verdict: Verdict) {
            scenarios += 1
            switch verdict {
            case .passed: passed += 1
            case .failed: failed += 1
            case .notImplemented: notImplemented += 1
            }
        }
    }
    private let results: [(member: Suite.Member, verdict: Verdict)]

    init(_ results: [(Suite.Member, Verdict)]) { self.results = results }

    /// The scenarios that passed, ordered by the bytes of their names.
    public var passing: [String] {
        results.filter { $0.verdict == .passed }.map(\.member.name).orderedByBytes()
    }

    /// All together.
    public var total: Tally { results.reduce(into: Tally()) { $0.add($1.verdict) } }

    /// A line for each folder and one for all.
    public var table: String {
        var folders: [String: Tally] = [:]
        for (member, verdict) in results { folders[member.folder, default: Tally()].add(verdict) }
        let rows =
            folders.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("together", total)]
        let width = rows.map(\.0.count).max() ?? 0
        let header = Self.line("", ["scenarios", "pass", "fail", "missing"], width)
        return
            ([header]
            + rows.map { name, tally in
                Self.line(
                    name,
                    [tally.scenarios, tally.passed, tally.failed, tally.notImplemented].map(String.init),
                    width)
            }).joined(separator: "\n")
    }

    private static func line(_ name: String, _ cells: [String], _ width: Int) -> String {
        name + String(repeating: " ", count: width - name.count)
            + cells.map { String(repeating: " ", count: max(11 - $0.count, 1)) + $0 }.joined()
    }

    /// A line for each scenario that did not pass; with details, also the query, what was expected and what came.
    public func failures(withDetails: Bool) -> String {
        results.compactMap { member, verdict in
            let failure: Verdict.Failure
            switch verdict {
            case .passed: return nil
            case .failed(let reason): failure = reason
            case .notImplemented(let reason): failure = reason
            }
            var text = "\(member.name)\n    \(failure.reason)"
            guard withDetails else { return text }
            let parts = [
                ("query", failure.query), ("expected", failure.expected), ("got", failure.got),
            ]
            for case (let title, let part?) in parts {
                text +=
                    "\n    \(title):\n"
                    + part.split(separator: "\n").map { "        \($0)" }
                    .joined(separator: "\n")
            }
            return text + "\n"
        }.joined(separator: "\n")
    }
}
