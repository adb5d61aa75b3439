import PropertyGraph

/// Vectors by a new model, each for one element, in the order in which they are to be written.
public struct NewVectors: Sendable {
    /// What the elements are called, each once.
    public private(set) var identifiers: [Identifier]
    /// How many numbers a vector has.
    public let dimension: Int
    private var numbers: [Float]

    /// How many vectors there are.
    public var count: Int { identifiers.count }

    /// Vectors one after the other.
    ///
    /// - Parameters:
    ///   - identifiers: What the elements are called.
    ///   - numbers: For each, as many numbers.
    /// - Throws: ``VectorSearchError/pairing(_:)`` if there are not as many vectors as elements, or an element is there twice;
    ///   what is wrong with a number.
    public init(identifiers: [Identifier], numbers: [Float]) throws(VectorSearchError) {
        guard !identifiers.isEmpty else {
            throw .pairing("There are no new vectors; name a file that holds some.")
        }
        guard !numbers.isEmpty, numbers.count.isMultiple(of: identifiers.count) else {
            throw .pairing(
                "\(numbers.count) numbers cannot be divided among \(identifiers.count) elements; give one vector for each."
            )
        }
        var seen: Set<Identifier> = []
        for identifier in identifiers where !seen.insert(identifier).inserted {
            throw .pairing("`\(identifier)` is there twice; give one vector for each element.")
        }
        dimension = numbers.count / identifiers.count
        try VectorLimits.check(dimension: dimension)
        for (position, number) in numbers.enumerated() where !(abs(number) <= DistanceMetric.largestNumber) {
            let name = "The new vector of `\(identifiers[position / dimension])`"
            throw number.isFinite ? .tooLarge(name) : .notFinite(name)
        }
        self.identifiers = identifiers
        self.numbers = numbers
    }

    /// The vector at a position, cut or filled up with zeros to a dimension.
    func vector(at position: Int, dimension wanted: Int) -> [Float] {
        let vector = numbers[position * dimension..<(position + 1) * dimension]
        return [Float](vector.prefix(wanted)) + [Float](repeating: 0, count: max(0, wanted - dimension))
    }

    /// Puts some elements first, in an order of their own; the others follow as they were.
    ///
    /// - Throws: ``VectorSearchError/pairing(_:)`` if an element has no vector here or is named twice.
    public mutating func putFirst(_ order: [Identifier]) throws(VectorSearchError) {
        let places = Dictionary(
            uniqueKeysWithValues: identifiers.enumerated().map { ($0.element, $0.offset) })
        var isTaken = [Bool](repeating: false, count: count)
        var positions: [Int] = []
        for identifier in order {
            guard let place = places[identifier] else {
                throw .pairing("The order names `\(identifier)`, which has no new vector; leave it out.")
            }
            guard !isTaken[place] else {
                throw .pairing("The order names `\(identifier)` twice; name each element once.")
            }
            isTaken[place] = true
            positions.append(place)
        }
        positions += (0..<count).filter { !isTaken[$0] }
        (identifiers, numbers) = (
            positions.map { identifiers[$0] },
            positions.flatMap { numbers[$0 * dimension..<($0 + 1) * dimension] }
        )
    }
}
