import Cypher
import GraphStore
import Query

/// The words that the shell completes.
struct ShellVocabulary {
    var labels: [String] = []
    var types: [String] = []
    var keys: [String] = []
    var keywords: [String] = []
    var functions: [String] = []
    var procedures: [String] = []
    var parameters: [String] = []

    init() {}

    /// The names in a store, and those of the language.
    init(_ engine: QueryEngine, parameters: some Sequence<String>) throws {
        let (nodes, edges) = try engine.store.read { (try $0.nodeCounts(), try $0.edgeCounts()) }
        labels = Set(nodes.flatMap(\.labels)).sorted()
        types = Set(edges.flatMap(\.labels)).sorted()
        keys = Set((nodes + edges).flatMap(\.keys)).sorted()
        keywords = Parser.keywords
        functions = QueryEngine.functionNames
        procedures = engine.procedures.all.map(\.name)
        self.parameters = parameters.sorted()
    }
}
