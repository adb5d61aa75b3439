import Foundation

/// What a budget has left for a fit with given sampling and steps.
struct LedgerRoom {
    let ledger: PrivacyLedger
    /// The fit that was refused: with more noise it might not be.
    let mechanism: Mechanism

    // Each doubling of the noise at least halves a small epsilon: what is not found by then is too little to use.
    private static let mostDoublings = 8
    // The noise is found to 2^(1/16), some 4 per cent, which is enough for advice and takes four more compositions.
    private static let halvings = 4

    /// The largest epsilon of such a fit found to fit, at the budget's delta, with three digits and rounded down.
    func largestEpsilon() throws(PrivacyError) -> Double? {
        guard try fits(nil) else { return nil }
        var (low, high) = (mechanism.sigma, mechanism.sigma)
        for doubling in 1... {
            guard doubling <= Self.mostDoublings else { return nil }
            (low, high) = (high, high * 2)
            if try fits(high) { break }
        }
        for _ in 0..<Self.halvings {
            let middle = (low * high).squareRoot()
            if try fits(middle) { high = middle } else { low = middle }
        }
        let alone = try Composition([try mechanism(sigma: high)], relation: ledger.relation).bound(
            delta: ledger.budget.delta, accountant: .automatic)
        guard alone > 0 else { return nil }
        let unit = pow(10, log10(alone).rounded(.down) - 2)
        return Double(String(format: "%.2e", (alone / unit).rounded(.down) * unit))
    }

    private func fits(_ sigma: Double?) throws(PrivacyError) -> Bool {
        let next: Mechanism?
        if let sigma { next = try mechanism(sigma: sigma) } else { next = nil }
        let together = try ledger.composition(with: next)
        do throws(PrivacyError) {
            return try together.bound(delta: ledger.budget.delta, accountant: .automatic)
                <= ledger.budget.epsilon
        } catch {
            if case .unbounded = error { return false }
            throw error
        }
    }

    private func mechanism(sigma: Double) throws(PrivacyError) -> Mechanism {
        try .gaussian(sigma: sigma, sampling: mechanism.sampling, steps: mechanism.steps)
    }
}
