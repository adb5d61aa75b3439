extension Identifier {
    /// Whether two identifiers are one: texts are compared byte by byte, so accents composed and decomposed
    /// differ, as they do in the file.
    public static func == (left: Identifier, right: Identifier) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left == right
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        default: false
        }
    }

    /// Hashes the number or the bytes of the text.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .integer(let number): hasher.combine(number)
        case .text(let text): hasher.combine(utf8Of: text)
        }
    }
}

extension Identifier: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// Reads an identifier as a file spells it.
    public init(stringLiteral text: String) { self.init(text) }

    /// A whole number.
    public init(integerLiteral number: Int64) { self = .integer(number) }
}

extension IdentifierColumn {
    /// Stores identifiers as integers when all are.
    public init(_ identifiers: [Identifier], space: Symbol) {
        var numbers: [Int64] = []
        numbers.reserveCapacity(identifiers.count)
        for case .integer(let number) in identifiers { numbers.append(number) }
        if numbers.count == identifiers.count {
            self.init(.integers(numbers), space: space)
        } else {
            self.init(.strings(StringColumn(identifiers.map(\.description))), space: space)
        }
    }
}

extension Hasher {
    /// Feeds a text's bytes and a byte that UTF-8 never has, so that neighbours do not run together.
    mutating func combine(utf8Of text: String) {
        var text = text
        text.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
        combine(0xFF as UInt8)
    }
}
