import FuzzSupport
import GraphStore

@testable import VectorSearch

/// Reads bytes as an index file, as they are and with a digest that is right, and walks the graph that they make.
@main
struct Main {
    static func main() {
        FuzzDriver.run { bytes in
            look(at: bytes)
            if bytes.count >= 8 { look(at: sealed(bytes)) }
        }
    }

    /// What somebody writes who knows the format.
    private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        let content = [UInt8](bytes.dropLast(8))
        let digest = content.withUnsafeBytes { Checksum.of($0) }
        return content + (0..<8).map { UInt8(truncatingIfNeeded: digest >> UInt64(8 * $0)) }
    }

    private static func look(at bytes: [UInt8]) {
        guard let file = try? IndexFile(decoding: bytes, path: "") else { return }
        let header = file.header
        precondition(file.encoded == bytes, "what was read is written as it was")
        // In use, the dimension and the number of slots are held to the store's before there is a graph.
        guard header.dimension <= 16, header.slotCount <= 4_096,
            let graph = try? NeighbourGraph(
                dimension: header.dimension, metric: header.metric, parameters: header.parameters,
                capacity: header.slotCount),
            let isWhole = try? graph.restore(
                levels: file.levels.map { $0 & ~IndexFile.liveBit }, links: file.links, entry: header.entry),
            isWhole
        else { return }
        for slot in 0..<header.slotCount {
            graph.setVector((0..<header.dimension).map { Float((slot &* 31 &+ $0) % 17) }, in: slot)
        }
        let query = [Float](repeating: 3, count: header.dimension)
        for _ in 0..<2 {
            let found = (try? graph.search(query, breadth: 10, allowed: nil)) ?? []
            precondition(found.allSatisfy { Int($0.slot) < graph.count }, "only what is there is found")
            // A graph that was read must take more vectors.
            try? graph.add(query, level: 1)
        }
    }
}
