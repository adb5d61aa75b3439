import PropertyGraph

extension Snapshot {
    /// The nodes with a label whose property equals a value.
    ///
    ///     let ids = try snapshot.nodes(withLabel: "Account", where: "iban", equals: "DE02")
    ///
    /// Values compare as in keys, `1` equal to `1.0`. A property that the schema makes EXCLUSIVE by itself has an index.
    /// - Complexity: O(1) per label set with an index, otherwise O(nodes with the label).
    public func nodes(withLabel label: String, where key: String, equals value: Value) throws -> [UInt32] {
        guard let segment else { return [] }
        var found: [UInt32] = []
        for table in segment.nodeTables where table.labels.contains(label) {
            guard let column = try table.column(key) else { continue }
            let name = KeyIndex.name(labels: table.labels, key: key)
            if let index = try segment.index(named: name) {
                found += index[KeyHash.hash(value)].filter { column[Int($0 - table.first)] == value }
            } else {
                found += (0..<table.count).filter { column[$0] == value }.map { table.first + UInt32($0) }
            }
        }
        return found
    }
}
