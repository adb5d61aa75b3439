import GracefulUpdates
import Tensors
import Testing

@Suite("losses of positive-congruent training", .needsTorch)
struct PositiveCongruentLossTests {
    typealias Loss = PositiveCongruentLoss

    private func penalty(_ loss: Loss) throws -> Double {
        try loss.penalties(
            of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: GoldenFlips.old()
        ).mean().double()
    }

    private func value(_ loss: Loss) throws -> Double {
        try loss.value(of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: GoldenFlips.old())
            .double()
    }

    @Test(
        "each term has the value of its equation",
        arguments: [
            (Loss.focalLogit(weight: 1), GoldenFlips.paper("FD_LM")),
            (.focalDivergence(weight: 1), GoldenFlips.paper("FD_KL_T100_oldToNew_T2")),
            (.naive(), GoldenFlips.paper("naive")),
            (.focalDivergence(weight: 1, focus: .none), GoldenFlips.code("kl_T100_all_pass")),
            (.inhibition(), GoldenFlips.code("li_p2_m0_5_all")),
            (
                .inhibition(LogitInhibition(margin: 0, leavesOutTrueClass: true)),
                GoldenFlips.code("li_p2_m0_exclude_gt")
            ),
            (.inhibition(LogitInhibition(largestClasses: 2)), 6.0857090663183255),
        ])
    func golden(loss: Loss, expected: Double) throws {
        #expect(try penalty(loss).isWithin(1e-10, of: expected))
        let entropy = GoldenFlips.paper("CE")
        #expect(try value(loss).isWithin(1e-10, of: entropy + expected))
        var convex = loss
        convex.mixing = .convex(share: 0.9)
        #expect(try value(convex).isWithin(1e-10, of: 0.1 * entropy + 0.9 * expected))
    }

    @Test("samples that the old classifier gets right count six times as much")
    func focus() throws {
        let plain = try Loss.distillation(weight: 1).penalties(
            of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: GoldenFlips.old())
        let focal = try Loss.focalLogit(weight: 1).penalties(
            of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: GoldenFlips.old())
        let filter = try (focal / plain).array(of: Double.self)
        for (found, expected) in zip(filter, [6.0, 6, 6, 1, 1, 1]) {
            #expect(found.isWithin(1e-12, of: expected))
        }
    }

    @Test("the released code's squared differences are a mean without the half: our weight times classes / 2")
    func releasedSquares() throws {
        let ours = try penalty(.focalLogit(weight: 1))
        #expect((ours * 2 / 4).isWithin(1e-10, of: GoldenFlips.code("l2_a1b5")))
    }

    @Test("the released code multiplies all pairs of weights and samples, which forgets whom the focus is on")
    func releasedDivergence() throws {
        let divergences = try Loss.focalDivergence(weight: 1, focus: .none).penalties(
            of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: GoldenFlips.old())
        let filter = try Tensor([6.0, 6, 6, 1, 1, 1], shape: [6, 1])
        let allPairs = try (divergences * filter).mean().double()
        #expect(allPairs.isWithin(1e-10, of: GoldenFlips.code("kl_T100_a1b5_BUGGY_broadcast")))
        #expect(try !penalty(.focalDivergence(weight: 1)).isWithin(1, of: allPairs))
    }

