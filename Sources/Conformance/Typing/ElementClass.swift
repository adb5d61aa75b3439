import PropertyGraph

/// Everything about an element that typing can depend on: its labels, its keys, and per key which of the
/// schema's value types admit the value.
///
/// A graph of millions has a handful of classes, so types are decided per class and never per element.
struct ElementClass: Hashable, Sendable {
    struct Property: Hashable, Sendable {
        let key: Symbol
        /// Which of the key's tests (``TypingPlan/tests(_:_:)``) the value passes.
        let passed: Bits
        /// The file's text could not be read as its declared type; reported as such, once.
        let isMalformed: Bool
    }
    let kind: ElementKind
    let labels: LabelSet
    /// In ascending order of keys.
    let properties: [Property]

    var isMalformed: Bool { properties.contains(where: \.isMalformed) }

    func position(ofLabel label: Symbol) -> Int? { labels.symbols.binarySearch(label, by: \.self) }
    func position(ofKey key: Symbol) -> Int? { properties.binarySearch(key, by: \.key) }
}

/// The position of a class in a ``ClassTable``.
struct ClassID: Hashable, Sendable {
    let raw: UInt32
    var index: Int { Int(raw) }
}

/// Classes, each once.
struct ClassTable: Sendable {
    private(set) var classes: [ElementClass] = []
    private var identifiers: [ElementClass: ClassID] = [:]

    mutating func intern(_ elementClass: ElementClass) -> ClassID {
        if let known = identifiers[elementClass] { return known }
        let id = ClassID(raw: UInt32(classes.count))
        classes.append(elementClass)
        identifiers[elementClass] = id
        return id
    }

    subscript(id: ClassID) -> ElementClass { classes[id.index] }
}

extension Array {
    /// The position of an element in an array sorted by `order`.
    ///
    /// - Complexity: O(log count).
    func binarySearch<Order: Comparable>(_ wanted: Order, by order: (Element) -> Order) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if order(self[middle]) < wanted { low = middle + 1 } else { high = middle }
        }
        return low < count && order(self[low]) == wanted ? low : nil
    }
}
