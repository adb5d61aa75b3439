import QueryValues
import Testing

@Suite("A map of a query")
struct QueryMapTests {
    @Test("keeps its keys in the order of their bytes, and the last value of each")
    func order() {
        let map = QueryMap(
            [("b", 1), ("a", 2), ("b", 3)].map { (key: $0.0, value: QueryValue.integer($0.1)) })
        #expect(map.keys == ["a", "b"])
        guard case .integer(3)? = map["b"] else {
            Issue.record("b has the value given last")
            return
        }
        #expect(map["c"] == nil)
    }
}
