import Foundation
import GraphStore
import PropertyGraph
import Testing

@Suite("The commands of a store")
struct StoreCommandTests {
    static let schema = """
        CREATE GRAPH TYPE bank STRICT {
            (customer: Customer { name STRING }),
            (account: Account { iban STRING }),
            (:customer)-[owns: OWNS]->(:account),
            FOR (a: account) KEY a.iban
        }
        """
    static let nodes = ":ID,name,iban,:LABEL\n1,Ada,,Customer\n2,,DE01,Account\n"
    static let edges = ":START_ID,:END_ID,:TYPE\n1,2,OWNS\n"

    static func folder() throws -> WorkFolder {
        try WorkFolder(["bank.pgs": schema, "nodes.csv": nodes, "edges.csv": edges])
    }

    private struct Info: Decodable {
        let graphType: String?
        let nodes: Int
        let edges: Int
        let conforms: Bool
    }

    private func info(_ folder: WorkFolder) throws -> Info {
        try folder.run("info", "bank.espalier", "--format", "json").answer()
    }

    private func imported() throws -> WorkFolder {
        let folder = try Self.folder()
        let run = try folder.run("import", "bank.espalier", "--schema", "bank.pgs", "nodes.csv", "edges.csv")
        #expect(run.status == 0 && run.errors == "", "\(run)")
        #expect(run.output.hasPrefix("bank.espalier now holds 2 nodes and 1 edges"), "\(run)")
        return folder
    }

    @Test("import, tell and verify a graph")
    func roundTrip() throws {
        let folder = try imported()
        let found = try info(folder)
        #expect(found.graphType == "bank" && found.nodes == 2 && found.edges == 1 && found.conforms)
        let text = try folder.run("info", "bank.espalier")
        #expect(text.output.contains("(:Customer)-[:OWNS]->(:Account)"), "\(text)")
        #expect(try folder.run("verify", "bank.espalier").output == "bank.espalier is whole.\n")
    }

