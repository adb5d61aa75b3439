import PropertyGraph

extension Catalog {
    /// A pattern as it can be written: `(x: Forum)-[:hasMember]->(y)`; conditions are not part of it.
    func text(_ pattern: GraphPattern) -> String {
        var mentioned: Set<Int> = []
        func inside(_ variable: Int) -> String {
            let name = pattern.variables[variable].name ?? ""
            guard mentioned.insert(variable).inserted else { return name }
            let colon = name.isEmpty ? ":" : ": "
            let labels = pattern.term(of: variable).map { colon + text($0) } ?? ""
            let properties = pattern.filters.filter { $0.variable == variable }.flatMap(\.properties)
            let braces = properties.map { "\($0.key): \($0.value?.literal ?? "NULL")" }.joined(
                separator: ", ")
            let all = name + labels + (braces.isEmpty ? "" : " {\(braces)}")
            return name.isEmpty ? all.drop { $0 == " " }.description : all
        }
        var paths: [String] = []
        var end: Int?
        for connection in pattern.connections {
            let (from, to, isReversed) =
                connection.target == end && connection.source != end
                ? (connection.target, connection.source, true) : (connection.source, connection.target, false)
            // Without a name, a node can be referred to only by going on from it.
            let start = from == end ? "" : "(\(inside(from)))"
            let edge = "[\(inside(connection.edge))]"
            let arrow = !connection.isDirected ? "-\(edge)-" : isReversed ? "<-\(edge)-" : "-\(edge)->"
            let step = "\(start)\(arrow)(\(inside(to)))"
            if start.isEmpty, let last = paths.popLast() {
                paths.append(last + step)
            } else {
                paths.append(step)
            }
            end = to
        }
        let lone = pattern.variables.indices.filter {
            !mentioned.contains($0) && pattern.variables[$0].kind == .node
        }
        // A node of which nothing is said need not be named, unless there is nothing else.
        let spokenOf = lone.filter { variable in pattern.filters.contains { $0.variable == variable } }
        let kept = paths.isEmpty && spokenOf.isEmpty ? lone : spokenOf
        for variable in kept { paths.append("(\(inside(variable)))") }
        return paths.joined(separator: ", ")
    }
}
