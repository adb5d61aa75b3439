import GraphStore

/// The vectors of one property in one state of a store, with the elements they belong to and the versions that wrote them.
///
///     let stored = try store.read { try StoredVectors(VectorSelection(label: "Item", property: "embedding"), in: $0) }
///     for position in 0..<stored.count { stored.withVector(at: position) { numbers in ... } }
///
/// Those of the segment are read where they lie in its file; only those that were written since the last import or merge
/// are copied.
public struct StoredVectors: Sendable {
    /// Which vectors these are.
    public let selection: VectorSelection
    /// How many numbers each has; 0 if there is none.
    public let dimension: Int
    /// The elements in ascending order: the numbers of nodes.
    public let elements: [UInt32]
    /// The versions that wrote them, each once, in the order in which they are come upon.
    public let versions: [String]
    /// For each element, the position of its version.
    private let versionCodes: [UInt32]
    private let places: [Place]
    private let columns: [MappedArray<Float>]
    private let copies: [Float]

    private struct Place {
        /// The number of a column, or of none for the copies.
        var column: UInt32
        var row: UInt32
        static let copied = UInt32.max
    }

    /// How many vectors there are.
    public var count: Int { elements.count }

    /// Reads the vectors of a selection.
    ///
    /// - Parameters:
    ///   - selection: Which vectors to read.
    ///   - graph: A state of a store, or a transaction with what it wrote.
    /// - Throws: ``VectorSearchError`` where a value is no vector, or vectors of several dimensions are mixed.
    /// - Complexity: O(nodes with the label + changed nodes); no vector of the segment is touched.
    public init(_ selection: VectorSelection, in graph: some GraphReading) throws {
        let source = graph.source
        var reader = VectorReader(selection, in: source)
        var found = (elements: [UInt32](), codes: [UInt32](), places: [Place]())
        var columns: [MappedArray<Float>] = []
        var copies: [Float] = []
        var dimension = 0
        var lastColumn: UnsafeRawPointer?
        try reader.forEach { vector in
            if dimension == 0 { dimension = vector.dimension }
            guard vector.dimension == dimension else {
                throw VectorSearchError.dimension(
                    of: "`\(selection.property)` of \(try source.graph.title(ofNode: vector.element))",
                    found: vector.dimension, expected: dimension)
            }
            found.elements.append(vector.element)
            found.codes.append(UInt32(vector.version))
            switch vector.place {
            case .row(let row, let numbers, _):
                let base = numbers.memory.bytes.baseAddress
                if lastColumn != base || columns.isEmpty {
                    columns.append(numbers)
                    lastColumn = base
                }
                found.places.append(Place(column: UInt32(columns.count - 1), row: UInt32(row)))
            case .numbers(let numbers):
                found.places.append(Place(column: Place.copied, row: UInt32(copies.count / dimension)))
                copies += numbers
            }
        }
        // The changed ones come last and belong in between.
        if source.graph.delta != nil {
            let order = found.elements.indices.sorted { found.elements[$0] < found.elements[$1] }
            found = (
                order.map { found.elements[$0] }, order.map { found.codes[$0] },
                order.map { found.places[$0] }
            )
        }
        self.selection = selection
        self.dimension = dimension
        (elements, versionCodes, places) = (found.elements, found.codes, found.places)
        versions = reader.versions
        (self.columns, self.copies) = (columns, copies)
    }

    /// Calls `body` with the vector at a position, where it lies.
    public func withVector<Result>(
        at position: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        let place = places[position]
        func slice(_ numbers: UnsafeBufferPointer<Float>) -> UnsafeBufferPointer<Float> {
            let first = Int(place.row) * dimension
            return UnsafeBufferPointer(rebasing: numbers[first..<first + dimension])
        }
        guard place.column != Place.copied else {
            return try copies.withUnsafeBufferPointer { try body(slice($0)) }
        }
        return try columns[Int(place.column)].withUnsafeBufferPointer { try body(slice($0)) }
    }

    /// The vector at a position.
    public subscript(position: Int) -> [Float] { withVector(at: position) { [Float]($0) } }

    /// The version that wrote the vector at a position.
    public func version(at position: Int) -> String { versions[Int(versionCodes[position])] }

    /// How many vectors each version wrote.
    public var counts: [String: Int] {
        var counts: [String: Int] = [:]
        for code in versionCodes { counts[versions[Int(code)], default: 0] += 1 }
        return counts
    }

    /// How much of the memory is copies: the rest lies in the store's file.
    public var copiedCount: Int { dimension == 0 ? 0 : copies.count / dimension }

    /// The position of an element, or nil if it has no such vector.
    ///
    /// - Complexity: O(log count)
    public func position(of element: UInt32) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if elements[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low < count && elements[low] == element ? low : nil
    }

    /// A checksum of each vector's bytes, by which it is known again.
    func fingerprints() -> [UInt64] {
        (0..<count).map { position in
            withVector(at: position) { Checksum.of(UnsafeRawBufferPointer($0)) }
        }
    }
}

extension FlatIndex {
    /// Copies stored vectors into an index for exact search.
    ///
    /// - Throws: ``VectorSearchError/nothingThere(_:)``, or what is wrong with a vector.
    public init(_ stored: StoredVectors, metric: DistanceMetric) throws(VectorSearchError) {
        guard stored.count > 0 else { throw .nothingThere(stored.selection) }
        try self.init(dimension: stored.dimension, metric: metric)
        for position in 0..<stored.count { try add(stored.elements[position], stored[position]) }
    }
}
