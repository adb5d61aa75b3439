import Foundation
import PropertyGraph
import Testing

@testable import Interchange

@Suite("Bad CSV input")
struct CSVErrorTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let csv: String
        let line: Int
        let cause: InterchangeError.Cause
        let says: String
        var testDescription: String { csv.debugDescription }
    }

    static let examples: [Example] = [
        Example(
            csv: ":ID,x\n1,a\n2\n", line: 3, cause: .raggedRow(expected: 2, found: 1),
            says: "the row has 1 field and the header has 2"),
        Example(
            csv: ":ID,x\n1,a\n\n2,b,c\n", line: 4, cause: .raggedRow(expected: 2, found: 3),
            says: "the row has 3 fields"),
        Example(
            csv: ":ID,x\n1,\"\n\"\n2,,\n", line: 4, cause: .raggedRow(expected: 2, found: 3),
            says: "delimiter"),
        Example(csv: ":ID\n1,2\n", line: 2, cause: .raggedRow(expected: 1, found: 2), says: "delimiter"),
        Example(
            csv: ":ID,x\n1,a\n,b\n", line: 3, cause: .emptyIdentifier(column: ":ID"), says: "`:ID` is empty"),
        Example(
            csv: ":ID,x\n1,a\n\"\",b\n", line: 3, cause: .emptyIdentifier(column: ":ID"), says: "every row"),
        Example(
            csv: ":START_ID(A),:END_ID\n1,2\n,3\n", line: 3, cause: .emptyIdentifier(column: ":START_ID(A)"),
            says: "`:START_ID(A)`"),
        Example(csv: "~from,~to\n1,\n", line: 2, cause: .emptyIdentifier(column: "~to"), says: "`~to`"),
        Example(
            csv: ":ID,x\n1,a\"b\n2,c\n", line: 2, cause: .strayQuote(quote: "\""), says: "double the quotes"),
        Example(
            csv: ":ID,x\n1,a\"b\n2,\"c\"\n", line: 2, cause: .strayQuote(quote: "\""),
            says: "double the quotes"),
        Example(
            csv: ":ID,x\n1,\"a\"b\n2,c\n", line: 2, cause: .textAfterQuote(quote: "\""),
            says: "double the quotes"),
        Example(
            csv: ":ID,x\n1,\"a\" \n", line: 2, cause: .textAfterQuote(quote: "\""), says: "closing quote"),
        Example(
            csv: ":ID,x\n1,\"a\"\rb\n", line: 2, cause: .textAfterQuote(quote: "\""), says: "closing quote"),
        Example(
            csv: ":ID,x\n1,a\n2,\"b\n3,c\n4,d\n", line: 3, cause: .unterminatedQuote(quote: "\""),
            says: "never closed"),
        Example(
            csv: ":ID,x\n1,\"a\n\"\"\n", line: 2, cause: .unterminatedQuote(quote: "\""), says: "never closed"
        ),
        Example(
            csv: ":ID,x\n1,a\n2,\"", line: 3, cause: .unterminatedQuote(quote: "\""), says: "never closed"),
        Example(csv: "\n\n", line: 0, cause: .empty, says: "the file is empty"),
    ]

    @Test("is refused with its line, whatever the chunks", arguments: examples)
    func refusal(example: Example) throws {
        for chunk in [1, 2, 7, 16, 64, 300, 1 << 16] {
            let found = try #require(problem(example.csv, chunk: chunk))
            #expect(found.line ?? 0 == example.line, "chunks of \(chunk)")
            #expect(found.cause == example.cause, "chunks of \(chunk)")
            #expect(InterchangeError(file: "f", found.cause).description.contains(example.says))
        }
    }

    @Test("that is not UTF-8 is refused with its line", arguments: [1, 16, 100, 1 << 16])
    func encoding(chunk: Int) throws {
        for bad: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            let bytes = Array(":ID,x\n1,\"é\n".utf8) + bad + Array("\"\n2,b\n".utf8)
            let found = try #require(problem(bytes: bytes, chunk: chunk))
            #expect(found.line == 3)
            #expect(found.cause == .invalidUTF8)
        }
    }

    @Test("in UTF-16 is refused")
    func wide() throws {
        let text = Array(":ID\n1\n".utf16)
        let little = text.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(problem(bytes: [0xFF, 0xFE] + little)?.cause == .wideCharacters)
        #expect(problem(bytes: [0xFE, 0xFF, 0])?.cause == .wideCharacters)
        #expect(problem(bytes: little)?.cause == .wideCharacters)
    }

    @Test("with a record beyond the limit is refused where the record starts")
    func longRecord() throws {
        let long = ":ID,x\n1,a\n2," + String(repeating: "b", count: 5000) + "\n"
        for chunk in [16, 100, 999] {
            let found = try #require(problem(bytes: Array(long.utf8), chunk: chunk, record: 1000))
            #expect(found.line == 3)
            #expect(found.cause == .recordTooLong(limit: 1000))
        }
        #expect(problem(bytes: Array(long.utf8), chunk: 100, record: 6000) == nil)
        #expect(InterchangeError(file: "f", .recordTooLong(limit: 64 << 20)).description.contains("64 MB"))
    }

    @Test("prefers the stray quote to what follows from it")
    func strayQuoteFirst() throws {
        let csv = ":ID,x\n1,a\n2,b\"\n" + String(repeating: "3,c\n", count: 5000)
        let found = try #require(problem(bytes: Array(csv.utf8), chunk: 100, record: 1000))
        #expect(found.line == 3)
        #expect(found.cause == .strayQuote(quote: "\""))
    }

    @Test("ends the reading at the first error of the first file, however many threads read")
    func firstError() throws {
        let folder = try Folder()
        let good = (1...2000).map { "\($0),a\n" }.joined()
        let first = try folder.file("1.csv", ":ID,x\n" + good + "1\n" + good)
        let second = try folder.file("2.csv", ":ID,x\n1,a\"\n")
        let files = try GraphFiles(
            [.file(first), .file(second)], sizes: ChunkSizes(chunk: 100, record: 1000))
        for workers in [1, 2, 3, 8] {
            #expect(throws: InterchangeError(file: first, line: 2002, .raggedRow(expected: 2, found: 1))) {
                try read(files, .node, workers: workers)
            }
        }
    }

    @Test("that is no file at all is refused before anything is read")
    func noFile() throws {
        let folder = try Folder()
        let empty = try folder.file("empty.csv", "")
        let cases: [(String, InterchangeError.Cause)] = [
            (folder.path + "/missing.csv", .missing), (folder.path, .directory), (empty, .empty),
            ("/dev/null", .notRegular),
        ]
        for (path, cause) in cases {
            #expect(throws: InterchangeError(file: path, cause)) { try GraphFiles([.file(path)]) }
        }
        let unknown = try folder.file("data.txt", ":ID\n")
        #expect(throws: InterchangeError(file: unknown, .unknownFormat(extension: "txt"))) {
            try GraphFiles([.file(unknown)])
        }
        let header = try folder.file("header.csv", ":ID\n")
        #expect(throws: InterchangeError(file: empty, .empty)) {
            try GraphFiles([.group(kind: .node, labels: [], files: [header, empty], skipsFirstLine: false)])
        }
    }

    @Test("includes options that cannot work")
    func dialect() {
        for options in [
            CSVOptions(delimiter: "é"), CSVOptions(delimiter: "\n"), CSVOptions(delimiter: "\""),
            CSVOptions(arrayDelimiter: ","), CSVOptions(quote: "\u{0}"),
        ] {
            guard case .unusableDialect? = problem(":ID\n", options: options)?.cause else {
                Issue.record("\(options) was accepted")
                continue
            }
        }
    }
}
