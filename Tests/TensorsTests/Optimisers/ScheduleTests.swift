import Foundation
import Testing

@testable import Tensors

@Suite("A schedule")
struct ScheduleTests {
    private let expected: [String: [Double]]

    init() throws {
        let data = try Data(contentsOf: URL(filePath: reference("schedules.json")))
        expected = try JSONDecoder().decode([String: [Double]].self, from: data)
    }

    @Test(
        "gives the learning rates of PyTorch's",
        arguments: [
            ("every", Schedule.every(4, times: 0.5)), ("at", .at([3, 7, 8], times: 0.1)),
            ("exponential", .exponential(0.9)), ("cosine", .cosine(steps: 19, to: 0.1)),
            ("warm-up", .warmUp(steps: 5, from: 0.2, then: .cosine(steps: 14, to: 0))),
            ("one-cycle", .oneCycle(steps: 20)),
            ("one-cycle-other", .oneCycle(steps: 20, rising: 0.45, from: 0.1, to: 0.001)),
        ])
    func factors(name: String, schedule: Schedule) throws {
        let wanted = try #require(expected[name])
        #expect(agree(wanted.indices.map { schedule.factor(at: $0) }, wanted))
    }

    @Test("stays where it ends")
    func ends() {
        #expect(Schedule.cosine(steps: 10, to: 0.1).factor(at: 1_000) == 0.1)
        #expect(Schedule.oneCycle(steps: 10, to: 0.5).factor(at: 1_000) == 0.5)
        #expect(Schedule.constant.factor(at: 1_000) == 1)
    }

    @Test(
        "without steps has a factor all the same",
        arguments: [
            Schedule.every(0, times: 0.5), .cosine(steps: 0, to: 0),
            .warmUp(steps: 0, from: 0, then: .constant),
            .oneCycle(steps: 0), .oneCycle(steps: 10, rising: 0.1), .oneCycle(steps: 10, rising: 1),
        ])
    func degenerate(schedule: Schedule) {
        for step in [-1, 0, 1, 20] { #expect(schedule.factor(at: step).isFinite) }
    }

    @Test(
        "that waits for a plateau falls when PyTorch's does",
        arguments: [("min", PlateauSchedule.Direction.smallerIsBetter), ("max", .largerIsBetter)])
    func plateau(name: String, direction: PlateauSchedule.Direction) throws {
        var schedule = PlateauSchedule(
            direction: direction, drop: 0.5, patience: 2, threshold: 1e-3, cooldown: 1, floor: 0.2)
        var factors: [Double] = []
        for measure in try #require(expected["measures"]) {
            schedule.record(measure)
            factors.append(schedule.factor)
            schedule = try JSONDecoder().decode(PlateauSchedule.self, from: JSONEncoder().encode(schedule))
        }
        #expect(factors == expected["plateau-\(name)"])
    }

    @Test("that waits for a plateau sees no progress in what is no number")
    func notANumber() {
        var schedule = PlateauSchedule(direction: .smallerIsBetter, patience: 1)
        for _ in 0..<3 { schedule.record(.nan) }
        #expect(schedule.factor == 0.1)
    }
}
