/// The values of a hyperparameter that are tried.
struct SearchGrid {
    let name: String
    let values: [Double]

    /// What to say where the best value lies at an end of the grid, so that a better one may lie beyond; nil elsewhere, and
    /// where there was nothing to choose.
    func edgeNote(_ chosen: Double) -> String? {
        guard let least = values.min(), let most = values.max(), least < most else { return nil }
        if chosen == least { return "the chosen \(name) \(chosen) is the smallest that was tried" }
        if chosen == most { return "the chosen \(name) \(chosen) is the largest that was tried" }
        return nil
    }
}
