import Foundation
import PropertyGraph
import Synchronization
import Testing

@testable import Interchange

/// One element as a test compares it: everything that was read, as text.
struct ReadElement: Equatable, CustomStringConvertible {
    var kind: ElementKind
    var labels: [String]
    var identifier: String?
    var source: String?
    var target: String?
    /// Values as Swift prints them, with their case: `integer(1)`.
    var properties: [String: String]
    var malformed: [String: String] = [:]
    var line: Int

    /// The properties without the name of the type that Swift prints within lists.
    var plainProperties: [String: String] {
        properties.mapValues { $0.replacing("PropertyGraph.Value.", with: "") }
    }

    var description: String {
        "\(kind) \(labels) \(identifier ?? "-") \(source ?? "-")>\(target ?? "-")"
            + " \(properties.sorted { $0.key < $1.key }) \(malformed) line \(line)"
    }
}

extension ElementBatch {
    /// The elements of the batch, checked for the promises that every batch makes.
    func elements(_ symbols: SymbolTable) -> [ReadElement] {
        for column in columns { #expect(column.values.count == count) }
        return (0..<count).map { row in
            var properties: [String: String] = [:]
            var malformed: [String: String] = [:]
            for column in columns {
                let key = symbols.name(of: column.key)
                if let value = column[row] { properties[key] = "\(value)" }
                for problem in column.malformed where problem.row == row {
                    malformed[key] = "\(problem.text) is no \(problem.declaredType)"
                    #expect(properties[key] == nil, "a malformed row has no value")
                }
            }
            func name(_ column: IdentifierColumn?) -> String? {
                guard let column else { return nil }
                #expect(column.count == count)
                let space = symbols.name(of: column.space)
                return "\(column[row])" + (space.isEmpty ? "" : "@\(space)")
            }
            return ReadElement(
                kind: kind, labels: labels.names(in: symbols), identifier: name(identifiers),
                source: name(sources), target: name(targets), properties: properties, malformed: malformed,
                line: origin.line(ofRow: row))
        }
    }
}

/// A folder that lives as long as a test.
final class Folder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "interchange-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and returns its path.
    func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let file = path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, text.utf8) }
}

/// Reads all elements of one kind, in order.
func read(
    _ files: some GraphSource, _ kind: ElementKind, workers: Int = 2
) throws -> [ReadElement] {
    let symbols = SymbolTable()
    let elements = Mutex<[ReadElement]>([])
    try files.stream(kind, symbols: symbols, workers: workers) {
        $0.elements(symbols)
    } absorb: { read in
        elements.withLock { $0 += read }
    }
    return elements.withLock { $0 }
}

/// Reads the elements of a CSV text with a header; the order within a chunk is by labels, so they are sorted by line.
func readCSV(
    _ text: String, name: String = "data.csv", options: CSVOptions = CSVOptions(), chunk: Int = 1 << 16
) throws -> [ReadElement] {
    try readCSV(bytes: Array(text.utf8), name: name, options: options, chunk: chunk)
}

func readCSV(
    bytes: [UInt8], name: String = "data.csv", options: CSVOptions = CSVOptions(), chunk: Int = 1 << 16,
    record: Int = 64 << 20, workers: Int = 2
) throws -> [ReadElement] {
    let folder = try Folder()
    let path = try folder.file(name, bytes)
    let files = try GraphFiles(
        [.file(path)], options: options, sizes: ChunkSizes(chunk: chunk, record: record))
    return try withExtendedLifetime(folder) {
        let nodes = try read(files, .node, workers: workers)
        let edges = try read(files, .edge, workers: workers)
        return (nodes + edges).sorted { $0.line < $1.line }
    }
}

/// The error that reading a CSV text ends with.
func problem(
    _ text: String, options: CSVOptions = CSVOptions(), chunk: Int = 1 << 16
) -> (line: Int?, cause: InterchangeError.Cause)? {
    problem(bytes: Array(text.utf8), options: options, chunk: chunk)
}

func problem(
    bytes: [UInt8], options: CSVOptions = CSVOptions(), chunk: Int = 1 << 16, record: Int = 64 << 20,
    workers: Int = 2
) -> (line: Int?, cause: InterchangeError.Cause)? {
    do {
        _ = try readCSV(bytes: bytes, options: options, chunk: chunk, record: record, workers: workers)
        return nil
    } catch let error as InterchangeError {
        return (error.line, error.cause)
    } catch {
        Issue.record("another error: \(error)")
        return nil
    }
}
