/// What a query means, by trying everything: slow, literal, and without any of the engine's code.
///
///     let rows = try BruteForce(graph).rows(of: query)
final class BruteForce {
    let graph: ModelGraph
    /// How much may still be tried.
    private var budget = 30_000

    init(_ graph: ModelGraph) { self.graph = graph }

    /// There is more to try than is worth it.
    struct TooLarge: Error {}

    /// What a variable stands for.
    enum Item: Hashable {
        case null
        case node(Int)
        case edge(Int)
        case nodes([Int])
        case edges([Int])
        case path(nodes: [Int], edges: [Int])
        case value(ModelValue)
    }

    typealias Row = [String: Item]

    func spend() throws {
        budget -= 1
        if budget < 0 { throw TooLarge() }
    }

    /// The rows, in order if the query has one.
    func rows(of query: ModelQuery) throws -> [[ModelValue]] {
        var rows: [Row] = [[:]]
        for part in query.parts {
            switch part {
            case .match(let match): rows = try rows.flatMap { try matches(of: match, in: $0) }
            case .unwind(let values, let name):
                rows = rows.flatMap { row in
                    values.map { row.merging([name: .value($0)]) { _, new in new } }
                }
            case .with(let projection): rows = try project(rows, projection)
            }
        }
        var result = try tabulate(rows, query.columns, keeping: []).map(\.values)
        if query.isDistinct { result = Self.distinct(result) }
        if let descending = query.descending {
            result.sort { left, right in
                for (index, isDescending) in descending.enumerated() where left[index] != right[index] {
                    return left[index].precedes(right[index]) != isDescending
                }
                return false
            }
        }
        result = Array(result.dropFirst(query.skip ?? 0))
        return query.limit.map { Array(result.prefix($0)) } ?? result
    }

    private static func distinct<Element: Hashable>(_ rows: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return rows.filter { seen.insert($0).inserted }
    }

    private func project(_ rows: [Row], _ projection: ModelQuery.Projection) throws -> [Row] {
        let table = try tabulate(rows, projection.columns.map(\.column), keeping: projection.kept)
        var projected = table.map { kept, values in
            zip(projection.columns, values).reduce(into: kept) { $0[$1.0.name] = .value($1.1) }
        }
        if projection.isDistinct { projected = Self.distinct(projected) }
        guard let condition = projection.condition else { return projected }
        return try projected.filter { try truth(of: condition, in: $0) == true }
    }

    private struct Group: Hashable {
        let kept: Row
        let keys: [ModelValue]
    }

    /// The columns' values for each row, or for each group where one of them is an aggregation.
    private func tabulate(
        _ rows: [Row], _ columns: [ModelQuery.Column], keeping names: [String]
    ) throws -> [(kept: Row, values: [ModelValue])] {
        func keys(_ row: Row) throws -> [ModelValue] {
            try columns.compactMap { column in
                guard case .term(let term) = column else { return nil }
                return try value(of: term, in: row)
            }
        }
        func kept(_ row: Row) -> Row { row.filter { names.contains($0.key) } }
        guard columns.contains(where: \.isAggregation) else {
            return try rows.map { (kept($0), try keys($0)) }
        }
        var groups: [Group: [Row]] = [:]
        for row in rows { groups[Group(kept: kept(row), keys: try keys(row)), default: []].append(row) }
        if names.isEmpty, columns.allSatisfy(\.isAggregation), groups.isEmpty {
            groups[Group(kept: [:], keys: [])] = []
        }
        return try groups.map { group, members in
            var keys = group.keys[...]
            let values = try columns.map {
                $0.isAggregation ? try aggregate($0, members) : keys.removeFirst()
            }
            return (group.kept, values)
        }
    }

    private func aggregate(_ column: ModelQuery.Column, _ rows: [Row]) throws -> ModelValue {
        func values(_ term: ModelQuery.Term) throws -> [ModelValue] {
            try rows.map { try value(of: term, in: $0) }.filter { $0 != .null }
        }
        switch column {
        case .term(let term): return try values(term).first ?? .null
        case .countAll: return .integer(rows.count)
        case .count(let term, let isDistinct):
            let counted = try values(term)
            return .integer(isDistinct ? Set(counted).count : counted.count)
        case .sum(let term):
            let numbers = try values(term).map { if case .integer(let number) = $0 { number } else { 0 } }
            return .integer(numbers.reduce(0, +))
        case .smallest(let term): return try values(term).min { $0.precedes($1) } ?? .null
        case .largest(let term): return try values(term).max { $0.precedes($1) } ?? .null
        }
    }
}
