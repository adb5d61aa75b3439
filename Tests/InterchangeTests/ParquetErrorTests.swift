import Foundation
import OnDemand
import PropertyGraph
import Testing

@testable import Interchange

@Suite("Bad Parquet input", .needsParquet)
struct ParquetErrorTests {
    @Test(
        "is refused with its row",
        arguments: [
            ("no-identifier.parquet", 2, "`:ID` is empty"),
            ("list-identifier.parquet", 1, "its type is list<int64>; use whole numbers or text"),
        ])
    func rows(name: String, line: Int, says: String) throws {
        let files = try GraphFiles([.file(fixture(name))])
        let error = #expect(throws: InterchangeError.self) { try read(files, .node) }
        #expect(error?.line == line)
        #expect(error?.description.contains(says) == true)
    }

    @Test("with plain names asks for a header")
    func plainNames() throws {
        let path = try fixture("people.parquet")
        let error = #expect(throws: InterchangeError.self) { try GraphFiles([.file(path)]) }
        #expect(error?.cause == .headerWithoutIdentifier(columns: ["id", "name", "height"]))
    }

    @Test(
        "does not fit every header",
        arguments: [
            (":ID,name\n", "the file has 3 columns and the header has 2 fields"),
            (":ID,height,name\n", "the header has `height` as field 2, but the file has it as column 3"),
        ])
    func headers(header: String, says: String) throws {
        let folder = try Folder()
        let files = [try folder.file("header.csv", header), try fixture("people.parquet")]
        let error = #expect(throws: InterchangeError.self) {
            try GraphFiles([.group(kind: .node, labels: [], files: files, skipsFirstLine: false)])
        }
        #expect(error?.description.contains(says) == true)
    }

    @Test("that is no Parquet is refused before anything is read")
    func otherFiles() throws {
        let folder = try Folder()
        let cases: [(String, String)] = [
            (try folder.file("text.parquet", ":ID\n1\n2\n"), "the Parquet data cannot be read ("),
            (try folder.file("empty.parquet", ""), "the file is empty"),
            (folder.path + "/missing.parquet", "there is no such file"),
            (try folder.file("cut.parquet", try bytes("types.parquet").dropLast(1)), "cannot be read ("),
        ]
        for (path, says) in cases {
            let error = #expect(throws: InterchangeError.self) { try GraphFiles([.file(path)]) }
            #expect(error?.file == path)
            #expect(error?.description.contains(says) == true)
        }
    }

    @Test("that is damaged anywhere ends in an error or in values, never in a trap", arguments: 0..<8)
    func damage(seed: Int) throws {
        let folder = try Folder()
        let names = ["types.parquet", "labelled.parquet", "people.parquet"]
        var generator = Steps(state: UInt64(seed))
        for round in 0..<60 {
            var damaged = try bytes(names[round % names.count])
            for _ in 0..<(1 + round % 3) {
                let position = Int(generator.next() % UInt64(damaged.count))
                damaged[position] = UInt8(truncatingIfNeeded: generator.next())
            }
            let path = try folder.file("damaged.parquet", damaged)
            let header = try folder.file("header.csv", "id:ID,name,height\n")
            let input: GraphFiles.Input =
                round % names.count == 2
                ? .group(kind: .node, labels: [], files: [header, path], skipsFirstLine: false) : .file(path)
            do {
                _ = try read(GraphFiles([input]), .node)
            } catch is InterchangeError {
                // Refusing is as good as reading what is still readable.
            }
        }
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: try fixture(name))))
    }

    /// SplitMix64: the same numbers in every run.
    private struct Steps {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }
}

@Suite("Without the Parquet library")
struct ParquetLibraryTests {
    @Test("a sentence says how to get it")
    func missing() throws {
        let error = #expect(throws: PluginLibrary.Unavailable.self) {
            try ParquetLibrary(PluginLibrary(at: ["/nonexistent/libespalier-parquet.so"]))
        }
        let sentence = InterchangeError(file: "a.parquet", .parquetUnavailable(reason: error?.reason ?? ""))
        #expect(
            sentence.description
                == "a.parquet: Parquet is read through a library, which is not there; run `scripts/setup --parquet`,"
                + " or name the library's file in the environment variable ESPALIER_PARQUET")
    }

    @Test("another file in its place is refused")
    func otherFile() throws {
        let folder = try Folder()
        let path = try folder.file("libespalier-parquet.so", "no library")
        let error = #expect(throws: PluginLibrary.Unavailable.self) {
            try ParquetLibrary(PluginLibrary(at: [path]))
        }
        #expect(error?.reason.hasPrefix("which does not load (") == true)
    }
}
