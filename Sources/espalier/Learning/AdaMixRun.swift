import Foundation
import LearningCore
import Privacy
import Tensors

/// One training by AdaMix from the command line: checked, charged for, run, measured, written, reported.
struct AdaMixRun {
    let publicData: Dataset
    let privateData: Dataset
    /// All records of the private file: who uses some of them is charged as if it were all.
    let ledgerData: Dataset
    let test: Dataset?
    let publishedCount: Int?
    let target: PrivacyTarget
    let configuration: AdaMixConfiguration
    let hiddenWidths: [Int]
    let start: String?
    let isCentred: Bool
    let seed: UInt64
    /// The seed of noise that protects nobody; nil for noise that does.
    let noiseSeed: UInt64?
    let ledger: String
    let budget: Double?
    let model: String

    func perform(asJSON: Bool) throws {
        do {
            // Everything that can be refused is, before anything is spent.
            _ = try Torch.threadCount
            guard !FileManager.default.fileExists(atPath: model) else { throw ModelError.exists(path: model) }
            try requireFolder()
            let training = try AdaMixTraining(
                publicData: publicData, privateData: privateData, publishedCount: publishedCount,
                target: target, configuration: configuration, hiddenWidths: hiddenWidths,
                start: try start.map { try StartingWeights(reading: $0) }, seed: seed,
                preparation: isCentred ? .standard.centred(on: publicData) : .standard)
            _ = try training.publicPhase()
            let test = try test.map { try training.test($0) }
            warn()
            let charged = try charge(training)
            let outcome = try train(training, charged)
            let measured = try test.map { (data: $0, errors: try outcome.errors(on: $0)) }
            try outcome.save(to: model, test: measured)
            let answer = AdaMixAnswer(
                outcome, errors: measured?.errors, model: model, ledger: ledger, charged: charged)
            if asJSON { try JSONOutput.write(answer) } else { try Terminal.write(answer.text) }
        } catch let error as LedgerError {
            guard case .overBudget = error else {
                try InputProblem(kind: "ledger", message: error.description).end(asJSON: asJSON)
            }
            Terminal.writeError("error: \(error.description.printable)\n")
            if asJSON {
                try JSONOutput.write(
                    InputProblems(errors: [InputProblem(kind: "budget", message: error.description)]))
            }
            throw Terminal.doesNotConform
        } catch let error as any CustomStringConvertible & Error where Self.isOurs(error) {
            try InputProblem(kind: "training", message: error.description).end(asJSON: asJSON)
        }
    }

    private static func isOurs(_ error: any Error) -> Bool {
        error is AdaMixError || error is PrivacyError || error is ModelError || error is DatasetError
            || error is TensorError || error is MechanismError
    }

    /// A model that cannot be written in the end would have spent for nothing.
    private func requireFolder() throws {
        let parent = URL(filePath: model).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: parent) else {
            throw ModelError.unwritable(
                path: model, reason: "there is no folder \(parent) that can be written to")
        }
    }

    private func warn() {
        guard noiseSeed != nil else { return }
        Terminal.writeError(
            "NOT PRIVATE: the noise is drawn from a seed, and who knows it can take the noise away.\n")
    }

    /// Writes what will be spent into the ledger, which refuses what is beyond the budget.
    private func charge(_ training: AdaMixTraining) throws -> LedgerFile.Authorisation {
        let file = LedgerFile(path: ledger, subject: .init(ledgerData), relation: target.relation)
        return try file.authorise(
            try training.mechanism(), purpose: "\(training.architecture), into \(model)", trainer: "adamix",
            isPrivate: noiseSeed == nil,
            budget: try budget(of: file), delta: target.delta)
    }

    /// The budget that was asked for; for a new ledger the epsilon of this training, else what the ledger has.
    private func budget(of file: LedgerFile) throws -> PrivacyBudget? {
        if let budget { return try PrivacyBudget(epsilon: budget, delta: target.delta) }
        return try file.read() == nil
            ? PrivacyBudget(epsilon: target.epsilon, delta: target.delta) : nil
    }

    private func train(
        _ training: AdaMixTraining, _ charged: LedgerFile.Authorisation
    ) throws -> AdaMixOutcome {
        let line = StepProgressLine(noun: "step", epsilon: training.calibration.epsilon.value)
        defer { line.clear() }
        var noise =
            noiseSeed.map { GridNoise.repeatable(SeededRandom(seed: $0).stream("noise")) } ?? .secure()
        return try training.run(charged, noise: &noise) { line.show($0, of: $1) }
    }
}
