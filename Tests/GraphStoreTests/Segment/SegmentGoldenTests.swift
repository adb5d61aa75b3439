import Foundation
import Testing

@testable import GraphStore

@Suite("Segments of every released version")
struct SegmentGoldenTests {
    /// A committed file, the version that wrote it, and what it holds.
    ///
    /// Files are added here and never removed.
    struct Golden: CustomTestStringConvertible {
        let testDescription: String
        let version: UInt32
        let input: SegmentInput

        var path: String {
            get throws {
                try #require(
                    Bundle.module.path(forResource: testDescription, ofType: "segment", inDirectory: "Golden")
                )
            }
        }
    }
    static let all = [
        Golden(testDescription: "version-1", version: 1, input: .sample),
        Golden(testDescription: "version-1-wide", version: 1, input: .wideSample),
    ]

    @Test("still open and hold the same graph", arguments: all)
    func opens(golden: Golden) throws {
        let segment = try Segment(path: golden.path)
        #expect(segment.formatVersion == golden.version && segment.generation == 3)
        #expect(segment.verify() == [])
        let folder = try TemporaryFolder()
        try SegmentWriter.write(golden.input, generation: 3, to: folder.file("now"))
        let now = try Segment(path: folder.file("now"))
        #expect(try segment.allForms() == now.allForms())
        for name in now.indexNames {
            let (then, now) = (try #require(try segment.index(named: name)), try now.index(named: name))
            #expect(now.map { [UInt64]($0.hashes) } == [UInt64](then.hashes))
            #expect(now.map { [UInt32]($0.elements) } == [UInt32](then.elements))
        }
    }

    @Test(
        "a change of the bytes needs a new version: this one writes what is committed",
        arguments: all.filter { $0.version == SegmentFormat.version })
    func sameBytes(golden: Golden) throws {
        let folder = try TemporaryFolder()
        try SegmentWriter.write(golden.input, generation: 3, to: folder.file("now"))
        let committed = try Data(contentsOf: URL(fileURLWithPath: golden.path))
        #expect(try folder.read("now") == [UInt8](committed))
    }

    @Test("the checksum is XXH64")
    func checksum() {
        func sum(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBytes(Checksum.of) }
        #expect(sum("") == 0xEF46_DB37_51D8_E999)
        #expect(sum("a") == 0xD24E_C4F1_A98C_6E5B)
        #expect(sum("abc") == 0x44BC_2CF5_AD77_0999)
        #expect(sum("Nobody inspects the spammish repetition") == 0xFBCE_A83C_8A37_8BF1)
    }
}

extension Segment {
    /// Everything but the indexes, table by table.
    fileprivate func allForms() throws -> [ElementForm] {
        var forms: [ElementForm] = []
        for table in nodeTables {
            for row in 0..<table.count { forms.append(try form(of: table, row, [])) }
        }
        for table in edgeTables {
            let adjacency = try table.adjacency(.outgoing)
            for source in 0..<adjacency.count {
                for index in adjacency.range(of: source) {
                    forms.append(try form(of: table, index, [UInt32(source), adjacency.nodes[index]]))
                }
            }
        }
        return forms
    }

    private func form(of table: some SegmentTable, _ row: Int, _ ends: [UInt32]) throws -> ElementForm {
        let identifiers = try table.identifiers()
        return ElementForm(
            labels: table.labels, identifier: identifiers?[row], space: identifiers?.space(of: row),
            ends: ends, properties: try table.properties(of: row))
    }
}
