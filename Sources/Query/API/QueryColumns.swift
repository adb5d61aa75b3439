import Cypher
import QueryValues

/// A result by columns: what analysis and machine learning want.
///
///     let people = try await store.query("MATCH (p:Person) RETURN p.name AS name, p.age AS age").columns()
///     let ages = people.integers("age")        // [Int64], nil if some value is no whole number
///     let names = try people.decode(String?.self, "name")
///
/// Columns of whole numbers, numbers, texts and truth values are plain arrays, and are handed out without a copy.
public struct QueryColumns: Sendable {
    /// The names of the columns, in order.
    public let names: [String]
    /// How many rows there are.
    public private(set) var count: Int
    private var columns: [ResultColumn]

    init(names: [String]) {
        self.names = names
        count = 0
        columns = names.map { _ in ResultColumn() }
    }

    /// The whole numbers of a column; nil where there is no such column or some value is no whole number.
    public func integers(_ name: String) -> [Int64]? { column(name)?.integers }

    /// The numbers of a column, whole ones converted; nil where there is no such column or some value is no number.
    public func floats(_ name: String) -> [Double]? { column(name)?.floats }

    /// The texts of a column; nil where there is no such column or some value is no text.
    public func strings(_ name: String) -> [String]? { column(name)?.strings }

    /// The truth values of a column; nil where there is no such column or some value is none.
    public func booleans(_ name: String) -> [Bool]? { column(name)?.booleans }

    /// The values of a column of any type; nil where there is no such column.
    public func values(_ name: String) -> [QueryValue]? { column(name)?.values }

    /// The values of a column as a Swift type, such as `Int?` where there are nulls among whole numbers.
    ///
    /// - Throws: `QueryError` where no column is called so, or some value is of another type.
    public func decode<Wanted: QueryValueConvertible>(
        _ type: Wanted.Type, _ name: String
    ) throws(QueryError) -> [Wanted] {
        guard let column = column(name) else { throw .noColumn(name, among: names) }
        var decoded: [Wanted] = []
        decoded.reserveCapacity(count)
        for row in 0..<column.count {
            let value = column[row]
            guard let wanted = Wanted(value) else {
                throw .notConvertible(value, of: name, to: "\(Wanted.self)")
            }
            decoded.append(wanted)
        }
        return decoded
    }

    private func column(_ name: String) -> ResultColumn? { names.position(of: name).map { columns[$0] } }

    mutating func append(_ portion: ResultPortion) throws {
        for position in columns.indices { try columns[position].append(portion, position) }
        count += portion.count
    }

    mutating func append(_ rows: [[QueryValue]]) {
        for position in columns.indices {
            columns[position].append(rows.map { $0[position] })
        }
        count += rows.count
    }
}

extension QueryEngine {
    /// Runs a statement and returns its result by columns.
    func columns(
        _ statement: KeptStatement, _ parameters: [String: QueryValue], _ cancellation: Cancellation? = nil
    ) throws -> QueryColumns {
        var columns: QueryColumns?
        let result = try perform(statement, parameters, cancellation) { portion in
            var grown = columns.take() ?? QueryColumns(names: portion.columns)
            try grown.append(portion)
            columns = grown
            return true
        }
        var all = columns ?? QueryColumns(names: result.columns)
        all.append(result.rows)
        return all
    }
}
