/// A graph of neighbours as it lies in a file: everything but the vectors, which the store holds.
///
///     magic "ESPVECTR"  u32 format  u32 metric  u32 dimension  u32 links  u32 breadth  u32 entry
///     u64 seed  u64 generation  u64 commit  u64 slots  u64 live  u64 words
///     u32 lengths of label, property, version, version property, base version  u32 1 if a version is meant
///     the five texts  u64 fingerprint * slots  u8 level * slots, its top bit set where live  u32 * words  u64 digest
///
/// The words are, for each slot and each of its levels from 0, the number of its neighbours and then these. All numbers are
/// little-endian, and the digest is XXH64 over everything before it. A vector is known again by its fingerprint, XXH64 of
/// its bytes: whatever a file claims, what is compared with a query are the store's own vectors.
struct IndexFile: Equatable {
    static let magic: [UInt8] = Array("ESPVECTR".utf8)
    static let format: UInt32 = 1
    static let metrics: [DistanceMetric] = [.euclidean, .cosine, .innerProduct]
    /// The bytes before the texts.
    static let headerSize = 104
    static let liveBit: UInt8 = 0x80

    var header: Header
    /// A checksum for each slot.
    var fingerprints: [UInt64]
    /// For each slot its highest level, and ``liveBit`` where it holds an element.
    var levels: [UInt8]
    /// The neighbours, as in the file.
    var links: [UInt32]

    struct Header: Equatable {
        var selection: VectorSelection
        var metric: DistanceMetric
        var dimension: Int
        var parameters: HNSWParameters
        /// The slot where searches begin.
        var entry: UInt32
        /// The state of the store that the vectors were read in.
        var state: StoreState
        var slotCount: Int
        var liveCount: Int
        var wordCount: Int

        /// The size of the file that has this header.
        var fileSize: Int { IndexFile.headerSize + textSize + slotCount * 9 + wordCount * 4 + 8 }

        var texts: [String] {
            [
                selection.label, selection.property, selection.version ?? "", selection.versionProperty,
                selection.baseVersion,
            ]
        }
        private var textSize: Int { texts.reduce(0) { $0 + $1.utf8.count } }

        /// How many numbers the links of so many slots take at most: twice the expected number of levels, and some more
        /// for few slots.
        static func wordLimit(slots: Int, links: Int) -> Int {
            slots * (1 + 2 * links) + (slots + 64) * 2 * (1 + links)
        }
    }
}

/// A committed state of a store.
public struct StoreState: Sendable, Equatable {
    /// Counts the segments.
    public let generation: UInt64
    /// Counts the commits.
    public let commit: UInt64
}
