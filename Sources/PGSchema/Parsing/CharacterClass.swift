/// What a character beyond ASCII is good for.
package enum CharacterClass {
    case letter, blank, dash, less, greater, other

    package init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        // The dashes and arrow heads of the lexers of openCypher and GQL.
        case 0x00AD, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: self = .dash
        case 0x27E8, 0x3008, 0xFE64, 0xFF1C: self = .less
        case 0x27E9, 0x3009, 0xFE65, 0xFF1E: self = .greater
        default:
            let properties = scalar.properties
            self = properties.isAlphabetic ? .letter : properties.isWhitespace ? .blank : .other
        }
    }

    /// Whether a name may start with the character.
    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    /// Whether the character may stand within a name.
    package static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIDContinue || scalar.properties.isAlphabetic
    }
}

extension Lexer {
    /// The character that starts at an offset and its length in bytes; nil where the bytes are not UTF-8.
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? { bytes.scalar(at: offset) }
}

extension [UInt8] {
    /// The character that starts at an offset and its length in bytes; nil where the bytes are not UTF-8.
    package func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard offset < count else { return nil }
        let first = self[offset]
        let length: Int
        var code: UInt32
        switch first {
        case 0..<0x80: return (Unicode.Scalar(first), 1)
        case 0xC2...0xDF: (length, code) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (length, code) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (length, code) = (4, UInt32(first & 0x07))
        default: return nil
        }
        guard offset + length <= count else { return nil }
        for byte in self[offset + 1..<offset + length] {
            guard byte & 0xC0 == 0x80 else { return nil }
            code = code << 6 | UInt32(byte & 0x3F)
        }
        let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        // The initialiser refuses surrogates and what lies beyond U+10FFFF.
        guard code >= smallest, let scalar = Unicode.Scalar(code) else { return nil }
        return (scalar, length)
    }
}
