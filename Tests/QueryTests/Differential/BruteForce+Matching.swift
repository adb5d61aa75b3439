extension BruteForce {
    /// The rows that MATCH makes of one.
    func matches(of match: ModelQuery.Match, in row: Row) throws -> [Row] {
        var states = [Walk(row: row)]
        for path in match.paths { states = try states.flatMap { try walks(of: path, from: $0) } }
        var rows = states.map(\.row)
        if let condition = match.condition {
            rows = try rows.filter { try truth(of: condition, in: $0) == true }
        }
        guard match.isOptional, rows.isEmpty else { return rows }
        return [match.variables.reduce(into: row) { row, name in row[name] = row[name] ?? .null }]
    }

    /// Whether a path can be found from a row, in a scope of its own, and how often.
    func matches(of path: ModelQuery.Path, where condition: ModelQuery.Condition?, in row: Row) throws -> Int
    {
        let match = ModelQuery.Match(paths: [path], condition: condition)
        return try matches(of: match, in: row).count
    }

    /// A part of a pattern that is found.
    private struct Walk {
        var row: Row
        /// The edges that the clause has walked.
        var used: Set<Int> = []
        var nodes: [Int] = []
        var edges: [Int] = []
    }

    private func walks(of path: ModelQuery.Path, from start: Walk) throws -> [Walk] {
        var begin = start
        (begin.nodes, begin.edges) = ([], [])
        var walks = try bind(path.nodes[0], in: begin)
        for (link, node) in zip(path.links, path.nodes.dropFirst()) {
            walks = try walks.flatMap { try follow(link, in: $0) }.flatMap { walk in
                // The node at which the link ends.
                try bind(node, to: walk.nodes[walk.nodes.count - 1], in: walk).map { [$0] } ?? []
            }
        }
        if path.selector != .all { walks = Self.shortest(walks, path.selector) }
        guard let variable = path.variable else { return walks }
        return walks.map { walk in
            var walk = walk
            walk.row[variable] = .path(nodes: walk.nodes, edges: walk.edges)
            return walk
        }
    }

    /// For each pair of ends, the walks that are shortest.
    private static func shortest(_ walks: [Walk], _ selector: ModelQuery.Path.Selector) -> [Walk] {
        let pairs = Dictionary(grouping: walks) { [$0.nodes[0], $0.nodes[$0.nodes.count - 1]] }
        return pairs.values.flatMap { walks in
            let length = walks.map(\.edges.count).min() ?? 0
            let shortest = walks.filter { $0.edges.count == length }
            return selector == .anyShortest ? Array(shortest.prefix(1)) : shortest
        }
    }

    private func bind(_ pattern: ModelQuery.NodePattern, in walk: Walk) throws -> [Walk] {
        try graph.nodes.indices.compactMap { node in
            var walk = walk
            walk.nodes = [node]
            return try bind(pattern, to: node, in: walk)
        }
    }

    private func bind(_ pattern: ModelQuery.NodePattern, to node: Int, in walk: Walk) throws -> Walk? {
        try spend()
        var walk = walk
        if let variable = pattern.variable {
            if let bound = walk.row[variable], bound != .node(node) { return nil }
            walk.row[variable] = .node(node)
        }
        let element = graph.nodes[node]
        if let labels = pattern.labels, !labels.holds(of: element.labels) { return nil }
        if let (key, value) = pattern.property, element.properties[key] != value { return nil }
        if let condition = pattern.condition, try truth(of: condition, in: walk.row) != true { return nil }
        return walk
    }

    private func follow(_ link: ModelQuery.Link, in walk: Walk) throws -> [Walk] {
        switch link.form {
        case .single:
            return try step(link, in: walk).compactMap { walk in
                var walk = walk
                guard let variable = link.variable, let edge = walk.edges.last else { return walk }
                if let bound = walk.row[variable], bound != .edge(edge) { return nil }
                walk.row[variable] = .edge(edge)
                return walk
            }
        case .repeated(let minimum, let maximum, _):
            return try repetitions(minimum, maximum, in: walk) { try self.step(link, in: $0) }.map {
                walk, count in
                var walk = walk
                if let variable = link.variable { walk.row[variable] = .edges(walk.edges.suffix(count)) }
                return walk
            }
        case .group(let minimum, let maximum, let from, let to, let condition):
            let found = try repetitions(minimum, maximum, in: walk) { walk in
                try self.step(link, in: walk).filter { walk in
                    guard let condition else { return true }
                    let ends = walk.nodes.suffix(2)
                    var row: Row = [from: .node(ends[ends.startIndex]), to: .node(ends[ends.startIndex + 1])]
                    if let variable = link.variable, let edge = walk.edges.last {
                        row[variable] = .edge(edge)
                    }
                    return try self.truth(of: condition, in: row) == true
                }
            }
            return found.map { walk, count in
                var walk = walk
                let nodes = Array(walk.nodes.suffix(count + 1))
                walk.row[from] = .nodes(nodes.dropLast())
                walk.row[to] = .nodes(Array(nodes.dropFirst()))
                if let variable = link.variable { walk.row[variable] = .edges(walk.edges.suffix(count)) }
                return walk
            }
        }
    }

    /// Everything that some steps lead to, with their number.
    private func repetitions(
        _ minimum: Int, _ maximum: Int?, in walk: Walk, step: (Walk) throws -> [Walk]
    ) throws -> [(Walk, Int)] {
        var found: [(Walk, Int)] = []
        var current = [walk]
        var count = 0
        while !current.isEmpty {
            if count >= minimum { found += current.map { ($0, count) } }
            if count == maximum { break }
            current = try current.flatMap(step)
            count += 1
        }
        return found
    }

    /// Every edge by which one can go on from the last node, each in the direction in which it is walked.
    private func step(_ link: ModelQuery.Link, in walk: Walk) throws -> [Walk] {
        let from = walk.nodes[walk.nodes.count - 1]
        return try graph.edges.indices.flatMap { id -> [Walk] in
            try self.spend()
            let edge = graph.edges[id]
            if walk.used.contains(id) || !link.types.isEmpty && !link.types.contains(edge.type) { return [] }
            if let (key, value) = link.property, edge.properties[key] != value { return [] }
            var ends: Set<Int> = []
            if link.direction != .left, edge.source == from { ends.insert(edge.target) }
            if link.direction != .right, edge.target == from { ends.insert(edge.source) }
            return ends.map { end in
                var walk = walk
                walk.used.insert(id)
                walk.edges.append(id)
                walk.nodes.append(end)
                return walk
            }
        }
    }
}

extension ModelQuery.Labels {
    func holds(of labels: [String]) -> Bool {
        switch self {
        case .label(let name): labels.contains(name)
        case .any: !labels.isEmpty
        case .not(let inner): !inner.holds(of: labels)
        case .and(let left, let right): left.holds(of: labels) && right.holds(of: labels)
        case .or(let left, let right): left.holds(of: labels) || right.holds(of: labels)
        }
    }
}

extension ModelQuery.Match {
    /// Everything that its paths name.
    var variables: [String] {
        paths.flatMap { path in
            [path.variable].compactMap { $0 } + path.nodes.compactMap(\.variable)
                + path.links.flatMap { link -> [String] in
                    let own = [link.variable].compactMap { $0 }
                    if case .group(_, _, let from, let to, _) = link.form { return own + [from, to] }
                    return own
                }
        }
    }
}
