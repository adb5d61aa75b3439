import Foundation
import Synchronization

/// One line on standard error that says how many of how many are done, redrawn a few times a second.
///
///     Indexing 12,800 of 100,000
final class CountProgressLine: Sendable {
    private let verb: String
    private let lastDrawn = Mutex<ContinuousClock.Instant?>(nil)

    init(_ verb: String) { self.verb = verb }

    /// Draws the line, unless it was drawn a moment ago or nobody looks.
    func show(_ done: Int, of total: Int?) {
        guard Terminal.isInteractive else { return }
        lastDrawn.withLock { lastDrawn in
            let now = ContinuousClock.now
            if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
            lastDrawn = now
            Terminal.writeError(
                "\r\u{1B}[K\(verb) \(done.formatted())\(total.map { " of \($0.formatted())" } ?? "")")
        }
    }

    /// Removes the line.
    func clear() {
        lastDrawn.withLock { lastDrawn in
            if lastDrawn != nil { Terminal.writeError("\r\u{1B}[K") }
            lastDrawn = nil
        }
    }
}
