import ArgumentParser
import LearningCore

/// The command `espalier model rollback`.
struct ModelRollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Bring back the version that was in service before.",
        discussion: """
            No gate is asked: what was in service has passed one.

              espalier model rollback              the version before the present one
              espalier model rollback --to v1      one that was in service earlier

            A second rollback goes back one further. What was taken out of service stays in the registry and comes back by \
            `espalier model promote`.

            Exit codes: 0 the version is in service; 2 there is none to go back to, or it is damaged, and nothing was \
            changed; 64 wrong usage.
            """)

    @Option(name: .customLong("to"), help: ArgumentHelp("The version to go back to.", valueName: "name"))
    var target: String?

    @OptionGroup var options: RegistryOptions

    func run() throws {
        let rollback = try options.orExit {
            try options.registry.rollback(to: target, by: RegistryOptions.program)
        }
        switch options.format {
        case .json:
            try JSONOutput.write(
                Answer(
                    inService: rollback.version.name, previous: rollback.replaced.name,
                    digest: rollback.version.digest, at: rollback.at))
        case .text:
            try Terminal.write(
                "\(rollback.version.name) is in service again, in place of \(rollback.replaced.name).\n")
        }
    }

    private struct Answer: Encodable {
        let inService: String
        let previous: String
        let digest: ContentDigest
        let at: String
    }
}
