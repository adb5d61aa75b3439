/// One property of the elements of a batch.
public struct Column: Sendable {
    /// The property's key.
    public var key: Symbol
    /// The values; a row without one holds an arbitrary filler.
    public var values: ColumnValues
    /// Which rows have a value; nil when all do.
    public var presence: RowMask?
    /// Rows whose text could not be read as the declared type, in row order; ``presence`` is false there.
    public var malformed: [MalformedValue]

    /// A column of values under a key.
    public init(
        key: Symbol, values: ColumnValues, presence: RowMask? = nil, malformed: [MalformedValue] = []
    ) {
        self.key = key
        self.values = values
        self.presence = presence
        self.malformed = malformed
    }
}

/// The values of a column, stored by type so that inner loops see plain arrays.
public enum ColumnValues: Sendable {
    /// Truth values.
    case booleans([Bool])
    /// Whole numbers.
    case integers([Int64])
    /// Floating-point numbers.
    case floats([Double])
    /// Text, as slices of shared bytes.
    case strings(StringColumn)
    /// Dates.
    case dates([CalendarDate])
    /// Dates with a time and no offset.
    case localDateTimes([LocalDateTime])
    /// Anything else, and mixtures.
    case values([Value])
}

/// A text that stands where the declared type needs something else.
public struct MalformedValue: Sendable {
    /// The row within the batch.
    public var row: Int
    /// What the file says, shortened when long.
    public var text: String
    /// The declared type's name as the file's header spells it, such as `int`.
    public var declaredType: String

    /// Records what stands in a row and what should.
    public init(row: Int, text: String, declaredType: String) {
        self.row = row
        self.text = text
        self.declaredType = declaredType
    }
}

/// One bit a row.
public struct RowMask: Sendable {
    /// The bits, 64 rows a word, the lowest bit first; bits beyond ``count`` are zero.
    @usableFromInline var words: [UInt64]
    /// How many rows there are.
    public let count: Int

    /// A mask with every row equal.
    public init(repeating value: Bool, count: Int) {
        self.count = count
        words = [UInt64](repeating: value ? ~0 : 0, count: (count + 63) / 64)
        if value, count & 63 != 0 { words[words.count - 1] = (1 << UInt64(count & 63)) &- 1 }
    }

    /// The bit of a row.
    @inlinable public subscript(row: Int) -> Bool {
        get { words[row >> 6] >> UInt64(row & 63) & 1 != 0 }
        set {
            let bit = UInt64(1) << UInt64(row & 63)
            if newValue { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
        }
    }

    /// The bits, 64 rows a word, for loops that test many rows at once.
    @inlinable public var bitWords: [UInt64] { words }

    /// Whether every bit is set.
    public var isFull: Bool { trueCount == count }

    /// How many bits are set.
    ///
    /// - Complexity: O(`count` / 64).
    public var trueCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
