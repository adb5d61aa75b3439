import PGSchema

extension Catalog {
    /// The graph type of a name, or the last one when no name is given.
    public func chosenGraphType(_ name: String?) throws(ValidationError) -> GraphType {
        guard let name else {
            guard let last = graphTypes.last else { throw .noGraphType }
            return last
        }
        guard let found = graphType(named: name) else {
            guard !graphTypes.isEmpty else { throw .noGraphType }
            throw .unknownGraphType(name, known: graphTypes.map(\.name))
        }
        return found
    }
}
