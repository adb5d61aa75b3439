import GraphStore
import PropertyGraph
import Query
import QueryValues
import Testing

@testable import LearningCore

@Suite("Data sets from queries and Parquet")
struct DatasetQueryTests {
    private func columns(_ query: String) async throws -> QueryColumns {
        let folder = try TemporaryFolder()
        let store = try GraphStore.create(folder.path("g.espalier"))
        return try await store.query(query).columns()
    }

    @Test("numbers and lists of numbers become features, in the order of the columns")
    func query() async throws {
        let columns = try await columns(
            "UNWIND [[1, [0.5, 2], 'b'], [3, [4, 5.5], 'a']] AS r RETURN r[0] AS x, r[1] AS v, r[2] AS label")
        let data = try Dataset(columns, name: "rows")
        #expect(data.features == [1, 0.5, 2, 3, 4, 5.5])
        #expect(data.labels == [1, 0] && data.classNames == ["a", "b"])
    }

    @Test(
        "values that are no finite numbers are refused by row and column",
        arguments: [
            ("UNWIND [1, null] AS x RETURN x, 'a' AS label", "rows, row 2: feature `x` is empty"),
            ("UNWIND [1, 'two'] AS x RETURN x, 'a' AS label", "rows, row 2: feature `x` is `"),
            ("UNWIND [1, 1.0 / 0.0] AS x RETURN x, 'a' AS label", "rows, row 2: feature `x` is inf"),
            ("UNWIND [[1], [2, 3]] AS x RETURN x, 'a' AS label", "row 2: the record has 2 features"),
            ("UNWIND [[1], ['a']] AS x RETURN x, 'a' AS label", "row 2: feature `x[0]` is"),
            ("UNWIND [1] AS x RETURN x, [1] AS label", "row 1: the label is neither"),
            ("UNWIND [1] AS x RETURN x, null AS label", "row 1: the label is empty"),
            ("UNWIND [1] AS x RETURN x, 1 AS klass", "there is no column `label`"),
            ("UNWIND [] AS x RETURN x, 1 AS label", "there is no record"),
        ])
    func refusals(query: String, sentence: String) async throws {
        let columns = try await columns(query)
        let error = #expect(throws: DatasetError.self) { try Dataset(columns, name: "rows") }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test("vectors become features")
    func vectors() throws {
        var records = RecordBuilder(data: "d")
        try records.append(.stored(.vector([1, 2])) as QueryValue, at: .row(1), column: "v")
        try records.end(label: "a", at: .row(1))
        #expect(try records.finish(name: "d").features == [1, 2])
        #expect(throws: DatasetError.self) {
            try records.append(.vector([1, .nan]) as Value, at: .row(2), column: "v")
        }
    }
}
