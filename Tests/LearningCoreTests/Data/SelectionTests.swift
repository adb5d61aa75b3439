import Testing

@testable import LearningCore

@Suite("Drawing from data sets")
struct SelectionTests {
    @Test(
        "a split keeps every record once, in its order, and shares come out",
        arguments: [
            ([0.8, 0.2], false, [16, 4]), ([0.8, 0.2], true, [16, 4]), ([1, 1, 2], false, [5, 5, 10]),
            ([5.0], false, [20]),
        ])
    func split(shares: [Double], stratified: Bool, counts: [Int]) throws {
        let data = try Sample.records(20, classes: 2)
        var random = SeededRandom(seed: 1)
        let parts = try data.split(shares, stratified: stratified, using: &random)
        #expect(parts.map(\.count) == counts)
        #expect(parts.flatMap(\.features).sorted() == data.features)
        for part in parts {
            #expect(part.features == part.features.sorted())
            if stratified { #expect(Set(part.classCounts).count == 1) }
        }
    }

    @Test("the same seed splits alike, another one differently")
    func seeds() throws {
        let data = try Sample.records(50)
        func first(_ seed: UInt64) throws -> [Float] {
            var random = SeededRandom(seed: seed)
            return try data.split([1, 1], using: &random)[0].features
        }
        #expect(try first(1) == first(1))
        #expect(try first(1) != first(2))
    }

    @Test("a part without a record, and a class with too few, are refused")
    func tooFew() throws {
        var random = SeededRandom(seed: 0)
        let data = try Sample.records(3)
        #expect(throws: DatasetError.self) { try data.split([1, 1, 1, 1], using: &random) }
        let error = #expect(throws: DatasetError.self) { try data.drawing(perClass: 2, using: &random) }
        #expect(
            error?.description
                == "sample: 2 records of class `class 1` are wanted and there is 1; ask for fewer")
    }

    @Test("drawing takes as many of each class, and leaves the rest")
    func drawing() throws {
        let data = try Sample.records(9, classes: 3)
        var random = SeededRandom(seed: 0)
        let (drawn, rest) = try data.drawing(perClass: 2, using: &random)
        #expect(drawn.classCounts == [2, 2, 2])
        #expect(rest?.classCounts == [1, 1, 1])
        #expect((drawn.features + (rest?.features ?? [])).sorted() == data.features)
        #expect(try data.drawing(perClass: 3, using: &random).rest == nil)
    }

    @Test("keeping classes numbers them anew, and aligning them numbers them alike")
    func classes() throws {
        let data = try Sample.records(6, classes: 3)
        let kept = try data.keeping(classes: ["class 2", "class 1"])
        #expect(kept.classNames == ["class 1", "class 2"])
        #expect(kept.labels == [0, 1, 0, 1])
        #expect(kept.features == [2, 3, 4, 5, 8, 9, 10, 11])
        #expect(try kept.aligned(with: data.classNames).labels == [1, 2, 1, 2])
        #expect(throws: DatasetError.self) { try data.keeping(classes: ["class 7"]) }
        #expect(throws: DatasetError.self) { try data.aligned(with: ["class 0"]) }
    }

    @Test("batches cover the order they are given, the last being what is left")
    func batches() throws {
        let data = try Sample.records(5)
        #expect(data.batches(of: 2).map(\.count) == [2, 2, 1])
        #expect(data.batches(of: 2).flatMap(\.features) == data.features)
        #expect(data.batches(of: 3, order: [4, 0]).map(\.features) == [[8, 9, 0, 1]])
    }

    @Test("normalised training data have mean 0 and deviation 1, and the rest takes their statistics")
    func normalisation() throws {
        let training = try Dataset(
            name: "training", shape: [2], features: [1, 5, 3, 5], labels: [0, 0], classNames: ["a"])
        let other = try Dataset(name: "other", shape: [2], features: [4, 6], labels: [0], classNames: ["a"])
        let normalisation = Normalisation(fittedOn: training, by: .feature)
        #expect(normalisation.means == [2, 5] && normalisation.deviations == [1, 1])
        #expect(try normalisation(training).features == [-1, 0, 1, 0])
        #expect(try normalisation(other).features == [2, 1])
        #expect(Normalisation(fittedOn: training, by: .all).means == [3.5])
        #expect(throws: DatasetError.self) { try normalisation(try other.reshaped([1, 2])) }
    }

    @Test("channels share their statistics")
    func channels() throws {
        let images = try Dataset(
            name: "images", shape: [2, 1, 2], features: [0, 2, 10, 30], labels: [0], classNames: ["a"])
        let normalisation = Normalisation(fittedOn: images, by: .channel)
        #expect(normalisation.means == [1, 20] && normalisation.deviations == [1, 10])
        #expect(try normalisation(images).features == [-1, 1, -1, 1])
    }
}
