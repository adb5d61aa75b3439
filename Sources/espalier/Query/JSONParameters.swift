import Foundation
import QueryValues

/// Parameters as JSON, in the form in which results are written.
///
///     {"name": "Ada", "ids": [1, 2], "born": {"$type": "Date", "_value": "1815-12-10"}}
enum JSONParameters {
    /// Reads a file; `-` is none, because standard input may hold the query.
    static func read(file path: String) throws(JSONParameterError) -> [String: QueryValue] {
        let data: Data
        do { data = try Data(contentsOf: URL(filePath: path)) } catch {
            throw JSONParameterError(
                message: "The file cannot be read; is it there, and are its permissions right?")
        }
        return try read(Array(data))
    }

    /// Reads an object.
    static func read(_ bytes: [UInt8]) throws(JSONParameterError) -> [String: QueryValue] {
        var reader = JSONValueReader(bytes)
        guard case .map(let map) = try reader.document() else {
            throw JSONParameterError(message: "This is no object.")
        }
        return Dictionary(map.entries.map { ($0.key, $0.value) }) { _, last in last }
    }
}

/// Why a file holds no parameters.
struct JSONParameterError: Error, Equatable {
    let message: String
    var line: Int?
    var column: Int?
}
