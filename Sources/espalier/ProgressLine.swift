import Foundation
import Interchange
import PropertyGraph
import Synchronization

/// One line on standard error that says how far reading has come, redrawn a few times a second.
///
///     Reading edges [=====>      ] 47 %, 1.2 of 2.6 GB, 310 MB/s, 5 s left
final class ProgressLine: Sendable {
    private struct State {
        var lastDrawn = ContinuousClock.now
        var isShown = false
        /// What is being read, and since when: nodes and edges are read one after the other.
        var pass: (kind: ElementKind, start: ContinuousClock.Instant)?
    }
    private let state = Mutex(State())

    /// Draws the line, unless it was drawn a moment ago.
    func show(_ progress: ReadingProgress) {
        state.withLock { state in
            let now = ContinuousClock.now
            if state.pass?.kind != progress.kind { state.pass = (progress.kind, now) }
            guard let pass = state.pass, now - state.lastDrawn > .milliseconds(100) else { return }
            state.lastDrawn = now
            state.isShown = true
            let reading = ReadingState(
                kind: progress.kind, bytesRead: progress.bytesRead, bytesInTotal: progress.bytesInTotal,
                seconds: (now - pass.start) / .seconds(1))
            Terminal.writeError("\r\u{1B}[K" + reading.text)
        }
    }

    /// Removes the line, so that nothing of it mixes with the report.
    func clear() {
        state.withLock { state in
            if state.isShown { Terminal.writeError("\r\u{1B}[K") }
            state.isShown = false
        }
    }
}

/// How far reading nodes or edges has come, and how long it took so far.
struct ReadingState {
    let kind: ElementKind
    /// Bytes of files as they lie on the disk: compressed ones of compressed files, which therefore end in time too.
    let bytesRead: Int
    let bytesInTotal: Int
    let seconds: Double

    /// The line, shorter than 80 columns.
    var text: String {
        var parts = ["Reading \(kind.rawValue)s \(bar) \(Int(100 * share)) %, \(amount)"]
        // A rate of the first moments says nothing, and what is over in a moment needs no estimate.
        if seconds >= 0.5, bytesRead > 0 {
            let rate = Double(bytesRead) / seconds
            parts.append(Self.size(rate) + "/s")
            let rest = (Double(bytesInTotal) - Double(bytesRead)) / rate
            if seconds >= 1, rest >= 1 { parts.append(Self.duration(rest) + " left") }
        }
        return parts.joined(separator: ", ")
    }

    /// From 0 to 1; a file that grew while it was read has no more than all of it.
    private var share: Double {
        bytesInTotal <= 0 ? 0 : min(1, max(0, Double(bytesRead) / Double(bytesInTotal)))
    }

    private var bar: String {
        let width = 12
        let done = Int(share * Double(width))
        let tip = done < width ? ">" : ""
        return "[" + String(repeating: "=", count: done) + tip
            + String(repeating: " ", count: width - done - tip.count) + "]"
    }

    private var amount: String {
        let (read, total) = (Double(min(bytesRead, bytesInTotal)), Double(bytesInTotal))
        let unit = Self.unit(of: total)
        return "\(Self.number(read / unit.size)) of \(Self.number(total / unit.size)) \(unit.name)"
    }

    private static func unit(of bytes: Double) -> (size: Double, name: String) {
        bytes >= 1e9 ? (1e9, "GB") : bytes >= 1e6 ? (1e6, "MB") : (1e3, "kB")
    }

    private static func size(_ bytes: Double) -> String {
        let unit = unit(of: bytes)
        return "\(number(bytes / unit.size)) \(unit.name)"
    }

    /// One decimal below ten.
    private static func number(_ number: Double) -> String {
        String(format: number < 9.95 ? "%.1f" : "%.0f", number)
    }

    /// A span of time in the largest unit that gives at least one.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 359_999))
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3_600: return "\(whole / 60) min \(whole % 60) s"
        default: return "\(whole / 3_600) h \(whole / 60 % 60) min"
        }
    }
}
