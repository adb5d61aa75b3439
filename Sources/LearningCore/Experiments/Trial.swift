/// One run: an arm, in a cell, with a seed.
public struct Trial: Sendable, Hashable, Codable {
    /// The setting.
    public let cell: Claim.Cell
    /// The name of the arm.
    public let arm: String
    /// The seed, from 0; everything random in the trial comes from it.
    public let seed: Int
    /// Whether it belongs to the quick form, and may be smaller.
    public let form: ExperimentForm

    /// Names a trial.
    public init(cell: Claim.Cell, arm: String, seed: Int, form: ExperimentForm) {
        self.cell = cell
        self.arm = arm
        self.seed = seed
        self.form = form
    }

    /// Randomness that all arms share in this cell and with this seed: what is drawn from it is the same for
    /// each, so that their differences are paired.
    public var sharedRandom: SeededRandom { SeededRandom(seed: UInt64(seed)).stream("cell \(cell.name)") }

    /// Randomness of this trial alone.
    public var random: SeededRandom { sharedRandom.stream("arm \(arm)") }

    /// What messages call it.
    public var description: String { "\(arm) at \(cell.name), seed \(seed)" }
}

/// What came of a trial.
public struct TrialResult: Sendable, Equatable, Codable {
    /// A number for each measure that the claim says is reported.
    public var measures: [String: Double]
    /// What was chosen on validation data.
    public var choice: Choice?
    /// Curves by the names that the claim declares.
    public var curves: [String: CurvePoints]
    /// For measures that are means of truth values over test examples: those values, by the measure's name.
    public var outcomes: [String: ExampleOutcomes]
    /// For measures that are means of numbers over test examples: those numbers, by the measure's name.
    public var scores: [String: ExampleScores]
    /// Anything that a reader of the report should know, in sentences.
    public var notes: [String]

    /// Collects what came of a trial.
    public init(
        measures: [String: Double], choice: Choice? = nil, curves: [String: CurvePoints] = [:],
        outcomes: [String: ExampleOutcomes] = [:], scores: [String: ExampleScores] = [:], notes: [String] = []
    ) {
        self.measures = measures
        self.choice = choice
        self.curves = curves
        self.outcomes = outcomes
        self.scores = scores
        self.notes = notes
    }

    /// Hyperparameters that were chosen, and by what.
    public struct Choice: Sendable, Equatable, Codable {
        /// The chosen values by name.
        public let values: [String: String]
        /// The validation score that they were chosen by.
        public let score: Double
        /// What the score is, such as "error on held-out public records".
        public let criterion: String

        /// A choice.
        public init(_ values: [String: String], score: Double, criterion: String) {
            self.values = values
            self.score = score
            self.criterion = criterion
        }
    }
}

/// The points of a curve, from left to right.
public struct CurvePoints: Sendable, Equatable, Codable {
    /// Where the points lie on the horizontal axis.
    public let x: [Double]
    /// How high they lie.
    public let y: [Double]

    /// A curve through some points.
    ///
    /// - Precondition: There are as many of one as of the other.
    public init(x: [Double], y: [Double]) {
        precondition(x.count == y.count, "each point of a curve has an x and a y")
        self.x = x
        self.y = y
    }

    private enum CodingKeys: CodingKey { case x, y }

    /// Reads what was encoded; there have to be as many of one as of the other.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        x = try container.decode([Double].self, forKey: .x)
        y = try container.decode([Double].self, forKey: .y)
        guard x.count == y.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .y, in: container, debugDescription: "each point of a curve has an x and a y")
        }
    }
}

extension TrialResult {
    /// Refuses what would make nonsense of the report: a measure that is missing or not finite, outcomes that
    /// do not have the measure as their mean, a curve that nobody declared.
    func check(for claim: Claim, _ trial: Trial) throws(ExperimentError) {
        for measure in claim.measures where measure.definition == .reported {
            guard let value = measures[measure.name] else {
                throw .badResult(trial.description, "there is no \(measure.name)")
            }
            guard value.isFinite else {
                throw .badResult(trial.description, "\(measure.name) is \(value)")
            }
        }
        let means =
            outcomes.map { ($0, $1.count, $1.mean) } + scores.map { ($0, $1.count, $1.mean) }
        for (name, count, mean) in means {
            guard let value = measures[name], count > 0, abs(mean - value) < 1e-6 * max(1, abs(value)) else {
                throw .badResult(trial.description, "the mean of the outcomes for \(name) is not the measure")
            }
        }
        for (name, points) in curves {
            guard claim.curves.contains(where: { $0.name == name }),
                (points.x + points.y).allSatisfy(\.isFinite)
            else {
                throw .badResult(trial.description, "the curve \(name) is not declared, or not finite")
            }
        }
        if let choice, !choice.score.isFinite {
            throw .badResult(trial.description, "the score of the choice is \(choice.score)")
        }
    }
}
