/// A way to find the epsilon of a composition; each gives an upper bound.
public enum Accountant: Hashable, Sendable {
    /// The Gaussian mechanism's own trade-off, without any slack; for full batches.
    case exact
    /// Rényi divergences at these orders: valid for everything, some per cent above the truth.
    case rdp(RenyiOrders)
    /// The distribution of the privacy loss on a grid with this step, or with one chosen for the composition.
    case pld(grid: Double?)
    /// The tightest of the three that knows the composition.
    case automatic

    /// The orders without refinement.
    public static var rdp: Accountant { .rdp(.standard) }
    /// The loss distribution on a grid chosen for the composition.
    public static var pld: Accountant { .pld(grid: nil) }

    /// The three, by the names that reports have.
    public enum Name: String, Codable, Sendable, CaseIterable {
        /// The Gaussian mechanism's own trade-off.
        case exact
        /// Rényi divergences.
        case rdp
        /// The privacy loss distribution.
        case pld

        /// The accountant in words, for people.
        public var words: String {
            switch self {
            case .exact: "the Gaussian mechanism's own trade-off"
            case .rdp: "Rényi divergences"
            case .pld: "privacy loss distribution"
            }
        }
    }
}

/// At which orders Rényi divergences are taken.
public enum RenyiOrders: Hashable, Sendable {
    /// 1.1 to 10.9 by tenths, 11 to 63, and four more up to 1024.
    case standard
    /// These, and a search between the best and its neighbours, which can only lower epsilon.
    case refined

    static let grid: [Double] =
        (11..<110).map { Double($0) / 10 } + (11...63).map(Double.init) + [128, 256, 512, 1024]
}
