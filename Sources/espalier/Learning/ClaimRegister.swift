import GracefulUpdates
import LearningCore
import PGSchema
import Privacy

/// The claims that `espalier reproduce` knows.
struct ClaimRegister {
    let claims: [Claim]

    /// All that this package reproduces.
    static let all = ClaimRegister(claims: [
        AdaMixClaim.claim, BackwardCompatibleClaim.claim, PositiveCongruentClaim.claim,
        HeterogeneousSearchClaim.claim,
    ])

    /// Finds a claim, or says what was probably meant.
    func claim(named name: String) throws(UnknownClaim) -> Claim {
        if let claim = claims.first(where: { $0.name == name }) { return claim }
        throw UnknownClaim(
            name: name, known: claims.map(\.name),
            nearest: Spelling.nearest(to: name, among: claims.map(\.name)))
    }
}

/// A name that no claim has.
struct UnknownClaim: Error, CustomStringConvertible {
    let name: String
    let known: [String]
    let nearest: String?

    var description: String {
        "There is no claim `\(name)`. "
            + (nearest.map { "Did you mean `\($0)`?" }
                ?? (known.isEmpty
                    ? "There are none yet."
                    : "The claims are \(known.map { "`\($0)`" }.joined(separator: ", ")); --list tells what they say."))
    }
}
