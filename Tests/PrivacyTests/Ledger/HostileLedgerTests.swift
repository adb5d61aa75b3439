import Foundation
import LearningCore
import Testing

@testable import Privacy

@Suite("A ledger file that is not as it was written")
struct HostileLedgerTests {
    /// Asks for a fit, which has to be refused with a sentence, and checks that the file stayed as it is.
    private func expectRefusal(
        _ folder: LedgerFolder, _ phrase: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try folder.bytes()
        let error = #expect(throws: LedgerError.self, sourceLocation: sourceLocation) {
            try folder.file().authorise(.fit(sigma: 1000), budget: 100)
        }
        let text = error?.description ?? ""
        #expect(text.contains(phrase) && text.hasSuffix("."), "\(text)", sourceLocation: sourceLocation)
        #expect(try folder.bytes() == before, sourceLocation: sourceLocation)
    }

    @Test("is refused wherever it was cut off or a byte is another one")
    func everyByte() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.file().authorise(.fit(), budget: 3)
        let whole = try folder.bytes()
        var random = SeededRandom(seed: 4)
        for position in whole.indices {
            #expect(throws: LedgerError.self, "cut off at \(position)") {
                try SealedLedger.ledger(in: whole.prefix(position), at: "ledger")
            }
            var changed = whole
            changed[position] ^= UInt8(1 + random.below(255))
            #expect(throws: LedgerError.self, "byte \(position)") {
                try SealedLedger.ledger(in: changed, at: "ledger")
            }
        }
        #expect(throws: LedgerError.self) { try SealedLedger.ledger(in: whole + whole, at: "ledger") }
        #expect(try SealedLedger.ledger(in: whole, at: "ledger").spends.count == 1)
    }

    @Test(
        "is refused with a sentence that says what it is instead, and left alone",
        arguments: [
            ("", "it is empty"), ("{}", "no privacy ledger"), ("name,age\n", "no privacy ledger"),
            (#"{"format":2,"kind":"espalier privacy ledger","entries":[]}"#, "format 2"),
            (#"{"format":1,"kind":"espalier privacy ledger"}"#, "no privacy ledger"),
            ("{\n  \"format\" : 1,\n  \"kind\" : \"espalier privacy ledger\"\n}\n", "its digest"),
            (#"{"format":1e99,"kind":"espalier privacy ledger"}"#, "no privacy ledger"),
        ])
    func foreign(text: String, phrase: String) throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try Data(text.utf8).write(to: folder.ledgerURL)
        try expectRefusal(folder, phrase)
    }

    @Test("is refused where its digest is right and its content is not a ledger's")
    func sealed() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.file().authorise(.fit(), budget: 3)
        let text = String(decoding: try folder.bytes(), as: UTF8.self)
        let open = try #require(text.range(of: ",\n  \"sha256\""))
        let body = text.prefix(upTo: open.lowerBound).replacingOccurrences(
            of: "\"sigma\" : 20", with: "\"sigma\" : -20")
        let sealed = "\(body),\n  \"sha256\" : \"\(ContentDigest(of: body.utf8))\"\n}\n"
        try Data(sealed.utf8).write(to: folder.ledgerURL)
        try expectRefusal(folder, "says nothing that a ledger says")
    }

    @Test("is refused where it is a folder, a pipe or a link to nothing")
    func kinds() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try FileManager.default.createDirectory(at: folder.ledgerURL, withIntermediateDirectories: true)
        #expect(throws: LedgerError.self) { try folder.file().authorise(.fit()) }
        try FileManager.default.removeItem(at: folder.ledgerURL)
        #expect(mkfifo(folder.ledgerURL.path, 0o600) == 0)
        #expect(throws: LedgerError.notALedger(path: folder.ledgerURL.path, reason: "it is no file")) {
            try folder.file().authorise(.fit())
        }
        try FileManager.default.removeItem(at: folder.ledgerURL)
        try FileManager.default.createSymbolicLink(
            at: folder.ledgerURL, withDestinationURL: folder.url.appending(path: "gone"))
        #expect(throws: LedgerError.self) { try folder.file().authorise(.fit()) }
    }

    @Test("stays one ledger under two names: a link is followed, a hard link refused")
    func links() throws {
        let folder = try LedgerFolder()
        defer { withExtendedLifetime(folder) {} }
        try folder.file().authorise(.fit(), budget: 3)
        let link = folder.url.appending(path: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder.ledgerURL)
        let linked = LedgerFile(path: link.path, subject: .patients, relation: .addRemove)
        #expect(try linked.authorise(.fit()).spend.number == 2)
        #expect(try folder.file().read()?.spends.count == 2)
        try FileManager.default.linkItem(at: folder.ledgerURL, to: folder.url.appending(path: "hard"))
        try expectRefusal(folder, "hard links")
    }

    @Test("is refused where its folder is not there or the path is none", arguments: ["gone/a.ledger", ""])
    func places(path: String) throws {
        let file = LedgerFile(path: path, subject: .patients, relation: .addRemove)
        #expect(throws: LedgerError.self) { try file.authorise(.fit()) }
    }
}
