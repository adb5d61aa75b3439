import Foundation

/// Scenarios of one file, run in another process, so that a trap ends one scenario and not the suite.
struct ChildRun {
    let executable: URL
    let folder: String
    let file: String

    /// What a child says: which scenario it begins, and what came of it.
    struct Message: Codable {
        var index: Int
        var verdict: Verdict?

        /// Lines without the mark were written by something else, such as a trap.
        private static let mark = "@tck "

        var line: String {
            get throws { Self.mark + String(decoding: try JSONEncoder().encode(self), as: UTF8.self) + "\n" }
        }

        init(index: Int, verdict: Verdict? = nil) {
            self.index = index
            self.verdict = verdict
        }

        init?(line: Substring) throws {
            guard line.hasPrefix(Self.mark) else { return nil }
            self = try JSONDecoder().decode(
                Message.self, from: Data(line.dropFirst(Self.mark.count).utf8))
        }
    }

    /// The verdicts by the scenarios' indices.
    func verdicts(for indices: [Int]) throws -> [Int: Verdict] {
        var verdicts: [Int: Verdict] = [:]
        var remaining = indices
        while let first = remaining.first {
            let (output, ending) = try output(for: remaining)
            var begun: Int?
            var noise: [Substring] = []
            for line in output.split(whereSeparator: \.isNewline) {
                if let message = try Message(line: line) {
                    begun = message.verdict == nil ? message.index : nil
                    if let verdict = message.verdict { verdicts[message.index] = verdict }
                } else {
                    noise.append(line)
                }
            }
            if let index = begun ?? (verdicts[first] == nil ? first : nil) {
                let fatal = noise.last { $0.contains("Fatal error") } ?? noise.last
                let words = [ending, fatal.map(String.init)].compactMap { $0 }
                verdicts[index] = .failed(Verdict.Failure(reason: words.joined(separator: ": ")))
            }
            remaining.removeAll { verdicts[$0] != nil }
        }
        return verdicts
    }

    private func output(for indices: [Int]) throws -> (output: String, ending: String) {
        // A child that traps leaves its store behind.
        let stores = try TemporaryFolder()
        defer { withExtendedLifetime(stores) {} }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = executable
        process.arguments = ["child", folder, file, stores.path] + indices.map(String.init)
        process.standardOutput = pipe
        process.standardError = pipe
        var environment = ProcessInfo.processInfo.environment
        // A backtrace takes seconds, and a suite may trap a thousand times.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        process.environment = environment
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let ending =
            switch (process.terminationReason, process.terminationStatus) {
            case (.uncaughtSignal, SIGPROF): "It takes more than \(Self.computingSeconds) seconds"
            case (.uncaughtSignal, SIGALRM): "It waits for more than \(Self.waitingSeconds) seconds"
            case (.uncaughtSignal, let signal): "The process died of signal \(signal)"
            case (_, let status): "The process ended with status \(status)"
            }
        return (String(decoding: data, as: UTF8.self), ending)
    }

    /// How long a scenario may compute; the processor's time, because a machine may have other things to do.
    private static let computingSeconds = 20
    /// How long a scenario may take in all.
    private static let waitingSeconds = 120

    /// What the child does: it runs scenarios and says so.
    static func run(_ indices: [Int], of suite: Suite, storesIn stores: String) throws {
        let wanted = Set(indices)
        for member in suite.scenarios where wanted.contains(member.index) {
            try FileHandle.standardOutput.write(
                contentsOf: Data(try Message(index: member.index).line.utf8))
            setTimers(computing: computingSeconds, waiting: waitingSeconds)
            let verdict = ScenarioRun.judge(
                member.scenario, graphs: suite.graphs, inStoreAt: "\(stores)/\(member.index)")
            setTimers(computing: 0, waiting: 0)
            try FileHandle.standardOutput.write(
                contentsOf: Data(try Message(index: member.index, verdict: verdict).line.utf8))
        }
    }

    /// The signal of a timer ends the process, and the parent knows where it was; zero stops the timer.
    private static func setTimers(computing: Int, waiting: Int) {
        var interval = itimerval()
        interval.it_value.tv_sec = computing
        #if canImport(Darwin)
        setitimer(ITIMER_PROF, &interval, nil)
        #else
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &interval, nil)
        #endif
        alarm(UInt32(waiting))
    }
}
