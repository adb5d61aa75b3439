import Foundation
import Privacy

/// An epsilon with what it is of, as JSON.
struct EpsilonAnswer: Encodable {
    let epsilon: Double
    let delta: Double
    let accountant: Accountant.Name
    let relation: NeighbouringRelation
    let errorBound: Double
    let sigma: Double
    let q: Double
    let steps: Int
    let order: Double?
    let grid: Double?
    var targetEpsilon: Double?

    init(mechanism: Mechanism, epsilon: Epsilon) {
        self.epsilon = epsilon.value
        delta = epsilon.delta
        accountant = epsilon.accountant
        relation = epsilon.relation
        errorBound = epsilon.errorBound
        sigma = mechanism.sigma
        q = mechanism.sampling.rate
        steps = mechanism.steps
        order = epsilon.order
        grid = epsilon.grid
    }
}

/// An epsilon with what it is of, for people.
enum EpsilonText {
    static func lines(_ mechanism: Mechanism, _ epsilon: Epsilon) -> String {
        """
          relation    \(epsilon.relation.rawValue): the data sets differ by \(epsilon.relation.words)
          accountant  \(accountant(epsilon))
          error       \(error(epsilon))
          mechanism   \(self.mechanism(mechanism))

        """
    }

    private static func accountant(_ epsilon: Epsilon) -> String {
        var text = "\(epsilon.accountant.rawValue): \(epsilon.accountant.words)"
        if let grid = epsilon.grid { text += ", on a grid of \(grid)" }
        if let order = epsilon.order { text += ", best at order \(order)" }
        return text
    }

    private static func error(_ epsilon: Epsilon) -> String {
        epsilon.accountant == .rdp
            ? "an upper bound; this accountant does not know how much smaller the truth is"
            : "an upper bound; the true epsilon is at most \(epsilon.errorBound.twoDigits) smaller"
    }

    private static func mechanism(_ mechanism: Mechanism) -> String {
        let steps = mechanism.steps == 1 ? "1 step" : "\(mechanism.steps) steps"
        let records =
            mechanism.sampling == .fullBatch
            ? "each on all records (full batch)"
            : "each on a Poisson sample of rate \(mechanism.sampling.rate)"
        return "\(steps), \(records), with Gaussian noise of \(mechanism.sigma.roundedUp) clip norms"
    }
}

extension Double {
    /// For people: some seven digits, rounded away from what would promise too much.
    fileprivate static let digits = 1e6

    /// The number with six places, rounded up.
    var roundedUp: String {
        let rounded = (self * Self.digits).rounded(.up) / Self.digits
        return rounded.isFinite ? "\(rounded)" : "\(self)"
    }

    /// The number with two digits, rounded up.
    fileprivate var twoDigits: String {
        guard self > 0 else { return "0" }
        let unit = pow(10, log10(self).rounded(.down) - 1)
        return String(format: "%.1e", (self / unit).rounded(.up) * unit)
    }
}
