import ArgumentParser
import LearningCore

/// The command `espalier model list`.
struct ModelListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the versions of a registry, and say which is in service.",
        discussion: """
            Every version's digests are checked on the way, so that one that was damaged or edited is found.

              espalier model list
              espalier model list --registry /srv/models --format json

            Exit codes: 0 every version is whole; 2 one is not, or there is no registry; 64 wrong usage.
            """)

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let registry = options.registry
        let (journal, versions) = try options.orExit {
            let journal = try registry.journal()
            return (journal, try registry.names().map { ListedVersion($0, in: registry, journal) })
        }
        switch options.format {
        case .json:
            try JSONOutput.write(
                Answer(registry: registry.path, inService: journal.inService?.name, versions: versions))
        case .text: try Terminal.write(text(versions, registry).printable)
        }
        let problems = versions.compactMap(\.problem)
        for problem in problems { Terminal.writeError("error: \(problem.printable)\n") }
        if !problems.isEmpty { throw Terminal.unreadable }
    }

    private func text(_ versions: [ListedVersion], _ registry: ModelRegistry) -> String {
        guard !versions.isEmpty else {
            return "\(registry.path) has no version yet; `espalier model add` adds one.\n"
        }
        var table = TextTable([
            .text("version"), .text("state"), .text("since"), .text("kind"), .text("architecture"),
            .number("weights"), .text("beside them"),
        ])
        for version in versions {
            table.append(
                version.name, version.state.rawValue, version.since ?? "", version.kind ?? "",
                version.architecture ?? "", version.parameters.map { "\($0)" } ?? "",
                version.attachments.map { String($0.split(separator: ".")[0]) }.joined(separator: ", "))
        }
        return table.text
    }

    private struct Answer: Encodable {
        let registry: String
        let inService: String?
        let versions: [ListedVersion]

        private enum Key: CodingKey { case registry, inService, versions }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(registry, forKey: .registry)
            try container.encode(inService, forKey: .inService)
            try container.encode(versions, forKey: .versions)
        }
    }
}

/// A version as lists have it.
struct ListedVersion: Encodable {
    enum State: String, Encodable {
        case inService = "in service"
        case wasInService = "was in service"
        case added
        case damaged
    }

    let name: String
    let state: State
    /// When it last came into service.
    let since: String?
    let digest: ContentDigest?
    let kind: String?
    let architecture: String?
    let parameters: Int?
    let metrics: [String: Double]
    let attachments: [String]
    /// What is wrong with it.
    let problem: String?

    init(_ name: String, in registry: ModelRegistry, _ journal: ReleaseJournal) {
        self.name = name
        let model: ModelDirectory?
        var problem: String?
        do throws(RegistryError) { model = try registry.version(name, in: journal) } catch {
            model = nil
            problem = error.description
        }
        self.problem = problem
        let last = journal.lastEntry(of: name)
        since = last?.at
        state =
            model == nil
            ? .damaged
            : journal.inService?.name == name ? .inService : last == nil ? .added : .wasInService
        digest = model?.digest
        kind = model?.manifest.kind
        architecture = model?.manifest.architecture
        parameters = model?.parameterCount
        metrics = model?.manifest.metrics ?? [:]
        attachments = model?.attachments.map(\.rawValue).sorted() ?? []
    }
}
