import Foundation

/// Where the shell keeps what was entered.
enum ShellHistory {
    /// The file, in a folder that is made if it is not there; nil where that does not work.
    ///
    /// Source: the XDG Base Directory Specification.
    static func path(environment: [String: String]) -> String? {
        guard let folder = folder(environment: environment) else { return nil }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return nil
        }
        return folder + "/history"
    }

    /// The folder: paths that are not absolute do not count.
    static func folder(environment: [String: String]) -> String? {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/espalier" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.local/state/espalier"
    }

    /// The lines of the history that a statement becomes: one, where its line breaks mean no more than spaces.
    static func entries(_ statement: String) -> [String] {
        guard statement.contains("\n") else { return [statement] }
        var reader = StatementReader(endsAtEmptyLine: false)
        let lines = statement.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines.dropLast() {
            _ = reader.read(String(line))
            // A comment up to the end of its line would swallow the rest of the statement.
            guard !reader.isWithinText, !line.contains("//") else {
                return lines.map(String.init).filter { !$0.isEmpty }
            }
        }
        return [
            lines.map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }.joined(separator: " ")
        ]
    }
}
