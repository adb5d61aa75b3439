import Foundation
import Testing

@testable import LearningCore

@Suite("A damaged registry")
struct RegistryDamageTests {
    let sample: SampleRegistry

    init() throws {
        sample = try SampleRegistry()
        for name in ["v1", "v2"] {
            try sample.add(name)
            try sample.promote(name)
        }
        try sample.add("v3")
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: sample.folder.path("models/\(name)"), encoding: .utf8)
    }

    @Test(
        "an edited journal is refused by name, and nothing is changed",
        arguments: [
            ("\"v2\"", "\"v1\""), ("1970", "1971"), ("{\n", "{"), ("release journal", "diary"),
            ("\"sha256\" : \"", "\"sha256\" : \"0"), ("\"format\" : 1", "\"format\" : 2"),
        ])
    func journal(old: String, new: String) throws {
        let text = try text("journal.json")
        #expect(text.contains(old))
        try sample.folder.write(
            text.replacing(old, with: new, maxReplacements: 1).utf8, to: "models/journal.json")
        let before = try sample.content()
        for attempt in [
            { () throws in _ = try sample.promote("v3") }, { _ = try sample.registry.rollback(by: "test") },
            { _ = try sample.add("v4") },
        ] {
            let error = #expect(throws: RegistryError.self) { try attempt() }
            #expect(error?.description.contains("models/journal.json") == true)
        }
        #expect(try sample.content() == before)
    }

    @Test("a byte of the journal that is lost or changed is noticed wherever it is")
    func everyByte() throws {
        let bytes = [UInt8](try text("journal.json").utf8)
        for position in stride(from: 0, to: bytes.count, by: 41) {
            var changed = bytes
            changed[position] ^= 4
            #expect(throws: RegistryError.self) {
                try SealedJournal.journal(in: Data(changed), at: "journal.json")
            }
            #expect(throws: RegistryError.self) {
                try SealedJournal.journal(in: Data(bytes[..<position]), at: "journal.json")
            }
        }
    }

    @Test("a journal that is gone is missed")
    func gone() throws {
        try FileManager.default.removeItem(atPath: sample.folder.path("models/journal.json"))
        let error = #expect(throws: RegistryError.self) { try sample.add("v4") }
        #expect(error?.description.contains("journal.json is not as it was written: it is not there") == true)
        #expect(throws: RegistryError.self) { try sample.promote("v3") }
    }

    @Test(
        "entries that contradict each other are no journal",
        arguments: [
            // A second promotion that replaced nothing, and a rollback to what never was.
            #"[{"promotion":P1},{"promotion":P1}]"#, #"[{"rollback":R}]"#,
            #"[{"promotion":P1},{"rollback":R}]"#,
            #"[{}]"#,
        ])
    func contradictions(template: String) throws {
        let digest = ContentDigest(of: []).description
        let version = #"{"name":"v1","digest":"\#(digest)"}"#
        let common = #""version":\#(version),"at":"now","by":"test""#
        let promotion = #"{\#(common),"policySource":"p","policy":{},"checks":[]}"#
        let text = template.replacing("P1", with: promotion)
            .replacing("R", with: #"{\#(common),"replaced":\#(version)}"#)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ReleaseJournal.self, from: Data(text.utf8))
        }
    }

    @Test(
        "an edited version is refused by the name of its file",
        arguments: [
            ("v3", "manifest.json", "linear 2", "linear 9"), ("v3", "predictions.csv", "x7,yes", "x7,no"),
            ("v3", "SHA256SUMS", "a", "b"), ("v2", "predictions.csv", "x7,yes", "x7,no"),
        ])
    func version(name: String, file: String, old: String, new: String) throws {
        let path = "versions/\(name)/\(file)"
        try sample.folder.write(
            try text(path).replacing(old, with: new, maxReplacements: 1).utf8, to: "models/\(path)")
        let error = #expect(throws: RegistryError.self) { try sample.promote("v3") }
        let named = file == "SHA256SUMS" ? "manifest.json" : file
        #expect(error?.description.contains("\(name)/\(named) is not as it was written") == true)
        #expect(try sample.inService == "v2")
    }

    @Test("another model under the name of one that was in service is noticed")
    func exchanged() throws {
        let versions = sample.folder.path("models/versions")
        try FileManager.default.removeItem(atPath: "\(versions)/v1")
        try sample.add("v1", wrong: 0..<1)
        let error = #expect(throws: RegistryError.self) { try sample.registry.rollback(by: "test") }
        #expect(error == .otherVersion("v1", path: "\(versions)/v1"))
        // One can still go on from a version in service that is damaged, by going back.
        #expect(try sample.inService == "v2")
    }
}
