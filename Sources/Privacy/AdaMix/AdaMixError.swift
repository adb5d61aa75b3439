/// Why a model cannot be trained as asked, as a sentence.
public enum AdaMixError: Error, Equatable, CustomStringConvertible {
    /// A setting outside of its range.
    case setting(name: String, value: String, range: String)
    /// Public and private records have labels of different sets of classes.
    case differentClasses(onlyPublic: [String], onlyPrivate: [String])
    /// Public and private records have different numbers of features.
    case differentFeatures(publicCount: Int, privateCount: Int)
    /// Records to classify or test that have another number of features than those trained on.
    case recordWidth(data: String, found: Int, expected: Int)
    /// A tensor that is a parameter in two places.
    case sharedParameter
    /// A published number of records that is far below how many there are.
    case publishedCount(Int)
    /// A training on the public records alone whose weights left the numbers.
    case publicPhaseDiverged(step: Int)
    /// A training that the ledger was not told of, or told of with other noise.
    case notAuthorised
    /// Weights to begin from that are those of another head.
    case otherWeights(source: String, tensor: String, found: String, expected: String)
    /// There is only one class, so that there is nothing to tell apart.
    case oneClass(String)
    /// Records that are both public and private.
    case overlap(count: Int, publicRecord: Int, privateRecord: Int)
    /// A delta that lets a mechanism publish a record.
    case delta(Double, records: Int)
    /// A model with batch normalisation, whose output for one record depends on the others.
    case batchNormalisation(layer: String)
    /// A model with a layer whose gradients are not known record by record.
    case unsupportedLayer(name: String)
    /// Weights that are no longer finite numbers.
    case diverged(step: Int)

    /// The sentence.
    public var description: String {
        switch self {
        case .setting(let name, let value, let range):
            return "The \(name) is \(value); it has to be \(range)."
        case .differentClasses(let onlyPublic, let onlyPrivate):
            let parts =
                (onlyPublic.isEmpty ? [] : ["only the public data have \(Self.list(onlyPublic))"])
                + (onlyPrivate.isEmpty ? [] : ["only the private data have \(Self.list(onlyPrivate))"])
            return "Public and private data need the same classes, and \(parts.joined(separator: ", "))."
        case .differentFeatures(let publicCount, let privateCount):
            return
                "Public records have \(publicCount) features and private ones \(privateCount); they have to agree."
        case .recordWidth(let data, let found, let expected):
            return "\(data) has \(found) features a record, and the model was trained on \(expected)."
        case .sharedParameter:
            return
                "Two layers share a parameter, so that no record's gradient is known; give each layer its own."
        case .publishedCount(let count):
            return
                "The published number of private records is \(count), and there are more than twice as many, or it is not"
                + " positive; publish a number that is nearer."
        case .publicPhaseDiverged(let step):
            return
                "The weights were no finite numbers any more after step \(step) of the public phase; take a smaller"
                + " weight decay."
        case .notAuthorised:
            return
                "The ledger has authorised another training than this one; ask it again, with this training's mechanism."
        case .otherWeights(let source, let tensor, let found, let expected):
            return
                "\(source) has the weights of another architecture: its tensor `\(tensor)` is \(found) and should be"
                + " \(expected)."
        case .oneClass(let name):
            return "All records are of the one class `\(name)`; there is nothing to tell apart."
        case .overlap(let count, let publicRecord, let privateRecord):
            return
                "\(count) \(count == 1 ? "record is" : "records are") both public and private, the first being public"
                + " record \(publicRecord) and private record \(privateRecord), counted from 0: what is public cannot be"
                + " kept private. Remove them from the public data."
        case .delta(let delta, let records):
            return
                "Delta is \(delta), which for \(records) private records has to be below 1/\(records): above, a mechanism"
                + " may publish somebody's record."
        case .batchNormalisation(let layer):
            return
                "Layer \(layer) is a batch normalisation, which mixes the records of a batch, so that no record's own"
                + " gradient exists to be clipped; use a group normalisation."
        case .unsupportedLayer(let name):
            return
                "Layer \(name) may mix records, or its gradients are not known record by record; private training knows linear"
                + " layers, convolutions, group and layer normalisations, activations and pooling."
        case .diverged(let step):
            return
                "The weights were no finite numbers any more after step \(step); take a smaller learning rate."
        }
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
    }
}
