import QueryValues

/// Collects values into the narrowest vector that holds them.
struct VectorBuilder {
    private enum Kind {
        case none, nodes, relationships, integers, floats, values
    }
    private var kind = Kind.none
    // One of these grows; they stand side by side because an array within an enum would be copied as it grows.
    private var ids: [UInt32] = []
    private var integers: [Int64] = []
    private var floats: [Double] = []
    private var values: [QueryValue] = []
    private let capacity: Int

    init(capacity: Int = 0) { self.capacity = capacity }

    /// How many values there are.
    var count: Int {
        switch kind {
        case .none: 0
        case .nodes, .relationships: ids.count
        case .integers: integers.count
        case .floats: floats.count
        case .values: values.count
        }
    }

    mutating func append(_ value: QueryValue) {
        switch kind {
        case .none:
            begin(with: value)
            append(value)
            return
        case .nodes:
            // A node with content is more than its id.
            if case .node(let node) = value, node.content == nil { return ids.append(node.id.raw) }
            if value.isNull { return ids.append(Vector.none) }
        case .relationships:
            if case .relationship(let one) = value, one.content == nil { return ids.append(one.id.raw) }
            if value.isNull { return ids.append(Vector.none) }
        case .integers: if case .integer(let number) = value { return integers.append(number) }
        case .floats: if case .float(let number) = value { return floats.append(number) }
        case .values: return values.append(value)
        }
        let known = finished
        var wide: [QueryValue] = []
        wide.reserveCapacity(max(capacity, count + 1))
        for row in 0..<count { wide.append(known[row]) }
        wide.append(value)
        (kind, values) = (.values, wide)
    }

    private mutating func begin(with value: QueryValue) {
        switch value {
        case .node(let node) where node.content == nil: kind = .nodes
        case .relationship(let one) where one.content == nil: kind = .relationships
        case .integer: kind = .integers
        case .float: kind = .floats
        default: kind = .values
        }
        switch kind {
        case .nodes, .relationships: ids.reserveCapacity(capacity)
        case .integers: integers.reserveCapacity(capacity)
        case .floats: floats.reserveCapacity(capacity)
        case .values, .none: values.reserveCapacity(capacity)
        }
    }

    private var finished: Vector {
        switch kind {
        case .none, .values: .values(values)
        case .nodes: .nodes(ids)
        case .relationships: .relationships(ids)
        case .integers: .integers(integers)
        case .floats: .floats(floats)
        }
    }

    /// All values.
    consuming func finish() -> Vector { finished }
}

extension Vector {
    /// Values as narrowly as they allow.
    init(_ values: [QueryValue]) {
        var builder = VectorBuilder(capacity: values.count)
        for value in values { builder.append(value) }
        self = builder.finish()
    }
}
