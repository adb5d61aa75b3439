import Foundation

extension Dataset {
    /// Who this data set is, whatever file or format it came from, and under whatever name.
    ///
    /// Features, labels and class names take part, in their order. The shape does not beyond the number of
    /// features: a table of 784 columns and a file of 28 by 28 images may hold the same records.
    ///
    /// - Complexity: O(number of features)
    public var digest: ContentDigest {
        var hash = ContentHash()
        hash.update("espalier data set 1")
        hash.update(classNames.count)
        for name in classNames { hash.update(name) }
        hash.update(count)
        hash.update(featureCount)
        labels.withUnsafeBufferPointer { hash.update(numbers: $0) }
        features.withUnsafeBufferPointer { hash.update(numbers: $0) }
        return hash.finish()
    }

    /// The digest of each record's features; labels take no part, because a record with another label is the
    /// same person's.
    ///
    /// - Complexity: O(number of features)
    public var recordDigests: [ContentDigest] {
        features.withUnsafeBufferPointer { features in
            (0..<count).map { record in
                var hash = ContentHash()
                let start = record * featureCount
                hash.update(
                    numbers: UnsafeBufferPointer(rebasing: features[start..<(start + featureCount)]))
                return hash.finish()
            }
        }
    }

    /// Positions of two records with the same features.
    public struct DuplicatePair: Hashable, Sendable {
        /// The record of the data set that was asked.
        public let record: Int
        /// The first record of the other data set that equals it.
        public let other: Int

        /// Pairs two positions.
        public init(record: Int, other: Int) {
            self.record = record
            self.other = other
        }
    }

    /// The records that are in another data set too, feature by feature, each with the first one that equals
    /// it.
    ///
    /// Records of different lengths are never equal.
    ///
    /// - Complexity: O(number of features of both)
    public func duplicates(in other: Dataset) -> [DuplicatePair] {
        guard featureCount == other.featureCount else { return [] }
        var first: [ContentDigest: Int] = [:]
        for (position, digest) in other.recordDigests.enumerated() where first[digest] == nil {
            first[digest] = position
        }
        return recordDigests.enumerated().compactMap { position, digest in
            guard let match = first[digest], hasSameFeatures(position, as: match, of: other) else {
                return nil
            }
            return DuplicatePair(record: position, other: match)
        }
    }

    private func hasSameFeatures(_ record: Int, as match: Int, of other: Dataset) -> Bool {
        let size = featureCount * MemoryLayout<Float>.stride
        return features.withUnsafeBytes { left in
            other.features.withUnsafeBytes { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return false }
                return memcmp(left + record * size, right + match * size, size) == 0
            }
        }
    }
}
