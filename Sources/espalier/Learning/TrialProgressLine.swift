import LearningCore

/// How far the trials of an experiment have come: one line that is redrawn on a terminal, else a line for
/// each trial.
final class TrialProgressLine {
    private var isShown = false

    func show(_ progress: ExperimentProgress) {
        let text = Self.text(of: progress).printable
        if Terminal.isInteractive {
            Terminal.writeError("\r\u{1B}[K" + text.prefix(110))
            isShown = true
        } else {
            Terminal.writeError(text + "\n")
        }
    }

    /// Removes the line, so that nothing of it mixes with the report.
    func clear() {
        if isShown { Terminal.writeError("\r\u{1B}[K") }
        isShown = false
    }

    /// `Trial 13 of 40, about 2 min 5 s left: adamix at n = 100, seed 0`.
    static func text(of progress: ExperimentProgress) -> String {
        guard let next = progress.next else {
            return "All \(progress.total) trials are finished"
                + (progress.reused > 0 ? ", \(progress.reused) of them by an earlier run" : "") + "."
        }
        let left = progress.secondsLeft.map { ", about \(ReadingState.duration($0)) left" } ?? ""
        return "Trial \(progress.finished + 1) of \(progress.total)\(left): \(next.description)"
    }
}
