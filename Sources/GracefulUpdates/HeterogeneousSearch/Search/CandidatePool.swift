import LearningCore

/// The networks of a space within a budget that have not been taken yet.
struct CandidatePool {
    /// Spaces up to this size are listed, so that nothing is overlooked; from larger ones networks are drawn blindly.
    private static let listedSize = 1 << 14
    /// How often a network is drawn blindly before there seems to be none left.
    private static let blindTries = 1_000

    private let space: SearchSpace
    private let budget: Int
    private var random: SeededRandom
    private var taken: Set<Architecture> = []
    /// All networks of a listed space in a random order, and how many of them have been looked at.
    private var list: [Architecture] = []
    private var place = 0
    /// The least multiply-adds that were met.
    private(set) var least = Int.max

    init(_ space: SearchSpace, budget: Int, random: SeededRandom) {
        self.space = space
        self.budget = budget
        self.random = random
        if space.size <= Self.listedSize {
            list = self.random.permutation(of: space.size).map(space.architecture(at:))
        }
    }

    /// Takes a network and says what it costs; nil for one that was taken before or is beyond the budget.
    mutating func take(_ architecture: Architecture) throws(GracefulUpdateError) -> Int? {
        guard !taken.contains(architecture) else { return nil }
        let cost = try space.network(of: architecture).multiplyAdds()
        least = min(least, cost)
        guard cost <= budget else { return nil }
        taken.insert(architecture)
        return cost
    }

    /// Takes as many networks at random as are wanted, each as likely as any other, or those that are left.
    mutating func draw(_ wanted: Int) throws(GracefulUpdateError) -> [(Architecture, Int)] {
        var drawn: [(Architecture, Int)] = []
        var tries = 0
        while drawn.count < wanted, let architecture = next(&tries) {
            guard let cost = try take(architecture) else { continue }
            drawn.append((architecture, cost))
            tries = 0
        }
        return drawn
    }

    private mutating func next(_ tries: inout Int) -> Architecture? {
        guard space.size > Self.listedSize else {
            guard place < list.count else { return nil }
            defer { place += 1 }
            return list[place]
        }
        tries += 1
        return tries <= Self.blindTries ? space.randomArchitecture(using: &random) : nil
    }
}
