import Foundation
import Testing

@Suite("A disk without room")
struct FullDiskTests {
    /// Runs a command that may write no more than so many blocks of 512 bytes to a file, and says how it ended.
    ///
    /// The signal is ignored, so that more is an error as on a full disk. What is told goes through a pipe, which has
    /// no limit.
    private static func limited(_ blocks: Int, _ command: String) -> String {
        "(trap '' XFSZ; ulimit -f \(blocks); \(command) 2>&1; echo \"exit code $?\") | cat"
    }

    private func folder() throws -> WorkFolder {
        let folder = try StoreCommandTests.folder()
        let run = try folder.run("import", "bank.espalier", "--schema", "bank.pgs", "nodes.csv", "edges.csv")
        #expect(run.status == 0, "\(run)")
        var rows = ":ID,name,iban,:LABEL\n"
        for number in 10..<20_000 { rows += "\(number),Customer number \(number),,Customer\n" }
        try folder.write(Array(rows.utf8), to: "many.csv")
        return folder
    }

    @Test("leaves the store as it was, and is told with the name of the file", arguments: [0, 8, 64, 200])
    func importing(blocks: Int) throws {
        let folder = try folder()
        let before = try folder.run("dump", "bank.espalier", "-o", "before.jsonl")
        #expect(before.status == 0, "\(before)")
        let run = try folder.shell(Self.limited(blocks, "\"$espalier\" import bank.espalier many.csv"))
        #expect(run.output.contains("bank.espalier/") && run.output.hasSuffix("exit code 2\n"), "\(run)")
        #expect(try folder.run("verify", "bank.espalier").output == "bank.espalier is whole.\n")
        #expect(try folder.run("dump", "bank.espalier", "-o", "after.jsonl").status == 0)
        #expect(try folder.text(of: "after.jsonl") == folder.text(of: "before.jsonl"))
        let segments = folder.url.appending(path: "bank.espalier/segments").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: segments).sorted() == ["1.segment"])
    }

    @Test("leaves the store as it was when the catalog cannot be written", arguments: [1, 16, 24])
    func committing(blocks: Int) throws {
        let folder = try folder()
        try folder.write(Array(":ID,name,:LABEL\n3,Eve,Customer\n".utf8), to: "eve.csv")
        let run = try folder.shell(Self.limited(blocks, "\"$espalier\" import bank.espalier eve.csv"))
        #expect(run.output.contains("bank.espalier/") && run.output.hasSuffix("exit code 2\n"), "\(run)")
        #expect(try folder.run("verify", "bank.espalier").output == "bank.espalier is whole.\n")
        let again = try folder.run("import", "bank.espalier", "eve.csv")
        #expect(again.status == 0 && again.output.contains("now holds 3 nodes"), "\(again)")
    }
}
