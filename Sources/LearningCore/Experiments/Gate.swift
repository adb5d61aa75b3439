/// What came of a question that was asked in advance.
public enum Verdict: String, Sendable, Codable {
    /// It came out as claimed.
    case held
    /// It did not.
    case didNotHold = "did not hold"
    /// The data do not tell.
    case inconclusive
}

/// A verdict and what it rests on.
public struct Judgement: Sendable, Equatable, Codable {
    /// The verdict.
    public let verdict: Verdict
    /// The numbers that it rests on, in a sentence.
    public let evidence: String

    /// Judges.
    public init(_ verdict: Verdict, _ evidence: String) {
        self.verdict = verdict
        self.evidence = evidence
    }
}

extension Claim {
    /// Something that has to come out, said before anything is run.
    public struct Gate: Sendable {
        /// What tables call it.
        public let name: String
        /// What has to come out, in a sentence.
        public let sentence: String
        /// Whether the claim stands and falls with it; other gates are printed and decide nothing.
        public let isDecisive: Bool
        /// Looks at the results.
        public let judge: @Sendable (ExperimentResults) -> Judgement

        /// Declares a gate.
        public init(
            _ name: String, _ sentence: String, isDecisive: Bool = true,
            judge: @escaping @Sendable (ExperimentResults) -> Judgement
        ) {
            self.name = name
            self.sentence = sentence
            self.isDecisive = isDecisive
            self.judge = judge
        }
    }
}

extension ExperimentResults {
    /// Whether something is so in at least `needed` of `seeds` seeds, or the same share of however many there
    /// are.
    ///
    /// Fewer than `seeds` seeds leave it open, and so does a cell that was not run.
    public func judgement(
        inAtLeast needed: Int, of seeds: Int, cell: Claim.Cell, _ holds: (_ seed: Int) -> Bool?
    ) -> Judgement {
        guard cells.contains(cell) else { return Judgement(.inconclusive, "\(cell.name) was not run") }
        let answers = self.seeds.map { ($0, holds($0)) }
        let held = answers.filter { $0.1 == true }.map(\.0)
        let names = held.isEmpty ? "" : " (\(held.map(String.init).joined(separator: ", ")))"
        let evidence = "in \(held.count) of \(answers.count) seeds\(names) at \(cell.name)"
        if answers.contains(where: { $0.1 == nil }) {
            return Judgement(.inconclusive, evidence + "; some seeds have no value")
        }
        let wanted = (needed * answers.count + seeds - 1) / seeds
        let passes = held.count >= wanted
        guard answers.count >= seeds else {
            return Judgement(.inconclusive, evidence + "; \(seeds) seeds are needed to decide")
        }
        return Judgement(passes ? .held : .didNotHold, evidence + ", \(wanted) are needed")
    }
}
