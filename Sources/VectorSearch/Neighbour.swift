import GraphStore

/// An element that was found, and how far it is from the query.
public struct Neighbour: Sendable, Equatable {
    /// The number of the element; in a store, that of its `NodeID`.
    public let element: UInt32
    /// Its distance by the metric of the index.
    public let distance: Float

    /// An element at a distance.
    public init(element: UInt32, distance: Float) {
        self.element = element
        self.distance = distance
    }

    /// The node of a store that was found.
    public var node: NodeID { NodeID(element) }

    /// Whether it is nearer than another one, or as near and first in the order of the elements.
    @inline(__always)
    static func precedes(_ left: Neighbour, _ right: Neighbour) -> Bool {
        left.distance < right.distance || left.distance == right.distance && left.element < right.element
    }
}

/// The nearest of all elements that were offered, in a heap of fixed size.
struct NearestList {
    private let limit: Int
    /// The farthest first: each is no nearer than those at twice its position and one or two.
    private var heap: [Neighbour] = []

    init(limit: Int, offered: Int) {
        self.limit = limit
        heap.reserveCapacity(min(limit, offered))
    }

    /// Takes an element if it is among the nearest so far.
    @inline(__always)
    mutating func offer(_ neighbour: Neighbour) {
        if heap.count == limit {
            guard let farthest = heap.first, Neighbour.precedes(neighbour, farthest) else { return }
            heap[0] = neighbour
            sink()
        } else {
            heap.append(neighbour)
            rise()
        }
    }

    /// The farthest distance that could still be taken.
    @inline(__always)
    var bound: Float { heap.count == limit ? heap.first?.distance ?? -.infinity : .infinity }

    /// The nearest elements in order.
    var sorted: [Neighbour] { heap.sorted(by: Neighbour.precedes) }

    private mutating func rise() {
        var position = heap.count - 1
        while position > 0 {
            let parent = (position - 1) / 2
            guard Neighbour.precedes(heap[parent], heap[position]) else { return }
            heap.swapAt(parent, position)
            position = parent
        }
    }

    private mutating func sink() {
        var position = 0
        while true {
            var farthest = position
            for child in (2 * position + 1)..<(2 * position + 3) where child < heap.count {
                if Neighbour.precedes(heap[farthest], heap[child]) { farthest = child }
            }
            guard farthest != position else { return }
            heap.swapAt(farthest, position)
            position = farthest
        }
    }
}
