import Foundation
import Tensors
import Testing

@testable import LearningCore

@Suite("Data sets from files")
struct DatasetFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("the same records have the same digest in every format")
    func formats() throws {
        let features: [Float] = [0, 0.5, 1, 0.25, 0.75, -1]
        try folder.write("f1,f2,f3,label\n0,0.5,1,7\n\"0.25\", 0.75 ,-1e0,3\n".utf8, to: "data.csv")
        try NPYFile.write(try TensorData(features, shape: [2, 3]), to: folder.path("x.npy"))
        try NPYFile.write(try TensorData([Int64(7), 3], shape: [2]), to: folder.path("y.npy"))
        try SafetensorsFile.write(
            [
                "features": try TensorData(features.map { Double($0) }, shape: [2, 3]),
                "labels": try TensorData([UInt8(7), 3], shape: [2]),
            ], to: folder.path("data.safetensors"))
        let csv = try Dataset(reading: folder.path("data.csv"))
        #expect(csv.features == features)
        #expect(csv.labels == [1, 0] && csv.classNames == ["3", "7"])
        #expect(csv.name == "data.csv" && csv.shape == [3])
        let npy = try Dataset(reading: folder.path("x.npy") + "," + folder.path("y.npy"))
        let safetensors = try Dataset(reading: folder.path("data.safetensors"))
        #expect(npy.digest == csv.digest)
        #expect(safetensors.digest == csv.digest)
    }

    @Test("columns are chosen by name, and the rest is left out")
    func columns() throws {
        let path = try folder.write(
            "id,species,width,height\nx1,iris,1,2\n\nx2,\"rose\ntea\",3,4\n".utf8, to: "flowers.csv")
        let data = try Dataset(
            reading: path,
            options: DatasetOptions(label: "species", features: ["height", "width"], name: "f"))
        #expect(data.features == [2, 1, 4, 3])
        #expect(data.classNames == ["iris", "rose\ntea"])
        #expect(data.name == "f")
    }

    @Test(
        "a CSV that holds no data set is refused by line and column",
        arguments: [
            ("x,label\n1,a\nNaN,b\n", "bad.csv:3: feature `x` is nan"),
            ("x,label\n1,a\n1e39,b\n", "bad.csv:3: feature `x` is 1e+39"),
            ("x,label\n1,a\n,b\n", "bad.csv:3: feature `x` is empty"),
            ("x,label\n\n\none,a\n", "bad.csv:4: feature `x` is `one`"),
            ("x,label\n1,\n", "bad.csv:2: the label is empty"),
            ("x,label\n1,a,3\n", "bad.csv:2: the row has 3 fields and the header has 2"),
            ("x,lable\n1,a\n", "there is no column `label` to take the labels from; did you mean `lable`?"),
            ("x,y\n1,a\n", "the columns are `x`, `y`"),
            ("label\na\n", "no column is left for the features"),
            ("x,x,label\n1,2,a\n", "two columns are called `x`"),
            ("x,label\n", "there is no record"),
            ("", "the file is empty"),
            ("x,label\n\"1,a\n", "never closed"),
        ])
    func badCSV(text: String, sentence: String) throws {
        let path = try folder.write(text.utf8, to: "bad.csv")
        let error = #expect(throws: DatasetError.self) { try Dataset(reading: path) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test(
        "images of IDX files are scaled, and their labels are found by the usual names",
        arguments: [
            ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
            ("a.images.idx3-ubyte", "a.labels.idx1-ubyte"),
        ])
    func idx(images: String, labels: String) throws {
        let path = try folder.write(Sample.idx([2, 1, 2], [0, 255, 51, 102]), to: images)
        try folder.write(Sample.idx([2], [4, 2]), to: labels)
        let data = try Dataset(reading: path)
        #expect(data.features == [0, 1, 0.2, 0.4])
        #expect(data.shape == [1, 2] && data.labels == [1, 0] && data.classNames == ["2", "4"])
    }

    @Test(
        "IDX elements of every type are read as they are",
        arguments: [
            (0x09, [0xFF, 0x02], [-1, 2]),
            (0x0B, [0xFF, 0xFE, 0x01, 0x00], [-2, 256]),
            (0x0C, [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0], [-1, 256]),
            (0x0D, [0x3F, 0xC0, 0, 0, 0xBF, 0x80, 0, 0], [1.5, -1]),
            (0x0E, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [1.5, 0]),
        ] as [(UInt8, [UInt8], [Float])])
    func idxTypes(type: UInt8, content: [UInt8], expected: [Float]) throws {
        let path = try folder.write(Sample.idx([1, 2], content, type: type), to: "x-images-idx3")
        try folder.write(Sample.idx([1], [0]), to: "x-labels-idx1")
        #expect(try Dataset(reading: path).features == expected)
    }

    @Test("compressed IDX files are read, whatever they are called, and damaged ones refused")
    func compressed() throws {
        // An image of the pixels 0 and 255, by Python's gzip.
        let bytes: [UInt8] = [
            0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0x63, 0x60, 0xE0, 0x60, 0x66, 0x60,
            0x60, 0x60, 0x84, 0x62, 0x26, 0x86, 0xFF, 0x00, 0xEC, 0xD5, 0x0A, 0x4C, 0x12, 0x00, 0x00, 0x00,
        ]
        let path = try folder.write(bytes, to: "train-images-idx3-ubyte.gz")
        try folder.write(Sample.idx([1], [0]), to: "train-labels-idx1-ubyte")
        #expect(try Dataset(reading: path).features == [0, 1])
        try folder.write(bytes.dropLast(12), to: "train-images-idx3-ubyte.gz")
        let error = #expect(throws: DatasetError.self) { try Dataset(reading: path) }
        #expect(error?.description.contains("the gzip data is damaged") == true)
    }

    @Test(
        "an IDX file that breaks its header's promise is refused without the memory it claims",
        arguments: [
            (Sample.idx([2, 1, 2], [0, 1, 2]), "ends after 3 of 4 bytes"),
            (Sample.idx([2, 1, 2], [0, 1, 2, 3, 4]), "goes on after the 4 bytes"),
            (Sample.idx([0xFFFF_FFFF, 0xFFFF, 1], [0]), "ends after 1 of 281470681677825 bytes"),
            (Sample.idx([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], [0]), "holds no records"),
            (Sample.idx([0, 28, 28], []), "holds no records"),
            ([0, 0, 8, 3, 0, 0], "ends within its header"),
            ([0, 0, 8, 0, 0, 0], "does not begin as IDX does"),
            (Sample.idx([3, 1, 2], [0, 1, 2, 3, 4, 5]), "there are 2 labels for 3 records"),
        ])
    func badIDX(bytes: [UInt8], sentence: String) throws {
        let path = try folder.write(bytes, to: "images")
        let labels = try folder.write(Sample.idx([2], [0, 1]), to: "labels")
        let error = #expect(throws: DatasetError.self) { try Dataset(reading: "\(path),\(labels)") }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test(
        "what cannot be a data set is refused by a sentence",
        arguments: [
            ("nothing.csv", "there is no such file"),
            ("mystery.bin", "neither the first bytes nor the ending"),
            ("alone-images-idx3", "there is no file"),
            ("x.npy", "give both files as FEATURES,LABELS"),
            ("x.npy,matrix.npy", "these have shape [1, 2]"),
            ("x.npy,fractions.npy", "whole numbers"),
            ("x.npy,three.npy", "there are 3 labels for 2 records"),
            ("nan.npy,two.npy", "nan.npy, record 1: feature `0` is nan"),
            ("two.safetensors", "`features`"),
        ])
    func refusals(source: String, sentence: String) throws {
        try folder.write([1, 2, 3], to: "mystery.bin")
        try folder.write(Sample.idx([1, 1, 1], [0]), to: "alone-images-idx3")
        try NPYFile.write(try TensorData([Float(1), 2], shape: [2, 1]), to: folder.path("x.npy"))
        try NPYFile.write(try TensorData([Float(1), .nan], shape: [2, 1]), to: folder.path("nan.npy"))
        try NPYFile.write(try TensorData([Int64(1), 2], shape: [1, 2]), to: folder.path("matrix.npy"))
        try NPYFile.write(try TensorData([Int64(1), 2], shape: [2]), to: folder.path("two.npy"))
        try NPYFile.write(try TensorData([Int64(1), 2, 3], shape: [3]), to: folder.path("three.npy"))
        try NPYFile.write(try TensorData([0.5, 1.5], shape: [2]), to: folder.path("fractions.npy"))
        try SafetensorsFile.write(
            ["labels": try TensorData([Int64(1)], shape: [1])], to: folder.path("two.safetensors"))
        let named = source.split(separator: ",").map { folder.path(String($0)) }.joined(separator: ",")
        let error = #expect(throws: DatasetError.self) { try Dataset(reading: named) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }

    @Test(
        "Fashion-MNIST has its 70,000 images, ten classes and known pixels",
        .enabled(
            if: FashionMNIST.isInstalled,
            "Fashion-MNIST is not installed; see the package dataset-fashion-mnist, or ESPALIER_FASHION_MNIST"
        ))
    func fashion() throws {
        let test = try Dataset(reading: FashionMNIST.folder + "/t10k-images-idx3-ubyte.gz")
        #expect(test.count == 10_000 && test.shape == [28, 28])
        #expect(test.classCounts == [Int](repeating: 1_000, count: 10))
        #expect(test.labels.prefix(5) == [9, 2, 1, 1, 6])
        #expect(test.features.min() == 0 && test.features.max() == 1)
    }
}
