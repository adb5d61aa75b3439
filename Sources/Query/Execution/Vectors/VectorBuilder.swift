import QueryValues

/// Collects values into the narrowest vector that holds them.
struct VectorBuilder {
    private var vector: Vector = .absent
    private(set) var count = 0
    private let capacity: Int

    init(capacity: Int = 0) { self.capacity = capacity }

    mutating func append(_ value: QueryValue) {
        defer { count += 1 }
        if count == 0 {
            vector = Self.empty(for: value, capacity)
        }
        // The array is taken out while it grows, so that it is not copied.
        switch (vector, value) {
        case (.nodes(var ids), .node(let node)):
            vector = .absent
            ids.append(node.id.raw)
            vector = .nodes(ids)
        case (.relationships(var ids), .relationship(let one)):
            vector = .absent
            ids.append(one.id.raw)
            vector = .relationships(ids)
        case (.integers(var numbers), .integer(let number)):
            vector = .absent
            numbers.append(number)
            vector = .integers(numbers)
        case (.floats(var numbers), .float(let number)):
            vector = .absent
            numbers.append(number)
            vector = .floats(numbers)
        case (.values(var values), _):
            vector = .absent
            values.append(value)
            vector = .values(values)
        case (.nodes(var ids), .null):
            vector = .absent
            ids.append(Vector.none)
            vector = .nodes(ids)
        case (.relationships(var ids), .null):
            vector = .absent
            ids.append(Vector.none)
            vector = .relationships(ids)
        default:
            var values = (0..<count).map { vector[$0] }
            values.reserveCapacity(max(capacity, count + 1))
            values.append(value)
            vector = .values(values)
        }
    }

    private static func empty(for value: QueryValue, _ capacity: Int) -> Vector {
        func reserved<Element>() -> [Element] {
            var elements: [Element] = []
            elements.reserveCapacity(capacity)
            return elements
        }
        // A node with content is more than its id.
        return switch value {
        case .node(let node) where node.content == nil: .nodes(reserved())
        case .relationship(let one) where one.content == nil: .relationships(reserved())
        case .integer: .integers(reserved())
        case .float: .floats(reserved())
        default: .values(reserved())
        }
    }

    /// All values; ``Vector/absent`` of none.
    consuming func finish() -> Vector { count == 0 ? .values([]) : vector }
}

extension Vector {
    /// Values as narrowly as they allow.
    init(_ values: [QueryValue]) {
        var builder = VectorBuilder(capacity: values.count)
        for value in values { builder.append(value) }
        self = builder.finish()
    }
}
