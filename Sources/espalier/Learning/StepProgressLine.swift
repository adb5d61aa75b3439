import Foundation

/// One line on standard error that says how many steps of a private training are done, redrawn a few times a second.
///
///     Step 12 of 20, charged to the ledger: epsilon 1.0
final class StepProgressLine {
    private let noun: String
    private let epsilon: Double
    private var lastDrawn: ContinuousClock.Instant?

    init(noun: String, epsilon: Double) {
        self.noun = noun
        self.epsilon = epsilon
    }

    /// Draws the line, unless it was drawn a moment ago or nobody looks.
    func show(_ step: Int, of steps: Int) {
        let now = ContinuousClock.now
        guard Terminal.isInteractive, lastDrawn.map({ now - $0 > .milliseconds(100) }) ?? true else { return }
        lastDrawn = now
        let charged = String(format: "%.4g", epsilon)
        Terminal.writeError(
            "\r\u{1B}[K\(noun.capitalized) \(step) of \(steps), charged to the ledger: epsilon \(charged)")
    }

    /// Removes the line.
    func clear() {
        if lastDrawn != nil { Terminal.writeError("\r\u{1B}[K") }
    }
}
