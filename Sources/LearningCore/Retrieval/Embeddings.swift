import Tensors

/// Vectors that a model made of records, one a row, all of one length.
///
///     let gallery = try Embeddings(data, name: "gallery")
///     let unit = gallery.normalised()
///
/// All numbers are finite. They are kept in double precision, so that ranks do not depend on how sums are ordered.
public struct Embeddings: Sendable, Equatable {
    /// How many vectors there are; at least one.
    public let count: Int
    /// How long each is; at least one.
    public let dimension: Int
    /// The numbers, row after row.
    public let values: [Double]

    /// Takes vectors, row after row.
    ///
    /// - Throws: ``EmbeddingError`` that calls them by the name.
    public init(
        _ values: [Double], dimension: Int, name: String = "the set of vectors"
    ) throws(EmbeddingError) {
        guard dimension > 0, values.count % dimension == 0 else {
            throw .shape(name: name, shape: [values.count, dimension])
        }
        guard !values.isEmpty else { throw .empty(name: name) }
        if let place = values.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(name: name, row: place / dimension, column: place % dimension)
        }
        self.init(checked: values, dimension: dimension)
    }

    /// Takes a tensor of shape [vectors, dimension], of any floating-point type.
    ///
    /// - Throws: ``EmbeddingError`` that calls it by the name.
    public init(_ data: TensorData, name: String) throws(EmbeddingError) {
        guard data.shape.count == 2, data.shape[1] > 0 else { throw .shape(name: name, shape: data.shape) }
        guard data.scalarType.isFloatingPoint else {
            throw .scalarType(
                name: name, found: data.scalarType.name, expected: "a floating-point type such as float32")
        }
        let numbers: [Double]
        do throws(TensorError) { numbers = try data.numbers() } catch {
            throw .file(path: name, reason: error.description)
        }
        try self.init(numbers, dimension: data.shape[1], name: name)
    }

    init(checked values: [Double], dimension: Int) {
        self.values = values
        self.dimension = dimension
        count = values.count / dimension
    }

    /// One of the vectors.
    public subscript(row: Int) -> ArraySlice<Double> {
        values[(row * dimension)..<((row + 1) * dimension)]
    }

    /// The same directions at length 1; a vector of zeros stays one.
    public func normalised() -> Embeddings {
        var values = values
        for row in 0..<count {
            let places = (row * dimension)..<((row + 1) * dimension)
            var squares = values[places].reduce(0) { $0 + $1 * $1 }
            if !squares.isNormal {
                // The squares are too large or too small for a number, though what they are of is not.
                let largest = values[places].reduce(0) { max($0, abs($1)) }
                guard largest > 0 else { continue }
                for place in places { values[place] /= largest }
                squares = values[places].reduce(0) { $0 + $1 * $1 }
            }
            let norm = squares.squareRoot()
            for place in places { values[place] /= norm }
        }
        return Embeddings(checked: values, dimension: dimension)
    }

    /// The first coordinates, or all of them with zeros behind: how a new version's vectors meet an old one's of another
    /// length.
    ///
    /// - Precondition: The dimension is positive.
    public func cut(to dimension: Int) -> Embeddings {
        precondition(dimension > 0, "vectors have at least one coordinate")
        guard dimension != self.dimension else { return self }
        let shared = min(dimension, self.dimension)
        var cut = [Double](repeating: 0, count: count * dimension)
        for row in 0..<count {
            for column in 0..<shared {
                cut[row * dimension + column] = values[row * self.dimension + column]
            }
        }
        return Embeddings(checked: cut, dimension: dimension)
    }

    /// Some of the vectors, in this order.
    public func rows(at positions: [Int]) -> Embeddings {
        precondition(!positions.isEmpty, "a set of vectors has at least one")
        return Embeddings(checked: positions.flatMap { self[$0] }, dimension: dimension)
    }
}
