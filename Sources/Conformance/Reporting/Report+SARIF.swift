import Foundation

extension Report {
    /// The listed violations in the format that code review tools read.
    ///
    /// Source: Static Analysis Results Interchange Format (SARIF) 2.1.0, OASIS, 2020.
    public func sarif() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return try encoder.encode(SARIFLog(self)) + Data("\n".utf8)
    }
}

private struct SARIFLog: Encodable {
    struct Text: Encodable { let text: String }
    struct Rule: Encodable {
        let id: String
        let shortDescription: Text
    }
    struct Driver: Encodable {
        let name = "espalier"
        let rules: [Rule]
    }
    struct Tool: Encodable { let driver: Driver }
    struct ArtifactLocation: Encodable { let uri: String }
    struct Region: Encodable { let startLine: Int }
    struct PhysicalLocation: Encodable {
        let artifactLocation: ArtifactLocation
        let region: Region
    }
    struct Location: Encodable { let physicalLocation: PhysicalLocation }
    struct Outcome: Encodable {
        let ruleId: String
        let level = "error"
        let message: Text
        let locations: [Location]
    }
    struct Run: Encodable {
        let tool: Tool
        let results: [Outcome]
    }
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    init(_ report: Report) {
        let rules = Violation.Rule.allCases.map {
            Rule(id: $0.rawValue, shortDescription: Text(text: $0.title))
        }
        let results = report.violations.map { violation in
            let location = violation.file.map { file in
                Location(
                    physicalLocation: PhysicalLocation(
                        artifactLocation: ArtifactLocation(uri: Self.uri(file)),
                        region: Region(startLine: violation.line ?? 1)))
            }
            return Outcome(
                ruleId: violation.rule.rawValue, message: Text(text: violation.message),
                locations: location.map { [$0] } ?? [])
        }
        runs = [Run(tool: Tool(driver: Driver(rules: rules)), results: results)]
    }

    /// A relative path becomes a relative reference, an absolute one a file URI.
    private static func uri(_ path: String) -> String {
        let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
        return path.hasPrefix("/") ? "file://\(escaped)" : escaped
    }
}
