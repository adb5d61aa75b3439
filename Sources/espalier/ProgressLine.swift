import Foundation
import Interchange
import Synchronization

/// One line on standard error that says how far reading has come, redrawn a few times a second.
final class ProgressLine: Sendable {
    private struct State {
        var lastDrawn = ContinuousClock.now
        var isShown = false
    }
    private let state = Mutex(State())
    private let start = ContinuousClock.now

    /// Draws the line, unless it was drawn a moment ago.
    func show(_ progress: ReadingProgress) {
        state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.lastDrawn > .milliseconds(100) else { return }
            state.lastDrawn = now
            state.isShown = true
            Terminal.writeError("\r\u{1B}[K" + line(progress, after: now - start))
        }
    }

    /// Removes the line, so that nothing of it mixes with the report.
    func clear() {
        state.withLock { state in
            if state.isShown { Terminal.writeError("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    private func line(_ progress: ReadingProgress, after elapsed: Duration) -> String {
        let megabytes = Double(progress.bytesRead) / 1e6
        let share = progress.bytesInTotal == 0 ? 0 : 100 * progress.bytesRead / progress.bytesInTotal
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        return "Reading \(progress.kind.rawValue)s: \(share) %, \(Int(megabytes)) MB, "
            + "\(Int(megabytes / max(seconds, 0.001))) MB/s"
    }
}
