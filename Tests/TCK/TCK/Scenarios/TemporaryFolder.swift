import Foundation

/// A folder for stores that are deleted soon.
///
/// It lies in memory where the system has such a place, because every commit waits for the disk.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let path: String

    /// Makes a folder; it is deleted with the last reference to it.
    public init() throws {
        let memory = "/dev/shm"
        let parent = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
        path = "\(parent)/espalier-query-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    // What cannot be deleted lies in a temporary folder.
    deinit { try? FileManager.default.removeItem(atPath: path) }
}
