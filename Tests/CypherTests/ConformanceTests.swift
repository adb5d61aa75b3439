import Foundation
import Testing

@testable import Cypher

@Suite(
    "Queries of the openCypher TCK", .enabled(if: Feature.folder != nil, "The TCK is not in ESPALIER_TCK."))
struct ConformanceTests {
    @Test("parse, unless an error is expected that the parser finds")
    func parsing() throws {
        let queries = try Feature.queries(in: try #require(Feature.folder))
        #expect(queries.count > 1_000)
        for query in queries {
            do throws(QueryError) {
                _ = try Parser.parse(query.text)
            } catch {
                #expect(
                    query.compileTimeError == "\(error.kind.rawValue): \(error.detail)",
                    "\(query.scenario)\n\(query.text)\n\(error)")
            }
        }
    }
}
