import ArgumentParser
import Foundation
import GraphStore
import PropertyGraph

/// Drives a store in process, for benchmarks and crash tests.
@main
struct StoreExercise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store-exercise", abstract: "Drive a store in process, for benchmarks and crash tests.",
        subcommands: [Reads.self, Commits.self, NetworkCommits.self, AcknowledgedWrites.self])
}

/// What the measurements print: one JSON object, so that scripts can read it.
enum Figures {
    static func write(_ figures: [String: Double]) throws {
        let data = try JSONSerialization.data(
            withJSONObject: figures, options: [.sortedKeys, .prettyPrinted])
        FileHandle.standardOutput.write(data + Data("\n".utf8))
    }

    /// The seconds that `body` takes.
    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return Self.seconds(ContinuousClock.now - start)
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
}
