import LearningCore
import Testing

@testable import GracefulUpdates

@Suite("search for architectures")
struct ArchitectureSearchTests {
    private typealias Evolution = ArchitectureSearch.Evolution
    /// Few enough in a generation that there is something to evolve among 24.
    private static let small = Evolution(population: 6, parents: 3, mutations: 3, crossovers: 3)

    private static let budgets = [8_000, 15_000, 23_000]

    private func search(
        _ budget: Int, _ reward: SearchReward = .heterogeneous, _ evolution: Evolution = small,
        evaluations: Int? = nil
    ) throws -> ArchitectureSearch {
        var evolution = evolution
        evolution.evaluations = evaluations
        return try ArchitectureSearch(
            space: .toy(), budget: budget, reward: reward, evolution: evolution)
    }

    @Test(
        "24 evaluations always find the optimum of each reward, in 20 seeds",
        arguments: budgets, SearchReward.allCases)
    func optimum(budget: Int, reward: SearchReward) throws {
        let table = try ScoreTable(.toy())
        let search = try search(budget, reward, evaluations: 24)
        for seed in 0..<20 {
            let found = try search.evolve(random: SeededRandom(seed: UInt64(seed)), score: table.score)
            #expect(reward.value(found.best.scores) == (try table.optimum(reward, budget: budget)))
            #expect(found.best.multiplyAdds <= budget)
        }
    }

    @Test("an exhausted space ends the search, with the default settings too", arguments: [8_000, 100_000])
    func exhaustion(budget: Int) throws {
        let table = try ScoreTable(.toy())
        let search = try search(budget, .product, Evolution())
        let found = try search.evolve(random: SeededRandom(seed: 1), score: table.score)
        let all = try search.exhaust(score: table.score)
        #expect(Set(found.candidates) == Set(all.candidates))
        #expect(found.best == all.best)
    }

    @Test("no architecture is scored twice, and no more are than were allowed", arguments: [1, 7, 12])
    func evaluations(count: Int) throws {
        let table = try ScoreTable(.toy())
        var scored: [Architecture] = []
        let found = try search(23_000, evaluations: count).evolve(random: SeededRandom(seed: 3)) {
            scored.append($0)
            return table.score($0)
        }
        #expect(scored.count == count && Set(scored).count == count)
        #expect(found.candidates.map(\.architecture) == scored)
        #expect(found.history.last?.evaluations == count)
    }

    @Test("no network beyond the budget is scored", arguments: budgets)
    func budget(budget: Int) throws {
        let table = try ScoreTable(.toy())
        let found = try search(budget).evolve(random: SeededRandom(seed: 1), score: table.score)
        #expect(found.candidates.allSatisfy { $0.multiplyAdds <= budget })
    }

