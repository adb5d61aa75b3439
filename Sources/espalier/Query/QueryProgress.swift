import Foundation
import Synchronization

/// A line on standard error that says for how long a query has been running, after its first two seconds.
final class QueryProgress: Sendable {
    private struct State {
        var start: ContinuousClock.Instant?
        var shown: String?
    }
    private let state = Mutex(State())

    /// A statement begins.
    func start() { state.withLock { $0.start = .now } }

    /// Draws the line, if it is time for it.
    func draw() {
        state.withLock { state in
            guard let start = state.start, let text = Self.text(after: .now - start), text != state.shown
            else { return }
            state.shown = text
            Terminal.writeError("\r\u{1B}[K" + text)
        }
    }

    /// Removes the line; it stays away until the next statement.
    func stop() {
        state.withLock { state in
            if state.shown != nil { Terminal.writeError("\r\u{1B}[K") }
            state = State()
        }
    }

    /// The line after some time; nil when it is too early.
    static func text(after time: Duration) -> String? {
        guard time >= .seconds(2) else { return nil }
        let seconds = time.components.seconds
        let clock = seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
        return "Running for \(clock); Ctrl-C cancels"
    }
}
