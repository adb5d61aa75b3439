/// Records to learn from: a row of numbers each, and the class it belongs to.
///
///     let images = try Dataset(reading: "train-images-idx3-ubyte.gz")
///     images.count            // 60000
///     images.shape            // [28, 28]
///     images.classNames       // ["0", "1", ..., "9"]
///
/// Every value is finite and every label names a class: whoever holds a data set need not check again. The
/// features lie in one array, record after record and row-major within a record, so that a tensor can take
/// them as they are.
public struct Dataset: Sendable, Equatable {
    /// What messages and reports call it; no part of its identity.
    public let name: String
    /// The sizes of one record's dimensions, such as `[784]` or `[28, 28]`.
    public let shape: [Int]
    /// All features, `count` times ``featureCount`` numbers; zero is never negative.
    public let features: [Float]
    /// The class of each record, a position in ``classNames``.
    public let labels: [Int32]
    /// The classes in a stable order: by number if all are whole numbers, else by their UTF-8 bytes.
    public let classNames: [String]
    /// How many numbers a record has.
    public let featureCount: Int

    /// How many records there are, at least one.
    public var count: Int { labels.count }

    /// Makes a data set of arrays.
    ///
    /// - Parameters:
    ///   - name: What messages call it.
    ///   - shape: The sizes of one record's dimensions, each at least one.
    ///   - features: The numbers of all records, one record after the other.
    ///   - labels: A position in `classNames` for each record.
    ///   - classNames: The classes, each once; classes without a record are allowed.
    /// - Throws: ``DatasetError`` where the counts do not fit, there is no record, a feature is not finite,
    ///   or a label names no class.
    /// - Complexity: O(number of features)
    public init(
        name: String, shape: [Int], features: [Float], labels: [Int32], classNames: [String]
    ) throws(DatasetError) {
        guard !labels.isEmpty else { throw .noRecords(data: name) }
        let size = Self.size(of: shape)
        guard let size, let total = Self.product(size, labels.count), features.count == total else {
            throw .countsDiffer(data: name, features: features.count, shape: shape, labels: labels.count)
        }
        if let position = Self.firstNotFinite(in: features) {
            throw .notFinite(
                data: name, place: .record(position / size), column: "\(position % size)",
                value: "\(features[position])")
        }
        guard Set(classNames).count == classNames.count else {
            throw .malformed(data: name, place: nil, problem: "two classes have the same name; rename one")
        }
        for (record, label) in labels.enumerated() where !classNames.indices.contains(Int(label)) {
            throw .unknownLabel(
                data: name, place: .record(record), label: "\(label)", classes: classNames)
        }
        self.init(
            checked: name, shape: shape, features: features, labels: labels, classNames: classNames)
    }

    /// Takes parts of what has been checked already.
    init(checked name: String, shape: [Int], features: [Float], labels: [Int32], classNames: [String]) {
        self.name = name
        self.shape = shape
        self.features = Self.withoutNegativeZeros(features)
        self.labels = labels
        self.classNames = classNames
        featureCount = features.count / labels.count
    }

    /// How many records each class has, in the order of ``classNames``.
    public var classCounts: [Int] {
        var counts = [Int](repeating: 0, count: classNames.count)
        for label in labels { counts[Int(label)] += 1 }
        return counts
    }

    /// The numbers of one record.
    public func features(of record: Int) -> ArraySlice<Float> {
        features[(record * featureCount)..<((record + 1) * featureCount)]
    }

    /// The same records under another name.
    public func named(_ name: String) -> Dataset {
        Dataset(checked: name, shape: shape, features: features, labels: labels, classNames: classNames)
    }

    /// The same records seen in another shape, such as `[1, 28, 28]` for `[28, 28]`.
    ///
    /// - Throws: ``DatasetError`` where the shape holds another number of features.
    public func reshaped(_ shape: [Int]) throws(DatasetError) -> Dataset {
        guard Self.size(of: shape) == featureCount else {
            throw .countsDiffer(data: name, features: features.count, shape: shape, labels: labels.count)
        }
        return Dataset(
            checked: name, shape: shape, features: features, labels: labels, classNames: classNames)
    }
}

extension Dataset {
    /// The number of values of a shape; nil where a dimension is not positive or the product overflows.
    static func size(of shape: [Int]) -> Int? {
        shape.reduce(1) { size, dimension in
            dimension > 0 ? size.flatMap { product($0, dimension) } : nil
        }
    }

    static func product(_ left: Int, _ right: Int) -> Int? {
        let (product, overflows) = left.multipliedReportingOverflow(by: right)
        return overflows ? nil : product
    }

    private static func firstNotFinite(in features: [Float]) -> Int? {
        features.withUnsafeBufferPointer { features in
            var position = 0
            while position < features.count {
                // All exponent bits set: an infinity or a NaN.
                if features[position].bitPattern & 0x7F80_0000 == 0x7F80_0000 { return position }
                position &+= 1
            }
            return nil
        }
    }

    /// Equal records have equal bytes, which digests and the search for duplicates rely on.
    private static func withoutNegativeZeros(_ features: [Float]) -> [Float] {
        let hasSome = features.withUnsafeBufferPointer { features in
            var position = 0
            while position < features.count {
                if features[position].bitPattern == 0x8000_0000 { return true }
                position &+= 1
            }
            return false
        }
        return hasSome ? features.map { $0 == 0 ? 0 : $0 } : features
    }
}
