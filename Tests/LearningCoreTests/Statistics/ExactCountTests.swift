import Foundation
import Testing

@testable import LearningCore

@Suite("Exact statistics of counts")
struct ExactCountTests {
    @Test(
        "an interval and an upper bound are those of SciPy 1.17.1",
        arguments: [
            (0, 1, 0.0, 0.975, 0.95),
            (1, 1, 0.025, 1.0, 1.0),
            (0, 10, 0.0, 0.3084971078187607, 0.2588655508930522),
            (10, 10, 0.6915028921812392, 1.0, 1.0),
            (1, 10, 0.0025285785444617848, 0.4450161170281954, 0.39416330243650466),
            (5, 10, 0.18708602844739855, 0.8129139715526015, 0.7775588989918706),
            (9, 10, 0.5549838829718047, 0.9974714214555382, 0.9948838031081763),
            (0, 100, 0.0, 0.03621669264517641, 0.029513049607039925),
            (1, 100, 0.00025314603297742064, 0.054459385392080645, 0.046559811453538935),
            (5, 100, 0.016431879182052155, 0.11283491110546275, 0.1022533776432745),
            (50, 100, 0.39832112950330095, 0.601678870496699, 0.5863782853690882),
            (99, 100, 0.9455406146079194, 0.9997468539670226, 0.9994871985837377),
            (100, 100, 0.9637833073548235, 1.0, 1.0),
            (0, 298, 0.0, 0.01230248805901612, 0.010002432437677691),
            (0, 299, 0.0, 0.012261595907535044, 0.009969146792899269),
            (3, 1000, 0.0006190999316495713, 0.008742023238478303, 0.007735244718479458),
            (10, 1000, 0.004805510691049308, 0.01831324305511245, 0.016903175120562504),
            (25, 1000, 0.016242535696882228, 0.03668482305192304, 0.034742520099362566),
            (118, 10000, 0.009776645878355547, 0.014114646920668729, 0.01373592054758397),
            (245, 10000, 0.02155909624996573, 0.027722081967230756, 0.02719799889382168),
            (0, 10000, 0.0, 0.0003688199146187622, 0.00029952835977661195),
            (10000, 10000, 0.9996311800853812, 1.0, 1.0),
            (1, 2, 0.01257911709342505, 0.9874208829065749, 0.9746794344808963),
            (2, 3, 0.09429932405024609, 0.9915962413403874, 0.9830475724915585),
        ] as [(Int, Int, Double, Double, Double)])
    func limits(events: Int, tries: Int, lower: Double, upper: Double, bound: Double) {
        let limits = ClopperPearson(tries: tries)
        let interval = limits.interval(events)
        #expect(abs(interval.lower - lower) < 1e-10 && abs(interval.upper - upper) < 1e-10)
        #expect(abs(limits.upperBound(events) - bound) < 1e-10)
        // Nothing and everything have an end that is known for sure.
        #expect(events > 0 || interval.lower == 0)
        #expect(events < tries || interval.upper == 1 && limits.upperBound(events) == 1)
    }

    @Test("299 examples without an event certify 1 %, and 298 do not")
    func certificate() {
        #expect(ClopperPearson(tries: 299).upperBound(0) < 0.01)
        #expect(ClopperPearson(tries: 298).upperBound(0) > 0.01)
    }

    @Test(
        "an upper bound is that of Clopper and Pearson",
        arguments: [
            (0, 10, 0.3084971078187607), (5, 100, 0.11283491110546275), (1, 1000, 0.005558924279826672),
            (500, 1000, 0.531450827028208), (999, 1000, 0.9999746825125088),
            (0, 1000, 0.003682083896865671), (37, 250, 0.1981820363591597), (10, 10, 1),
        ])
    func bounds(events: Int, tries: Int, bound: Double) {
        let interval = ClopperPearson(tries: tries, confidence: 0.975)
        #expect(abs(interval.upperBound(events) / bound - 1) < 1e-10)
    }

    @Test("every rate is bounded with at least the confidence")
    func coverage() {
        let tries = 24
        let interval = ClopperPearson(tries: tries, confidence: 0.975)
        let bounds = (0...tries).map(interval.upperBound)
        for percent in 1..<100 {
            let rate = Double(percent) / 100
            var covered = 0.0
            for (events, bound) in bounds.enumerated() where bound >= rate {
                let ways = exp(
                    lgamma(Double(tries + 1)) - lgamma(Double(events + 1))
                        - lgamma(Double(tries - events + 1)))
                covered += ways * pow(rate, Double(events)) * pow(1 - rate, Double(tries - events))
            }
            #expect(covered >= 0.975 - 1e-12, "rate \(rate)")
        }
    }

    @Test(
        "McNemar's exact probability is that of SciPy 1.17.1",
        arguments: [
            (0, 0, 1.0),
            (1, 0, 1.0),
            (0, 1, 1.0),
            (1, 1, 1.0),
            (5, 0, 0.0625),
            (0, 6, 0.03125),
            (2, 8, 0.109375),
            (8, 2, 0.109375),
            (3, 9, 0.14599609375),
            (10, 10, 1.0),
            (10, 11, 1.0),
            (15, 30, 0.035697803555194696),
            (25, 35, 0.2450608330229457),
            (40, 100, 4.143396431880526e-07),
            (100, 40, 4.143396431880526e-07),
            (118, 250, 5.0964354511199325e-12),
            (245, 359, 4.010337137966374e-06),
            (500, 500, 1.0),
            (500, 600, 0.0028195449914364284),
            (1000, 1500, 1.3325871648376767e-23),
            (1, 20, 2.09808349609375e-05),
            (0, 100, 1.5777218104420236e-30),
        ] as [(Int, Int, Double)])
    func mcNemar(negative: Int, positive: Int, p: Double) {
        let found = McNemar(negative: negative, positive: positive).p
        #expect(abs(found / p - 1) < 1e-10)
        #expect(found == McNemar(negative: positive, positive: negative).p)
    }

    @Test(
        "Holm's correction multiplies by how many are left, and keeps the order",
        arguments: [
            ([], []), ([0.2], [0.2]), ([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]),
            ([0.5, 0.001, 0.6, 0.02], [1, 0.004, 1, 0.06]), ([0.03, 0.03, 0.03], [0.09, 0.09, 0.09]),
            ([0, 1], [0, 1]),
        ] as [([Double], [Double])])
    func holm(probabilities: [Double], adjusted: [Double]) {
        let found = HolmCorrection(probabilities).adjusted
        #expect(found.count == adjusted.count)
        #expect(zip(found, adjusted).allSatisfy { abs($0 - $1) < 1e-15 })
    }
}
