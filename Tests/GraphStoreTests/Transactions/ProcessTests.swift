import Foundation
import PropertyGraph
import Testing

@testable import GraphStore

@Suite("Processes that share a store", .serialized)
struct ProcessTests {
    /// A program that commits one node after the other, each linked to the one before, and says so.
    private final class Writer {
        private let process = Process()
        private let output = Pipe()

        init(_ store: String, from first: Int, mergeEvery: Int = 0) throws {
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
                .deletingLastPathComponent().appendingPathComponent("StoreExercise")
            process.arguments = [
                "acknowledged-writes", store, "\(first)", "--merge-every", "\(mergeEvery)",
            ]
            process.standardOutput = output
            try process.run()
        }

        /// Waits until so many commits were acknowledged, kills the program and returns how many there were.
        func killed(after count: Int) -> Int {
            var text = Data()
            while text.count(where: { $0 == UInt8(ascii: "\n") }) < count {
                let more = output.fileHandleForReading.availableData
                if more.isEmpty { break }
                text += more
            }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            text += output.fileHandleForReading.readDataToEndOfFile()
            return text.count(where: { $0 == UInt8(ascii: "\n") })
        }
    }

    /// The program is beside the tests when all targets were built.
    static var isBuilt: Bool {
        FileManager.default.isExecutableFile(
            atPath: (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/StoreExercise")
    }

    @Test("write in turns, lose nothing, and show others whole commits only", .enabled(if: isBuilt))
    func writing() throws {
        let folder = try StoreFolder()
        let store = try GraphStore.create(folder.store)
        let firsts = [1, 1_000_001]
        let writers = try firsts.map { try Writer(folder.store, from: $0, mergeEvery: $0 == 1 ? 10 : 0) }
        // Each commit but the first of a writer adds a node and an edge.
        for _ in 0..<50 {
            try store.read { graph throws in
                let begun = try firsts.count { try graph.node(named: .integer(Int64($0))) != nil }
                #expect(graph.nodeCount == graph.edgeCount + begun, "a commit was seen in part")
                #expect(try graph.nodes(withLabel: "Written").count == graph.nodeCount)
            }
            usleep(2_000)
        }
        try store.write { _ = try $0.insertNode(labels: ["Mine"], identifier: "between") }
        let acknowledged = writers.map { $0.killed(after: 20) }
        #expect(acknowledged.allSatisfy { $0 >= 20 })
        // The killed hold no lock any more.
        try store.write(waiting: .atMost(.seconds(10))) {
            _ = try $0.insertNode(labels: ["Mine"], identifier: "after")
        }
        try store.read { graph throws in
            for (first, count) in zip(firsts, acknowledged) {
                for number in first..<first + count {
                    #expect(try graph.node(named: .integer(Int64(number))) != nil, "\(number) is lost")
                }
            }
            let extra = graph.nodeCount - 2 - acknowledged.reduce(0, +)
            #expect((0...2).contains(extra), "\(extra) more than were acknowledged")
            #expect(graph.edgeCount == graph.nodeCount - 4)
        }
        #expect(try store.verify() == [])
    }
}
