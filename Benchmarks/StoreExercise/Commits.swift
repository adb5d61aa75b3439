import ArgumentParser
import CLMDB
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

    @Option(help: "How long to measure each, in seconds.")
    var seconds = 2.0

    static let schema = """
        CREATE GRAPH TYPE bank STRICT {
            (account: Account { iban STRING, balance INT }),
            FOR (a: account) KEY a.iban
        }
        """

    func run() async throws {
        let free = try GraphStore.create(store)
        let withoutSchema = try rate(free, threads: 1, from: 0)
        let schema = try StoredSchema(Self.schema)
        _ = try free.apply(schema)
        let alone = try rate(free, threads: 1, from: 10_000_000)
        let group = try await submittedRate(free, tasks: 64, from: 20_000_000)
        let among = try amongReaders(free, from: 30_000_000)
        let baseline = try rate(free, threads: 1, from: 40_000_000)
        try Figures.write([
            "commits_per_second": alone, "commits_per_second_64_tasks": group,
            "commits_per_second_100_readers": among, "commits_per_second_after_readers": baseline,
            "commits_per_second_without_schema": withoutSchema, "lmdb_commits_per_second": try baseRate(),
        ])
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

    /// What LMDB itself does: one entry of a hundred bytes a commit, each on the disk before the next.
    private func baseRate() throws -> Double {
        let path = store + ".lmdb"
        defer { for name in [path, path + "-lock"] { unlink(name) } }
        var environment: OpaquePointer?
        var table: MDB_dbi = 0
        func check(_ status: CInt) throws {
            guard status == 0 else { throw ValidationError("LMDB: \(String(cString: mdb_strerror(status)))") }
        }
        try check(mdb_env_create(&environment))
        defer { mdb_env_close(environment) }
        try check(mdb_env_set_mapsize(environment, 1 << 30))
        try check(mdb_env_open(environment, path, UInt32(MDB_NOSUBDIR), 0o644))
        var content = [UInt8](repeating: 7, count: 100)
        var number: UInt64 = 0
        let start = ContinuousClock.now
        while ContinuousClock.now < start + .seconds(seconds) {
            var transaction: OpaquePointer?
            try check(mdb_txn_begin(environment, nil, 0, &transaction))
            if number == 0 { try check(mdb_dbi_open(transaction, nil, 0, &table)) }
            try check(
                withUnsafeMutableBytes(of: &number) { key in
                    content.withUnsafeMutableBytes { content in
                        var key = MDB_val(mv_size: key.count, mv_data: key.baseAddress)
                        var value = MDB_val(mv_size: content.count, mv_data: content.baseAddress)
                        return mdb_put(transaction, table, &key, &value, 0)
                    }
                })
            try check(mdb_txn_commit(transaction))
            number += 1
        }
        return Double(number) / Figures.seconds(ContinuousClock.now - start)
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
