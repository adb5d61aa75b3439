import ArgumentParser
import Foundation
import GraphStore
import PropertyGraph

/// Durable commits to the imported social network, judged by all of its rules: keys, cardinalities, no edge twice.
///
/// In turn a person likes a post, and a person writes a post in a forum (a node and two edges). A like that is there already
/// is refused.
struct NetworkCommits: ParsableCommand {
    @Argument(help: "The store of the benchmark workload; it is changed.")
    var store: String

    @Option(help: "How long to measure, in seconds.")
    var seconds = 2.0

    func run() throws {
        let opened = try GraphStore.open(store)
        let (people, posts, forums) = try opened.read { graph in
            (
                try graph.nodes(withLabel: "Person"), try graph.nodes(withLabel: "Post"),
                try graph.nodes(withLabel: "Forum")
            )
        }
        var random = SystemRandomNumberGenerator()
        func pick(_ nodes: [NodeID]) -> NodeID { nodes[Int.random(in: 0..<nodes.count, using: &random)] }
        let now = Value.localDateTime(LocalDateTime(seconds: 1_700_000_000, nanoseconds: 0))
        var refused = 0
        func like() throws {
            let (person, post) = (pick(people), pick(posts))
            do {
                try opened.write { graph in
                    _ = try graph.insertEdge(
                        from: person, to: post, labels: ["LIKES"], properties: ["creationDate": now])
                }
            } catch StoreError.refused { refused += 1 }
        }
        func publish(_ number: Int) throws {
            let (person, forum) = (pick(people), pick(forums))
            try opened.write { graph in
                let post = try graph.insertNode(
                    labels: ["Post"],
                    properties: [
                        "id": .integer(Int64.max - Int64(number)), "creationDate": now,
                        "language": .string("en"), "content": .string("About benchmarks"),
                        "length": .integer(16), "browserUsed": .string("Firefox"),
                    ])
                try graph.insertEdge(from: post, to: person, labels: ["HAS_CREATOR"])
                try graph.insertEdge(from: forum, to: post, labels: ["CONTAINER_OF"])
            }
        }
        let number = try opened.read { $0.nodeCount }
        let first = try Figures.seconds {
            try like()
            try publish(number)
        }
        var commits = 1
        let start = ContinuousClock.now
        while ContinuousClock.now < start + .seconds(seconds) {
            try like()
            try publish(number + commits)
            commits += 1
        }
        let taken = Figures.seconds(ContinuousClock.now - start)
        try Figures.write([
            "network_commits_per_second": Double(2 * (commits - 1)) / taken, "first_commit_ms": first * 500,
            "refused_likes": Double(refused),
        ])
    }
}
