import Dispatch
import Foundation
import Synchronization

/// Runs a suite in several processes at once.
///
///     let report = try SuiteRun(folder: "../shared/tck", executable: runner, workers: 2).report()
///     print(report.text)
public struct SuiteRun: Sendable {
    private let suite: Suite
    private let folder: String
    private let executable: URL
    private let workers: Int
    private let filter: String?

    /// A run of the scenarios of a folder.
    ///
    /// - Parameters:
    ///   - folder: The folder with `features` and `graphs` in it.
    ///   - executable: The program `TCKRunner`.
    ///   - workers: How many processes run at once.
    ///   - filter: A part of the names of those that are run, or nil for all.
    /// - Throws: ``InstructionError`` for a file that is not understood.
    public init(folder: String, executable: URL, workers: Int = 2, filter: String? = nil) throws {
        suite = try Suite(folder: folder)
        self.folder = folder
        self.executable = executable
        self.workers = max(workers, 1)
        self.filter = filter
    }

    /// Runs the scenarios and says what came of them.
    public func report() throws -> Report {
        let wanted = suite.scenarios.filter { member in filter.map { member.name.contains($0) } ?? true }
        let files = Dictionary(grouping: wanted, by: \.file).sorted { $0.value.count > $1.value.count }
        let next = Atomic(0)
        let outcome = Mutex<(results: [String: Verdict], error: (any Error)?)>(([:], nil))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while case let position = next.add(1, ordering: .relaxed).oldValue, position < files.count {
                let (file, members) = files[position]
                do {
                    let child = ChildRun(executable: executable, folder: folder, file: file)
                    let verdicts = try child.verdicts(for: members.map(\.index))
                    outcome.withLock { outcome in
                        for member in members { outcome.results[member.name] = verdicts[member.index] }
                    }
                } catch {
                    outcome.withLock { $0.error = error }
                }
            }
        }
        let (results, error) = outcome.withLock { $0 }
        if let error { throw error }
        return Report(wanted.compactMap { member in results[member.name].map { (member, $0) } })
    }

    /// Runs some scenarios of a file here, and writes what comes of them for the process that asked.
    public static func runChild(
        folder: String, file: String, stores: String, indices: [Int]
    ) throws {
        try ChildRun.run(indices, of: try Suite(folder: folder, onlyFile: file), storesIn: stores)
    }
}
