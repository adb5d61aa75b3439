import Foundation
import TCK
import Testing

@Suite("The openCypher TCK")
struct RatchetTests {
    /// Where the suite lies, nil where it is not there: the environment says, or it is beside the repository.
    static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["ESPALIER_TCK"]
        let beside = URL(filePath: #filePath).appending(path: "../../../../../shared/tck").standardized.path
        return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
    }()

    @Test(
        "still passes where it passed before",
        .enabled(if: folder != nil, "The suite is not there; ESPALIER_TCK names its folder."))
    func ratchet() throws {
        let file = try #require(Bundle.module.url(forResource: "passing", withExtension: "txt"))
        let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        let executable = try #require(Self.runner)
        let run = try SuiteRun(folder: try #require(Self.folder), executable: executable)
        let report = try run.report()
        let lost = Set(expected).subtracting(report.passing).sorted()
        #expect(
            lost.isEmpty,
            """
            \(lost.count) scenarios of Tests/TCK/TCKTests/passing.txt do not pass any more. `make tck` says why:
            \(lost.joined(separator: "\n"))
            """)
    }

    /// The program beside the one that runs the tests.
    private static var runner: URL? {
        let tests = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        var folder = tests.deletingLastPathComponent()
        while folder.path != "/" {
            let program = folder.appending(path: "TCKRunner")
            if FileManager.default.isExecutableFile(atPath: program.path) { return program }
            folder.deleteLastPathComponent()
        }
        return nil
    }
}
