extension HNSWIndex {
    /// Adds the vector of a new element.
    ///
    /// - Throws: ``VectorSearchError/taken(_:)``, or what is wrong with the vector; nothing is changed then. After
    ///   ``VectorSearchError/memory`` the index cannot be searched any more.
    /// - Complexity: About O(log count) comparisons times the breadth of construction.
    public func add(_ element: UInt32, _ vector: [Float]) throws(VectorSearchError) {
        guard places[element] == nil else { throw .taken(element) }
        append(element, fingerprint: 0, try placed(try prepared(vector, of: element)))
    }

    /// Replaces the vector of an element.
    ///
    /// - Throws: ``VectorSearchError/absent(_:)``, or what is wrong with the vector; nothing is changed then. After
    ///   ``VectorSearchError/memory`` the index cannot be searched any more.
    public func update(_ element: UInt32, _ vector: [Float]) throws(VectorSearchError) {
        guard places[element] != nil else { throw .absent(element) }
        let slot = try placed(try prepared(vector, of: element))
        try remove(element)
        append(element, fingerprint: 0, slot)
    }

    /// Removes an element.
    ///
    /// - Throws: ``VectorSearchError/absent(_:)``.
    /// - Complexity: O(1)
    public func remove(_ element: UInt32) throws(VectorSearchError) {
        guard let slot = places.removeValue(forKey: element) else { throw .absent(element) }
        retire(slot)
    }

    /// The same elements in an index without signposts, built anew in the order of the elements.
    ///
    /// - Parameter progress: Hears now and then how many elements are done.
    /// - Returns: The new index.
    /// - Throws: ``VectorSearchError/memory``, or `CancellationError` when the task is cancelled.
    public func rebuilt(progress: ((Int) -> Void)? = nil) throws -> HNSWIndex {
        let index = try HNSWIndex(
            dimension: dimension, metric: metric, parameters: parameters, capacity: count)
        for (done, (element, slot)) in places.sorted(by: { $0.key < $1.key }).enumerated() {
            try Self.pause(after: done, progress)
            let fingerprint = slots[slot].fingerprint
            index.append(element, fingerprint: fingerprint, try index.placed(graph.vector(in: slot)))
        }
        return index
    }

    /// Reports progress and heeds cancellation, now and then.
    static func pause(after done: Int, _ progress: ((Int) -> Void)?) throws {
        guard done.isMultiple(of: 128) else { return }
        try Task<Never, Never>.checkCancellation()
        progress?(done)
    }

    private func prepared(_ vector: [Float], of element: UInt32) throws(VectorSearchError) -> [Float] {
        guard vector.count == dimension else {
            throw .dimension(of: "The vector of element \(element)", found: vector.count, expected: dimension)
        }
        let metric = metric
        return try withNumbers(of: vector) { vector throws(VectorSearchError) in
            try metric.prepared(vector, named: "The vector of element \(element)")
        }
    }

    /// Links a prepared vector into the graph, in a slot that nobody knows yet.
    func placed(_ vector: [Float]) throws(VectorSearchError) -> Int {
        let slot = slots.count
        try graph.add(vector, level: parameters.level(ofSlot: slot))
        return slot
    }

    /// Says what the newest slot of the graph holds.
    func append(_ element: UInt32, fingerprint: UInt64, _ slot: Int) {
        precondition(slot == slots.count && places[element] == nil, "each slot and element is taken once")
        slots.append(Slot(element: element, fingerprint: fingerprint, isLive: true))
        places[element] = slot
        if slot >> 6 == live.count { live.append(0) }
        live[slot >> 6] |= 1 << UInt64(slot & 63)
    }

    /// Leaves a slot as a signpost.
    func retire(_ slot: Int) {
        slots[slot].isLive = false
        live[slot >> 6] &= ~(1 << UInt64(slot & 63))
    }
}
