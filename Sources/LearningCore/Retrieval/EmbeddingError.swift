/// Why vectors cannot be compared, as a sentence.
public enum EmbeddingError: Error, Equatable, CustomStringConvertible {
    /// There are none.
    case empty(name: String)
    /// The numbers are no rows of one length.
    case shape(name: String, shape: [Int])
    /// There are not as many labels as vectors.
    case countsDiffer(name: String, vectors: Int, labels: Int)
    /// A number is infinite or none at all.
    case notFinite(name: String, row: Int, column: Int)
    /// The vectors are not made of floating-point numbers, or the labels not of integers.
    case scalarType(name: String, found: String, expected: String)
    /// Two sets of vectors have different lengths, where nothing says how one becomes the other.
    case dimensionsDiffer(name: String, dimension: Int, other: String, otherDimension: Int)
    /// A file lacks a tensor, or cannot be read.
    case file(path: String, reason: String)
    /// No query has a record of its class in the gallery, so that there is nothing to find.
    case nothingToFind(name: String)
    /// Two versions were evaluated on different records.
    case otherRecords(name: String, other: String)
    /// Two models say that they were tested on different data.
    case otherTest(TestMismatch)

    /// The sentence.
    public var description: String {
        switch self {
        case .empty(let name): "\(name) has no vectors; there is nothing to compare"
        case .shape(let name, let shape):
            "\(name) has the shape \(shape), and [vectors, dimension] is needed; reshape it"
        case .countsDiffer(let name, let vectors, let labels):
            "\(name) has \(vectors) vectors and \(labels) labels; each vector needs one"
        case .notFinite(let name, let row, let column):
            "\(name) has a NaN or an infinity in row \(row), column \(column); such a vector is near nothing, and the model"
                + " that made it is broken there"
        case .scalarType(let name, let found, let expected):
            "\(name) is of type \(found), and \(expected) is needed; convert it"
        case .dimensionsDiffer(let name, let dimension, let other, let otherDimension):
            "\(name) has vectors of dimension \(dimension), and \(other) of \(otherDimension); cut or pad one of them as it"
                + " was trained for"
        case .file(let path, let reason):
            "\(path): \(reason); an evaluation is a safetensors file with `query`, `query_labels`, `gallery` and"
                + " `gallery_labels`"
        case .nothingToFind(let name):
            "the queries and the gallery of \(name) share no class, so that nothing can be found; choose records of the same"
                + " classes for both, and write `query_labels` and `gallery_labels` the same way"
        case .otherTest(let mismatch): mismatch.description
        case .otherRecords(let name, let other):
            "\(name) and \(other) were evaluated on different records, so that their numbers cannot be compared; evaluate"
                + " both on the same queries and gallery"
        }
    }
}
