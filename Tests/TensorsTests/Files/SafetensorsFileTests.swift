import Foundation
import Testing

@testable import Tensors

@Suite("Reading and writing safetensors files")
struct SafetensorsFileTests {
    private static let samples: [(ScalarType, [UInt8])] = ScalarType.allCases.map { type in
        (type, (0..<2 * type.byteCount).map { UInt8(type == .bool ? $0 % 2 : $0) })
    }

    @Test("what is written is read again, with names in any script")
    func roundTrip() throws {
        var tensors = ["": try TensorData([1.5 as Float], shape: [])]
        for (type, bytes) in Self.samples {
            tensors["层.\"\(type.name)\"\\\n"] = try TensorData(scalarType: type, shape: [1, 2], bytes: bytes)
        }
        tensors["leer"] = try TensorData([] as [Double], shape: [0, 3])
        let metadata = ["format": "pt", "\u{1F333}": "\u{0} tab\t"]
        try withScratchPath("model.safetensors") { path in
            try SafetensorsFile.write(tensors, metadata: metadata, to: path)
            let file = try SafetensorsFile(path: path)
            #expect(file.metadata == metadata)
            let found = try file.tensors()
            #expect(Set(found.keys) == Set(tensors.keys))
            for (name, data) in tensors {
                let copy = try #require(found[name])
                #expect(copy.shape == data.shape)
                #expect(copy.scalarType == data.scalarType)
                #expect(copy.withUnsafeBytes { Array($0) } == data.withUnsafeBytes { Array($0) })
                #expect(copy.isAligned)
            }
        }
    }

    @Test("a file made by Python's library is read, and written again byte for byte")
    func libraryFile() throws {
        let path = try reference("safetensors/library.safetensors")
        let file = try SafetensorsFile(path: path)
        #expect(file.metadata == ["format": "pt", "note": "caf\u{E9} \u{1F333}"])
        #expect(try file.data(named: "encoder.0.weight").values(as: Float.self) == [0, 1, 2, 3, 4, 5])
        #expect(try file.data(named: "steps").integers() == [7])
        #expect(try file.data(named: "steps").shape == [])
        #expect(try file.data(named: "half").numbers() == [0.5, -1])
        #expect(try file.data(named: "brain").numbers() == [0.5, -1])
        #expect(try file.data(named: "mask").values(as: Bool.self) == [true, false])
        #expect(try file.data(named: "none").shape == [0, 4])
        let tensors = try file.tensors()
        try withScratchPath("again.safetensors") { again in
            try SafetensorsFile.write(tensors, metadata: file.metadata, to: again)
            #expect(try Data(contentsOf: URL(filePath: again)) == Data(contentsOf: URL(filePath: path)))
        }
    }

