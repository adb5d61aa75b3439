import Foundation
import PropertyGraph
import Testing

@testable import GraphStore

@Suite("A damaged segment")
struct SegmentDamageTests {
    /// A small file, by default one with a column of every encoding.
    private func smallFile(
        _ input: SegmentInput = .sample
    ) throws -> (folder: TemporaryFolder, bytes: [UInt8]) {
        let folder = try TemporaryFolder()
        try SegmentWriter.write(input, generation: 3, to: folder.file("whole"))
        return (folder, try folder.read("whole"))
    }

    /// Everything that can be asked of a segment, so that a trap would show.
    private func readAll(_ segment: Segment) throws {
        for table in segment.nodeTables { try read(table) }
        for table in segment.edgeTables {
            for direction in EdgeDirection.allCases {
                let adjacency = try table.adjacency(direction)
                for row in 0..<adjacency.count { for node in adjacency[row] { _ = node } }
            }
            try read(table)
        }
        for name in segment.indexNames { _ = try segment.index(named: name)?[0x8000_0000_0000_0000] }
        for kind in ElementKind.allCases {
            try segment.stream(kind, symbols: SymbolTable(), workers: 1) {
                $0.count
            } absorb: { _ in
            }
        }
    }

    private func read(_ table: some SegmentTable) throws {
        let identifiers = try table.identifiers()
        for row in 0..<table.count {
            _ = identifiers?[row]
            _ = identifiers?.space(of: row)
            _ = try table.properties(of: row)
        }
    }

    @Test("cut off anywhere is refused with a sentence that names it")
    func truncation() throws {
        let (folder, bytes) = try smallFile()
        for length in 0..<bytes.count {
            let path = try folder.write([UInt8](bytes[..<length]), to: "cut")
            let error = #expect(throws: SegmentError.self) { try Segment(path: path) }
            #expect(error?.description.hasPrefix(path) ?? false)
        }
        let longer = try folder.write(bytes + [0], to: "longer")
        #expect(throws: SegmentError.self) { try Segment(path: longer) }
    }

    @Test("with one bit flipped is refused or found out")
    func bitFlips() throws {
        let (folder, bytes) = try smallFile()
        let path = try folder.write(bytes, to: "flipped")
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        for position in bytes.indices {
            try file.overwrite(position, with: bytes[position] ^ 1 << UInt8(position & 7))
            defer { #expect(throws: Never.self) { try file.overwrite(position, with: bytes[position]) } }
            do {
                let segment = try Segment(path: path)
                let findings = segment.verify()
                #expect(!findings.isEmpty, "the flip at \(position) went unnoticed")
                #expect(findings.allSatisfy { $0.hasPrefix(path) })
                try readAll(segment)
                // Reading everything may succeed only where no block was hit: in the zeros between them.
                #expect(bytes[position] == 0)
            } catch is SegmentError {}
        }
    }

    @Test("that agrees with its checksums cannot make a reader trap", arguments: [false, true])
    func forged(isWide: Bool) throws {
        let (folder, bytes) = try smallFile(isWide ? .wideSample : .sample)
        let directory = try Segment(path: folder.file("whole")).directory
        var random = SeededGenerator(state: 5)
        var refused = 0
        for _ in 0..<(isWide ? 150 : 1500) {
            let path = try folder.write(forgery(bytes, directory, &random), to: "forged")
            do {
                let segment = try Segment(path: path)
                _ = segment.verify()
                try readAll(segment)
            } catch is SegmentError { refused += 1 }
        }
        #expect(refused > (isWide ? 30 : 300))
    }

    /// The file with some bytes of blocks or of the directory overwritten and every checksum made to fit.
    private func forgery(
        _ bytes: [UInt8], _ original: SegmentDirectory, _ random: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = bytes
        var blocks: [BlockReference] = []
        _ = original.map { block in
            if block.length > 0 { blocks.append(block) }
            return block
        }
        for _ in 0...random.below(3) {
            // The last block of the wide file is its open content.
            let block = random.below(4) == 0 ? blocks[blocks.count - 1] : random.pick(blocks)
            let position = Int(block.offset) + random.below(Int(block.length))
            bytes[position] = random.pick([0, 1, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: random.next())])
        }
        return resealed(bytes, original) { encoded in
            if random.below(2) == 0 {
                encoded[random.below(encoded.count)] = UInt8(truncatingIfNeeded: random.next())
            }
        }
    }

