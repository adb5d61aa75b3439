import Tensors

/// A head that no version ever changes: the vertices of a regular simplex, of which classes take one after the other.
///
///     let head = try SimplexHead(dimension: 32, scale: 16)      // 33 vertices, any two at the same angle
///     let rows = try head.rows(forClasses: 10)                  // those of the first ten classes
///
/// Versions that are trained against it put a class in the same place each time, and so are compatible without knowing of
/// each other, as long as later versions keep the order of the classes. Vertices that no class has yet repel all.
///
/// Source: Pernici et al., Regular Polytope Networks; Biondi et al., CL2R and Stationary Representations (CVPR 2024).
public struct SimplexHead {
    /// All vertices, as rows of a cosine head without gradient.
    public let head: ClassHead

    /// As many vertices as there may be in a dimension: one more than it has coordinates.
    public init(dimension: Int, scale: Double, type: ScalarType = .float32) throws(TensorError) {
        precondition(dimension > 0, "a simplex has at least two vertices")
        let vertices = Self.vertices(dimension + 1).flatMap(\.self)
        head = ClassHead(
            kind: .cosine(scale: scale),
            weight: try Tensor(vertices, shape: [dimension + 1, dimension]).converted(to: type))
    }

    /// The vertices, unit vectors in one dimension less than there are, any two with the cosine -1 / (count - 1).
    ///
    /// The first are the unit vectors of the axes, the last (1 - sqrt count) / (count - 1) in every coordinate, all less
    /// their mean and brought to length 1.
    ///
    /// - Precondition: There are at least two.
    public static func vertices(_ count: Int) -> [[Double]] {
        precondition(count > 1, "a simplex has at least two vertices")
        let dimension = count - 1
        let last = (1 - Double(count).squareRoot()) / Double(dimension)
        let mean = (1 + last) / Double(count)
        return (0..<count).map { vertex in
            let centred = (0..<dimension).map { axis in
                (vertex == dimension ? last : vertex == axis ? 1 : 0) - mean
            }
            let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return centred.map { $0 / length }
        }
    }

    /// A head of the first so many vertices, for a model of that many classes.
    ///
    /// - Throws: ``GracefulUpdateError/setting(name:value:range:)`` where there are not as many.
    public func rows(forClasses count: Int) throws -> ClassHead {
        guard (1...head.classCount).contains(count) else {
            throw GracefulUpdateError.setting(
                name: "the number of classes", value: "\(count)",
                range: "from 1 to \(head.classCount) for a simplex in dimension \(head.dimension)")
        }
        return ClassHead(kind: head.kind, weight: try head.weight.sliced(0..<count).contiguous())
    }

    /// The cross-entropy of classes among all vertices, those without a class included; the mean over the batch.
    public func crossEntropy(of embeddings: Tensor, labels: Tensor) throws(TensorError) -> Tensor {
        try Loss.crossEntropy(of: head.logits(embeddings), classes: labels)
    }
}
