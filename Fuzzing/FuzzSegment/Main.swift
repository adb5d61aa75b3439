import Foundation
import FuzzSupport
import PropertyGraph

@testable import GraphStore

/// Opens and reads segments whose bytes were changed and whose checksums are right all the same.
@main
struct Main {
    static func main() throws {
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Tests/GraphStoreTests/Golden").standardizedFileURL
        let files = try ["version-1.segment", "version-1-wide.segment"].map {
            [UInt8](try Data(contentsOf: golden.appending(path: $0)))
        }
        let path =
            NSTemporaryDirectory() + "espalier-fuzz-\(ProcessInfo.processInfo.processIdentifier).segment"
        FuzzDriver.run { bytes in
            bytes.withUnsafeBytes { _ = SegmentDirectory(decoding: $0) }
            guard let choice = bytes.first else { return }
            let changed = Patches(Array(bytes.dropFirst())).applied(to: files[Int(choice) % files.count])
            write(resealed(changed), to: path)
            if let segment = try? Segment(path: path) { read(segment) }
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "wb") else { fatalError("\(path) cannot be written") }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    /// Asks for everything that can be asked for; errors are fine.
    private static func read(_ segment: Segment) {
        let findings = segment.verify()
        for table in segment.nodeTables { read(table) }
        for table in segment.edgeTables {
            for direction in EdgeDirection.allCases {
                guard let adjacency = try? table.adjacency(direction) else { continue }
                for row in 0..<adjacency.count { for node in adjacency[row] { _ = node } }
            }
            read(table)
        }
        for name in segment.indexNames { _ = try? segment.index(named: name)?[0x8000_0000_0000_0000] }
        for kind in ElementKind.allCases {
            do {
                try segment.stream(kind, symbols: SymbolTable(), workers: 1) {
                    $0.count
                } absorb: { _ in
                }
            } catch { precondition(!findings.isEmpty, "what is whole can be read: \(error)") }
        }
    }

    private static func read(_ table: some SegmentTable) {
        let identifiers = try? table.identifiers()
        for row in 0..<table.count {
            _ = identifiers?[row]
            _ = try? table.properties(of: row)
        }
    }

    /// The file with the checksums that its bytes ask for, so that the checks behind them are reached.
    private static func resealed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let trailer = bytes.count - SegmentFormat.trailerSize
        let (offset, length) = (number(bytes, trailer), number(bytes, trailer + 8))
        guard offset < trailer, length <= trailer - offset else { return bytes }
        let old = Array(bytes[offset..<offset + length])
        if var directory = old.withUnsafeBytes({ SegmentDirectory(decoding: $0) }) {
            for table in directory.nodeTables.indices {
                directory.nodeTables[table] = directory.nodeTables[table].map { checked($0, bytes) }
            }
            for table in directory.edgeTables.indices {
                directory.edgeTables[table].adjacency = directory.edgeTables[table].adjacency.map {
                    checked($0, bytes)
                }
                directory.edgeTables[table].content = directory.edgeTables[table].content.map {
                    checked($0, bytes)
                }
            }
            for index in directory.indexes.indices {
                directory.indexes[index] = directory.indexes[index].map { checked($0, bytes) }
            }
            let new = directory.encoded
            if new.count == old.count { bytes.replaceSubrange(offset..<offset + length, with: new) }
        }
        seal(offset..<offset + length, &bytes, at: trailer + 16)
        seal(trailer..<trailer + 48, &bytes, at: trailer + 48)
        seal(0..<56, &bytes, at: 56)
        return bytes
    }

    private static func checked(_ block: BlockReference, _ bytes: [UInt8]) -> BlockReference {
        guard block.offset <= UInt64(bytes.count), block.length <= UInt64(bytes.count) - block.offset else {
            return block
        }
        let range = Int(block.offset)..<Int(block.offset + block.length)
        var block = block
        block.checksum = bytes.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[range])) }
        return block
    }

    private static func seal(_ range: Range<Int>, _ bytes: inout [UInt8], at place: Int) {
        let checksum = bytes.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[range])) }
        for byte in 0..<8 { bytes[place + byte] = UInt8(truncatingIfNeeded: checksum >> UInt64(8 * byte)) }
    }

    /// A number of 63 bits; a larger one becomes the largest.
    private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
        let number = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
        return Int(clamping: number)
    }
}
