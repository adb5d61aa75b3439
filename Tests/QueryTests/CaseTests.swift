import Foundation
import TCK
import Testing

/// The cases of `Cases`, each of which is a sentence about the language.
@Suite("A query")
struct CaseTests {
    @Test("gives what its case says", arguments: try cases())
    func judgement(of queryCase: QueryCase) throws {
        let folder = try TemporaryFolder()
        let verdict = ScenarioRun.judge(
            queryCase.scenario, graphs: NamedGraphs(URL(filePath: folder.path)),
            inStoreAt: folder.path + "/store")
        switch verdict {
        case .passed: break
        case .failed(let failure), .notImplemented(let failure):
            Issue.record(
                """
                \(failure.reason)
                query:
                \(failure.query ?? "none")
                expected:
                \(failure.expected ?? "what the case says")
                got:
                \(failure.got ?? "nothing")
                """)
        }
    }

    /// All cases, ordered by their files.
    private static func cases() throws -> [QueryCase] {
        guard let folder = Bundle.module.url(forResource: "Cases", withExtension: nil) else {
            throw CaseFile.ReadingError(description: "The folder of cases is not there.")
        }
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return try files.filter { $0.hasSuffix(".cases") }.sorted().flatMap { file in
            try CaseFile.read(
                String(contentsOf: folder.appending(path: file), encoding: .utf8), file: file)
        }
    }
}
