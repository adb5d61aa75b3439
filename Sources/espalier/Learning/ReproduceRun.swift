import ArgumentParser
import Foundation
import LearningCore
import Tensors

/// One run of a claim, from its first trial to the verdict.
struct ReproduceRun {
    let claim: Claim
    let form: ExperimentForm
    let seeds: Int?
    /// Where the report goes; nil for the usual folder.
    let folder: String?
    let startsAfresh: Bool

    /// Runs, reports, and ends the command with the exit code of the verdict.
    func perform(_ format: OutputFormat) throws {
        let line = TrialProgressLine()
        let (report, path): (ExperimentReport, String)
        do {
            (report, path) = try Stopping.saying(
                "\nStopped. Finished trials are kept: run it again to go on.\n"
            ) {
                defer { line.clear() }
                return try written { line.show($0) }
            }
        } catch {
            let kind = error is TensorError ? "libtorch" : error is DatasetError ? "data" : "experiment"
            try InputProblem(kind: kind, message: "\(error)").end(asJSON: format == .json)
        }
        switch format {
        case .text: try Terminal.write(Self.text(of: report, at: path).printable)
        case .json: try JSONOutput.write(report.summary)
        }
        if report.verdict.verdict == .didNotHold { throw Terminal.doesNotConform }
    }

    /// Runs the trials and writes the report.
    func written(
        progress: (ExperimentProgress) -> Void
    ) throws -> (report: ExperimentReport, path: String) {
        let folder = folder ?? "Experiments/\(form == .full ? "results" : "quick")/\(claim.name)"
        let runner = try ExperimentRunner(
            claim: claim, form: form, seeds: seeds, folder: folder, startsAfresh: startsAfresh)
        let versions = ["espalier": Espalier.configuration.version].merging(claim.versions()) { $1 }
        let results = try runner.run(environment: RunEnvironment(versions: versions), progress: progress)
        let report = ExperimentReport(results, command: command)
        return (report, try report.write(to: folder))
    }

    /// What a person would type to have the same report.
    var command: String {
        [
            "espalier", "reproduce", claim.name, seeds.map { "--seeds \($0)" },
            form == .quick ? "--quick" : nil,
        ]
        .compactMap(\.self).joined(separator: " ")
    }

    /// The verdict for people.
    static func text(of report: ExperimentReport, at path: String) -> String {
        var text =
            "\(report.results.claim.title): \(report.verdict.verdict.rawValue), \(report.verdict.evidence).\n"
        let width = report.judgements.map(\.judgement.verdict.rawValue.count).max() ?? 0
        for (gate, judgement) in report.judgements {
            let space = String(repeating: " ", count: width - judgement.verdict.rawValue.count)
            text += "  \(judgement.verdict.rawValue)\(space)  \(gate.name): \(judgement.evidence)\n"
        }
        return text + "The report: \(path)\n"
    }
}

/// What a person is told who presses Ctrl-C.
enum Stopping {
    // Written before the handler is there, and read by nobody but it.
    nonisolated(unsafe) private static var words: UnsafeMutablePointer<CChar>?

    /// Runs `body`; Ctrl-C meanwhile prints the text and ends the process as shells expect.
    static func saying<Result>(_ text: String, _ body: () throws -> Result) rethrows -> Result {
        words = strdup(text)
        let handler = signal(SIGINT) { _ in
            // Nothing but what is safe in a signal handler.
            if let words = Stopping.words { _ = write(STDERR_FILENO, words, strlen(words)) }
            _exit(Terminal.cancelled.rawValue)
        }
        defer { signal(SIGINT, handler) }
        return try body()
    }
}
