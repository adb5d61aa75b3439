import Foundation
import Tensors
import Testing

@testable import LearningCore

@Suite("Data sets")
struct DatasetTests {
    @Test(
        "a data set refuses parts that do not fit, by a sentence",
        arguments: [
            ([1, 2, 3], [2], [0, 0], ["a"], "3 features do not make 2 records of shape [2]"),
            ([1, 2], [0], [0], ["a"], "shape [0]"),
            ([1, 2], [-1], [0], ["a"], "shape [-1]"),
            ([1, 2], [Int.max, 2], [0], ["a"], "records of shape"),
            ([], [2], [], ["a"], "there is no record"),
            ([1, .nan], [2], [0], ["a"], "data, record 0: feature `1` is nan"),
            ([1, 2, 3, -.infinity], [2], [0, 0], ["a"], "data, record 1: feature `1` is -inf"),
            ([1, 2], [2], [1], ["a"], "the label `1` is no class; the classes are `a`"),
            ([1, 2], [2], [-1], ["a"], "the label `-1` is no class"),
            ([1, 2], [2], [0], ["a", "a"], "two classes have the same name"),
        ] as [([Float], [Int], [Int32], [String], String)])
    func refusals(features: [Float], shape: [Int], labels: [Int32], names: [String], sentence: String) throws
    {
        let error = #expect(throws: DatasetError.self) {
            try Dataset(name: "data", shape: shape, features: features, labels: labels, classNames: names)
        }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test("the digest knows neither name nor shape, but every feature, label and class name")
    func digest() throws {
        func make(
            name: String = "a", shape: [Int] = [2, 2], last: Float = 4, label: Int32 = 1,
            classes: [String] = ["x", "y"]
        ) throws -> ContentDigest {
            try Dataset(
                name: name, shape: shape, features: [1, 2, 3, last], labels: [label], classNames: classes
            ).digest
        }
        let digest = try make()
        #expect(try make(name: "b") == digest)
        #expect(try make(shape: [4]) == digest)
        #expect(try make(last: 5) != digest)
        #expect(try make(label: 0) != digest)
        #expect(try make(classes: ["x", "z"]) != digest)
        #expect(try make(last: 0) == make(last: -0.0))
    }

    @Test("a digest is the SHA-256 of the content and reads only as one")
    func digestText() throws {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(ContentDigest(of: []).description == empty)
        #expect(ContentDigest(empty)?.description == empty)
        #expect(ContentDigest(empty.uppercased()) == nil)
        #expect(ContentDigest(String(empty.dropLast())) == nil)
    }

    @Test("exact duplicates are found by features, whatever their labels, and each once")
    func duplicates() throws {
        let first = try Dataset(
            name: "public", shape: [2], features: [1, 2, 3, 4, 5, 6, 3, 4], labels: [0, 0, 1, 1],
            classNames: ["a", "b"])
        let second = try Dataset(
            name: "private", shape: [2], features: [9, 9, 3, 4, 1, -2, 3, 4], labels: [0, 0, 0, 0],
            classNames: ["c"])
        #expect(first.duplicates(in: second) == [.init(record: 1, other: 1), .init(record: 3, other: 1)])
        let longer = try Dataset(
            name: "long", shape: [4], features: [1, 2, 3, 4], labels: [0], classNames: ["a"])
        #expect(first.duplicates(in: longer) == [])
    }

    @Test(
        "classes are ordered by number when all are whole numbers, else by their bytes",
        arguments: [
            (["10", "9", "2"], ["2", "9", "10"], [2, 1, 0]),
            (["7", "07", "7.0", "-1"], ["-1", "7"], [1, 1, 1, 0]),
            (["b", "a", "b"], ["a", "b"], [1, 0, 1]),
            (["10", "9", "x"], ["10", "9", "x"], [0, 1, 2]),
            (["1.5", "0.5"], ["0.5", "1.5"], [1, 0]),
        ] as [([String], [String], [Int32])])
    func classes(texts: [String], names: [String], labels: [Int32]) {
        var coding = LabelCoding()
        for text in texts { coding.append(text) }
        #expect(coding.finish().classNames == names)
        #expect(coding.finish().labels == labels)
    }

    @Test("a new shape has to hold the same numbers")
    func reshaping() throws {
        let data = try Sample.records(3)
        #expect(try data.reshaped([1, 2]).shape == [1, 2])
        #expect(throws: DatasetError.self) { try data.reshaped([3]) }
    }

    @Test(
        "tensors have a record in each row",
        .enabled(if: Torch.isAvailable, "tensors need libtorch, which `scripts/setup --torch` installs"))
    func tensors() throws {
        let data = try Sample.records(3).reshaped([1, 2])
        let (features, labels) = try data.tensors()
        #expect(features.shape == [3, 1, 2] && features.scalarType == .float32)
        #expect(try labels.data().integers() == [0, 1, 0] && labels.scalarType == .int64)
    }
}