    /// The file with every checksum made to fit its blocks, and perhaps another directory.
    private func resealed(
        _ bytes: [UInt8], _ original: SegmentDirectory, change: (inout [UInt8]) -> Void = { _ in }
    ) -> [UInt8] {
        let directoryStart = Int(original.lastEnd)
        let directory = original.map { block in
            var block = block
            let range = Int(block.offset)..<Int(block.offset + block.length)
            block.checksum = bytes[range].withUnsafeBytes(Checksum.of)
            return block
        }
        var encoded = directory.encoded
        change(&encoded)
        let reference = BlockReference(
            offset: UInt64(directoryStart), length: UInt64(encoded.count),
            checksum: encoded.withUnsafeBytes(Checksum.of))
        let padding = SegmentFormat.aligned(encoded.count) - encoded.count
        return bytes[..<directoryStart] + encoded + [UInt8](repeating: 0, count: padding)
            + SegmentFormat.trailer(directory: reference)
    }

    @Test("whose checksums were made to fit is found out by what contradicts itself")
    func contradictions() throws {
        let (folder, bytes) = try smallFile()
        let directory = try Segment(path: folder.file("whole")).directory
        let person = directory.nodeTables[0].content
        let knows = try #require(directory.edgeTables.first { $0.labels == ["KNOWS"] })
        let colour = try #require(person.columns.first { $0.key == "colour" })
        let age = try #require(person.columns.first { $0.key == "age" })
        guard case .dictionary(_, let texts) = colour.encoding, let zones = age.zones else {
            Issue.record("the sample has changed")
            return
        }
        // Each changes the first byte of a block whose every value is in range, before and after.
        let changes: [(BlockReference, UInt8, String)] = [
            (texts.bytes, UInt8(ascii: "z"), "not sorted"), (texts.bytes, 0xFF, "UTF-8"),
            (zones, 1, "zone map"), (knows.adjacency.inSources, 3, "differ"),
            (knows.adjacency.outTargets, 9, "not sorted"),
        ]
        for (block, byte, finding) in changes {
            var changed = bytes
            changed[Int(block.offset)] = byte
            let path = try folder.write(resealed(changed, directory), to: "changed")
            let findings = try Segment(path: path).verify()
            #expect(findings.contains { $0.contains(finding) }, "\(findings)")
        }
    }

    @Test("is told apart from other files and from newer versions")
    func otherFiles() throws {
        let (folder, bytes) = try smallFile()
        #expect(throws: SegmentError.missing(file: folder.file("none"))) {
            try Segment(path: folder.file("none"))
        }
        #expect(throws: SegmentError.notASegment(file: folder.path)) { try Segment(path: folder.path) }
        let text = try folder.write(Array("id,name\n".utf8), to: "text")
        #expect(throws: SegmentError.notASegment(file: text)) { try Segment(path: text) }
        var newer = bytes
        newer[8] = 99
        let checksum = newer[..<56].withUnsafeBytes(Checksum.of)
        withUnsafeBytes(of: checksum.littleEndian) { newer.replaceSubrange(56..<64, with: $0) }
        let path = try folder.write(newer, to: "newer")
        #expect(throws: SegmentError.newerVersion(file: path, version: 99, supported: 1)) {
            try Segment(path: path)
        }
    }
}

extension FileHandle {
    fileprivate func overwrite(_ position: Int, with byte: UInt8) throws {
        try seek(toOffset: UInt64(position))
        try write(contentsOf: [byte])
    }
}

extension SegmentDirectory {
    /// Where the last block ends and the directory may begin.
    fileprivate var lastEnd: UInt64 {
        var end = UInt64(SegmentFormat.headerSize)
        _ = map { (block: BlockReference) in
            end = max(end, UInt64(SegmentFormat.aligned(Int(block.offset + block.length))))
            return block
        }
        return end
    }

    fileprivate func map(_ change: (BlockReference) -> BlockReference) -> SegmentDirectory {
        SegmentDirectory(
            nodeTables: nodeTables.map { $0.map(change) },
            edgeTables: edgeTables.map { table in
                var table = table
                table.adjacency = table.adjacency.map(change)
                table.content = table.content.map(change)
                return table
            }, indexes: indexes.map { $0.map(change) })
    }
}
