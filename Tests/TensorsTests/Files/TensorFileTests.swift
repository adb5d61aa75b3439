import Foundation
import Testing

@testable import Tensors

@Suite("Tensors in files", .needsTorch)
struct TensorFileTests {
    @Test("are loaded from npy and saved as it, whatever their layout in memory")
    func npy() throws {
        let tensor = try Tensor.load(npy: reference("npy/f4.npy"))
        #expect(tensor.shape == [2, 3])
        try withScratchPath("transposed.npy") { path in
            try tensor.transposed().save(npy: path)
            #expect(try Tensor.load(npy: path).array(of: Float.self) == [0, 3, 1, 4, 2, 5])
        }
    }

    @Test("of every element type come back as they were")
    func types() throws {
        try withScratchPath("all.safetensors") { path in
            var tensors: [String: Tensor] = [:]
            for type in ScalarType.allCases {
                tensors[type.name] = try Tensor([0, 1, 1, 0, 1] as [Float]).converted(to: type)
            }
            tensors["none"] = try Tensor.zeros([0, 2])
            tensors["single"] = try Tensor(2.5)
            try Tensor.save(tensors, safetensors: path)
            let loaded = try Tensor.load(safetensors: path)
            #expect(Set(loaded.keys) == Set(tensors.keys))
            for (name, tensor) in tensors {
                let copy = try #require(loaded[name])
                #expect(copy.scalarType == tensor.scalarType)
                #expect(try copy.isIdentical(to: tensor))
            }
        }
    }

    @Test("lie in the mapped file where they are aligned; changes stay in memory")
    func mapping() throws {
        try withScratchPath("mapped.safetensors") { path in
            try Tensor.save(["x": Tensor([1, 2, 3] as [Float])], safetensors: path)
            let before = try Data(contentsOf: URL(filePath: path))
            let data = try SafetensorsFile(path: path).data(named: "x")
            let (tensor, other) = try (Tensor(data), Tensor(data))
            try tensor.fill(7)
            #expect(try other.array(of: Float.self) == [7, 7, 7])
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test("that are not aligned are copied")
    func unaligned() throws {
        let header =
            #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"#
            + #""b":{"dtype":"F32","shape":[2],"data_offsets":[1,9]}}"#
        let values = [1.5, -2].flatMap { withUnsafeBytes(of: Float($0)) { Array($0) } }
        let file = try SafetensorsFile(bytes: safetensors(header, data: [9] + values), path: "m")
        #expect(try Tensor(file.data(named: "b")).array(of: Float.self) == [1.5, -2])
    }

    @Test("are copied into plain bytes of their own")
    func plainBytes() throws {
        let tensor = try Tensor([1, 2] as [Float])
        let data = try tensor.data()
        try tensor.fill(0)
        #expect(try data.values(as: Float.self) == [1, 2])
    }
}
