import PropertyGraph
import Synchronization
import Testing

@testable import Interchange

@Suite("Graphs in several files")
struct GraphFilesTests {
    @Test("take the header of a group from its first file")
    func group() throws {
        let folder = try Folder()
        let files = try GraphFiles([
            .group(
                kind: .node, labels: ["Person", "Employee"],
                files: [
                    try folder.file("header.csv", "id:ID(P),name\n"), try folder.file("a.csv", "1,Ann\n"),
                    try folder.file("b.csv.gz", gzip(Array("2,Bob\n".utf8))),
                ], skipsFirstLine: false),
            .group(
                kind: .edge, labels: ["KNOWS"],
                files: [try folder.file("knows.csv", ":START_ID(P),:END_ID(P),:TYPE\n1,2,\n2,1,LIKES\n")],
                skipsFirstLine: false),
        ])
        let nodes = try read(files, .node)
        #expect(nodes.map(\.identifier) == ["1@P", "2@P"])
        #expect(nodes.map(\.labels) == [["Employee", "Person"], ["Employee", "Person"]])
        #expect(nodes.map(\.line) == [1, 1])
        let edges = try read(files, .edge)
        #expect(edges.map(\.labels) == [["KNOWS"], ["LIKES"]])
        #expect(files.files.count == 4)
    }

    @Test("add the labels of a group to those of a node's row")
    func labels() throws {
        let folder = try Folder()
        let path = try folder.file("n.csv", ":ID{label:C},:LABEL\n1,B\n2,\n")
        let files = try GraphFiles([.group(kind: .node, labels: ["A"], files: [path], skipsFirstLine: false)])
        #expect(try read(files, .node).map(\.labels) == [["A", "B", "C"], ["A", "C"]])
    }

    @Test("may repeat a header in every part, to be skipped", arguments: [4, 1000])
    func repeatedHeader(chunk: Int) throws {
        let folder = try Folder()
        let paths = [
            try folder.file("header.csv", ":START_ID,:END_ID\n"),
            try folder.file("a.csv", "\n\"from\",\"to\"\n1,2\n"),
            try folder.file("b.csv", "from,to,more\n3,4\n"),
        ]
        let files = try GraphFiles(
            [.group(kind: .edge, labels: [], files: paths, skipsFirstLine: true)],
            sizes: ChunkSizes(chunk: chunk))
        let edges = try read(files, .edge)
        #expect(edges.map(\.source) == ["1", "3"])
        #expect(edges.map(\.line) == [3, 2])
    }

    @Test("are told apart by their headers and read in their order")
    func order() throws {
        let folder = try Folder()
        let files = try GraphFiles([
            .file(try folder.file("knows.csv", ":START_ID,:END_ID\n1,2\n")),
            .file(try folder.file("b.csv", ":ID\n1\n2\n")), .file(try folder.file("a.csv", "~id\n3\n")),
        ])
        #expect(try read(files, .node).map(\.identifier) == ["1", "2", "3"])
        #expect(try read(files, .edge).map(\.source) == ["1"])
        let symbols = SymbolTable()
        let origins = Mutex<[Int]>([])
        try files.stream(.node, symbols: symbols, workers: 1) {
            $0.origin.file
        } absorb: { file in
            origins.withLock { $0.append(file) }
        }
        #expect(origins.withLock { $0 } == [1, 2])
        #expect(files.files.map { $0.split(separator: "/").last } == ["knows.csv", "b.csv", "a.csv"])
    }

    @Test("of the other kind than they were given as are refused")
    func wrongKind() throws {
        let folder = try Folder()
        let path = try folder.file("n.csv", ":ID\n1\n")
        let error = #expect(throws: InterchangeError.self) {
            try GraphFiles([.group(kind: .edge, labels: [], files: [path], skipsFirstLine: false)])
        }
        #expect(error?.cause == .headerOfOtherKind(given: .edge, found: .node))
        #expect(
            error?.description.contains("given as edges, but its header is of nodes; use --nodes") == true)
    }

    @Test("report how many bytes have been read")
    func progress() throws {
        let folder = try Folder()
        let text = ":ID\n" + (1...1000).map { "\($0)\n" }.joined()
        let reports = Mutex<[ReadingProgress]>([])
        let files = try GraphFiles(
            [.file(try folder.file("a.csv", text)), .file(try folder.file("b.csv", text))],
            sizes: ChunkSizes(chunk: 500)
        ) { report in reports.withLock { $0.append(report) } }
        _ = try read(files, .node)
        let bytes = reports.withLock { $0.map(\.bytesRead) }
        #expect(bytes == bytes.sorted())
        #expect(bytes.last == text.utf8.count * 2)
        #expect(
            reports.withLock { $0.allSatisfy { $0.bytesInTotal == text.utf8.count * 2 && $0.kind == .node } })
    }

    @Test("stop when whoever takes the elements throws")
    func stop() throws {
        struct Enough: Error {}
        let folder = try Folder()
        let path = try folder.file("a.csv", ":ID\n" + (1...5000).map { "\($0)\n" }.joined())
        let files = try GraphFiles([.file(path)], sizes: ChunkSizes(chunk: 100))
        for workers in [1, 2, 4] {
            let absorbed = Mutex(0)
            #expect(throws: Enough.self) {
                try files.stream(.node, symbols: SymbolTable(), workers: workers) {
                    $0.count
                } absorb: { _ in
                    if absorbed.withLock({
                        $0 += 1; return $0
                    }) == 10 {
                        throw Enough()
                    }
                }
            }
            #expect(absorbed.withLock { $0 } == 10)
            #expect(throws: Enough.self) {
                try files.stream(.node, symbols: SymbolTable(), workers: workers) { batch in
                    if batch.origin.firstLine > 1000 { throw Enough() }
                } absorb: {
                }
            }
        }
    }
}
