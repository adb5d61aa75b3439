import Foundation
import Testing

/// Examples/fraud is what a newcomer runs first.
@Suite("The fraud example")
struct FraudExampleTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Examples/fraud").standardizedFileURL

    static let verdicts: [(file: String, status: Int32, says: String)] = [
        ("conforming", 0, "CONFORMS to graph type `fraudGraphType` (STRICT): 3 nodes, 2 edges."),
        ("account-without-owner", 1, "account-without-owner.jsonl:4: Node orphan "),
        ("birth-date-is-text", 1, "`birthDate` is the STRING '1990-01-31' and not DATE"),
        ("knows-edge", 1, "no edge type of `fraudGraphType` has the label `Knows`"),
        ("missing-since", 1, "it lacks the property `since`"),
        ("owns-a-missing-account", 1, "ends at node closed, but there is no such node"),
        ("transaction-node", 1, "no node type of `fraudGraphType` has the label `FinancialTransaction`"),
        ("two-accounts-one-iban", 1, "Node second shares a.iban = 'DE02120300000000202051' with node shared"),
    ]

    @Test("is judged as its file names say", arguments: verdicts)
    func verdict(file: String, status: Int32, says: String) throws {
        let path = Self.folder.appending(path: "\(file).jsonl").path
        let schema = Self.folder.appending(path: "fraud.pgs").path
        let run = try WorkFolder().run("validate", schema, path)
        #expect(run.status == status && run.errors == "")
        #expect(run.output.contains(says), "\(run)")
    }

    @Test("is tested whole")
    func completeness() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(
            Set(files.filter { $0.hasSuffix(".jsonl") }) == Set(Self.verdicts.map { "\($0.file).jsonl" }))
    }
}
