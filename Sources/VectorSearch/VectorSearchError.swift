/// Why vectors could not be searched, indexed or replaced.
public enum VectorSearchError: Error, Equatable {
    /// A vector has another dimension than those it is to be compared with.
    case dimension(of: String, found: Int, expected: Int)
    /// A vector holds NaN or an infinity.
    case notFinite(String)
    /// A number is so large that a sum of squares would not be finite in single precision.
    case tooLarge(String)
    /// A vector of zeros has no direction to be compared by.
    case noDirection(String)
    /// There is an element of this number already.
    case taken(UInt32)
    /// There is no element of this number.
    case absent(UInt32)
    /// A setting is out of its range.
    case setting(name: String, value: Int, range: ClosedRange<Int>)
    /// There are more vectors than an index has places.
    case full(limit: Int)
    /// Memory ran out.
    case memory
    /// An earlier change of an index failed halfway.
    case broken
    /// No element with the label has such a vector.
    case nothingThere(VectorSelection)
    /// A property holds something that is no vector.
    case noVector(element: String, property: String)
    /// The version of a vector is no text.
    case noVersion(element: String, property: String)
    /// An index file is not what it should be.
    case damaged(file: String, reason: String)
    /// An index file cannot be read or written.
    case file(path: String, reason: String)
    /// New vectors and their elements do not belong together.
    case pairing(String)
    /// New vectors have another dimension than those they are to replace.
    case replacement(found: Int, expected: Int, property: String)
    /// An element that a new vector is for is not there.
    case unknownElement(id: String, label: String)
}

extension VectorSearchError: CustomStringConvertible {
    /// A sentence that names the thing and a way out.
    public var description: String {
        switch self {
        case .dimension(let name, let found, let expected):
            "\(name) has \(found) numbers and the others have \(expected); compare vectors of one dimension, "
                + "or cut the wider ones."
        case .notFinite(let name): "\(name) holds NaN or an infinity; vectors consist of finite numbers."
        case .tooLarge(let name):
            "\(name) holds a number beyond 1e15, whose square single precision cannot sum; scale the vectors."
        case .noDirection(let name):
            "\(name) consists of zeros, and the cosine compares directions; use another metric."
        case .taken(let element): "Element \(element) has a vector already; update it instead."
        case .absent(let element): "Element \(element) has no vector here; add one first."
        case .setting(let name, let value, let range):
            "\(name) is \(value); it goes from \(range.lowerBound) to \(range.upperBound)."
        case .full(let limit): "An index has room for \(limit) vectors; divide them by label or version."
        case .memory: "There is not enough memory for the index; use fewer vectors, or shorter ones."
        case .broken:
            "An earlier change of this index failed halfway, so that its links cannot be trusted; build it anew."
        case .nothingThere(let selection):
            "There are no \(selection); `espalier vectors status` says which vectors the store has."
        case .noVector(let element, let property):
            "`\(property)` of \(element) is no vector of numbers; remove it, or name another property."
        case .noVersion(let element, let property):
            "`\(property)` of \(element) is no text; the version of a vector is a STRING."
        case .damaged(let file, let reason): "\(file) is damaged: \(reason)."
        case .file(let path, let reason): "\(path) cannot be used: \(reason)."
        case .pairing(let problem): problem
        case .replacement(let found, let expected, let property):
            "The new vectors have \(found) numbers and those in `\(property)` have \(expected): vectors of two "
                + "dimensions cannot be compared. "
                + (found > expected
                    ? "Cut the new ones to the first \(expected) (--cut), as a model trained to be backward compatible "
                        + "expects, or write them to another property."
                    : "Fill the new ones up with zeros (--cut does so), if their model was trained for that, or write "
                        + "them to another property.")
        case .unknownElement(let id, let label):
            "There is no `\(id)` with the label \(label) in the store; leave out its vector, or insert it first."
        }
    }
}