    @Test("writing replaces a file and leaves nothing beside it")
    func replacing() throws {
        try withScratchPath("model.safetensors") { path in
            for value: Float in [1, 2] {
                try SafetensorsFile.write(["x": TensorData([value], shape: [1])], to: path)
            }
            #expect(try SafetensorsFile(path: path).data(named: "x").values(as: Float.self) == [2])
            let folder = URL(filePath: path).deletingLastPathComponent().path
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["model.safetensors"])
        }
    }

    @Test("the name that the format keeps for itself is refused")
    func reservedName() throws {
        #expect(throws: TensorError.self) {
            try SafetensorsFile.write(
                ["__metadata__": TensorData([1], shape: [1])], to: "/nowhere/a.safetensors")
        }
    }

    @Test("a folder that is not there is named when writing")
    func missingFolder() throws {
        let error = #expect(throws: TensorError.self) {
            try SafetensorsFile.write([:], to: "/nowhere/a.safetensors")
        }
        #expect(
            try #require(error).description.hasPrefix(
                "/nowhere/a.safetensors: cannot be written: No such file"))
    }

    @Test("a tensor that is not there is answered with those that are")
    func missingTensor() throws {
        let bytes = safetensors(#"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#)
        let error = #expect(throws: TensorError.self) {
            try SafetensorsFile(bytes: bytes, path: "m").data(named: "b")
        }
        #expect(try #require(error).description == "m: has no tensor `b`; it has `a`")
    }

    @Test("a byte that is no truth value is refused when its tensor is asked for")
    func wrongTruthValue() throws {
        let bytes = safetensors(#"{"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}"#, data: [3])
        let file = try SafetensorsFile(bytes: bytes, path: "m")
        #expect(throws: TensorError.self) { try file.data(named: "a") }
    }

    @Test(
        "a header that breaks the format is refused",
        arguments: [
            (#"[]"#, "does not start with `{`"),
            (#" {}"#, "does not start with `{`"),
            (#"{}{"#, "the end of the header"),
            (
                #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}"#,
                "twice"
            ),
            (#"{"__metadata__":{"a":"1","a":"2"}}"#, "twice"),
            (#"{"__metadata__":{"a":1}}"#, "a string in quotes"),
            (#"{"__metadata__":{},"__metadata__":{}}"#, "twice"),
            (#"{"a":{"dtype":"U8","shape":[4]}}"#, "does not say all"),
            (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[4]}}"#, "does not say all"),
            (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4,8]}}"#, "more than 2"),
            (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"x":1}}"#, "`x`"),
            (#"{"a":{"dtype":"F9","shape":[4],"data_offsets":[0,4]}}"#, "`F9`, which is not read"),
            (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,8]}}"#, "takes 4 bytes"),
            (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}"#, "takes 4 bytes"),
            (#"{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}"#, "is cut short"),
            (#"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#, "2 bytes after its last tensor"),
            (#"{"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#, "a hole"),
            (
                #"{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#,
                "overlaps"
            ),
            (#"{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#, "no memory"),
            (#"{"a":{"dtype":"U8","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}}"#, "no memory"),
            (
                #"{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,0]}}"#,
                "larger than any size"
            ),
            (
                #"{"a":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}"#,
                "beyond the end"
            ),
            (#"{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,4]}}"#, "whole number"),
            (#"{"a":{"dtype":"U8","shape":[4.0],"data_offsets":[0,4]}}"#, "`]`"),
            (#"{"a":{"dtype":"U8","shape":[04],"data_offsets":[0,4]}}"#, "whole number"),
            (#"{"\ud800":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#, "no character"),
            (#"{"a\q":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#, "no character"),
            ("{\"a\n\":{}}", "holds byte 10"),
            (#"{"a":{"dtype":"U8","#, "the end"),
            (#"{"a":[]}"#, "`{`"),
        ])
    func hostile(header: String, fragment: String) throws {
        let error = #expect(throws: TensorError.self) {
            try SafetensorsFile(bytes: safetensors(header, data: [1, 2, 3, 4]), path: "m")
        }
        #expect(try #require(error).description.contains(fragment))
    }

    @Test("a name that is not UTF-8 is refused")
    func invalidText() throws {
        var bytes = safetensors(#"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#)
        bytes[10] = 0xFF
        let error = #expect(throws: TensorError.self) { try SafetensorsFile(bytes: bytes, path: "m") }
        #expect(try #require(error).description.contains("is not UTF-8"))
    }

    @Test(
        "a header longer than the file or the limit is refused",
        arguments: [
            (UInt64(3), "2 follow"), (100_000_001, "no safetensors file"), (.max, "no safetensors file"),
        ])
    func length(claim: UInt64, fragment: String) throws {
        let bytes = withUnsafeBytes(of: claim.littleEndian) { Array($0) } + Array("{}".utf8)
        let error = #expect(throws: TensorError.self) { try SafetensorsFile(bytes: bytes, path: "m") }
        #expect(try #require(error).description.contains(fragment))
    }

    @Test(
        "what is no file to read is said",
        arguments: [
            ("/nowhere/a.safetensors", "no such file"), ("/", "is a directory"),
            ("/dev/null", "no regular file"),
        ])
    func noFile(path: String, fragment: String) throws {
        let error = #expect(throws: TensorError.self) { try SafetensorsFile(path: path) }
        #expect(try #require(error).description.contains(fragment))
    }

    @Test("a damaged file is refused or read whole")
    func damage() throws {
        let bytes = safetensors(
            #"{"__metadata__":{"k":"\u00e9"},"a":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]},"#
                + #""b":{"dtype":"I16","shape":[1,2],"data_offsets":[2,6]}}"#, data: [0, 1, 1, 0, 2, 0])
        damaged(bytes) { changed in
            guard let file = try? SafetensorsFile(bytes: changed, path: "m"),
                let tensors = try? file.tensors()
            else {
                return
            }
            for data in tensors.values {
                #expect((try? data.numbers().count) ?? data.count == data.shape.reduce(1, *))
            }
        }
    }
}
