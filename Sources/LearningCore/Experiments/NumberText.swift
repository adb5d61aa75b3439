import Foundation

/// Numbers as reports print them.
enum NumberText {
    /// So many decimal places, with a point whatever the locale.
    static func fixed(_ number: Double, _ places: Int) -> String {
        let text = String(format: "%.\(places)f", number)
        // Nothing is less than nothing.
        return text.allSatisfy { "-0.".contains($0) } ? text.replacingOccurrences(of: "-", with: "") : text
    }

    /// As few digits as tell the number from its neighbours, whole numbers without a point.
    static func shortest(_ number: Double) -> String {
        if let whole = Int64(exactly: number) { return String(whole) }
        return "\(number)"
    }

    /// A span of time in the largest unit that gives at least one.
    static func duration(seconds: Double) -> String {
        let whole = Int(min(max(0, seconds).rounded(.up), 359_999_999))
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3_600: return "\(whole / 60) min \(whole % 60) s"
        default: return "\(whole / 3_600) h \(whole / 60 % 60) min"
        }
    }
}

extension Claim.Measure {
    /// A value as tables show it, shares as per cent where the unit is that.
    func text(_ value: Double, signed: Bool = false) -> String {
        let text = NumberText.fixed(unit == "%" ? 100 * value : value, places)
        return signed && value > 0 && !text.hasPrefix("-") ? "+" + text : text
    }

    /// The name and what it is counted in: `error (%)`.
    var heading: String { unit.isEmpty ? name : "\(name) (\(unit))" }
}
