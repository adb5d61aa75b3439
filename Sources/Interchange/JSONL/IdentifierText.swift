import PropertyGraph

/// An identifier as a line spells it, not yet copied where it can stay in place.
enum IdentifierText {
    case integer(Int64)
    case plain(Range<Int>)
    case copied([UInt8])
}

/// Collects the identifiers of a batch: whole numbers until the first one that is not.
struct IdentifierColumnBuilder {
    private var numbers: [Int64] = []
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []
    private var isText = false

    var isEmpty: Bool { numbers.isEmpty && ends.isEmpty }

    mutating func append(_ identifier: IdentifierText, from line: UnsafeBufferPointer<UInt8>) {
        switch identifier {
        case .integer(let number):
            if isText { append(text: Array(String(number).utf8)) } else { numbers.append(number) }
        case .plain(let range): append(text: UnsafeBufferPointer(rebasing: line[range]))
        case .copied(let text): append(text: text)
        }
    }

    func finish(space: Symbol) -> IdentifierColumn {
        guard isText else { return IdentifierColumn(.integers(numbers), space: space) }
        return IdentifierColumn(
            .strings(StringColumn(storage: ByteStorage(bytes), starts: starts, ends: ends)), space: space)
    }

    private mutating func append(text: some Collection<UInt8>) {
        if !isText {
            isText = true
            for number in numbers { append(text: Array(String(number).utf8)) }
            numbers = []
        }
        starts.append(UInt32(bytes.count))
        bytes.append(contentsOf: text)
        ends.append(UInt32(bytes.count))
    }
}

extension JSONCursor {
    /// Reads an identifier: a string or a whole number, or the `id` of an object; nil for `null`.
    mutating func identifier() throws(JSONLError) -> IdentifierText? {
        skipSpaces()
        let start = position
        switch current {
        case UInt8(ascii: "\""):
            let text = try string()
            if let number = withBytes(of: text, { IntegerText.readCanonical($0, 0, $0.count) }) {
                return .integer(number)
            }
            switch text {
            case .plain(let range): return .plain(range)
            case .unescaped: return .copied(unescaped)
            }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            switch try number() {
            case .integer(let number): return .integer(number)
            // Beyond 64 bits the digits are a name like any other; JSON allows one spelling only.
            case .unsigned, .hugeInteger: return .plain(start..<position)
            case .float, .hugeFloat: throw error(.invalidIdentifier, at: start)
            }
        case UInt8(ascii: "{"): return try identifierOfObject()
        default:
            guard passLiteral() == UInt8(ascii: "n") else { throw error(.invalidIdentifier, at: start) }
            return nil
        }
    }

    /// Reads `{"id": ..., "labels": [...]}`, the way Neo4j's exporter names the ends of a relationship.
    private mutating func identifierOfObject() throws(JSONLError) -> IdentifierText? {
        let start = position
        position += 1
        var found: IdentifierText?
        var isFirst = true
        while let key = try nextKey(isFirst: isFirst) {
            isFirst = false
            if withBytes(of: key, { $0.equals("id") }) {
                guard found == nil else { throw error(.duplicateKey("id"), at: keyStart) }
                guard current != UInt8(ascii: "{") else { throw error(.invalidIdentifier) }
                found = try identifier()
            } else {
                try skipValue(depth: 1)
            }
        }
        guard let found else { throw error(.missingField("id", of: "an end of an edge"), at: start) }
        return found
    }
}
