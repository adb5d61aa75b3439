/// What the header of an npy file says, checked against the file.
///
/// Source: NumPy's documentation of `numpy.lib.format`, versions 1.0 to 3.0 of the format.
struct NPYHeader {
    /// The longest header that is read, in bytes; longer ones describe records with many fields, which are refused.
    static let lengthLimit = 1 << 20
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    let scalarType: ScalarType
    let shape: [Int]
    /// Whether the first dimension varies fastest.
    let isFortranOrder: Bool
    let isBigEndian: Bool
    /// Where the elements lie in the file.
    let byteRange: Range<Int>

    /// Reads the header at the start of a whole file.
    init(_ file: UnsafeRawBufferPointer) throws(FileProblem) {
        guard file.count >= 10, file.starts(with: Self.magic) else {
            throw FileProblem("is no npy file: it does not start with \\x93NUMPY; write one with numpy.save")
        }
        let version = file[6]
        guard (1...3).contains(version), file[7] == 0 else {
            throw FileProblem("is of version \(version).\(file[7]) of npy; 1.0, 2.0 and 3.0 are read")
        }
        // Version 1 has two bytes for the header's length, later ones four.
        let start = version == 1 ? 10 : 12
        guard file.count >= start else { throw Self.cutShort }
        let length = (8..<start).reversed().reduce(0) { $0 << 8 | Int(file[$1]) }
        guard length <= Self.lengthLimit else {
            throw FileProblem("its header would have \(length) bytes, which no plain array needs")
        }
        guard length <= file.count - start else { throw Self.cutShort }
        var cursor = HeaderCursor(UnsafeRawBufferPointer(rebasing: file[start..<start + length]))
        let dictionary = try NPYDictionary(&cursor)

        (scalarType, isBigEndian) = try Self.elementType(dictionary.description)
        shape = dictionary.shape
        isFortranOrder = dictionary.isFortranOrder
        guard let byteCount = scalarType.byteCount(ofShape: shape) else {
            throw FileProblem("has the shape \(shape), which no memory can hold")
        }
        let found = file.count - start - length
        guard found == byteCount else {
            throw FileProblem(
                "holds \(found) bytes where its shape \(shape) of \(scalarType.name) takes \(byteCount); "
                    + (found < byteCount ? "copy or download it again" : "write one array to a file"))
        }
        byteRange = start + length..<file.count
    }

    private static let cutShort = FileProblem("is cut short within its header; copy or download it again")

    /// The type and the byte order that NumPy's array protocol describes: `<f4`, `>i8`, `|b1`.
    private static func elementType(_ description: String) throws(FileProblem) -> (
        ScalarType, isBigEndian: Bool
    ) {
        if let order = description.first, "<>|=".contains(order),
            let type = ScalarType.allCases.first(where: { $0.npyName == String(description.dropFirst()) }),
            order != "|" || type.byteCount == 1
        {
            return (type, order == ">")
        }
        let reason =
            switch description.dropFirst().first {
            case "O": "Python objects, which could run code; store numbers"
            case "U", "S": "texts; store numbers, such as indices of categories"
            case "u": "unsigned numbers of more than 8 bits; convert them with .astype('int64')"
            case "M", "m": "times; convert them with .astype('int64')"
            default: "none of the number types that are read; convert them with .astype('float32')"
            }
        throw FileProblem("has elements of the type \(FileProblem.quoted(description)): \(reason)")
    }
}

extension ScalarType {
    /// The type without its byte order in npy; nil for bfloat16, which NumPy does not have.
    var npyName: String? {
        switch self {
        case .bool: "b1"
        case .uint8: "u1"
        case .int8: "i1"
        case .int16: "i2"
        case .int32: "i4"
        case .int64: "i8"
        case .float16: "f2"
        case .float32: "f4"
        case .float64: "f8"
        case .complex64: "c8"
        case .complex128: "c16"
        case .bfloat16: nil
        }
    }
}
