/// What is wrong with a file, before its path is known: the end of a sentence that starts with the path.
struct FileProblem: Error, Equatable {
    let message: String

    init(_ message: String) { self.message = message }

    /// The error with the path of the file.
    func at(_ path: String) -> TensorError { .file(path: path, message: message) }

    /// A name from a hostile file, as it may stand in a message: short, on one line, in backticks.
    static func quoted(_ name: String) -> String {
        let limit = 80
        let visible = name.unicodeScalars.prefix(limit).map { scalar in
            scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(Character(scalar))
        }
        return "`\(visible.joined())\(name.unicodeScalars.count > limit ? "..." : "")`"
    }
}
