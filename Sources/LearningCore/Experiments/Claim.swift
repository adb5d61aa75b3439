/// What a paper says, as an experiment that can be run: what is compared, where, by which measures, and what
/// has to come out.
///
///     let claim = Claim(
///         name: "adamix", title: "AdaMix", statement: "...", source: "Golatkar et al., CVPR 2022",
///         cells: [.init(["n": 100, "m": 5, "eps": 1])],
///         arms: [.init("adamix", "public and private records", role: .proposed), ...],
///         measures: [.init("error", unit: "%", better: .lower)],
///         selection: "Step sizes by the error on held-out public records.",
///         gates: [...], quick: .init(...)
///     ) { form in
///         let images = try FashionMNIST()
///         return { trial in TrialResult(measures: ["error": ...]) }
///     }
///
/// Everything that decides whether the claim holds is said here, before anything is run: the seeds, the rule
/// by which hyperparameters are chosen, the gates.
public struct Claim: Sendable {
    /// Runs one trial; made once for all that are to be run.
    public typealias Laboratory = (Trial) throws -> TrialResult

    /// What the command calls it, in lower case, such as `adamix`.
    public let name: String
    /// What people call it.
    public let title: String
    /// What is claimed, in a sentence.
    public let statement: String
    /// Where it is claimed.
    public let source: String
    /// A number that goes up whenever the same trial would come out differently, so that old ones are not
    /// taken for it.
    public let version: Int
    /// Whatever else a trial depends on, such as step counts and grids; trials of another configuration are
    /// run anew.
    public let configuration: [String: String]
    /// Where the arms are compared.
    public let cells: [Cell]
    /// What is compared.
    public let arms: [Arm]
    /// What is measured; the first is what the claim is about.
    public let measures: [Measure]
    /// Which arms' differences are printed with intervals.
    public let comparisons: [Comparison]
    /// What is chosen, and on which data, in a sentence.
    public let selection: String
    /// How many seeds each arm has in each cell.
    public let seeds: Int
    /// With fewer seeds than this nothing is decided.
    public let minimumSeeds: Int
    /// What has to come out.
    public let gates: [Gate]
    /// The quick form.
    public let quick: QuickForm
    /// What a trial may record as a curve.
    public let curves: [Curve]
    /// Versions of what the trials stand upon besides Swift and this package, such as libtorch's.
    public let versions: @Sendable () -> [String: String]
    /// Loads what all trials need; called only where at least one has to be run.
    public let prepare: @Sendable (ExperimentForm) throws -> Laboratory

    /// Declares a claim.
    ///
    /// Comparisons default to the proposed arm, or the first if none is called so, against every other.
    ///
    /// - Precondition: Names are unique, what is referred to is declared, and there is at least one cell, arm
    ///   and measure.
    public init(
        name: String, title: String, statement: String, source: String, version: Int = 1,
        configuration: [String: String] = [:], cells: [Cell], arms: [Arm], measures: [Measure],
        comparisons: [Comparison]? = nil, selection: String, seeds: Int = 5, minimumSeeds: Int = 5,
        gates: [Gate], quick: QuickForm, curves: [Curve] = [],
        versions: @escaping @Sendable () -> [String: String] = { [:] },
        prepare: @escaping @Sendable (ExperimentForm) throws -> Laboratory
    ) {
        self.name = name
        self.title = title
        self.statement = statement
        self.source = source
        self.version = version
        self.configuration = configuration
        self.cells = cells
        self.arms = arms
        self.measures = measures
        let proposed = arms.first { $0.role == .proposed } ?? arms.first
        self.comparisons =
            comparisons
            ?? arms.filter { $0.name != proposed?.name }.map {
                Comparison(proposed?.name ?? "", against: $0.name)
            }
        self.selection = selection
        self.seeds = seeds
        self.minimumSeeds = minimumSeeds
        self.gates = gates
        self.quick = quick
        self.curves = curves
        self.versions = versions
        self.prepare = prepare
        checkDeclaration()
    }

    private func checkDeclaration() {
        let armNames = arms.map(\.name)
        precondition(!cells.isEmpty && !arms.isEmpty && !measures.isEmpty, "\(name) compares nothing")
        for names in [
            cells.map(\.name), armNames, measures.map(\.name), gates.map(\.name), curves.map(\.name),
        ] {
            precondition(Set(names).count == names.count, "\(name) has two things of one name among \(names)")
        }
        precondition(
            comparisons.allSatisfy { armNames.contains($0.arm) && armNames.contains($0.baseline) },
            "\(name) compares an arm that is not declared")
        for case .relativeIncrease(let measure, let arm) in measures.map(\.definition) {
            precondition(
                measures.contains { $0.name == measure && $0.definition == .reported }
                    && armNames.contains(arm),
                "\(name) derives a measure from \(measure) of \(arm), which is not declared")
        }
        precondition(
            !quick.cells.isEmpty && quick.cells.allSatisfy(cells.contains) && quick.seeds > 0 && seeds > 0,
            "\(name) has a quick form of cells that are not its own")
    }
}

/// Whether an experiment is run whole or in its quick form.
public enum ExperimentForm: String, Sendable, Codable {
    /// All cells and seeds, at the size that the claim is judged at.
    case full
    /// A part, to see that everything works; it decides nothing.
    case quick
}
