extension Dataset {
    /// Parts of the records, drawn at random; each keeps the order that its records have here.
    ///
    ///     let parts = try data.split([0.8, 0.2], stratified: true, using: &random)
    ///
    /// - Parameters:
    ///   - shares: The part's shares of the records, positive; they are divided by their sum.
    ///   - stratified: Whether each part gets its share of every class rather than of the whole.
    ///   - random: What draws.
    /// - Returns: A data set for each share.
    /// - Throws: ``DatasetError`` where a part would be empty.
    public func split(
        _ shares: [Double], stratified: Bool = false, using random: inout SeededRandom
    ) throws(DatasetError) -> [Dataset] {
        precondition(
            !shares.isEmpty && shares.allSatisfy { $0 > 0 && $0.isFinite }, "shares are positive numbers")
        var parts = [[Int]](repeating: [], count: shares.count)
        for group in stratified ? positionsByClass : [Array(0..<count)] {
            var group = group
            random.shuffle(&group)
            for (part, range) in Self.ranges(of: group.count, shares).enumerated() {
                parts[part] += group[range]
            }
        }
        var split: [Dataset] = []
        for positions in parts {
            guard !positions.isEmpty else {
                throw .tooFew(data: name, wanted: shares.count, found: count, of: "parts with records")
            }
            split.append(records(at: positions.sorted()))
        }
        return split
    }

    /// So many records of each class, drawn at random, and those that are left.
    ///
    /// Both keep the order that the records have here; the rest is nil where nothing is left. Classes that
    /// have no record at all are left alone.
    ///
    /// - Throws: ``DatasetError`` where a class has fewer records.
    public func drawing(
        perClass wanted: Int, using random: inout SeededRandom
    ) throws(DatasetError) -> (drawn: Dataset, rest: Dataset?) {
        precondition(wanted > 0, "a data set has at least one record")
        var drawn: [Int] = []
        var rest: [Int] = []
        for (label, group) in positionsByClass.enumerated() where !group.isEmpty {
            guard group.count >= wanted else {
                throw .tooFew(
                    data: name, wanted: wanted, found: group.count,
                    of: "records of class `\(classNames[label])`")
            }
            var group = group
            random.shuffle(&group)
            drawn += group[..<wanted]
            rest += group[wanted...]
        }
        return (records(at: drawn.sorted()), rest.isEmpty ? nil : records(at: rest.sorted()))
    }

    private var positionsByClass: [[Int]] {
        var positions = [[Int]](repeating: [], count: classNames.count)
        for (record, label) in labels.enumerated() { positions[Int(label)].append(record) }
        return positions
    }

    /// Where each part starts and ends: the bounds are rounded, so that no part is off by more than one.
    private static func ranges(of count: Int, _ shares: [Double]) -> [Range<Int>] {
        let total = shares.reduce(0, +)
        var start = 0
        var sum = 0.0
        return shares.enumerated().map { part, share in
            sum += share
            let isLast = part == shares.count - 1
            let end = isLast ? count : Int((Double(count) * (sum / total)).rounded())
            defer { start = end }
            return start..<end
        }
    }
}
