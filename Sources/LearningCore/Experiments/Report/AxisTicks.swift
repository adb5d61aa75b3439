import Foundation

/// Round numbers that divide an axis.
struct AxisTicks: Equatable {
    /// The numbers, ascending; the first and the last enclose what is shown.
    let values: [Double]
    /// How many decimal places tell them apart.
    let places: Int

    /// Chooses about `count` numbers, one, two or five times a power of ten apart, that enclose a range.
    init(enclosing range: ClosedRange<Double>, count: Int) {
        // Far beyond what a curve shows, and near enough that no difference overflows.
        var (low, high) = (max(-1e300, range.lowerBound), min(1e300, range.upperBound))
        if high - low <= 1e-12 * max(abs(low), abs(high)) {
            // A flat line lies in the middle.
            let room = low == 0 ? 1 : abs(low) * 0.1
            (low, high) = (low - room, high + room)
        }
        let rough = (high - low) / Double(max(1, count - 1))
        let power = pow(10, log10(rough).rounded(.down))
        let step = ([1, 2, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10) * power
        let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
        values = stride(from: first, through: last, by: 1).map { $0 * step }
        places = max(0, min(12, -Int(log10(step * 1.001).rounded(.down))))
    }

    /// A value as it stands at the axis.
    func text(_ value: Double) -> String {
        abs(value) >= 1e7 ? String(format: "%.1e", value) : NumberText.fixed(value, places)
    }
}
