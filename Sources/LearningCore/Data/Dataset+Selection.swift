extension Dataset {
    /// The records at some positions, in that order; positions may repeat.
    ///
    /// - Precondition: There is at least one position, and all are those of records.
    /// - Complexity: O(number of features taken)
    public func records(at positions: [Int]) -> Dataset {
        precondition(!positions.isEmpty, "a data set has at least one record")
        let taken = [Float](unsafeUninitializedCapacity: positions.count * featureCount) { taken, count in
            features.withUnsafeBufferPointer { features in
                guard let source = features.baseAddress, var target = taken.baseAddress else { return }
                for position in positions {
                    precondition(
                        labels.indices.contains(position),
                        "there is no record \(position) among \(labels.count)")
                    target.initialize(from: source + position * featureCount, count: featureCount)
                    target += featureCount
                }
            }
            count = positions.count * featureCount
        }
        return Dataset(
            checked: name, shape: shape, features: taken, labels: positions.map { labels[$0] },
            classNames: classNames)
    }

    /// The records of some classes, which are numbered anew in the order they have here.
    ///
    /// - Throws: ``DatasetError`` where a class is not known, or none of them has a record.
    public func keeping(classes names: [String]) throws(DatasetError) -> Dataset {
        for name in names where !classNames.contains(name) {
            throw .unknownLabel(data: self.name, place: nil, label: name, classes: classNames)
        }
        let isKept = classNames.map(names.contains)
        let positions = labels.indices.filter { isKept[Int(labels[$0])] }
        guard !positions.isEmpty else { throw .noRecords(data: name) }
        return try records(at: positions).aligned(with: classNames.filter(names.contains))
    }

    /// The same records with their classes numbered as in `names`, so that two data sets mean the same by a
    /// label.
    ///
    /// - Throws: ``DatasetError`` where a record's class is not among the names.
    public func aligned(with names: [String]) throws(DatasetError) -> Dataset {
        let places = classNames.map { names.firstIndex(of: $0).map(Int32.init) }
        var aligned: [Int32] = []
        aligned.reserveCapacity(count)
        for (record, label) in labels.enumerated() {
            guard let place = places[Int(label)] else {
                throw .unknownLabel(
                    data: name, place: .record(record), label: classNames[Int(label)], classes: names)
            }
            aligned.append(place)
        }
        return Dataset(
            checked: name, shape: shape, features: features, labels: aligned, classNames: names)
    }

    /// The same records in a random order.
    public func shuffled(using random: inout SeededRandom) -> Dataset {
        records(at: random.permutation(of: count))
    }

    /// The records in portions of `size`, the last being smaller where they do not come out even.
    ///
    ///     for batch in data.batches(of: 64, order: random.permutation(of: data.count)) { ... }
    ///
    /// - Parameters:
    ///   - size: How many records a batch has, at least one.
    ///   - order: Positions of the records in the order they are wanted; nil for their own.
    /// - Returns: The batches, each made when it is asked for.
    public func batches(of size: Int, order: [Int]? = nil) -> some Sequence<Dataset> {
        precondition(size > 0, "a batch has at least one record")
        let order = order ?? Array(0..<count)
        return stride(from: 0, to: order.count, by: size).lazy.map { start in
            records(at: Array(order[start..<Swift.min(start + size, order.count)]))
        }
    }
}
