import PropertyGraph

/// What is wrong with a line of JSON Lines, and where.
struct JSONLError: Error, Equatable {
    /// The line in the file, from 1.
    let line: Int
    /// The character in the line, from 1.
    let column: Int
    /// What is wrong.
    let cause: Cause

    /// What can be wrong with a line.
    enum Cause: Equatable {
        /// Something else stands where this should.
        case expected(String, found: String)
        /// The line ends within an object, a list or a string.
        case incomplete(String)
        /// The line is, or begins, a list of elements.
        case array
        /// Something follows the element on its line.
        case trailingText
        /// A byte below 0x20 in a string.
        case controlCharacter(UInt8)
        /// A backslash with something JSON has no escape for.
        case invalidEscape
        /// Half of a surrogate pair, which is no character.
        case loneSurrogate
        /// Bytes in a string that are not UTF-8.
        case invalidUTF8
        /// A number that JSON does not write so.
        case malformedNumber
        /// Lists or objects within each other beyond the limit.
        case tooDeep(limit: Int)
        /// A key that the object already has.
        case duplicateKey(String)
        /// A field that elements do not have.
        case unknownField(String, suggestion: String?)
        /// Two fields that say the same.
        case conflictingField(String)
        /// A node with a field of edges.
        case fieldOfEdges(String)
        /// An element without a field it needs.
        case missingField(String, of: String)
        /// A `type` that is neither a node nor an edge.
        case unknownElementType(String, suggestion: String?)
        /// An identifier that is neither text nor a whole number.
        case invalidIdentifier
        /// A `$type` that is not known.
        case unknownValueType(String, suggestion: String?)
        /// A typed value with something other than `$type` and `_value`.
        case malformedTypedValue
    }
}

extension JSONLError {
    /// The error of a file.
    func placed(in file: String) -> InterchangeError {
        InterchangeError(file: file, line: line, .malformed("column \(column): \(cause.sentence)"))
    }
}

extension JSONLError.Cause {
    /// What is wrong and what helps, without the place.
    var sentence: String {
        switch self {
        case .trailingText: "text follows the element; write one object a line"
        case .array: "a list of elements; write one object a line, for example with `jq -c '.[]'`"
        case .duplicateKey(let key): "the key `\(key)` stands twice in one object; keep one of them"
        case .unknownField(let name, nil) where ["nodes", "edges", "relationships"].contains(name):
            "this is a whole graph in one object; write each node and each edge as an object on a line of its own"
        case .unknownField(let name, let suggestion):
            "an element has no field `\(name)`; \(advice(suggestion, orElse: "put it into `properties`"))"
        case .conflictingField(let name): "`\(name)` repeats what another field says; keep one of them"
        case .fieldOfEdges(let name):
            "a node has no field `\(name)`; write `\"type\":\"edge\"` if this is an edge, or leave it out"
        case .missingField(let name, let element): "\(element) needs the field `\(name)`; add it"
        case .unknownElementType(let name, let suggestion):
            "the type `\(name)` is not known; \(advice(suggestion, orElse: "use `node` or `edge`"))"
        case .invalidIdentifier: "an identifier is a string or a whole number; put anything else into quotes"
        case .unknownValueType(let name, let suggestion):
            "the $type `\(name)` is not known; "
                + advice(
                    suggestion,
                    orElse: "use one of \(ValueTypeName.allCases.map(\.rawValue).joined(separator: ", "))")
        case .malformedTypedValue:
            "a typed value has exactly the fields `$type` and `_value`, such as"
                + " {\"$type\":\"Date\",\"_value\":\"2021-03-05\"}"
        default: sentenceAboutSyntax
        }
    }

    private var sentenceAboutSyntax: String {
        switch self {
        case .expected(let wanted, let found): "found \(found) where \(wanted) should be; correct the JSON"
        case .incomplete(let thing):
            "the line ends within \(thing); write one object a line, for example with `jq -c .`"
        case .controlCharacter(let byte):
            "a string holds the control character \(byte); write it as an escape such as \\n"
        case .invalidEscape: "this escape is not JSON; write a backslash itself as \\\\"
        case .loneSurrogate:
            "half of a surrogate pair is no character; write both halves, or the character itself"
        case .invalidUTF8:
            "these bytes are not UTF-8; convert the file to UTF-8 first, for example with `iconv`"
        case .malformedNumber: "JSON does not write numbers so; put it into quotes if it is text"
        case .tooDeep(let limit): "lists and maps are nested more than \(limit) deep; flatten them"
        default: ""
        }
    }

    private func advice(_ suggestion: String?, orElse otherwise: String) -> String {
        suggestion.map { "did you mean `\($0)`?" } ?? otherwise
    }
}
