extension StringProtocol {
    /// How many columns of a terminal the text takes.
    ///
    /// Combining characters take none, East Asian wide characters and emoji two. A sequence of emoji that is shown as one
    /// takes as much as its first.
    var displayWidth: Int {
        var width = 0
        var isJoined = false
        var last = 0
        for scalar in unicodeScalars {
            switch scalar.value {
            // Most text is ASCII, and asking Unicode for its properties takes longer than everything else here.
            case 0x20..<0x7F:
                last = 1
                width += last
                isJoined = false
            case 0x200D: isJoined = true
            // This selector turns the character before it into an emoji, which is wide.
            case 0xFE0F:
                if last == 1 { width += 1 }
                last = 2
            // Skin colours belong to the emoji before them.
            case 0x1F3FB...0x1F3FF where last == 2: isJoined = false
            default:
                guard !isJoined else {
                    isJoined = false
                    continue
                }
                let columns = scalar.displayWidth
                width += columns
                if columns > 0 { last = columns }
            }
        }
        return width
    }

    /// The text, cut so that it takes so many columns at most; what was cut ends with an ellipsis.
    func shortened(toWidth limit: Int) -> String {
        guard displayWidth > limit else { return String(self) }
        var kept = ""
        var width = 0
        for character in self {
            width += String(character).displayWidth
            if width > limit - 1 { break }
            kept.append(character)
        }
        return kept + "…"
    }
}

extension Unicode.Scalar {
    /// How many columns the character takes by itself: 0, 1 or 2.
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // Vowels and final consonants of Hangul that join the consonant before them.
        if (0x1160...0x11FF).contains(value) { return 0 }
        if properties.isEmojiPresentation, !(0x1F1E6...0x1F1FF).contains(value) { return 2 }
        return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// Characters of East Asian width W and F but for emoji.
    ///
    /// Source: Unicode Standard Annex 11, EastAsianWidth.txt of Unicode 16. Regional indicators take one column each, so that
    /// two of them, a flag, take two.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0xA4C6,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F200...0x1F265,
        0x20000...0x3FFFD,
    ]
}
