import Foundation
import LearningCore

/// The claims, as `espalier reproduce --list` prints them.
struct ClaimList: Encodable {
    struct Entry: Encodable {
        let name, title, statement, source: String
        let cells, arms: [String]
        let seeds: Int
        let gates: [String]
    }
    let claims: [Entry]

    init(_ register: ClaimRegister) {
        claims = register.claims.map { claim in
            Entry(
                name: claim.name, title: claim.title, statement: claim.statement, source: claim.source,
                cells: claim.cells.map(\.name), arms: claim.arms.map(\.name), seeds: claim.seeds,
                gates: claim.gates.map(\.sentence))
        }
    }

    var text: String {
        guard !claims.isEmpty else { return "There are no claims yet.\n" }
        return claims.map { claim in
            "\(claim.name): \(claim.title)\n  \(claim.statement)\n  \(claim.source)\n"
                + "  \(count(claim.arms.count, "arm")) in \(count(claim.cells.count, "cell")) with"
                + " \(count(claim.seeds, "seed")); what has to come"
                + " out:\n" + claim.gates.map { "  - \($0)\n" }.joined()
        }.joined(separator: "\n")
    }

    private func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    func print(_ format: OutputFormat) throws {
        switch format {
        case .text: try Terminal.write(text)
        case .json: try JSONOutput.write(self)
        }
    }
}
