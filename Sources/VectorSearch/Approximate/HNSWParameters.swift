import CHNSW

/// How a graph of neighbours is built; what it costs to search it, and how well, follows.
public struct HNSWParameters: Sendable, Equatable {
    /// How many links an element gets on each level; twice as many on the lowest one.
    ///
    /// `M` in the paper and in hnswlib.
    public var links: Int
    /// How many candidates are kept in mind while an element's neighbours are sought.
    public var constructionBreadth: Int
    /// What the levels of the elements are drawn by.
    public var seed: UInt64

    /// Parameters that suit embeddings of tens to hundreds of numbers.
    public init(links: Int = 16, constructionBreadth: Int = 200, seed: UInt64 = 1) {
        self.links = links
        self.constructionBreadth = constructionBreadth
        self.seed = seed
    }

    func check() throws(VectorSearchError) {
        try VectorLimits.check(links, VectorLimits.links, named: "The number of links (M)")
        try VectorLimits.check(
            constructionBreadth, VectorLimits.breadth, named: "The breadth of construction (ef)")
    }

    /// The highest level of the element in a slot: each level has one in `links` of the elements below.
    ///
    /// Drawn by SplitMix64 (Steele, Lea and Flood, 2014) from the seed and the slot alone, so that neither the library nor
    /// the order of threads has a say. Source of the distribution: Malkov and Yashunin, section 4.
    func level(ofSlot slot: Int) -> Int32 {
        var bits = seed &+ (UInt64(slot) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        var level: Int32 = 0
        // One step up with probability 1 / links.
        let rarity = UInt64(links)
        while level < CHNSW_LEVEL_LIMIT, bits % rarity == 0 {
            bits /= rarity
            level += 1
        }
        return level
    }
}
