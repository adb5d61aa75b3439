import Foundation

/// Writing a whole file that a person has named.
enum WrittenFile {
    /// Replaces what is in the file, all of it or nothing, or says why that does not work and ends the command.
    ///
    /// Links are followed and permissions stay. What is no regular file, such as `/dev/stdout`, is written to.
    static func write(_ text: String, to path: String) throws {
        do { try replace(path, by: Data(text.utf8)) } catch {
            Terminal.writeError("error: \(path) cannot be written; is its folder there and writable?\n")
            throw Terminal.unreadable
        }
    }

    private static func replace(_ path: String, by data: Data) throws {
        var information = stat()
        guard stat(path, &information) == 0 else {
            try data.write(to: URL(filePath: path), options: .atomic)
            return
        }
        guard information.st_mode & S_IFMT == S_IFREG else {
            try FileHandle(forWritingTo: URL(filePath: path)).write(contentsOf: data)
            return
        }
        let target = URL(filePath: path).resolvingSymlinksInPath()
        try data.write(to: target, options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: Int(information.st_mode & 0o7777)], ofItemAtPath: target.path)
    }
}
