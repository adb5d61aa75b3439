import Cypher
import GraphStore
import PropertyGraph
import QueryValues

/// SET and REMOVE.
final class SetOperator: UpdateOperator {
    private let items: [BoundSetItem]

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ items: [BoundSetItem]) {
        self.items = items
        super.init(execution, plan, input: input)
    }

    override func update(_ batches: [Batch]) throws -> [Batch] {
        for batch in batches {
            for row in 0..<batch.count {
                try execution.apply(items, batch.slice(row..<row + 1), transaction)
            }
        }
        return batches
    }
}

extension Execution {
    /// Applies the changes of SET or REMOVE to the only row of a batch.
    func apply(_ items: [BoundSetItem], _ row: Batch, _ transaction: WriteTransaction) throws {
        for item in items {
            switch item {
            case .property(let subject, let key, let value):
                let element = try self.value(subject, row)
                guard !element.isNull else { continue }
                try set(key, try self.value(value, row), of: element, transaction)
            case .replace(let variable, let value):
                let element = row[variable][0]
                guard !element.isNull else { continue }
                let new = try map(try self.value(value, row))
                let old = try properties(of: element, nil) ?? QueryMap()
                for key in old.keys where new[key] == nil { try set(key, .null, of: element, transaction) }
                for (key, value) in new.entries { try set(key, value, of: element, transaction) }
            case .merge(let variable, let value):
                let element = row[variable][0]
                guard !element.isNull else { continue }
                for (key, value) in try map(try self.value(value, row)).entries {
                    try set(key, value, of: element, transaction)
                }
            case .addLabels(let variable, let labels):
                guard let node = try node(row[variable][0]) else { continue }
                let known = try self.labels(of: node, nil)
                for label in labels where !known.contains(where: { $0.utf8.elementsEqual(label.utf8) }) {
                    try transaction.addLabel(label, to: node)
                    changes.labelsAdded += 1
                }
            case .removeLabels(let variable, let labels):
                guard let node = try node(row[variable][0]) else { continue }
                let known = try self.labels(of: node, nil)
                for label in labels where known.contains(where: { $0.utf8.elementsEqual(label.utf8) }) {
                    try transaction.removeLabel(label, from: node)
                    changes.labelsRemoved += 1
                }
            }
        }
    }

    private func set(
        _ key: String, _ value: QueryValue, of element: QueryValue, _ transaction: WriteTransaction
    ) throws {
        let stored = try value.storable()
        switch element {
        case .node(let node):
            try requireThere(node.id, nil)
            if stored == nil, try graph.property(key, ofNode: node.id.raw) == nil { return }
            try transaction.set(key, to: stored, of: node.id)
        case .relationship(let relationship):
            try requireThere(relationship.id, nil)
            if stored == nil, try graph.property(key, ofEdge: relationship.id.raw) == nil { return }
            try transaction.set(key, to: stored, of: relationship.id)
        default:
            throw QueryError.wrongType(
                "Only nodes and relationships have properties to set, and this is \(element.written).",
                at: nil)
        }
        changes.propertiesSet += 1
    }

    private func map(_ value: QueryValue) throws -> QueryMap {
        switch value {
        case .map(let map): return map
        case .null: return QueryMap()
        case .node, .relationship: return try properties(of: value, nil) ?? QueryMap()
        default:
            throw QueryError.wrongType(
                "Properties come from a map, and this is \(value.written).", at: nil)
        }
    }

    private func node(_ value: QueryValue) throws -> NodeID? {
        switch value {
        case .null: return nil
        case .node(let node):
            try requireThere(node.id, nil)
            return node.id
        default:
            throw QueryError.wrongType("Only nodes get labels, and this is \(value.written).", at: nil)
        }
    }
}
