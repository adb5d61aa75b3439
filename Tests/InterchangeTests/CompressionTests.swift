import CZlib
import CZstd
import Testing

@testable import Interchange

/// One gzip member.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
        &stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: bytes.count + 1000)
    var input = bytes
    let written = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            #expect(deflate(&stream, Z_FINISH) == Z_STREAM_END)
            return target.count - Int(stream.avail_out)
        }
    }
    return Array(output[..<written])
}

/// One Zstandard frame with a checksum.
func zstandard(_ bytes: [UInt8]) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let written = ZSTD_compress2(context, &output, output.count, bytes, bytes.count)
    return Array(output[..<written])
}

@Suite("Compressed files")
struct CompressionTests {
    static let text = Array((":ID,x\n" + (1...3000).map { "\($0),text \($0 % 7)\n" }.joined()).utf8)

    enum Format: CaseIterable {
        case gzip, zstandard
        func compress(_ bytes: [UInt8]) -> [UInt8] {
            self == .gzip ? InterchangeTests.gzip(bytes) : InterchangeTests.zstandard(bytes)
        }
        var name: String { self == .gzip ? "gzip" : "zstd" }
    }

    @Test("read like plain ones, whatever they are called", arguments: Format.allCases)
    func reading(format: Format) throws {
        let plain = try readCSV(bytes: Self.text)
        #expect(plain.count == 3000)
        for name in ["data.csv.gz", "data.csv.zst", "data.csv"] {
            let read = try readCSV(bytes: format.compress(Self.text), name: name, chunk: 777)
            #expect(read == plain)
        }
        #expect(try readCSV(bytes: Self.text, name: "data.csv.gz") == plain)
    }

    @Test("may consist of several members or frames", arguments: Format.allCases)
    func members(format: Format) throws {
        let plain = try readCSV(bytes: Self.text)
        let parts = [Self.text[..<1000], Self.text[1000..<1000], Self.text[1000...]]
        let bytes = parts.flatMap { format.compress(Array($0)) }
        #expect(try readCSV(bytes: bytes, chunk: 500) == plain)
        if format == .gzip { #expect(try readCSV(bytes: bytes + [0, 0, 0], chunk: 500) == plain) }
        if format == .zstandard {
            let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
            #expect(try readCSV(bytes: skippable + bytes, chunk: 500) == plain)
        }
    }

    @Test("may start with a byte order mark", arguments: Format.allCases)
    func byteOrderMark(format: Format) throws {
        #expect(try readCSV(bytes: format.compress([0xEF, 0xBB, 0xBF] + Self.text)).count == 3000)
        #expect(problem(bytes: format.compress([0xFF, 0xFE, 1, 0]))?.cause == .wideCharacters)
    }

    @Test("that end early are refused", arguments: Format.allCases)
    func truncation(format: Format) throws {
        let bytes = format.compress(Self.text)
        for length in [4, 5, 20, bytes.count / 2, bytes.count - 1] {
            let found = try #require(problem(bytes: Array(bytes[..<length])))
            #expect(found.cause == .corrupt(format: format.name, reason: "it ends too early"))
        }
    }

    @Test("that are damaged are refused or read right, and never trap", arguments: Format.allCases)
    func damage(format: Format) throws {
        let bytes = format.compress(Self.text)
        var refused = 0
        for position in stride(from: 0, to: bytes.count, by: 37) {
            var damaged = bytes
            damaged[position] ^= 0x55
            if case .corrupt? = problem(bytes: damaged)?.cause { refused += 1 }
        }
        #expect(refused > bytes.count / 37 / 2)
    }

    @Test("that are empty inside are empty files", arguments: Format.allCases)
    func empty(format: Format) {
        #expect(problem(bytes: format.compress([]))?.cause == .empty)
    }
}
