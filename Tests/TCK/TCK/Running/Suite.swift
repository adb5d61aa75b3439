import Foundation

/// The scenarios of a folder.
///
///     let suite = try Suite(folder: "../shared/tck")
///     for scenario in suite.scenarios { print(scenario.name) }
public struct Suite: Sendable {
    /// A scenario with its place.
    public struct Member: Sendable {
        /// The file, as a path from the folder of features.
        public var file: String
        /// Which of the file's scenarios it is, counted from 0.
        public var index: Int
        /// The scenario.
        public var scenario: Scenario

        /// What the scenario is called in reports and in the ratchet: file, title, row.
        public var name: String {
            ([file, scenario.title] + (scenario.row.map { ["\($0)"] } ?? [])).joined(separator: " › ")
        }

        /// The folder of the file.
        public var folder: String {
            file.split(separator: "/").dropLast().joined(separator: "/")
        }
    }
    /// The scenarios, ordered by file.
    public let scenarios: [Member]
    /// The graphs that scenarios name.
    public let graphs: NamedGraphs

    /// The scenarios of a folder that has `features` and `graphs` in it, perhaps only those of one file.
    public init(folder: String, onlyFile: String? = nil) throws {
        let root = URL(filePath: folder)
        let inner = root.appending(path: "features")
        let features = FileManager.default.fileExists(atPath: inner.path) ? inner : root
        graphs = NamedGraphs(root.appending(path: "graphs"))
        let files = try onlyFile.map { [$0] } ?? Self.files(of: features)
        scenarios = try files.flatMap { file in
            let text = try String(contentsOf: features.appending(path: file), encoding: .utf8)
            do {
                return try FeatureParser.parse(text).scenarios.enumerated().map {
                    Member(file: file, index: $0, scenario: $1)
                }
            } catch {
                throw InstructionError("\(file), \(error)")
            }
        }
    }

    private static func files(of folder: URL) throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return all.filter { $0.hasSuffix(".feature") }.orderedByBytes()
    }
}
