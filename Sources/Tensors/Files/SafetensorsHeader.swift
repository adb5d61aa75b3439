/// What the header of a safetensors file says, checked against every promise of the format.
///
/// Source: the format's description in the README of github.com/huggingface/safetensors.
struct SafetensorsHeader {
    /// The longest header that is read, in bytes; the format's own limit.
    static let lengthLimit = 100_000_000

    /// In the order of their bytes.
    private(set) var entries: [SafetensorsFile.Entry] = []
    private(set) var metadata: [String: String] = [:]

    /// Reads the header at the start of a whole file.
    init(_ file: UnsafeRawBufferPointer) throws(FileProblem) {
        guard file.count >= 8 else {
            throw FileProblem(
                "has \(file.count) bytes, too few for a safetensors file; copy or download it again")
        }
        let claimed = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
        guard claimed <= UInt64(Self.lengthLimit) else {
            throw FileProblem("its header would have \(claimed) bytes; it is no safetensors file")
        }
        let length = Int(claimed)
        guard length <= file.count - 8 else {
            throw FileProblem(
                "its header would have \(length) bytes, but \(file.count - 8) follow; the file is cut short or no"
                    + " safetensors file")
        }
        let text = UnsafeRawBufferPointer(rebasing: file[8..<8 + length])
        guard text.first == UInt8(ascii: "{") else {
            throw FileProblem("its header does not start with `{`; it is no safetensors file")
        }
        var cursor = HeaderCursor(text)
        try readEntries(&cursor, origin: 8 + length)
        guard cursor.isAtEnd else { throw cursor.unexpected("the end of the header") }
        try checkRanges(origin: 8 + length, fileLength: file.count)
    }

    private mutating func readEntries(_ cursor: inout HeaderCursor, origin: Int) throws(FileProblem) {
        var names: Set<String> = []
        try Self.readObject(&cursor) { cursor, name throws(FileProblem) in
            guard names.insert(name).inserted else {
                throw FileProblem(
                    "names \(FileProblem.quoted(name)) twice; give each tensor a name of its own")
            }
            if name == "__metadata__" {
                metadata = try Self.readMetadata(&cursor)
            } else {
                entries.append(try Self.readEntry(named: name, &cursor, origin: origin))
            }
        }
        cursor.skipSpaces()
    }

    private static func readMetadata(_ cursor: inout HeaderCursor) throws(FileProblem) -> [String: String] {
        var metadata: [String: String] = [:]
        try readObject(&cursor) { cursor, key throws(FileProblem) in
            guard metadata.updateValue(try cursor.jsonString(), forKey: key) == nil else {
                throw FileProblem("says \(FileProblem.quoted(key)) twice in its metadata; say it once")
            }
        }
        return metadata
    }

    private static func readEntry(
        named name: String, _ cursor: inout HeaderCursor, origin: Int
    ) throws(FileProblem) -> SafetensorsFile.Entry {
        var scalarType: ScalarType?
        var shape: [Int]?
        var offsets: [Int]?
        try readObject(&cursor) { cursor, key throws(FileProblem) in
            switch key {
            case "dtype" where scalarType == nil: scalarType = try readType(of: name, &cursor)
            case "shape" where shape == nil:
                shape = try readNumbers(of: name, &cursor, limit: TensorData.rankLimit)
            case "data_offsets" where offsets == nil: offsets = try readNumbers(of: name, &cursor, limit: 2)
            default:
                throw FileProblem(
                    "says \(FileProblem.quoted(key)) of the tensor \(FileProblem.quoted(name)), where only `dtype`,"
                        + " `shape` and `data_offsets` are said, each once")
            }
        }
        let tensor = "the tensor \(FileProblem.quoted(name))"
        guard let scalarType, let shape, let offsets, offsets.count == 2 else {
            throw FileProblem("does not say all of `dtype`, `shape` and both `data_offsets` of \(tensor)")
        }
        guard let byteCount = scalarType.byteCount(ofShape: shape) else {
            throw FileProblem("gives \(tensor) the shape \(shape), which no memory can hold")
        }
        guard offsets[0] <= offsets[1], offsets[1] - offsets[0] == byteCount else {
            throw FileProblem(
                "puts \(tensor) at \(offsets[0])..<\(offsets[1]), but its shape \(shape) of \(scalarType.name) takes"
                    + " \(byteCount) bytes")
        }
        let (end, overflows) = offsets[1].addingReportingOverflow(origin)
        guard !overflows else { throw FileProblem("puts \(tensor) beyond the end of any file") }
        return SafetensorsFile.Entry(
            name: name, scalarType: scalarType, shape: shape, byteRange: end - byteCount..<end)
    }

