import Foundation
import Testing

@testable import LearningCore

@Suite("Flips between two classifiers")
struct FlipReportTests {
    private struct Golden: Decodable {
        struct Inputs: Decodable {
            let new_logits: [[Double]]
            let old_logits: [[Double]]
            let labels: [Int]
        }
        struct Rates: Decodable {
            let NFR, PFR, ER_old, ER_new, NFI, rel_NFR: Double
        }
        let inputs: Inputs
        let flip_metrics: Rates
    }

    /// The class with the largest score, the lowest of equals.
    private func argmax(_ scores: [Double]) -> Int {
        scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
    }

    @Test("the golden rates come out")
    func golden() throws {
        let url = try #require(
            Bundle.module.url(forResource: "graceful", withExtension: "json", subdirectory: "Golden"))
        let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
        let (inputs, rates) = (golden.inputs, golden.flip_metrics)
        let report = FlipReport(
            old: inputs.old_logits.map(argmax), new: inputs.new_logits.map(argmax), labels: inputs.labels)
        for (found, expected) in [
            (report.nfr, rates.NFR), (report.pfr, rates.PFR), (report.oldErrorRate, rates.ER_old),
            (report.newErrorRate, rates.ER_new), (try #require(report.nfi), rates.NFI),
            (try #require(report.relativeNFR), rates.rel_NFR),
        ] { #expect(abs(found - expected) < 1e-10) }
    }

    /// Random predictions of four classes, with names, slices and confidences.
    private struct Sample {
        var (old, new, labels): ([Int], [Int], [Int]) = ([], [], [])
        var (ids, slices): ([String], [String]) = ([], [])
        var confidences: [Double] = []

        init(_ count: Int, seed: UInt64) {
            var random = SeededRandom(seed: seed)
            for example in 0..<count {
                labels.append(random.below(4))
                old.append(random.below(4))
                new.append(random.below(3) == 0 ? random.below(4) : old[example])
                ids.append("x\(example)")
                slices.append(random.below(2) == 0 ? "day" : "night")
                // Few values, so that there are ties.
                confidences.append(Double(random.below(5)) / 4)
            }
        }

        func report(order: [Int]) -> FlipReport {
            FlipReport(
                old: order.map { old[$0] }, new: order.map { new[$0] }, labels: order.map { labels[$0] },
                ids: order.map { ids[$0] }, slices: order.map { slices[$0] },
                oldConfidences: order.map { confidences[$0] }, worst: 20)
        }
    }

    @Test(
        "errors of the new are errors of the old plus negative minus positive flips, in every part",
        arguments: 0..<20)
    func identity(seed: UInt64) {
        let sample = Sample(1 + Int(seed) * 13, seed: seed)
        let report = sample.report(order: Array(sample.labels.indices))
        for counts in [report.counts] + (report.perClass + report.perSlice).map(\.counts) {
            #expect(counts.newErrors == counts.oldErrors + counts.negativeFlips - counts.positiveFlips)
            #expect(abs(counts.errorIncrease - (counts.nfr - counts.pfr)) < 1e-15)
        }
        for groups in [report.perClass, report.perSlice] {
            #expect(groups.reduce(0) { $0 + $1.counts.samples } == report.samples)
            #expect(groups.reduce(0) { $0 + $1.counts.negativeFlips } == report.negativeFlips)
        }
    }

    @Test("shuffled rows give the same report", arguments: 0..<5)
    func shuffled(seed: UInt64) {
        let sample = Sample(200, seed: seed)
        var order = Array(sample.labels.indices)
        let report = sample.report(order: order)
        var random = SeededRandom(seed: seed).stream("order")
        for position in order.indices.reversed() { order.swapAt(position, random.below(position + 1)) }
        #expect(sample.report(order: order) == report)
    }

    @Test("a rate over nothing is no rate, rather than zero or NaN")
    func undefined() {
        let perfect = FlipReport(old: [0, 1], new: [0, 1], labels: [0, 1])
        #expect(perfect.nfi == nil && perfect.relativeNFR == nil && perfect.pfi == 0)
        let hopeless = FlipReport(old: [1], new: [1], labels: [0])
        #expect(hopeless.nfi == 0 && hopeless.relativeNFR == nil && hopeless.pfi == nil)
        let fallen = FlipReport(old: [0], new: [1], labels: [0])
        #expect(fallen.nfr == 1 && fallen.relativeNFR == 1 && fallen.upperBound == 1)
        #expect(fallen.interval.upper == 1 && abs(fallen.interval.lower - 0.025) < 1e-12)
    }

    @Test("the worst flips are those of which the old classifier was surest, with their names")
    func worst() {
        let report = FlipReport(
            old: [0, 1, 1, 0, 1], new: [1, 0, 0, 0, 0], labels: [0, 1, 1, 0, 0],
            ids: ["10", "9", "b", "c", "d"], classNames: ["cat", "dog"],
            oldConfidences: [0.9, 0.9, 0.99, 1, 1], worst: 2)
        #expect(report.worstFlips.map(\.id) == ["b", "9"])
        #expect(report.worstFlips.first?.label == "dog" && report.worstFlips.first?.prediction == "cat")
        #expect(report.perClass.map(\.name) == ["cat", "dog"])
    }

    @Test("slices are tested together, so that many of them do not find something by chance")
    func slices() {
        // Ten slices of 20; in the first six examples fall and none rises.
        let slices = (0..<200).map { String($0 / 20) }
        let report = FlipReport(
            old: Array(repeating: 0, count: 200), new: (0..<200).map { $0 < 6 ? 1 : 0 },
            labels: Array(repeating: 0, count: 200), slices: slices)
        #expect(report.perSlice.map(\.name) == (0..<10).map(String.init))
        #expect(
            abs(report.perSlice[0].mcNemarP - 0.03125) < 1e-12
                && abs(report.perSlice[0].adjustedP - 0.3125) < 1e-11)
        #expect(report.perSlice[1].adjustedP == 1)
    }

    @Test("the bootstrap of two candidates finds which flips less, and no difference between equals")
    func bootstrap() throws {
        let (old, labels) = (Array(repeating: 0, count: 400), Array(repeating: 0, count: 400))
        let worse = (0..<400).map { $0 < 60 ? 1 : 0 }
        let better = (0..<400).map { $0 < 20 ? 1 : 0 }
        let bootstrap = PairedFlipBootstrap(random: SeededRandom(seed: 4))
        let interval = try #require(
            bootstrap.difference(of: [(old: old, new: better)], and: [(old: old, new: worse)], labels: labels)
        )
        // 40 of 400 and no example the other way: -0.1 with a standard error of sqrt(0.1 * 0.9 / 400) = 0.015.
        #expect(abs(interval.lower + 0.1294) < 0.004 && abs(interval.upper + 0.0706) < 0.004)
        let none = bootstrap.difference(
            of: [(old: old, new: worse)], and: [(old: old, new: worse)], labels: labels)
        #expect(none == Interval(lower: 0, upper: 0))
        #expect(bootstrap.difference(of: [], and: [], labels: labels) == nil)
    }
}
