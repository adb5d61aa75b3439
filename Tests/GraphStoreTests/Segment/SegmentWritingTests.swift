import Foundation
import PropertyGraph
import Testing

@testable import GraphStore

@Suite("Writing a segment")
struct SegmentWritingTests {
    private let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func nested(_ depth: Int) -> Value {
        (0..<depth).reduce(.list([])) { inner, _ in .list([inner]) }
    }

    private func graph(_ value: Value) -> SegmentInput {
        let row = SegmentInputSketch.Row(identifier: 1, properties: ["key": value])
        return SegmentInputSketch(nodes: [.init(labels: ["A"], space: "", rows: [row])]).input
    }

    @Test("that fails midway leaves what was there, and nothing else")
    func failure() throws {
        let path = folder.file("segment")
        try SegmentWriter.write(graph("old"), generation: 1, to: path)
        let before = try folder.read("segment")
        #expect(throws: SegmentError.nestedTooDeep(file: path, key: "key", limit: 256)) {
            try SegmentWriter.write(graph(nested(300)), generation: 2, to: path)
        }
        #expect(try folder.read("segment") == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["segment"])
    }

    @Test("where there is no folder is refused with a sentence")
    func noFolder() throws {
        let path = folder.file("none/segment")
        let error = #expect(throws: SegmentError.self) {
            try SegmentWriter.write(graph("text"), generation: 1, to: path)
        }
        guard case .unwritable(path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("nothing was changed") ?? false)
    }

    @Test("over a file leaves those who read it with what they opened")
    func replacement() throws {
        let path = folder.file("segment")
        try SegmentWriter.write(graph("old"), generation: 1, to: path)
        let reader = try Segment(path: path)
        try SegmentWriter.write(graph("new"), generation: 2, to: path)
        #expect(try reader.nodeTables[0].properties(of: 0).map(\.value) == ["old"])
        #expect(try Segment(path: path).nodeTables[0].properties(of: 0).map(\.value) == ["new"])
    }

    @Test("values of one type in parts of another form end up in a plain column")
    func unification() throws {
        let symbols = SymbolTable()
        let key = symbols.intern("key")
        let input = SegmentInput(
            symbols: symbols,
            nodes: [
                .init(labels: [], count: 1, columns: [Column(key: key, values: .values([.integer(1)]))]),
                .init(labels: [], count: 1, columns: [Column(key: key, values: .integers([2]))]),
                .init(
                    labels: [], count: 1,
                    columns: [
                        Column(
                            key: key, values: .strings(StringColumn(["filler"])),
                            presence: RowMask(repeating: false, count: 1))
                    ]),
            ])
        try SegmentWriter.write(input, generation: 1, to: folder.file("segment"))
        let column = try #require(try Segment(path: folder.file("segment")).nodeTables[0].column("key"))
        guard case .integers(let numbers) = column.storage else {
            Issue.record("the column is not plain")
            return
        }
        #expect(numbers[0] == 1 && numbers[1] == 2 && column[2] == nil)
    }
}
