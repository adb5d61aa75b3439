/// Why a fit is not authorised, as a sentence.
public enum LedgerError: Error, Equatable, CustomStringConvertible {
    /// More than the budget allows.
    case overBudget(Excess)
    /// The file is the ledger of another data set.
    case otherData(path: String, found: PrivacyLedger.Subject, expected: PrivacyLedger.Subject)
    /// The ledger is kept under another relation.
    case otherRelation(path: String, found: NeighbouringRelation, expected: NeighbouringRelation)
    /// There is no spend of that number, or no ledger at all.
    case unknownSpend(path: String, number: Int, count: Int)
    /// The spend of that number is another one.
    case otherSpend(path: String, found: PrivacyLedger.Spend, expected: PrivacyLedger.Spend)
    /// The file is none that a ledger was written to.
    case notALedger(path: String, reason: String)
    /// The file is not as it was written.
    case damaged(path: String, reason: String)
    /// A newer program wrote the file.
    case newerFormat(path: String, found: Int, known: Int)
    /// The operating system refused.
    case inaccessible(path: String, reason: String)
    /// The accountant refused.
    case accounting(PrivacyError)

    /// What was spent and asked for when the two together exceed the budget.
    public struct Excess: Hashable, Sendable {
        /// Where the ledger lies.
        public let path: String
        /// What the data set is called.
        public let data: String
        /// What is allowed.
        public let budget: PrivacyBudget
        /// What the fits before come to, at the budget's delta.
        public let spent: Double
        /// What the fit would come to by itself, at the budget's delta.
        public let asked: Double
        /// What all of them would come to, at the budget's delta; infinite where no finite epsilon can be stated.
        public let together: Double
        /// The largest epsilon of such a fit that still fits, rounded down; nil if none does.
        public let room: Double?
    }

    /// The sentence.
    public var description: String {
        switch self {
        case .overBudget(let excess): return Self.text(of: excess)
        case .otherData(let path, let found, let expected):
            return
                "\(path) is the privacy ledger of `\(found.name)` (\(Self.short(found))), and the private data are "
                + "`\(expected.name)` (\(Self.short(expected))); name another ledger, or these data. Data that were "
                + "changed are other data, whose people may have spent in the old ledger already."
        case .otherRelation(let path, let found, let expected):
            return
                "\(path) counts under the relation \(found.rawValue), and \(expected.rawValue) is asked for; their "
                + "values cannot be added up. Ask for \(found.rawValue)."
        case .unknownSpend(let path, let number, let count):
            return
                "\(path) has \(count == 1 ? "1 spend" : "\(count) spends") and none with the number \(number), so that the "
                + "fit cannot be resumed; name the ledger that the fit was recorded in, or start a new fit."
        case .otherSpend(let path, let found, let expected):
            return
                "Spend \(found.number) of \(path) is \(Self.text(of: found)), and the fit to be resumed is "
                + "\(Self.text(of: expected)); name the ledger that the fit was recorded in, or start a new fit."
        case .notALedger(let path, let reason):
            return
                "\(path) is no privacy ledger: \(reason); name another file, which is made if it is absent."
        case .damaged(let path, let reason):
            return
                "\(path) is a privacy ledger that is not as it was written: \(reason). What was spent is not known without "
                + "it, so nothing is authorised; bring it back from a backup."
        case .newerFormat(let path, let found, let known):
            return
                "\(path) has format \(found), and this program knows formats up to \(known); use a newer espalier."
        case .inaccessible(let path, let reason):
            return "\(path) cannot be used as a privacy ledger: \(reason)."
        case .accounting(let error): return error.description
        }
    }

    private static func text(of excess: Excess) -> String {
        let spent = excess.spent > 0 ? "epsilon \(excess.spent.shown) is spent" : "nothing is spent yet"
        let together =
            excess.together.isFinite ? "epsilon \(excess.together.shown)" : "more than can be stated"
        let ways = "set a larger --budget, or use another data set."
        let advice =
            excess.room.map {
                "With the same steps, epsilon \($0) at delta \(excess.budget.delta) would still fit; ask for that, "
                    + ways
            } ?? "There is no room left for such a fit; " + ways
        return
            "The privacy budget of `\(excess.data)` is \(excess.budget): \(spent), \(excess.asked.shown) is asked for, "
            + "and together that would be \(together) (ledger \(excess.path)). \(advice)"
    }

    private static func text(of spend: PrivacyLedger.Spend) -> String {
        "\(spend.mechanism.steps) steps at sigma \(spend.mechanism.sigma) and rate \(spend.mechanism.sampling.rate) by "
            + "\(spend.trainer), for \"\(spend.purpose)\""
    }

    private static func short(_ subject: PrivacyLedger.Subject) -> String {
        "\(subject.digest.description.prefix(12))..."
    }
}

extension Double {
    /// Six digits, rounded up, since it is a bound.
    fileprivate var shown: String { "\((self * 1e6).rounded(.up) / 1e6)" }
}
