import Foundation
import Testing

@testable import Tensors

/// A file beside the tests that scripts/tensor-references has made.
func reference(_ name: String) throws -> String {
    try #require(Bundle.module.resourcePath) + "/Reference/" + name
}

/// A path in a folder of its own, which goes away afterwards.
func withScratchPath<Result>(_ name: String, _ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.appending(path: name).path)
}

/// The bytes of a safetensors file with this header.
func safetensors(_ header: String, data: [UInt8] = []) -> [UInt8] {
    let text = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text + data
}

/// The bytes of an npy file of version 1.0 with this header.
func npy(_ header: String, data: [UInt8] = []) -> [UInt8] {
    let text = Array((header + "\n").utf8)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8)] + text
        + data
}

/// Every change of one byte to some telling values, every change of one bit, and every shorter file.
func damaged(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
    for place in bytes.indices {
        try body(Array(bytes[..<place]))
        var changed = bytes
        for value in [0, 0x20, 0x22, 0x2C, 0x30, 0x39, 0x5C, 0x7B, 0x7D, 0x7F, 0x80, 0xFF] {
            changed[place] = UInt8(value)
            try body(changed)
        }
        for bit in 0..<8 {
            changed[place] = bytes[place] ^ 1 << UInt8(bit)
            try body(changed)
        }
    }
}
