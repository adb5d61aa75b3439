import ArgumentParser
import Foundation
import Interchange
import PropertyGraph

/// The files of a graph and how they are written, as several commands take them.
struct DataOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Files of nodes and edges.", valueName: "data"))
    var data: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Files of nodes, all with these labels; the first holds the header. May be repeated.",
            valueName: "[Label[:Label...]=]header,file..."))
    var nodes: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Files of edges, all with this label; the first holds the header. May be repeated.",
            valueName: "[TYPE=]header,file..."))
    var relationships: [String] = []

    @Flag(
        help:
            "With --nodes and --relationships: the files behind the header begin with a header too; ignore it."
    )
    var skipFirstLine = false

    @Option(
        help: ArgumentHelp(
            "string or integer: the type of an identifier as a property, as in id:ID.", valueName: "type"))
    var idType: IdentifierType = .string

    @Option(help: ArgumentHelp("What separates CSV fields; TAB is a tab.", valueName: "character"))
    var delimiter = ","

    @Option(
        help: ArgumentHelp("What separates the elements of a list in a CSV field.", valueName: "character"))
    var arrayDelimiter = ";"

    @Option(help: ArgumentHelp("What quotes CSV fields.", valueName: "character"))
    var quote = "\""

    @Option(help: ArgumentHelp("How many threads to use.", valueName: "n"))
    var threads = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8))

    func validate() throws {
        guard !data.isEmpty || !nodes.isEmpty || !relationships.isEmpty else {
            throw ValidationError("Name at least one file of nodes or edges.")
        }
        guard !data.contains("-") else {
            throw ValidationError("Data is read twice, so it cannot come from standard input; name a file.")
        }
        try refuseEmptyGroups()
        try refuseRepetitions()
        guard threads > 0 else { throw ValidationError("--threads takes a whole number from 1.") }
        try refuseUnusableSigns()
    }

    private func refuseEmptyGroups() throws {
        for (option, example, groups) in [
            ("nodes", "Person=people.csv", nodes), ("relationships", "KNOWS=knows.csv", relationships),
        ] {
            for text in groups where FileGroup(text).files.isEmpty {
                throw ValidationError("--\(option) `\(text)` names no file; write --\(option) \(example).")
            }
        }
    }

    /// A header may serve several groups, but elements that are read twice are each there twice.
    private func refuseRepetitions() throws {
        var seen: Set<String> = []
        let parts = (nodes + relationships).flatMap { FileGroup($0).files.dropFirst() }
        for file in data + parts where !seen.insert(file).inserted {
            throw ValidationError("\(file) is given twice; leave one out.")
        }
    }

    private func refuseUnusableSigns() throws {
        for (name, text) in [("delimiter", delimiter), ("array-delimiter", arrayDelimiter), ("quote", quote)]
        {
            guard Self.character(text) != nil else {
                throw ValidationError("--\(name) takes one character, or TAB; `\(text)` is neither.")
            }
        }
        guard Self.character(delimiter) != Self.character(arrayDelimiter) else {
            throw ValidationError(
                "The delimiter and the array delimiter are both `\(delimiter)`; choose another one for lists, "
                    + "such as --array-delimiter '|'.")
        }
    }

    /// The folder of a Kuzu export, if that is all that is given.
    var kuzuFolder: String? {
        guard data.count == 1, nodes.isEmpty, relationships.isEmpty else { return nil }
        return FileManager.default.fileExists(atPath: data[0] + "/schema.cypher") ? data[0] : nil
    }

    /// Opens the files; `progress` hears how far reading has come.
    func open(progress: ProgressLine?) throws(InterchangeError) -> GraphFiles {
        let inputs =
            data.map { GraphFiles.Input.file($0) } + nodes.map { group($0, .node) }
            + relationships.map { group($0, .edge) }
        return try GraphFiles(inputs, options: csvOptions) { progress?.show($0) }
    }

    private func group(_ text: String, _ kind: ElementKind) -> GraphFiles.Input {
        let group = FileGroup(text)
        return .group(kind: kind, labels: group.labels, files: group.files, skipsFirstLine: skipFirstLine)
    }

    private var csvOptions: CSVOptions {
        CSVOptions(
            delimiter: Self.character(delimiter) ?? ",",
            arrayDelimiter: Self.character(arrayDelimiter) ?? ";",
            quote: Self.character(quote) ?? "\"", identifierType: idType.option)
    }

    private static func character(_ text: String) -> Character? {
        if ["TAB", "\\t"].contains(text) { return "\t" }
        return text.count == 1 ? text.first : nil
    }
}

/// Files that share a header, as `Person:Employee=header.csv,part.csv` names them; the labels are optional.
private struct FileGroup {
    let labels: [String]
    let files: [String]

    init(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        labels = parts.count == 2 ? Self.names(parts[0], separator: ":") : []
        files = Self.names(parts[parts.count - 1], separator: ",")
    }

    private static func names(_ text: Substring, separator: Character) -> [String] {
        text.split(separator: separator).map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
    }
}

/// The values of `--id-type`.
enum IdentifierType: String, ExpressibleByArgument, CaseIterable {
    case string, integer

    var option: CSVOptions.IdentifierType {
        switch self {
        case .string: .string
        case .integer: .integer
        }
    }
}
