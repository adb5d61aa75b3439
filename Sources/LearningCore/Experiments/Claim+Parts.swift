extension Claim {
    /// One setting of an experiment, in which all arms are compared.
    public struct Cell: Sendable, Hashable, Codable {
        /// What tables call it: by default its settings, `n = 100, eps = 1`.
        public let name: String
        /// The settings by name.
        public let settings: [String: Double]

        /// A cell of some settings, which stand in this order in its name.
        public init(_ settings: KeyValuePairs<String, Double>, name: String? = nil) {
            self.name =
                name
                ?? settings.map { "\($0.key) = \(NumberText.shortest($0.value))" }.joined(separator: ", ")
            self.settings = Dictionary(settings.map { ($0.key, $0.value) }) { $1 }
        }

        /// A setting that the cell declares.
        public subscript(setting: String) -> Double {
            guard let value = settings[setting] else {
                preconditionFailure("the cell \(name) has no setting \(setting)")
            }
            return value
        }
    }

    /// One way of doing what the claim is about.
    public struct Arm: Sendable, Hashable, Codable {
        /// What an arm is there for.
        public enum Role: String, Sendable, Codable {
            /// What the claim is about.
            case proposed
            /// What it is compared with.
            case baseline
            /// The strongest of the simple things that a practitioner would do instead.
            case strongestBaseline = "strongest simple baseline"
            /// What could be reached with what is not there: an upper bound, not a competitor.
            case oracle
            /// The proposed arm without one of its parts.
            case ablation
            /// What must come out in a known way, or the experiment is wrong.
            case control
        }
        /// What tables call it.
        public let name: String
        /// What it does, in a sentence.
        public let sentence: String
        /// What it is there for.
        public let role: Role

        /// Declares an arm.
        public init(_ name: String, _ sentence: String, role: Role) {
            self.name = name
            self.sentence = sentence
            self.role = role
        }
    }

    /// A number that each trial has.
    public struct Measure: Sendable, Hashable {
        /// Which way is better.
        public enum Direction: String, Sendable, Codable { case lower, higher }

        /// Where the number comes from.
        public enum Definition: Sendable, Hashable {
            /// Trials report it.
            case reported
            /// (a - b) / b, where a is another measure of the trial and b the same of an arm in the same cell
            /// and seed.
            case relativeIncrease(of: String, over: String)
        }
        /// What tables call it.
        public let name: String
        /// What it is counted in; empty for none.
        ///
        /// Shares are printed as per cent where this is `%`.
        public let unit: String
        /// Which way is better.
        public let better: Direction
        /// How many decimal places tables have.
        public let places: Int
        /// Where it comes from.
        public let definition: Definition

        /// Declares a measure that trials report, unless it is defined by others.
        public init(
            _ name: String, unit: String = "", better: Direction, places: Int = 3,
            definition: Definition = .reported
        ) {
            self.name = name
            self.unit = unit
            self.better = better
            self.places = places
            self.definition = definition
        }
    }

    /// Two arms whose difference is printed with intervals.
    public struct Comparison: Sendable, Hashable, Codable {
        /// What is compared.
        public let arm: String
        /// What it is compared with.
        public let baseline: String

        /// Compares `arm` with `baseline`: differences are the former's measure minus the latter's.
        public init(_ arm: String, against baseline: String) {
            self.arm = arm
            self.baseline = baseline
        }
    }

    /// A curve that trials may record, such as the loss by steps.
    public struct Curve: Sendable, Hashable {
        /// What it is called in a trial's result.
        public let name: String
        /// What its horizontal axis counts.
        public let x: String
        /// What its vertical axis counts.
        public let y: String

        /// Declares a curve.
        public init(_ name: String, x: String, y: String) {
            self.name = name
            self.x = x
            self.y = y
        }
    }

    /// Which part of the experiment the quick form runs.
    public struct QuickForm: Sendable {
        /// What makes it quick, in a sentence.
        public let sentence: String
        /// The cells that it has.
        public let cells: [Cell]
        /// How many seeds it has.
        public let seeds: Int

        /// Declares the quick form.
        public init(_ sentence: String, cells: [Cell], seeds: Int = 2) {
            self.sentence = sentence
            self.cells = cells
            self.seeds = seeds
        }
    }
}