    @Test("a budget that no network is within is refused with the least that there is")
    func impossible() throws {
        let table = try ScoreTable(.toy())
        let search = try search(100)
        let expected = ArchitectureSearchError.budget(budget: 100, least: 6_206)
        #expect(throws: expected) { try search.evolve(random: SeededRandom(seed: 1), score: table.score) }
        #expect(throws: expected) {
            try search.drawAtRandom(evaluations: 3, random: SeededRandom(seed: 1), score: table.score)
        }
        #expect(throws: expected) { try search.exhaust(score: table.score) }
        #expect(throws: expected) { try search.requireNetwork(random: SeededRandom(seed: 1)) }
    }

    @Test("random search scores as many networks as are wanted, or as there are")
    func atRandom() throws {
        let table = try ScoreTable(.toy())
        let random = SeededRandom(seed: 5)
        let search = try search(23_000)
        let twelve = try search.drawAtRandom(evaluations: 12, random: random, score: table.score)
        #expect(Set(twelve.candidates).count == 12)
        let all = try search.drawAtRandom(evaluations: 99, random: random, score: table.score)
        #expect(Set(all.candidates).count == 24)
    }

    @Test("the evolution of a space with a slope climbs it, where random search does not")
    func climbing() throws {
        let space = try SearchSpace.wide()
        // Every decision adds its own; the optimum is one of 1,152, and 120 are scored.
        func score(_ architecture: Architecture) -> ArchitectureScores {
            let sum = Double(architecture.choices.reduce(0, +))
            return ArchitectureScores(homogeneous: 0, heterogeneous: sum)
        }
        let evolution = Evolution(
            population: 20, parents: 5, mutations: 10, crossovers: 10, evaluations: 120)
        let search = try ArchitectureSearch(space: space, budget: .max, evolution: evolution)
        var (evolved, drawn) = (0.0, 0.0)
        for seed in 0..<20 {
            let random = SeededRandom(seed: UInt64(seed))
            evolved += try search.evolve(random: random, score: score).best.scores.heterogeneous
            drawn += try search.drawAtRandom(evaluations: 120, random: random, score: score)
                .best.scores.heterogeneous
        }
        #expect(evolved > drawn)
    }

    @Test("the same randomness gives the same search, and another one another")
    func repeatable() throws {
        let table = try ScoreTable(.toy())
        let search = try search(23_000, evaluations: 12)
        let first = try search.evolve(random: SeededRandom(seed: 1), score: table.score)
        #expect(try search.evolve(random: SeededRandom(seed: 1), score: table.score) == first)
        #expect(try search.evolve(random: SeededRandom(seed: 2), score: table.score) != first)
    }

    @Test(
        "a search that goes on from scores of a stopped one ends as if it had not been stopped",
        arguments: 1...3)
    func resuming(generations: Int) throws {
        struct Stopped: Error {}
        let table = try ScoreTable(.wide())
        let evolution = Evolution(
            population: 10, parents: 4, mutations: 5, crossovers: 5, generations: 6)
        let search = try ArchitectureSearch(space: .wide(), budget: 23_000, evolution: evolution)
        let random = SeededRandom(seed: 8)
        let whole = try search.evolve(random: random, score: table.score)
        var kept: [ArchitectureSearch.Candidate] = []
        #expect(throws: Stopped.self) {
            try search.evolve(
                random: random,
                progress: { found in
                    kept = found.candidates
                    if found.history.count == generations { throw Stopped() }
                }, score: table.score)
        }
        var scoredAgain = 0
        let known = Dictionary(uniqueKeysWithValues: kept.map { ($0.architecture, $0.scores) })
        let rest = try search.evolve(random: random, known: known) {
            scoredAgain += 1
            return table.score($0)
        }
        #expect(rest == whole && scoredAgain == whole.candidates.count - kept.count)
    }

    @Test("spaces too large to be listed are drawn from, and exhausted budgets end that")
    func large() throws {
        let layer = SearchSpace.Layer(
            widths: Array(1...64), blocks: [.init(kernel: 3), .init(kernel: 5)], stride: 2)
        let space = try SearchSpace(input: [1, 28, 28], layers: [layer, layer, layer], embedding: 8)
        func score(_ architecture: Architecture) -> ArchitectureScores {
            ArchitectureScores(homogeneous: 1, heterogeneous: 1)
        }
        let cheap = try ArchitectureSearch(space: space, budget: 400_000, evolution: Self.small)
        #expect(try cheap.evolve(random: SeededRandom(seed: 1), score: score).candidates.count == 120)
        let tight = try ArchitectureSearch(space: space, budget: 10, evolution: Self.small)
        #expect(throws: ArchitectureSearchError.self) {
            try tight.evolve(random: SeededRandom(seed: 1), score: score)
        }
    }

    @Test("the front has no network that a cheaper one equals")
    func front() throws {
        let table = try ScoreTable(.toy())
        let front = try search(23_000).exhaust(score: table.score).front
        #expect(front.map(\.multiplyAdds) == front.map(\.multiplyAdds).sorted())
        #expect(!front.isEmpty)
        for candidate in table.scores {
            let cost = try table.space.network(of: candidate.key).multiplyAdds()
            let reached = front.last { $0.multiplyAdds <= cost }
            #expect(try #require(reached).scores.heterogeneous >= candidate.value.heterogeneous)
        }
    }

    @Test(
        "settings out of their ranges are refused",
        arguments: [
            Evolution(population: 0), Evolution(parents: 0), Evolution(mutations: -1),
            Evolution(mutationRate: .nan), Evolution(crossovers: .max), Evolution(generations: 0),
            Evolution(evaluations: 0),
        ])
    func settings(evolution: ArchitectureSearch.Evolution) throws {
        #expect(throws: ArchitectureSearchError.self) {
            try ArchitectureSearch(space: .toy(), budget: 10_000, evolution: evolution)
        }
        #expect(throws: ArchitectureSearchError.self) {
            try ArchitectureSearch(space: .toy(), budget: 0)
        }
    }

    /// Scores to which every decision adds something of its own, as those of networks are mostly; 12 evaluations are all
    /// that a budget of 8 k has room for, where nothing may be missed.
    @Test(
        "with 12 evaluations evolution misses less of the optimum than random search, which is printed",
        arguments: [(8_000, 0), (15_000, 0.6), (23_000, 0.6)])
    func regret(budget: Int, share: Double) throws {
        var (evolved, drawn) = (0.0, 0.0)
        for seed in 0..<20 {
            let random = SeededRandom(seed: UInt64(seed))
            let table = ScoreTable(adding: random, in: try .toy())
            let search = try search(
                budget, .heterogeneous, .among(few: 24), evaluations: 12)
            let best = try table.optimum(.heterogeneous, budget: budget)
            evolved +=
                best - (try search.evolve(random: random, score: table.score)).best.scores.heterogeneous
            drawn +=
                best
                - (try search.drawAtRandom(evaluations: 12, random: random, score: table.score))
                .best.scores.heterogeneous
        }
        print("budget \(budget): mean regret \(evolved / 20) after evolution, \(drawn / 20) at random")
        #expect(evolved <= share * drawn)
        #expect((budget == 8_000) == (drawn == 0))
    }
}
