import PropertyGraph

extension LocalDateTime {
    /// The moment so many ticks after 1970.
    package init(ticks: Int64, perSecond: Int64) {
        var (seconds, rest) = ticks.quotientAndRemainder(dividingBy: perSecond)
        if rest < 0 { (seconds, rest) = (seconds - 1, rest + perSecond) }
        self.init(seconds: seconds, nanoseconds: Int32(rest * (1_000_000_000 / perSecond)))
    }

    /// Ticks since 1970; only for moments that ``TickUnit`` has found to be whole ticks.
    @inline(__always)
    func ticks(perSecond: Int64) -> Int64 {
        seconds &* perSecond &+ Int64(nanoseconds) / (1_000_000_000 / perSecond)
    }
}

/// Finds the coarsest of second, millisecond, microsecond and nanosecond in which moments are whole numbers of 64 bits.
struct TickUnit {
    private(set) var ticksPerSecond: Int64? = 1
    private var lowest: Int64 = 0
    private var highest: Int64 = 0

    /// Takes one more moment into account.
    @inline(__always)
    mutating func include(_ moment: LocalDateTime) {
        lowest = min(lowest, moment.seconds)
        highest = max(highest, moment.seconds)
        if let current = ticksPerSecond, Int64(moment.nanoseconds) % (1_000_000_000 / current) != 0 {
            refine(for: moment)
        } else if moment.nanoseconds < 0 || moment.nanoseconds > 999_999_999 {
            ticksPerSecond = nil
        }
    }

    private mutating func refine(for moment: LocalDateTime) {
        guard let current = ticksPerSecond, (0...999_999_999).contains(moment.nanoseconds) else {
            ticksPerSecond = nil
            return
        }
        var finer = current
        while Int64(moment.nanoseconds) % (1_000_000_000 / finer) != 0 { finer *= 1000 }
        ticksPerSecond = finer
    }

    /// The unit, or nil when 64 bits do not reach from the earliest to the latest moment in it.
    var finished: Int64? {
        guard let ticksPerSecond else { return nil }
        let limit = Int64.max / ticksPerSecond - 1
        return lowest >= -limit && highest <= limit ? ticksPerSecond : nil
    }
}