    /// The format allows no holes and no overlaps, so that no two programs see different things in a file.
    private mutating func checkRanges(origin: Int, fileLength: Int) throws(FileProblem) {
        entries.sort {
            ($0.byteRange.lowerBound, $0.byteRange.upperBound) < (
                $1.byteRange.lowerBound, $1.byteRange.upperBound
            )
        }
        var end = origin
        for entry in entries {
            guard entry.byteRange.lowerBound == end else {
                let fault =
                    entry.byteRange.lowerBound < end
                    ? "overlaps the one before it" : "leaves a hole before it"
                throw FileProblem(
                    "has a tensor \(FileProblem.quoted(entry.name)) that \(fault); write it again")
            }
            end = entry.byteRange.upperBound
        }
        guard end == fileLength else {
            throw FileProblem(
                end > fileLength
                    ? "is cut short: its tensors end at byte \(end), the file at \(fileLength); copy or download it again"
                    : "has \(fileLength - end) bytes after its last tensor; write it again")
        }
    }

    private static func readType(
        of name: String, _ cursor: inout HeaderCursor
    ) throws(FileProblem) -> ScalarType {
        let text = try cursor.jsonString()
        guard let type = ScalarType(safetensorsName: text) else {
            throw FileProblem(
                "gives the tensor \(FileProblem.quoted(name)) the element type \(FileProblem.quoted(text)), which"
                    + " is not read; convert it to F32 or I64 first")
        }
        return type
    }

    private static func readNumbers(
        of name: String, _ cursor: inout HeaderCursor, limit: Int
    ) throws(FileProblem) -> [Int] {
        var numbers: [Int] = []
        try cursor.expect("[")
        guard !cursor.pass("]") else { return numbers }
        repeat {
            guard numbers.count < limit else {
                throw FileProblem(
                    "lists more than \(limit) numbers for the tensor \(FileProblem.quoted(name))")
            }
            numbers.append(try cursor.wholeNumber())
        } while cursor.pass(",")
        try cursor.expect("]")
        return numbers
    }

    /// Reads a JSON object; `member` reads the value of each key.
    private static func readObject(
        _ cursor: inout HeaderCursor, member: (inout HeaderCursor, String) throws(FileProblem) -> Void
    ) throws(FileProblem) {
        try cursor.expect("{")
        guard !cursor.pass("}") else { return }
        repeat {
            let key = try cursor.jsonString()
            try cursor.expect(":")
            try member(&cursor, key)
        } while cursor.pass(",")
        try cursor.expect("}")
    }
}

extension ScalarType {
    /// The type that has this name in safetensors; nil for those that have no counterpart here.
    init?(safetensorsName name: String) {
        guard let type = Self.allCases.first(where: { $0.safetensorsName == name }) else { return nil }
        self = type
    }

    /// The name in safetensors.
    var safetensorsName: String {
        switch self {
        case .bool: "BOOL"
        case .uint8: "U8"
        case .int8: "I8"
        case .int16: "I16"
        case .int32: "I32"
        case .int64: "I64"
        case .float16: "F16"
        case .bfloat16: "BF16"
        case .float32: "F32"
        case .float64: "F64"
        case .complex64: "C64"
        case .complex128: "C128"
        }
    }
}
