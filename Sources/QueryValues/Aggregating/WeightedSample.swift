/// Numbers, each so many times, of which a percentile is asked.
struct WeightedSample: Sendable {
    private var values: [(value: QueryValue, weight: Int)] = []
    // Saturates: a percentile of so many values is not exact anyway.
    private var count = 0
    /// The percentile, as the last row has it.
    private var fraction = 0.0

    mutating func add(_ value: QueryValue, weight: Int, fraction: Double) {
        values.append((value, weight))
        count = count > .max - weight ? .max : count + weight
        self.fraction = fraction
    }

    /// The smallest value that at least the wanted fraction of all values does not exceed.
    func nearest() -> QueryValue {
        guard count > 0 else { return .null }
        let position = Int(clamping: Int128((fraction * Double(count)).rounded(.up)) - 1)
        return Sorted(values)[min(count - 1, max(0, position))]
    }

    /// The value at the wanted place between the first and the last, on the line between its neighbours.
    func interpolated() -> QueryValue {
        guard count > 0 else { return .null }
        let place = fraction * Double(count - 1)
        let (below, above) = (place.rounded(.down), place.rounded(.up))
        let sorted = Sorted(values)
        let (low, high) = (
            sorted.double(at: Int(clamping: Int128(below))), sorted.double(at: Int(clamping: Int128(above)))
        )
        return .float(below == above ? low : low * (above - place) + high * (place - below))
    }

    private struct Sorted {
        private let values: [(value: QueryValue, weight: Int)]

        init(_ values: [(value: QueryValue, weight: Int)]) {
            self.values = values.sorted { $0.value.precedes($1.value) }
        }

        /// The value at a position when each stands as often as it weighs.
        subscript(position: Int) -> QueryValue {
            var rest = position
            for (value, weight) in values {
                if rest < weight { return value }
                rest -= weight
            }
            return values.last?.value ?? .null
        }

        func double(at position: Int) -> Double { self[position].number?.nearestDouble ?? .nan }
    }
}
