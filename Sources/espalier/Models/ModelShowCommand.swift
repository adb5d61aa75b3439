import ArgumentParser
import Foundation
import LearningCore

/// The command `espalier model show`.
struct ModelShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell what a version is, how it was made, and when it was in service.",
        discussion: """
            Without a name it is the version in service:

              espalier model show
              espalier model show v2 --format json

            Exit codes: 0 it is shown; 2 there is none of that name, or it is damaged; 64 wrong usage.
            """)

    @Argument(help: "The version; the one in service if it is left out.")
    var name: String?

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let registry = options.registry
        let answer = try options.orExit {
            let journal = try registry.journal()
            guard let shown = name ?? journal.inService?.name else {
                throw RegistryError.nothingInService(registry: registry.path)
            }
            return ShownVersion(
                name: shown, model: try registry.version(shown, in: journal), journal: journal)
        }
        switch options.format {
        case .json: try JSONOutput.write(answer)
        case .text: try Terminal.write(answer.text.printable)
        }
    }
}

/// A version with all that is known of it.
private struct ShownVersion: Encodable {
    let name: String
    let isInService: Bool
    let path: String
    let digest: ContentDigest
    let parameters: Int?
    let attachments: [String]
    let manifest: ModelManifest
    let history: [ReleaseJournal.Entry]

    init(name: String, model: ModelDirectory, journal: ReleaseJournal) {
        self.name = name
        isInService = journal.inService?.name == name
        path = model.path
        digest = model.digest
        parameters = model.parameterCount
        attachments = model.attachments.map(\.rawValue).sorted()
        manifest = model.manifest
        history = journal.entries.filter { $0.version.name == name }
    }

    var text: String {
        var lines = ["\(name)\(isInService ? ", in service" : "")"]
        func add(_ heading: String, _ text: String) {
            let heading = heading.padding(toLength: 14, withPad: " ", startingAt: 0)
            lines.append("  \(heading)\(TableCell.oneLine(text))")
        }
        add("kind", manifest.kind)
        add("architecture", manifest.architecture)
        if let parameters { add("weights", "\(parameters) numbers") }
        add("path", path)
        add("digest", digest.description)
        for data in manifest.data { add(data.role, "\(data.name), \(data.count) records") }
        if let schema = manifest.schemaVersion { add("schema", schema) }
        for (name, value) in manifest.metrics.sorted(by: { $0.key < $1.key }) {
            add(name, ShownNumber.plain(value))
        }
        if let privacy = manifest.privacy { add("privacy", Self.promise(privacy)) }
        if let predecessor = manifest.predecessor { add("predecessor", predecessor.path) }
        if !attachments.isEmpty { add("beside it", attachments.joined(separator: ", ")) }
        if let policy = manifest.releasePolicy, let json = try? JSONEncoder().encode(policy) {
            add("policy", String(decoding: json, as: UTF8.self))
        }
        add("made by", manifest.madeBy.description)
        for entry in history { lines.append("  \(entry.at)  \(TableCell.oneLine(Self.event(entry)))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func promise(_ privacy: ModelManifest.PrivacyStatement) -> String {
        guard privacy.isPrivate, let epsilon = privacy.epsilon else { return "none is promised" }
        return "epsilon \(ShownNumber.plain(epsilon)) at delta \(privacy.delta), \(privacy.relation)"
    }

    private static func event(_ entry: ReleaseJournal.Entry) -> String {
        switch entry {
        case .promotion(let promotion):
            "promoted" + (promotion.replaced.map { " in place of \($0.name)" } ?? "")
                + " by \(promotion.by), policy: \(promotion.policySource)"
        case .rollback(let rollback):
            "brought back in place of \(rollback.replaced.name) by \(rollback.by)"
        }
    }
}