    @Test("tell, verify, dump and merge what was committed since the import")
    func merging() throws {
        let folder = try imported()
        try GraphStore.open(folder.url.path + "/bank.espalier").write { graph throws in
            let ada = try #require(try graph.node(named: 1))
            let account = try graph.insertNode(
                labels: ["Account"], properties: ["iban": .string("DE02")], identifier: "new")
            try graph.insertEdge(from: ada, to: account, labels: ["OWNS"])
            try graph.set("name", to: .string("Ada L."), of: ada)
        }
        #expect(try info(folder).nodes == 3)
        let text = try folder.run("info", "bank.espalier")
        #expect(text.output.contains("3 elements were written or deleted since the last merge"), "\(text)")
        #expect(text.output.contains("(:Customer)-[:OWNS]->(:Account)  2"), "\(text)")
        #expect(try folder.run("verify", "bank.espalier").output == "bank.espalier is whole.\n")
        _ = try folder.run("dump", "bank.espalier", "-o", "before.jsonl")
        #expect(
            try folder.run("merge", "bank.espalier").output
                == "Merged 3 changed elements into 3 nodes and 2 edges.\n")
        #expect(try folder.run("merge", "bank.espalier").output == "bank.espalier has nothing to merge.\n")
        _ = try folder.run("dump", "bank.espalier", "-o", "after.jsonl")
        func lines(_ file: String) throws -> Set<Substring> {
            Set(try folder.text(of: file).split(separator: "\n"))
        }
        #expect(try lines("before.jsonl") == lines("after.jsonl"))
        #expect(try lines("after.jsonl").contains { $0.contains("Ada L.") })
        #expect(try folder.run("merge", "nowhere.espalier").status == 2)
    }

    @Test("refuse an import that breaks the schema, and leave the store as it was")
    func refusal() throws {
        let folder = try imported()
        try folder.write(Array(":ID,iban,:LABEL\n3,DE01,Account\n".utf8), to: "twin.csv")
        let run = try folder.run("import", "bank.espalier", "twin.csv")
        #expect(run.status == 1 && run.output.contains("Node 3 shares a.iban = 'DE01' with node 2"), "\(run)")
        #expect(try info(folder).nodes == 2)
        let quarantine = try folder.run("import", "bank.espalier", "twin.csv", "--on-violation", "quarantine")
        #expect(quarantine.status == 0 && quarantine.output.contains("bank.espalier.quarantine.jsonl"))
        #expect(try folder.text(of: "bank.espalier.quarantine.jsonl").contains("shares a.iban"))
        #expect(try info(folder).nodes == 2)
    }

    @Test(
        "leave nothing behind when the first import is refused or cannot be read",
        arguments: ["twice.csv", "no.csv"])
    func firstImport(data: String) throws {
        let folder = try Self.folder()
        try folder.write(Array((Self.nodes + "2,,DE02,Account\n").utf8), to: "twice.csv")
        let run = try folder.run("import", "bank.espalier", "--schema", "bank.pgs", data)
        #expect(run.status == (data == "no.csv" ? 2 : 1), "\(run)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "bank.espalier").path))
    }

    @Test("dump what imports back to the same graph", arguments: ["jsonl", "csv"])
    func dump(format: String) throws {
        let folder = try imported()
        let run = try folder.run("dump", "bank.espalier", "--format", format, "-o", "out")
        #expect(run.status == 0, "\(run)")
        let data = run.output.split(separator: "\n").map(String.init).filter { !$0.hasSuffix(".pgs") }
        if format == "jsonl" {
            try FileManager.default.moveItem(
                at: folder.url.appending(path: "out"), to: folder.url.appending(path: "out.jsonl"))
        }
        let files = format == "jsonl" ? ["out.jsonl"] : data
        let back = try folder.run(["import", "back.espalier", "--schema", "bank.pgs"] + files)
        #expect(back.status == 0 && back.output.contains("2 nodes and 1 edges"), "\(back)")
    }

    @Test("apply a schema only if the stored data conforms")
    func apply() throws {
        let folder = try imported()
        try folder.write(
            Array("CREATE GRAPH TYPE other STRICT { (customer: Customer { name STRING }) }".utf8),
            to: "other.pgs")
        let refused = try folder.run("schema", "apply", "other.pgs", "bank.espalier")
        #expect(
            refused.status == 1 && refused.output.contains("no node type of `other` has the label `Account`"))
        #expect(try info(folder).graphType == "bank")
        #expect(try folder.run("schema", "apply", "bank.pgs", "bank.espalier").status == 0)
    }

    @Test("import what Kuzu exported, with the schema that it had")
    func kuzu() throws {
        let export = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../InterchangeTests/Fixtures/kuzu-csv").standardizedFileURL.path
        let folder = try Self.folder()
        let run = try folder.run("import", "bank.espalier", export)
        #expect(run.status == 0, "\(run)")
        #expect(try info(folder).graphType == "kuzuGraphType")
    }

    @Test(
        "say what is wrong with a store, and end with 2",
        arguments: [
            (["info", "none.espalier"], "There is no store none.espalier."),
            (["verify", "bank.pgs"], "bank.pgs is there and is not a store"),
            (["import", "bank.pgs", "nodes.csv"], "bank.pgs is there and is not a store"),
            (["dump", "none.espalier", "-o", "x"], "There is no store none.espalier."),
        ])
    func wrongStore(arguments: [String], words: String) throws {
        let run = try Self.folder().run(arguments)
        #expect(run.status == 2 && run.output == "" && run.errors.contains(words), "\(run)")
    }

    @Test("find damage in a segment")
    func damage() throws {
        let folder = try imported()
        let file = folder.url.appending(path: "bank.espalier/segments/1.segment")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 0x10
        try bytes.write(to: file)
        let run = try folder.run("verify", "bank.espalier")
        #expect([1, 2].contains(run.status) && !run.wasKilled, "\(run)")
        #expect((run.output + run.errors).contains("1.segment"), "\(run)")
    }
}
