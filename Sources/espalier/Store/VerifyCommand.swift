import ArgumentParser
import GraphStore

/// The command `espalier verify STORE`.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every byte of a store: checksums, adjacency in both directions, indexes.",
        discussion: "Exit code 0: whole; 1: damaged, with a sentence for each finding; 2: not a store at all."
    )

    @Argument(help: "The store.")
    var store: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        let findings = try StoreAccess.orExit(asJSON: format == .json) {
            try GraphStore.open(store, isReadOnly: true).verify()
        }
        switch format {
        case .json: try JSONOutput.write(Verification(whole: findings.isEmpty, findings: findings))
        case .text:
            try Terminal.write(
                findings.isEmpty
                    ? "\(store) is whole.\n" : findings.map { "\($0)\n" }.joined().printable)
        }
        if !findings.isEmpty { throw Terminal.doesNotConform }
    }
}

private struct Verification: Encodable {
    let whole: Bool
    let findings: [String]
}
