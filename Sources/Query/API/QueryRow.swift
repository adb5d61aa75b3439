import Cypher
import QueryValues

/// A row of a result: a value for every column.
///
///     for try await row in store.query("MATCH (p:Person) RETURN p.name AS name, p.born AS born") {
///         let name = try row.decode(String.self, "name")
///         let born = try row.decode(Int?.self, "born")
///     }
public struct QueryRow: Sendable {
    /// The names of the columns, in order.
    public let columns: [String]
    /// The values, one for each column.
    public let values: [QueryValue]

    /// A row with as many values as there are columns.
    public init(columns: [String], values: [QueryValue]) {
        precondition(columns.count == values.count, "a row has a value for every column")
        self.columns = columns
        self.values = values
    }

    /// The value at a position among the columns.
    public subscript(position: Int) -> QueryValue { values[position] }

    /// The value of a column by its name; nil where no column is called so, while null is a value.
    public subscript(column: String) -> QueryValue? { columns.position(of: column).map { values[$0] } }

    /// The value of a column as a Swift type.
    ///
    /// - Throws: `QueryError` where no column is called so, or its value is of another type.
    public func decode<Wanted: QueryValueConvertible>(
        _ type: Wanted.Type, _ column: String
    ) throws(QueryError) -> Wanted {
        guard let position = columns.position(of: column) else { throw .noColumn(column, among: columns) }
        return try decode(type, at: position)
    }

    /// The value at a position among the columns as a Swift type.
    ///
    /// - Throws: `QueryError` where there are fewer columns, or the value is of another type.
    public func decode<Wanted: QueryValueConvertible>(
        _ type: Wanted.Type, at position: Int
    ) throws(QueryError) -> Wanted {
        guard values.indices.contains(position) else {
            throw .noColumn(at: position, of: columns.count)
        }
        guard let value = Wanted(values[position]) else {
            throw .notConvertible(values[position], of: columns[position], to: "\(Wanted.self)")
        }
        return value
    }
}

extension [String] {
    /// Where a column is, by the bytes of its name.
    func position(of column: String) -> Int? { firstIndex { $0.utf8.elementsEqual(column.utf8) } }
}
