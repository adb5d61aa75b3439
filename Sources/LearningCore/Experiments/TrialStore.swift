import Foundation
import Tensors

/// A trial that was run, and with what.
struct FinishedTrial: Sendable, Codable {
    /// Tells which trial of which claim, version and configuration this is.
    let fingerprint: ContentDigest
    let trial: Trial
    let result: TrialResult
    /// How long it took.
    let seconds: Double
    let environment: RunEnvironment
}

/// Finished trials on disk, a file each, so that a run that was stopped goes on where it was.
struct TrialStore {
    private let folder: String
    private let claim: Claim

    /// Keeps trials in a folder, which is made.
    init(folder: String, claim: Claim) throws(ExperimentError) {
        self.folder = folder
        self.claim = claim
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: folder, reason: "the folder cannot be made; is there one above it?")
        }
    }

    /// A trial that was finished before; nil where there is none, or one of another version or configuration,
    /// or a file that is no trial.
    func finished(_ trial: Trial) -> FinishedTrial? {
        guard let data = FileManager.default.contents(atPath: path(of: trial)),
            let finished = try? JSONDecoder().decode(FinishedTrial.self, from: data),
            finished.fingerprint == fingerprint(of: trial), finished.trial == trial
        else { return nil }
        do throws(ExperimentError) { try finished.result.check(for: claim, trial) } catch { return nil }
        return finished
    }

    /// Keeps a trial, whole or not at all, and waits until the disk has it.
    func keep(
        _ result: TrialResult, of trial: Trial, seconds: Double, environment: RunEnvironment
    ) throws(ExperimentError) -> FinishedTrial {
        let finished = FinishedTrial(
            fingerprint: fingerprint(of: trial), trial: trial, result: result, seconds: seconds,
            environment: environment)
        try ReportFile.write(ReportFile.json(finished), to: path(of: trial))
        return finished
    }

    private func path(of trial: Trial) -> String {
        let name = ReportFile.name("\(trial.arm)-\(trial.cell.name)-seed-\(trial.seed)")
        // Two trials whose names come out alike have files of their own.
        let mark = ContentDigest(of: "\(trial.arm)\n\(trial.cell.name)\n\(trial.form)".utf8).description
            .prefix(8)
        return "\(folder)/\(name)-\(mark).json"
    }

    private func fingerprint(of trial: Trial) -> ContentDigest {
        var hash = ContentHash()
        hash.update("espalier trial 1")
        hash.update(claim.name)
        hash.update(claim.version)
        for (key, value) in claim.configuration.sorted(by: { $0.key < $1.key }) {
            hash.update(key)
            hash.update(value)
        }
        hash.update(trial.cell.name)
        for (key, value) in trial.cell.settings.sorted(by: { $0.key < $1.key }) {
            hash.update(key)
            hash.update("\(value)")
        }
        hash.update(trial.arm)
        hash.update(trial.seed)
        hash.update(trial.form.rawValue)
        return hash.finish()
    }
}

/// Files of a report.
enum ReportFile {
    /// Writes a file, whole or not at all.
    static func write(_ content: some Sequence<UInt8>, to path: String) throws(ExperimentError) {
        do throws(TensorError) {
            let file = try DurableFile(path: path)
            try file.write(content)
            try file.finish()
        } catch { throw .writing(error, to: path) }
    }

    /// JSON that is the same for the same content.
    static func json(_ value: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("results hold finite numbers and texts, which JSON has")
        }
        return data + Data("\n".utf8)
    }

    /// A name as part of a file's name: letters, digits and a few signs.
    static func name(_ text: String) -> String {
        var name = ""
        for scalar in text.lowercased().unicodeScalars {
            let isKept = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            if isKept || scalar == "." || scalar == "=" {
                name.unicodeScalars.append(scalar)
            } else if name.last != "-", scalar != " " || name.last != "=" {
                name.append("-")
            }
        }
        return String(name.replacingOccurrences(of: "-=", with: "=").prefix(120))
    }
}
