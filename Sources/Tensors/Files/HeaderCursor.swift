/// Walks through the text of a file's header: JSON in safetensors, a Python literal in npy.
struct HeaderCursor {
    let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    /// The byte here, nil at the end.
    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Passes spaces, tabs and line ends.
    mutating func skipSpaces() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            position += 1
        }
    }

    /// Passes a character and the spaces before it, if it is the next one.
    mutating func pass(_ character: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Passes a character and the spaces before it.
    mutating func expect(_ character: Unicode.Scalar) throws(FileProblem) {
        guard pass(character) else { throw unexpected("`\(character)`") }
    }

    /// Passes a word and the spaces before it, if it is the next one.
    mutating func pass(word: StaticString) -> Bool {
        skipSpaces()
        let length = word.utf8CodeUnitCount
        guard bytes.count - position >= length,
            bytes[position..<position + length].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: length))
        else { return false }
        position += length
        return true
    }

    /// Passes any one byte.
    mutating func next() throws(FileProblem) -> UInt8 {
        guard let byte = current else { throw unexpected("the rest of a string") }
        position += 1
        return byte
    }

    /// A whole number that is not negative, with the spaces before it.
    mutating func wholeNumber() throws(FileProblem) -> Int {
        skipSpaces()
        let start = position
        var number = 0
        while let byte = current, byte >= 0x30, byte <= 0x39 {
            let (shifted, overflows) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = shifted.addingReportingOverflow(Int(byte - 0x30))
            guard !overflows, !overflowsToo else {
                throw FileProblem("a number in its header (at byte \(start)) is larger than any size")
            }
            number = sum
            position += 1
        }
        guard position > start, position == start + 1 || bytes[start] != 0x30 else {
            position = start
            throw unexpected("a whole number")
        }
        return number
    }

    /// Something else than wanted stands here.
    func unexpected(_ wanted: String) -> FileProblem {
        let found: String =
            switch current {
            case nil: "the end"
            case .some(let byte) where (0x21..<0x7F).contains(byte): "`\(Character(Unicode.Scalar(byte)))`"
            case .some(let byte): "byte \(byte)"
            }
        return FileProblem(
            "its header is damaged: \(wanted) is expected at byte \(position), not \(found); write it again")
    }
}
