import Foundation
import LearningCore
import Testing

@testable import Privacy

@Suite("The ledger file of a data set")
struct LedgerFileTests {
    @Test("begins with the first fit, whose own epsilon is the budget where none is given")
    func first() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        #expect(try folder.file().read() == nil)
        let permit = try folder.file().authorise(.fit())
        #expect(permit.spend.number == 1)
        #expect(permit.ledger.budget.epsilon == permit.epsilon.value)
        #expect(try folder.file().read() == permit.ledger)
        let error = #expect(throws: LedgerError.self) { try folder.file().authorise(.fit(sigma: 2000)) }
        #expect(error?.description.contains("There is no room left") == true)
    }

    @Test("holds JSON that people can read, with the digest of what is before it")
    func format() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.file().authorise(.fit(sigma: 20.5), budget: 3)
        let text = String(decoding: try folder.bytes(), as: UTF8.self)
        #expect(
            text.hasPrefix(
                """
                {
                  "format" : 1,
                  "kind" : "espalier privacy ledger",
                  "ledger" : {
                    "data" : {
                      "digest" : "
                """))
        #expect(text.contains("\"sigma\" : 20.5") && text.hasSuffix("\"\n}\n"))
        let members = try JSONDecoder().decode(JSONValue.self, from: folder.bytes())
        let body = text.prefix(upTo: try #require(text.range(of: ",\n  \"sha256\"")).lowerBound)
        #expect(members["sha256"] == .text(ContentDigest(of: body.utf8).description))
    }

    @Test("adds up fits, and refuses the first one beyond the budget, changing nothing")
    func budget() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        let file = folder.file()
        try file.authorise(.fit(), budget: 1.5)
        let second = try file.authorise(.fit())
        #expect(
            try second.epsilon
                == Composition([.gaussian(sigma: 20, sampling: .fullBatch, steps: 40)]).epsilon(delta: 1e-5))
        let before = try folder.bytes()
        let error = #expect(throws: LedgerError.self) { try file.authorise(.fit()) }
        guard case .overBudget(let excess) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(excess.spent == second.epsilon.value && excess.budget.epsilon == 1.5)
        #expect(abs(excess.asked - 0.81972833) < 1e-8 && excess.together > 1.5)
        #expect(try folder.bytes() == before)
        for phrase in ["`patients`", "epsilon 1.5 at delta 1e-05", "0.81972", "--budget", "another data set"]
        {
            #expect(error?.description.contains(phrase) == true, "\(phrase)")
        }
        // What it offers does fit.
        let room = try #require(excess.room)
        let smaller = try calibrate(epsilon: room, delta: 1e-5, sampling: .fullBatch, steps: 20)
        #expect(try file.authorise(.fit(sigma: smaller.sigma)).epsilon.value <= 1.5)
        // And is not a mere fraction of what would.
        let larger = try calibrate(epsilon: 1.15 * room, delta: 1e-5, sampling: .fullBatch, steps: 20)
        let steps = [try Mechanism.fit(), try .fit(), try .fit(sigma: larger.sigma)]
        #expect(try Composition(steps).epsilon(delta: 1e-5).value > 1.5)
    }

    @Test("records a budget that is raised or lowered, and keeps it")
    func budgetChanges() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        let file = folder.file()
        try file.authorise(.fit(), budget: 1)
        #expect(throws: LedgerError.self) { try file.authorise(.fit()) }
        #expect(try file.authorise(.fit(), budget: 2).ledger.entries.count == 4)
        #expect(try file.authorise(.fit(sigma: 90)).ledger.budget.epsilon == 2)
        let lowered = #expect(throws: LedgerError.self) { try file.authorise(.fit(sigma: 1e6), budget: 1) }
        #expect(lowered?.description.contains("epsilon 1.0 at delta 1e-05") == true)
        #expect(try file.read()?.budget.epsilon == 2)
        let kept = try file.authorise(.fit(sigma: 1e6), budget: 2)
        #expect(kept.ledger.entries.count == 6)
    }

    @Test("counts a spend of which nothing is known but that it was authorised")
    func killed() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.file().authorise(.fit(), budget: 1)
        // The fit never ran; another process asks for the same.
        #expect(throws: LedgerError.self) { try folder.file().authorise(.fit()) }
    }

    @Test("is not disturbed by what a crash left beside it before the rename")
    func crash() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.file().authorise(.fit(), budget: 3)
        let before = try folder.bytes()
        for length in [0, 10, before.count] {
            try before.prefix(length).write(
                to: folder.url.appending(path: "patients.ledger.77-\(length).partial"))
        }
        #expect(try folder.file().read()?.spends.count == 1)
        #expect(try folder.file().authorise(.fit()).ledger.spends.count == 2)
        #expect(
            try folder.names().filter { !$0.hasSuffix(".partial") } == [
                "patients.ledger", "patients.ledger.lock",
            ])
    }

    @Test("never lets two at once spend the last of a budget")
    func concurrency() async throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.file().authorise(.fit(), budget: 2)
        // Room for four more, and sixteen that ask.
        let granted = await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<16 {
                group.addTask { try? folder.file().authorise(.fit()).spend.number }
            }
            return await group.reduce(into: [Int]()) { if let number = $1 { $0.append(number) } }
        }
        let steps = 20 * (granted.count + 1)
        let composed = { try Composition([.gaussian(sigma: 20, sampling: .fullBatch, steps: $0)]) }
        #expect(granted.sorted() == Array(2..<(granted.count + 2)))
        #expect(try folder.file().read()?.spends.count == granted.count + 1)
        #expect(try composed(steps).epsilon(delta: 1e-5).value <= 2)
        #expect(try composed(steps + 20).epsilon(delta: 1e-5).value > 2)
    }

    @Test("resumes the fit that it holds, and no other")
    func resuming() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        let file = folder.file()
        let permit = try file.authorise(.fit(), budget: 3)
        try file.authorise(.fit(sigma: 40))
        let resumed = try file.resume(permit.spend)
        #expect(resumed.ledger.spends.count == 2 && resumed.spend == permit.spend)
        let other = PrivacyLedger.Spend(
            number: 1, mechanism: try .fit(sigma: 19), purpose: permit.spend.purpose, trainer: "adamix",
            isPrivate: true)
        let mismatch = #expect(throws: LedgerError.self) { try file.resume(other) }
        #expect(mismatch?.description.contains("sigma 20.0") == true)
        #expect(mismatch?.description.contains("sigma 19.0") == true)
        let unknown = PrivacyLedger.Spend(
            number: 3, mechanism: try .fit(), purpose: "", trainer: "adamix", isPrivate: true)
        #expect(throws: LedgerError.unknownSpend(path: file.path, number: 3, count: 2)) {
            try file.resume(unknown)
        }
        let absent = LedgerFile(
            path: folder.url.appending(path: "none").path, subject: .patients, relation: .addRemove)
        #expect(throws: LedgerError.unknownSpend(path: absent.path, number: 1, count: 0)) {
            try absent.resume(permit.spend)
        }
    }

    @Test("belongs to one data set and one relation")
    func identity() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.file().authorise(.fit(), budget: 3)
        let other = #expect(throws: LedgerError.self) {
            try folder.file(of: .customers).authorise(.fit(), budget: 9)
        }
        #expect(other?.description.contains("`patients`") == true)
        #expect(other?.description.contains("`customers`") == true)
        let renamed = PrivacyLedger.Subject(name: "renamed", digest: PrivacyLedger.Subject.patients.digest)
        #expect(try folder.file(of: renamed).authorise(.fit()).ledger.subject == .patients)
        #expect(throws: LedgerError.self) { try folder.file(relation: .replaceOne).authorise(.fit()) }
    }

    @Test("refuses a mechanism without a bound under its relation, and writes nothing")
    func unaccountable() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        let poisson = try Mechanism.gaussian(sigma: 1, sampling: .poisson(rate: 0.1), steps: 3)
        #expect(throws: LedgerError.accounting(.poissonReplaceOne)) {
            try folder.file(relation: .replaceOne).authorise(poisson, budget: 3)
        }
        #expect(throws: LedgerError.accounting(.delta(2))) {
            try folder.file().authorise(.fit(), delta: 2)
        }
        #expect(try folder.names() == ["patients.ledger.lock"])
    }
}
