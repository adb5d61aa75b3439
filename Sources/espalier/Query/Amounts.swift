import ArgumentParser

/// An amount of memory as people write it: `512m`, `2g`, `1.5 GiB`.
struct MemoryAmount: ExpressibleByArgument, Equatable, Sendable {
    let bytes: Int

    init?(argument: String) {
        let units: [(names: [String], size: Double)] = [
            (["k", "kb", "kib"], 1024), (["m", "mb", "mib"], 1_048_576), (["g", "gb", "gib"], 1_073_741_824),
            (["t", "tb", "tib"], 1_099_511_627_776), (["", "b"], 1),
        ]
        guard let amount = Amount(argument), let unit = units.first(where: { $0.names.contains(amount.unit) })
        else { return nil }
        // Larger than any memory, and still an Int.
        bytes = Int(min(amount.number * unit.size, 0x1p60))
        guard bytes > 0 else { return nil }
    }
}

/// A span of time as people write it: `500ms`, `10s`, `2m`, `1h`; a number alone is seconds.
struct TimeAmount: ExpressibleByArgument, Equatable, Sendable {
    let duration: Duration

    init?(argument: String) {
        let units: [(names: [String], seconds: Double)] = [
            (["ms"], 0.001), (["", "s", "sec"], 1), (["m", "min"], 60), (["h"], 3_600),
        ]
        guard let amount = Amount(argument), let unit = units.first(where: { $0.names.contains(amount.unit) })
        else { return nil }
        duration = .seconds(min(amount.number * unit.seconds, 1e9))
        guard duration > .zero else { return nil }
    }
}

/// A number and the unit behind it, in small letters.
private struct Amount {
    let number: Double
    let unit: String

    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number.isFinite else { return nil }
        self.number = number
        unit = text[digits.endIndex...].drop { $0 == " " }.lowercased()
    }
}

extension Duration {
    /// The span as people read it: `1.2 ms`, `3.41 s`, `2 min 5 s`.
    var text: String {
        let seconds = self / .seconds(1)
        func fixed(_ number: Double, _ digits: Int) -> String {
            let scale = digits == 1 ? 10.0 : 100.0
            let whole = Int((number * scale).rounded())
            let fraction = String(whole % Int(scale))
            return "\(whole / Int(scale))."
                + String(repeating: "0", count: digits - fraction.count) + fraction
        }
        switch seconds {
        case ..<0.9995: return fixed(max(0, seconds) * 1_000, 1) + " ms"
        case ..<59.995: return fixed(seconds, 2) + " s"
        default:
            let whole = Int(min(seconds.rounded(), 1e9))
            return "\(whole / 60) min \(whole % 60) s"
        }
    }
}
