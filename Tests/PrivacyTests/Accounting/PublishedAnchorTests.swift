import Testing

@testable import Privacy

@Suite("Accounting against published figures")
struct PublishedAnchorTests {
    static func composition(_ sigma: Double, _ rate: Double, _ steps: Int) throws -> Composition {
        try Composition([.gaussian(sigma: sigma, sampling: .poisson(rate: rate), steps: steps)])
    }

    @Test("2250 steps at noise 1.5 and rate 0.04")
    func opacusExample() throws {
        let divergences = try Self.composition(1.5, 0.04, 2250).epsilon(delta: 1e-5, accountant: .rdp)
        #expect(divergences.value.isWithin(1e-10, of: 7.32911117143))
        // Opacus's own test runs one step less, and its figure is the upper end of a bracket of 0.01.
        let distribution = try Self.composition(1.5, 0.04, 2249).epsilon(delta: 1e-5)
        #expect(6.757395712...6.777395713 ~= distribution.value)
    }

    @Test(
        "the noise for epsilon 8 at rate 0.04",
        arguments: [
            (Accountant.rdp, 2250, 1.416, 5e-4), (.rdp, 2000, 1.3562, 1e-4), (.pld, 2250, 1.34765625, 2e-3),
            (.pld, 2000, 1.2915, 2e-3),
        ])
    func noise(accountant: Accountant, steps: Int, published: Double, tolerance: Double) throws {
        let sigma = try calibrate(
            epsilon: 8, delta: 1e-5, sampling: .poisson(rate: 0.04), steps: steps, accountant: accountant
        ).sigma
        // The publishers erred on the safe side.
        #expect(published - tolerance...published + 1e-4 ~= sigma)
    }

    @Test("512 steps at rate 0.1 and delta 1e-6")
    func tutorial() throws {
        let epsilon = try Self.composition(3, 0.1, 512).epsilon(delta: 1e-6)
        #expect(abs(epsilon.value - 3.7697) < 1e-4)
        let sigma = try calibrate(epsilon: 1, delta: 1e-6, sampling: .poisson(rate: 0.1), steps: 512).sigma
        #expect(abs(sigma - 9.66) < 5e-3)
        #expect(try Self.composition(3, 0.1, 155).bound(delta: 1e-6, accountant: .pld) <= 2)
        #expect(try Self.composition(3, 0.1, 156).bound(delta: 1e-6, accountant: .pld) > 2)
    }

    @Test(
        "batches of fixed size without replacement",
        arguments: [(1.0, 10_000, 100, 1000, 3.576111), (2, 1000, 100, 500, 13.616738)])
    func fixedSize(sigma: Double, records: Int, batch: Int, steps: Int, published: Double) throws {
        // The publisher's unit of noise is what replacing a record changes, two clip norms; ours is one.
        let mechanism = try Mechanism.gaussian(
            sigma: 2 * sigma, sampling: .fixedSize(records: records, batch: batch), steps: steps)
        let epsilon = try Composition([mechanism], relation: .replaceOne).epsilon(delta: 1e-5)
        #expect(abs(epsilon.value - published) < 1e-6)
        #expect(epsilon.accountant == .rdp)
    }
}
