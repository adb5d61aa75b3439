import Foundation

/// Versions of a model that never change, and which of them is in service.
///
///     let registry = ModelRegistry(path: "models")
///     try registry.add("v2", copyOf: ModelDirectory(reading: "out"), .init(predictions: predictions))
///     let outcome = try registry.promote("v2", policy: nil, by: "espalier 0.1.0")
///     try registry.rollback(by: "espalier 0.1.0")
///
/// On disk it is a folder: `versions/NAME/` are models, `policy.json` is what a release has to satisfy, if somebody wrote
/// it, and `journal.json` says what is and was in service. The journal is replaced whole, so that whatever happens it is
/// the old one or the new one; `registry.lock` keeps others out meanwhile.
public struct ModelRegistry: Sendable {
    static let versionsFolder = "versions"
    static let journalFile = "journal.json"
    static let policyFile = "policy.json"
    static let lockFile = "registry.lock"

    /// Where it lies.
    public let path: String

    /// Names a registry, which need not be there yet.
    public init(path: String) { self.path = ModelDirectory.trimmed(path) }

    /// Whether there is one.
    public var exists: Bool { FileManager.default.fileExists(atPath: "\(path)/\(Self.journalFile)") }

    /// Where a version lies, if there is one of that name.
    public func path(of version: String) -> String { "\(path)/\(Self.versionsFolder)/\(version)" }

    /// What is and was in service.
    ///
    /// - Throws: ``RegistryError`` where there is no registry, or its journal is damaged.
    public func journal() throws(RegistryError) -> ReleaseJournal {
        let file = "\(path)/\(Self.journalFile)"
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file) else {
            guard !FileManager.default.fileExists(atPath: "\(path)/\(Self.versionsFolder)") else {
                throw .damagedJournal(path: file, reason: "it is not there, or cannot be read")
            }
            throw .missing(path: path)
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular,
            let size = attributes[.size] as? Int, size <= SealedJournal.mostBytes,
            let content = FileManager.default.contents(atPath: file)
        else {
            throw .damagedJournal(path: file, reason: "it is no file of a journal's size that can be read")
        }
        return try SealedJournal.journal(in: content, at: file)
    }

    /// The names of the versions, in order, damaged ones too.
    ///
    /// - Throws: ``RegistryError`` where the folder cannot be read.
    public func names() throws(RegistryError) -> [String] {
        let folder = "\(path)/\(Self.versionsFolder)"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter(Self.isName)
                .sorted { NaturalOrder($0) < NaturalOrder($1) }
        } catch { throw .inaccessible(path: folder, reason: "it cannot be read") }
    }

    /// A version, checked against its own digests and those in the journal.
    ///
    /// - Throws: ``RegistryError`` where there is none of that name, or it is not as it was.
    /// - Complexity: O(size of the files)
    public func version(
        _ name: String, in journal: ReleaseJournal
    ) throws(RegistryError) -> ModelDirectory {
        guard Self.isName(name) else { throw .badName(name) }
        let path = path(of: name)
        guard FileManager.default.fileExists(atPath: path) else {
            throw .unknownVersion(name, registry: self.path, among: try names())
        }
        let model: ModelDirectory
        do throws(ModelError) { model = try ModelDirectory(reading: path) } catch { throw .model(error) }
        if let entry = journal.lastEntry(of: name), entry.version.digest != model.digest {
            throw .otherVersion(name, path: path)
        }
        return model
    }

    /// Whether a version can have this name: what would leave the folder, or be hidden in it, is none.
    static func isName(_ name: String) -> Bool {
        func isPlain(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        let signs = [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")]
        guard let first = name.utf8.first, isPlain(first), name.utf8.count <= 100 else { return false }
        return name.utf8.allSatisfy { isPlain($0) || signs.contains($0) } && !name.hasSuffix(unfinished)
    }

    /// How the names of folders end that are being written.
    static let unfinished = ".partial"
}
