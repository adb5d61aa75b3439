import Cypher
import QueryValues
import Testing

@testable import Query

/// Binds texts in a world with a few procedures and names.
enum Binding {
    /// A text that is refused, and the text under the caret.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let text: String
        let kind: QueryError.Kind
        let detail: String
        let caret: String

        init(_ text: String, _ detail: String, _ caret: String, kind: QueryError.Kind = .syntax) {
            self.text = text
            self.kind = kind
            self.detail = detail
            self.caret = caret
        }

        var testDescription: String { text }
    }
    /// A text with its bound form.
    struct Meaning: Sendable, CustomTestStringConvertible {
        let text: String
        let dump: String

        init(_ text: String, _ dump: String) {
            self.text = text
            self.dump = dump
        }

        var testDescription: String { text }
    }

    static let procedures: ProcedureRegistry = {
        var registry = ProcedureRegistry()
        func field(_ name: String, _ type: String) -> Procedure.Field {
            .init(name: name, type: type, isNullable: true)
        }
        registry.register(
            Procedure(
                name: "town.all", arguments: [],
                columns: [field("name", "STRING"), field("size", "INTEGER")], summary: ""
            ) { _, _ in [] })
        registry.register(
            Procedure(
                name: "town.near", arguments: [field("name", "STRING"), field("distance", "FLOAT")],
                columns: [field("name", "STRING")], summary: ""
            ) { _, _ in [] })
        registry.register(
            Procedure(name: "town.forget", arguments: [], columns: [], summary: "") { _, _ in [] })
        return registry
    }()

    static func bind(
        _ text: String, vocabulary: Vocabulary = Vocabulary(), parameters: Set<String> = []
    ) throws(QueryError) -> BoundQuery {
        let statement = try Parser.parse(text)
        guard case .query(let query) = statement.body else { fatalError("not a query: \(text)") }
        return try Binder(
            procedures: procedures, schema: nil, vocabulary: vocabulary, parameters: parameters
        ).bind(query)
    }

    /// Checks that a text is refused as said.
    static func check(_ refusal: Refusal, sourceLocation: SourceLocation = #_sourceLocation) {
        do throws(QueryError) {
            let bound = try bind(refusal.text)
            Issue.record("bound as \(BoundDump.text(bound))", sourceLocation: sourceLocation)
        } catch {
            #expect(error.kind == refusal.kind, sourceLocation: sourceLocation)
            #expect(error.detail == refusal.detail, "\(error.message)", sourceLocation: sourceLocation)
            #expect(error.phase == .compileTime, sourceLocation: sourceLocation)
            let bytes = Array(refusal.text.utf8)
            let caret = error.range.map {
                String(decoding: bytes[$0.lowerBound..<$0.upperBound], as: UTF8.self)
            }
            #expect(caret == refusal.caret, "\(error.message)", sourceLocation: sourceLocation)
        }
    }

    /// Checks that a text means what is said.
    static func check(_ meaning: Meaning, sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(BoundDump.text(try bind(meaning.text)) == meaning.dump, sourceLocation: sourceLocation)
    }
}