    @Test("without the square of the temperature the divergence is next to nothing, in either direction")
    func temperatureSquared() throws {
        let scaled = try penalty(.focalDivergence(weight: 1))
        #expect((scaled / 10_000).isWithin(1e-10, of: GoldenFlips.paper("FD_KL_T100_oldToNew_noT2")))
        let reversed = try Loss.focalDivergence(weight: 1, focus: .none).penalties(
            of: GoldenFlips.old(), labels: GoldenFlips.labels(), reference: GoldenFlips.new())
        let filter = try Tensor([6.0, 6, 6, 1, 1, 1])
        #expect(
            try ((reversed * filter).mean().double() / 10_000).isWithin(
                1e-10, of: GoldenFlips.paper("FD_KL_T100_newToOld_noT2")))
    }

    @Test("as the temperature grows the divergence tends to the centred differences, squared, over 2 classes")
    func highTemperature() throws {
        let difference = try GoldenFlips.new() - GoldenFlips.old()
        let centred = try difference - difference.mean([1], keepingDimensions: true)
        let filter = try Tensor([6.0, 6, 6, 1, 1, 1])
        let limit = try (centred.square().sum([1]) / 8 * filter).mean().double()
        #expect(limit.isWithin(1e-4, of: 11.0971))
        #expect(try penalty(.focalDivergence(weight: 1, temperature: 1e4)).isWithin(1e-3, of: limit))
    }

    @Test("the largest classes are those of the new logits, and the batch stays whole")
    func largestClasses() throws {
        let some = try Loss.inhibition(LogitInhibition(largestClasses: 2)).penalties(
            of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: GoldenFlips.old())
        #expect(some.shape == [6])
        let all = try penalty(.inhibition(LogitInhibition(largestClasses: 4)))
        #expect(all.isWithin(1e-12, of: GoldenFlips.code("li_p2_m0_5_all")), "four of four are all")
        #expect(try penalty(.inhibition(LogitInhibition(largestClasses: 9))).isWithin(1e-12, of: all))
    }

    @Test("differences within the margin cost exactly nothing, and have no gradient")
    func margin() throws {
        let old = try GoldenFlips.old()
        let new = try (old + 0.4999).requiringGradient()
        let loss = try Loss.inhibition().penalties(
            of: new, labels: GoldenFlips.labels(), reference: old
        ).sum()
        #expect(try loss.double() == 0)
        #expect(try Tensor.gradients(of: loss, withRespectTo: [new])[0].absolute().largest().double() == 0)
    }

    @Test("of equally likely old classes the lowest counts")
    func ties() throws {
        let old = try Tensor([1.0, 1, 0, 0, 1, 1], shape: [2, 3])
        let penalties = try Loss.focalLogit(weight: 1).penalties(
            of: old + Tensor([1.0, 0, 0]), labels: Tensor([0, 2] as [Int64]), reference: old)
        #expect(
            try penalties.array(of: Double.self) == [3, 0.5], "0 is right at first, and 2 is not after it")
    }

    @Test(
        "gradients are those of central differences",
        arguments: [
            Loss.focalLogit(weight: 0.3), .focalDivergence(weight: 0.3), .naive(), .distillation(weight: 1),
            .inhibition(), .inhibition(LogitInhibition(power: 3, margin: 0.1, largestClasses: 3)),
            .inhibition(LogitInhibition(margin: 0, leavesOutTrueClass: true)), .elodi,
        ])
    func gradients(loss: Loss) throws {
        let (old, labels) = (try GoldenFlips.old(), try GoldenFlips.labels())
        let start = try GoldenFlips.new().array(of: Double.self)
        let logits = try GoldenFlips.new().requiringGradient()
        let slopes = try Tensor.gradients(
            of: loss.value(of: logits, labels: labels, reference: old), withRespectTo: [logits])[0]
            .array(of: Double.self)
        func value(_ place: Int, _ offset: Double) throws -> Double {
            var moved = start
            moved[place] += offset
            return try loss.value(of: Tensor(moved, shape: [6, 4]), labels: labels, reference: old).double()
        }
        let step = 1e-4
        for place in start.indices {
            // Of fourth order, so that the step need not be so small that digits are lost.
            let near = try value(place, step) - value(place, -step)
            let far = try value(place, 2 * step) - value(place, -2 * step)
            let difference = (8 * near - far) / (12 * step)
            #expect(slopes[place].isWithin(1e-6 * max(1e-2, abs(difference)), of: difference))
        }
    }

    @Test("no gradient flows into the old classifier")
    func detached() throws {
        let old = try GoldenFlips.old().requiringGradient()
        let new = try GoldenFlips.new().requiringGradient()
        let loss = try Loss.focalLogit(weight: 1).value(
            of: new, labels: GoldenFlips.labels(), reference: old)
        #expect(try Tensor.gradients(of: loss, withRespectTo: [old, new])[0].absolute().sum().double() == 0)
    }

    @Test("logits that do not go together are refused")
    func shapes() throws {
        let narrow = try GoldenFlips.old().sliced(0..<3, 1)
        #expect(throws: GracefulUpdateError.self) {
            try Loss.naive().value(of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: narrow)
        }
    }

    @Test(
        "settings out of their ranges are refused",
        arguments: [
            Loss.focalLogit(weight: -1), .focalLogit(weight: .nan),
            .focalDivergence(weight: 1, temperature: 0),
            .focalLogit(weight: 1, focus: .init(base: 1, bonus: -2)),
            .inhibition(LogitInhibition(power: 0.5)),
            .inhibition(LogitInhibition(margin: -1)), .inhibition(LogitInhibition(largestClasses: 0)),
            Loss(.logits, mixing: .convex(share: 1.5)),
        ])
    func refused(loss: Loss) {
        #expect(throws: GracefulUpdateError.self) { try loss.check() }
    }
}
