import ArgumentParser
import Foundation
import GraphStore
import PropertyGraph
import Synchronization

/// How many durable commits a second: one after the other, submitted by sixty-four tasks, and beside a hundred readers.
///
/// Each inserts one account with a key that the schema holds unique, which is looked up and checked.
struct Commits: AsyncParsableCommand {
    @Argument(help: "A store to make; it must not be there.")
    var store: String

    @Option(help: "How long to measure each in a round, in seconds.")
    var seconds = 0.5

    @Option(help: "How many rounds; all kinds take turns, because a disk has its moods.")
    var rounds = 5

    static let schema = """
        CREATE GRAPH TYPE bank STRICT {
            (account: Account { iban STRING, balance INT }),
            FOR (a: account) KEY a.iban
        }
        """

    func run() async throws {
        let free = try GraphStore.create(store)
        let held = try GraphStore.create(store + ".held", schema: StoredSchema(Self.schema))
        let base = try BareLMDB(path: store + ".lmdb")
        var figures: [String: [Double]] = [:]
        for round in 0..<rounds {
            func first(_ kind: Int) -> Int { (kind * rounds + round + 1) * 10_000_000 }
            figures["lmdb_commits_per_second", default: []].append(try base.rate(seconds: seconds))
            figures["commits_per_second_without_schema", default: []]
                .append(try rate(free, threads: 1, from: first(0)))
            figures["commits_per_second", default: []].append(try rate(held, threads: 1, from: first(1)))
            figures["commits_per_second_100_readers", default: []]
                .append(try amongReaders(held, from: first(2)))
            figures["commits_per_second_64_tasks", default: []]
                .append(try await submittedRate(held, tasks: 64, from: first(3)))
        }
        try Figures.write(figures.mapValues(Figures.median))
    }

    private func rate(_ store: GraphStore, threads: Int, from first: Int) throws -> Double {
        let total = Mutex(0)
        let failure = Mutex<(any Error)?>(nil)
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            var number = 0
            do {
                while ContinuousClock.now < end {
                    let iban = "DE\(first + thread * 1_000_000 + number)"
                    try store.write { graph in
                        _ = try graph.insertNode(
                            labels: ["Account"],
                            properties: ["iban": .string(iban), "balance": .integer(Int64(number))])
                    }
                    number += 1
                }
            } catch { failure.withLock { $0 = error } }
            total.withLock { $0 += number }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return Double(total.withLock { $0 }) / Figures.seconds(ContinuousClock.now - start)
    }

    private func submittedRate(_ store: GraphStore, tasks: Int, from first: Int) async throws -> Double {
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var number = 0
                    while ContinuousClock.now < end {
                        let iban = "DE\(first + task * 100_000 + number)"
                        let balance = Int64(number)
                        try await store.submit { graph in
                            _ = try graph.insertNode(
                                labels: ["Account"],
                                properties: ["iban": .string(iban), "balance": .integer(balance)])
                        }
                        number += 1
                    }
                    return number
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(total) / Figures.seconds(ContinuousClock.now - start)
    }

    /// The rate of one writer while a hundred threads each look at the newest state, at a pace that two cores carry.
    private func amongReaders(_ store: GraphStore, from first: Int) throws -> Double {
        let isOver = Atomic(false)
        let reads = Atomic(0)
        let group = DispatchGroup()
        for _ in 0..<100 {
            group.enter()
            let thread = Thread {
                while !isOver.load(ordering: .relaxed) {
                    do {
                        try store.read { graph in
                            _ = try graph.node(named: .integer(0), space: Segment.newNodeSpace)
                                .map { try graph.record(of: $0) }
                        }
                    } catch { fatalError("\(error)") }
                    reads.add(1, ordering: .relaxed)
                    usleep(20_000)
                }
                group.leave()
            }
            thread.start()
        }
        defer {
            isOver.store(true, ordering: .relaxed)
            group.wait()
        }
        return try rate(store, threads: 1, from: first)
    }
}

/// Commits one node after the other and prints each identifier as soon as its commit has returned.
///
/// A crash test kills it and looks for what was acknowledged.
struct AcknowledgedWrites: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "acknowledged-writes")

    @Argument(help: "The store.")
    var store: String

    @Argument(help: "The first identifier.")
    var first: Int

    @Option(help: "After how many commits to merge; 0 for never.")
    var mergeEvery = 0

    func run() throws {
        let opened = try GraphStore.open(store)
        var number = first
        while true {
            try opened.write { graph in
                let node = try graph.insertNode(
                    labels: ["Written"], properties: ["number": .integer(Int64(number))],
                    identifier: .integer(Int64(number)))
                let before = try graph.node(named: .integer(Int64(number - 1)))
                if let before { try graph.insertEdge(from: node, to: before, labels: ["AFTER"]) }
                if number % 7 == 0, let before { try graph.set("number", to: .integer(-1), of: before) }
            }
            FileHandle.standardOutput.write(Data("\(number)\n".utf8))
            if mergeEvery > 0, number % mergeEvery == 0 { try opened.merge() }
            number += 1
        }
    }
}
