#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One of the two pages at the front of a file, which say by turns where everything is.
struct LMDBMeta: Equatable {
    /// Where the meta data begins in its page, and how long it is.
    private static let range = 16..<152
    private static let magic: UInt32 = 0xBEEF_C0DE
    private static let version: UInt32 = 1
    private static let pageSizes = 512...65_536

    let pageSize: Int
    /// The table of free pages.
    let free: LMDBTable
    /// The unnamed table, which holds the named ones.
    let main: LMDBTable
    /// The highest number of a page that was ever used.
    let lastPage: Int
    let transaction: UInt64

    /// The newer of the two, both of which must be sound, because LMDB asks that too.
    static func newest(in file: LMDBFile) throws(LMDBProblem) -> LMDBMeta {
        var both = try pair(in: file)
        // A writer may be replacing one of them: what reads the same twice was not read halfway.
        for _ in 0..<100 {
            let again = try pair(in: file)
            if again == both { break }
            both = again
        }
        guard both.first.pageSize == both.second.pageSize else {
            throw LMDBProblem("its two first pages tell different sizes of a page")
        }
        // Every commit replaces the older of the two by the next state; a new file has state 0 twice.
        let (low, high) = (
            min(both.first.transaction, both.second.transaction),
            max(both.first.transaction, both.second.transaction)
        )
        guard high - low == 1 || high == 0 else {
            throw LMDBProblem(
                "its two first pages tell states \(low) and \(high), which do not follow each other")
        }
        let isSecondNewer = both.second.transaction > both.first.transaction
        let newest = isSecondNewer ? both.second : both.first
        guard newest.transaction % 2 == (isSecondNewer ? 1 : 0) else {
            throw LMDBProblem("its newest state stands in the wrong one of its two first pages")
        }
        return newest
    }

    private struct Pair: Equatable {
        let first: LMDBMeta
        let second: LMDBMeta
    }

    private static func pair(in file: LMDBFile) throws(LMDBProblem) -> Pair {
        let first = try LMDBMeta(page: 0, at: 0, in: file)
        return Pair(first: first, second: try LMDBMeta(page: 1, at: first.pageSize, in: file))
    }

    private init(page: Int, at offset: Int, in file: LMDBFile) throws(LMDBProblem) {
        guard let bytes = file.read(Self.range.upperBound, at: offset) else {
            throw LMDBProblem("it ends within page \(page), one of the two that say what is in it")
        }
        let view = LMDBBytes(bytes, place: "page \(page)")
        let (flags, magic, version) = (
            try view.number(UInt16.self, at: 10), try view.number(UInt32.self, at: 16),
            try view.number(UInt32.self, at: 20)
        )
        guard magic == Self.magic, flags == LMDBPage.Flags.meta else {
            throw LMDBProblem("page \(page) is not the beginning of a catalog")
        }
        guard version == Self.version else {
            throw LMDBProblem(
                "page \(page) tells version \(version) of its format, which is not \(Self.version)")
        }
        free = try LMDBTable(view.slice(48, at: 40))
        main = try LMDBTable(view.slice(48, at: 88))
        pageSize = Int(free.fixedSize)
        guard Self.pageSizes.contains(pageSize), pageSize & (pageSize - 1) == 0 else {
            throw LMDBProblem("page \(page) tells a page size of \(pageSize) bytes")
        }
        let lastPage = try view.number(UInt64.self, at: 136)
        guard lastPage >= 1, lastPage < UInt64(Int.max / pageSize) else {
            throw LMDBProblem("page \(page) tells \(lastPage) as the last page")
        }
        self.lastPage = Int(lastPage)
        transaction = try view.number(UInt64.self, at: 144)
    }
}

/// What a file says of one table: 48 bytes wherever they stand.
struct LMDBTable: Equatable {
    /// Where the root of an empty table is.
    static let nowhere = UInt64.max
    /// How deep LMDB's own search can go.
    static let depthLimit = 32

    /// How long each entry of a table of duplicates is, if that is the same for all; in the table of free pages, the
    /// size of a page.
    let fixedSize: UInt32
    private let flags: UInt16
    let depth: Int
    let entryCount: UInt64
    let root: UInt64

    init(_ bytes: LMDBBytes) throws(LMDBProblem) {
        fixedSize = try bytes.number(UInt32.self, at: 0)
        flags = try bytes.number(UInt16.self, at: 4)
        depth = Int(try bytes.number(UInt16.self, at: 6))
        entryCount = try bytes.number(UInt64.self, at: 32)
        root = try bytes.number(UInt64.self, at: 40)
    }

    /// Whether a key may have several values.
    var hasDuplicates: Bool { flags & 0x04 != 0 }
    /// Whether those are all of one length.
    var hasFixedSize: Bool { flags & 0x10 != 0 }
    var keyOrder: LMDBKeyOrder { flags & 0x08 != 0 ? .integers : .bytes }
    var duplicateOrder: LMDBKeyOrder { flags & 0x20 != 0 ? .integers : .bytes }
    /// Whether it has none of the flags that tables have, apart from some: bits as LMDB counts them.
    func hasNoFlags(but allowed: UInt16) -> Bool { flags & 0x7E & ~allowed == 0 }
}

/// How keys are ordered.
enum LMDBKeyOrder {
    /// Byte by byte; what another begins with comes before it.
    case bytes
    /// As unsigned numbers of 4 or 8 bytes.
    case integers

    func precedes(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .bytes: first.withUnsafeBytes { first in second.withUnsafeBytes { Self.precedes(first, $0) } }
        // The highest byte of a little-endian number is its last; numbers of one table are of one length.
        case .integers: first.reversed().lexicographicallyPrecedes(second.reversed())
        }
    }

    private static func precedes(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Bool {
        let common = min(first.count, second.count)
        guard let left = first.baseAddress, let right = second.baseAddress, common > 0 else {
            return first.count < second.count
        }
        let order = memcmp(left, right, common)
        return order < 0 || order == 0 && first.count < second.count
    }
}
