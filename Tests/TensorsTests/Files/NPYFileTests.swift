import Foundation
import Testing

@testable import Tensors

@Suite("Reading and writing npy files")
struct NPYFileTests {
    @Test(
        "every element type of NumPy is read in both byte orders",
        arguments: [
            ("i1", ScalarType.int8), ("u1", .uint8), ("i2", .int16), ("i4", .int32), ("i8", .int64),
            ("i2-big", .int16), ("i4-big", .int32), ("i8-big", .int64), ("f2", .float16), ("f4", .float32),
            ("f8", .float64), ("f2-big", .float16), ("f4-big", .float32), ("f8-big", .float64),
        ])
    func types(name: String, type: ScalarType) throws {
        let data = try NPYFile.read(reference("npy/\(name).npy"))
        #expect(data.scalarType == type)
        #expect(data.shape == [2, 3])
        #expect(try data.numbers() == [0, 1, 2, 3, 4, 5])
    }

    @Test("complex numbers keep their parts in both byte orders", arguments: ["c16", "c16-big"])
    func complex(name: String) throws {
        let data = try NPYFile.read(reference("npy/\(name).npy"))
        #expect(data.scalarType == .complex128)
        let parts = data.withUnsafeBytes { bytes in
            (0..<12).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
        }
        #expect(parts == [0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0])
    }

    @Test("truth values are read")
    func truthValues() throws {
        let data = try NPYFile.read(reference("npy/b1.npy"))
        #expect(try data.values(as: Bool.self) == [false, true, false, true, false, true])
    }

    @Test("later versions of the format are read", arguments: ["version-2", "version-3"])
    func versions(name: String) throws {
        #expect(try NPYFile.read(reference("npy/\(name).npy")).values(as: Float.self) == [0, 1, 2, 3, 4, 5])
    }

    @Test(
        "arrays in Fortran's order are put into row-major order",
        arguments: [("fortran", [2, 3]), ("fortran-big", [2, 3]), ("fortran-3", [2, 3, 4])])
    func fortran(name: String, shape: [Int]) throws {
        let data = try NPYFile.read(reference("npy/\(name).npy"))
        #expect(data.shape == shape)
        #expect(try data.numbers() == (0..<shape.reduce(1, *)).map(Double.init))
    }

    @Test("a single number has no dimensions")
    func scalar() throws {
        let data = try NPYFile.read(reference("npy/scalar.npy"))
        #expect(data.shape == [])
        #expect(try data.values(as: Double.self) == [2.5])
    }

    @Test("an array without elements keeps its shape")
    func empty() throws {
        let data = try NPYFile.read(reference("npy/empty.npy"))
        #expect(data.shape == [0, 3])
        #expect(try data.values(as: Float.self) == [])
    }

    @Test("half precision is read to the last bit")
    func half() throws {
        let numbers = try NPYFile.read(reference("npy/vector.npy")).numbers()
        #expect(numbers == [1.5, -2, 65504, 0x1p-24, .infinity, 0])
        #expect(numbers[5].sign == .minus)
    }

    @Test(
        "what is no plain number is refused with a way out",
        arguments: [
            ("record", "save each field"), ("text", "store numbers"), ("unsigned", ".astype('int64')"),
        ])
    func refusedTypes(name: String, advice: String) throws {
        let error = #expect(throws: TensorError.self) { try NPYFile.read(reference("npy/\(name).npy")) }
        #expect(try #require(error).description.contains(advice))
    }

    @Test(
        "a written array is the file that NumPy writes",
        arguments: [
            "b1", "u1", "i1", "i2", "i4", "i8", "f2", "f4", "f8", "c8", "c16", "scalar", "empty", "vector",
        ])
    func writing(name: String) throws {
        let path = try reference("npy/\(name).npy")
        let data = try NPYFile.read(path)
        try withScratchPath("copy.npy") { copy in
            try NPYFile.write(data, to: copy)
            let (written, original) = try (
                Data(contentsOf: URL(filePath: copy)), Data(contentsOf: URL(filePath: path))
            )
            #expect(written == original)
        }
    }

    @Test("bfloat16, which NumPy lacks, is refused when writing")
    func brainFloat() throws {
        let data = try TensorData(scalarType: .bfloat16, shape: [1], bytes: [0x80, 0x3F])
        #expect(throws: TensorError.self) { try NPYFile.write(data, to: "/nowhere/a.npy") }
    }

    @Test(
        "a hostile header is refused",
        arguments: [
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2), }", "`,`"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "whole number"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (01,), }", "whole number"),
            (
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
                "larger than any size"
            ),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", "no memory"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4294967296, 4294967296), }", "no memory"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "takes 8"),
            ("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "could run code"),
            ("{'descr': '|f4', 'fortran_order': False, 'shape': (1,), }", "|f4"),
            ("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }", "True"),
            ("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "each once"),
            ("{'descr': '<f4', 'fortran_order': False, }", "does not say all"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}", "`x`"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } + 1", "the end of the header"),
            ("{'descr': '\\x3cf4', 'fortran_order': False, 'shape': (1,), }", "byte 92"),
            ("__import__('os')", "`{`"),
            (
                "{'descr': '<f4', 'fortran_order': False, 'shape': (\(String(repeating: "1,", count: 65))), }",
                "64"
            ),
        ])
    func hostile(header: String, fragment: String) throws {
        let error = #expect(throws: TensorError.self) {
            try NPYFile.read(bytes: npy(header, data: [0, 0, 128, 63]), path: "a.npy")
        }
        #expect(try #require(error).description.contains(fragment))
    }

    @Test("a byte that is no truth value is refused")
    func wrongTruthValue() throws {
        let error = #expect(throws: TensorError.self) {
            try NPYFile.read(
                bytes: npy("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", data: [1, 2]),
                path: "a.npy")
        }
        #expect(try #require(error).description.contains("element 1 is the byte 2"))
    }

    @Test("a damaged file is refused or read whole", arguments: ["fortran", "i2-big", "b1", "version-2"])
    func damage(name: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: reference("npy/\(name).npy"))))
        damaged(bytes) { changed in
            guard let data = try? NPYFile.read(bytes: changed, path: "a.npy") else { return }
            #expect((try? data.numbers().count) ?? data.count == data.shape.reduce(1, *))
        }
    }
}
