import GracefulUpdates
import Tensors
import Testing

@Suite("classifiers with different classes", .needsTorch)
struct SharedClassesTests {
    typealias Loss = PositiveCongruentLoss
    private static let losses: [Loss] = [
        .focalLogit(weight: 0.3), .focalDivergence(weight: 0.3), .naive(), .distillation(weight: 1),
        .inhibition(),
        .inhibition(LogitInhibition(largestClasses: 2, leavesOutTrueClass: true)),
        Loss(.logits, mixing: .convex(share: 0.5)),
    ]

    @Test("the order of classes makes no difference", arguments: losses)
    func order(loss: Loss) throws {
        let plain = try loss.value(
            of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: GoldenFlips.old()
        ).double()
        let shuffled = try GoldenFlips.old().slices(at: Tensor([2, 0, 3, 1] as [Int64]), 1)
        let aligned = try loss.value(
            of: GoldenFlips.new(), labels: GoldenFlips.labels(), reference: shuffled,
            sharing: SharedClasses(old: ["c", "a", "d", "b"], new: ["a", "b", "c", "d"])
        ).double()
        #expect(aligned.isWithin(1e-12, of: plain))
    }

    @Test("samples of new classes get cross-entropy only, whatever the mixing", arguments: losses)
    func newClasses(loss: Loss) throws {
        let classes = try SharedClasses(old: ["a", "b"], new: ["x", "a", "b", "y"])
        let old = try GoldenFlips.old().sliced(0..<2, 1)
        let labels = try Tensor([0, 3, 0, 3, 0, 3] as [Int64])
        let entropy = try Tensors.Loss.crossEntropy(of: GoldenFlips.new(), classes: labels).double()
        let value = try loss.value(
            of: GoldenFlips.new(), labels: labels, reference: old, sharing: classes)
        #expect(try value.double().isWithin(1e-12, of: entropy))
    }

    @Test("differences count in the classes that both know, and others are free")
    func onlyShared() throws {
        let classes = try SharedClasses(old: ["gone", "a", "b"], new: ["b", "new", "a"])
        let new = try Tensor([1.0, 50, 3], shape: [1, 3])
        let old = try Tensor([-9.0, 2, 5], shape: [1, 3])
        func penalty(_ label: Int64) throws -> Double {
            try Loss.focalLogit(weight: 1).penalties(
                of: new, labels: Tensor([label]), reference: old, sharing: classes
            ).double()
        }
        // 1/2 ((3 - 2)^2 + (1 - 5)^2), six times where the old classifier, which says b, is right.
        #expect(try [0, 1, 2].map(penalty) == [6 * 8.5, 0, 8.5])
    }

    @Test("an old answer of a class that is gone is not right")
    func gone() throws {
        let classes = try SharedClasses(old: ["gone", "a"], new: ["a", "b"])
        let penalties = try Loss.naive().penalties(
            of: Tensor([1.0, 0], shape: [1, 2]), labels: Tensor([0] as [Int64]),
            reference: Tensor([9.0, 2], shape: [1, 2]), sharing: classes)
        #expect(try penalties.double() == 0)
    }

    @Test("classifiers without a class in common are refused by the names")
    func nothingShared() {
        let error = #expect(throws: GracefulUpdateError.self) { try SharedClasses(old: ["a"], new: ["b"]) }
        #expect(error?.description.contains("`a` against `b`") == true)
    }
}
