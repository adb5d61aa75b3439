/// The Python dictionary in the header of an npy file: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
///
/// Only the literals that NumPy writes are read; nothing is evaluated.
struct NPYDictionary {
    let description: String
    let isFortranOrder: Bool
    let shape: [Int]

    init(_ cursor: inout HeaderCursor) throws(FileProblem) {
        var description: String?
        var isFortranOrder: Bool?
        var shape: [Int]?
        try cursor.expect("{")
        while !cursor.pass("}") {
            let key = try Self.string(&cursor)
            try cursor.expect(":")
            switch key {
            case "descr" where description == nil: description = try Self.type(&cursor)
            case "fortran_order" where isFortranOrder == nil: isFortranOrder = try Self.truthValue(&cursor)
            case "shape" where shape == nil: shape = try Self.tuple(&cursor)
            default:
                throw FileProblem(
                    "says \(FileProblem.quoted(key)) in its header, where only `descr`, `fortran_order` and `shape`"
                        + " are said, each once")
            }
            guard cursor.pass(",") else {
                try cursor.expect("}")
                break
            }
        }
        cursor.skipSpaces()
        guard cursor.isAtEnd else { throw cursor.unexpected("the end of the header") }
        guard let description, let isFortranOrder, let shape else {
            throw FileProblem("does not say all of `descr`, `fortran_order` and `shape` in its header")
        }
        self.description = description
        self.isFortranOrder = isFortranOrder
        self.shape = shape
    }

    private static func type(_ cursor: inout HeaderCursor) throws(FileProblem) -> String {
        guard !cursor.pass("[") else {
            throw FileProblem("holds records with named fields; save each field as an array of its own")
        }
        return try string(&cursor)
    }

    private static func truthValue(_ cursor: inout HeaderCursor) throws(FileProblem) -> Bool {
        if cursor.pass(word: "True") { return true }
        guard cursor.pass(word: "False") else { throw cursor.unexpected("`True` or `False`") }
        return false
    }

    /// A string without escapes, in quotes of either kind.
    private static func string(_ cursor: inout HeaderCursor) throws(FileProblem) -> String {
        cursor.skipSpaces()
        guard let quote = cursor.current, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            throw cursor.unexpected("a string in quotes")
        }
        _ = try cursor.next()
        var content: [UInt8] = []
        while cursor.current != quote {
            let byte = try cursor.next()
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\\") else {
                throw FileProblem("holds byte \(byte) in a string of its header, which no plain array needs")
            }
            content.append(byte)
        }
        _ = try cursor.next()
        return String(decoding: content, as: UTF8.self)
    }

    /// `()`, `(3,)`, `(3, 4)`; a number in parentheses alone is no tuple.
    private static func tuple(_ cursor: inout HeaderCursor) throws(FileProblem) -> [Int] {
        var numbers: [Int] = []
        try cursor.expect("(")
        while !cursor.pass(")") {
            guard numbers.count < TensorData.rankLimit else {
                throw FileProblem(
                    "has more than \(TensorData.rankLimit) dimensions, which NumPy never writes")
            }
            numbers.append(try cursor.wholeNumber())
            guard cursor.pass(",") else {
                guard numbers.count > 1 else { throw cursor.unexpected("`,`") }
                try cursor.expect(")")
                break
            }
        }
        return numbers
    }
}
