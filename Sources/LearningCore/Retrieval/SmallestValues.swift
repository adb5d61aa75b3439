/// The smallest of many numbers, so many at most, without keeping the others.
///
/// A heap with the largest on top: a number that is smaller takes its place.
struct SmallestValues {
    private let capacity: Int
    private var heap: [Double] = []

    /// Keeps so many, at least one.
    init(_ capacity: Int) {
        precondition(capacity > 0, "at least one number is kept")
        self.capacity = capacity
    }

    /// The largest of those that are kept; nil before the first.
    var largest: Double? { heap.first }

    /// Considers a number.
    ///
    /// - Complexity: O(1) for one that is not kept, and else O(log of how many are)
    mutating func insert(_ value: Double) {
        if heap.count < capacity {
            heap.append(value)
            rise(from: heap.count - 1)
        } else if value < heap[0] {
            heap[0] = value
            sink()
        }
    }

    private mutating func rise(from place: Int) {
        var place = place
        while place > 0, heap[(place - 1) / 2] < heap[place] {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var largest = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && heap[child] > heap[largest] {
                largest = child
            }
            guard largest != place else { return }
            heap.swapAt(place, largest)
            place = largest
        }
    }
}
