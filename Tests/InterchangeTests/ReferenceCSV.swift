import PropertyGraph

@testable import Interchange

/// CSV read byte by byte with none of the reader's machinery: slow, and plain enough to be believed.
struct ReferenceCSV {
    struct Field: Equatable {
        var text: [UInt8] = []
        var isQuoted = false
    }
    struct Record: Equatable {
        var fields: [Field]
        var line: Int
    }
    /// A place and what is wrong there.
    struct Problem: Equatable {
        var position: Int
        var line: Int
        var cause: InterchangeError.Cause
    }

    private(set) var records: [Record] = []
    /// Why the bytes behind the last record could not be read.
    private(set) var problem: Problem?
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while position < bytes.count, problem == nil { readRecord() }
        if let bad = firstInvalidPosition(), bad < problem?.position ?? .max {
            let badLine = 1 + bytes[..<bad].count { $0 == UInt8(ascii: "\n") }
            problem = Problem(position: bad, line: badLine, cause: .invalidUTF8)
            // A record reaches to the line before the next one.
            records = records.filter { lastLine(of: $0) < badLine }
        }
    }

    private func lastLine(of record: Record) -> Int {
        record.line + record.fields.reduce(0) { $0 + $1.text.count { $0 == UInt8(ascii: "\n") } }
    }

    private mutating func readRecord() {
        let start = line
        var fields: [Field] = []
        while true {
            guard let field = readField() else { return }
            fields.append(field)
            guard position < bytes.count else { break }
            let end = bytes[position]
            position += 1
            if end == UInt8(ascii: "\n") {
                line += 1
                break
            }
            if position == bytes.count {
                fields.append(Field())
                break
            }
        }
        if !(fields.count == 1 && fields[0] == Field()) {
            records.append(Record(fields: fields, line: start))
        }
    }

    /// Reads up to the delimiter, the newline or the end.
    private mutating func readField() -> Field? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return readPlainField() }
        let opening = (position, line)
        var field = Field(isQuoted: true)
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\n") { line += 1 }
            position += 1
            if byte != UInt8(ascii: "\"") {
                field.text.append(byte)
            } else if position < bytes.count, bytes[position] == byte {
                field.text.append(byte)
                position += 1
            } else {
                let rest = bytes[position...]
                if rest.starts(with: "\r\n".utf8) || rest.elementsEqual("\r".utf8) { position += 1 }
                if position < bytes.count, !",\n".utf8.contains(bytes[position]) {
                    problem = Problem(position: position, line: line, cause: .textAfterQuote(quote: "\""))
                    return nil
                }
                return field
            }
        }
        problem = Problem(position: opening.0, line: opening.1, cause: .unterminatedQuote(quote: "\""))
        return nil
    }

    private mutating func readPlainField() -> Field? {
        var field = Field()
        while position < bytes.count, !",\n".utf8.contains(bytes[position]) {
            if bytes[position] == UInt8(ascii: "\"") {
                problem = Problem(position: position, line: line, cause: .strayQuote(quote: "\""))
                return nil
            }
            field.text.append(bytes[position])
            position += 1
        }
        let endsLine = position == bytes.count || bytes[position] == UInt8(ascii: "\n")
        if endsLine, field.text.last == UInt8(ascii: "\r") { field.text.removeLast() }
        return field
    }

    private func firstInvalidPosition() -> Int? {
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        return (0..<bytes.count).last { String(validating: bytes[..<$0], as: UTF8.self) != nil }
    }
}

extension ReferenceCSV {
    /// The elements of a node file with the header `:ID,x,n:int,y`, or the first thing that is wrong.
    func nodes() -> Result<[ReadElement], InterchangeError> {
        var elements: [ReadElement] = []
        for record in records.dropFirst() {
            func failure(_ cause: InterchangeError.Cause) -> Result<[ReadElement], InterchangeError> {
                .failure(InterchangeError(file: "", line: record.line, cause))
            }
            guard record.fields.count == 4 else {
                return failure(.raggedRow(expected: 4, found: record.fields.count))
            }
            let texts = record.fields.map { String(decoding: $0.text, as: UTF8.self) }
            if texts[0].isEmpty { return failure(.emptyIdentifier(column: ":ID")) }
            var element = ReadElement(
                kind: .node, labels: [], identifier: texts[0], properties: [:], line: record.line)
            if record.fields[1] != Field() { element.properties["x"] = "\(Value.string(texts[1]))" }
            if record.fields[3] != Field() { element.properties["y"] = "\(Value.string(texts[3]))" }
            let number = texts[2].utf8.filter { $0 != 32 && $0 != 9 }
            let trimmed = String(decoding: number, as: UTF8.self)
            if trimmed.isEmpty {
                // Absent.
            } else if let value = Int32(trimmed), texts[2].contains(trimmed) {
                element.properties["n"] = "integer(\(value))"
            } else {
                element.malformed["n"] = "\(shortened(record.fields[2].text)) is no int"
            }
            elements.append(element)
        }
        if let problem { return .failure(InterchangeError(file: "", line: problem.line, problem.cause)) }
        return .success(elements)
    }
}
