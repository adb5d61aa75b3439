/// Sebastiano Vigna's SplitMix64: the same seed gives the same cases everywhere.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &self) < probability
    }

    mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        precondition(!choices.isEmpty, "There is nothing to pick from.")
        return choices[count(0...choices.count - 1)]
    }

    /// Each with that probability.
    mutating func some<Choice>(of choices: [Choice], _ probability: Double) -> [Choice] {
        choices.filter { _ in chance(probability) }
    }
}
