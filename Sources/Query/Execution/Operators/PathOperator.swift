import GraphStore
import QueryValues

/// A path of nodes and relationships that are bound.
final class PathOperator: MappingOperator {
    private let variable: Variable
    private let start: Variable
    private let items: [PathItem]

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ variable: Variable, _ start: Variable,
        _ items: [PathItem]
    ) {
        self.variable = variable
        self.start = start
        self.items = items
        super.init(execution, plan, input: input)
    }

    override func map(_ batch: Batch) throws -> Batch {
        var result = batch
        result[variable] = .values(try (0..<batch.count).map { try path(batch, $0) })
        return result
    }

    private func path(_ batch: Batch, _ row: Int) throws -> QueryValue {
        guard case .node(let first) = batch[start][row] else { return .null }
        var nodes = [first]
        var relationships: [Relationship] = []
        func add(_ relationship: Relationship) throws {
            let ends = try execution.ends(of: relationship.id, nil)
            let from = nodes[nodes.count - 1].id
            relationships.append(relationship)
            nodes.append(Node(ends.source == from ? ends.target : ends.source))
        }
        for item in items {
            switch item {
            case .relationship(let variable), .relationships(let variable):
                switch batch[variable][row] {
                case .relationship(let relationship): try add(relationship)
                case .list(let list):
                    for case .relationship(let relationship) in list { try add(relationship) }
                default: return .null
                }
            case .walk(let variable):
                guard case .list(let walk) = batch[variable][row] else { return .null }
                for element in walk {
                    switch element {
                    case .relationship(let relationship): relationships.append(relationship)
                    case .node(let node): nodes.append(node)
                    default: return .null
                    }
                }
            }
        }
        return .path(Path(nodes: nodes, relationships: relationships))
    }
}
