import PropertyGraph

/// Which rows of which parts of the input make up a table, in the order of the input.
struct TableRows: Sendable {
    /// Rows of one part.
    struct Run: Sendable {
        var part: Int
        var selection: RowSelection
    }
    private(set) var runs: [Run] = []
    private(set) var count = 0

    mutating func append(part: Int, _ selection: RowSelection) {
        guard selection.count > 0 else { return }
        runs.append(Run(part: part, selection: selection))
        count += selection.count
    }
}

/// Some rows of a part, ascending.
enum RowSelection: Sendable {
    case all(Int)
    case some([UInt32])

    /// The rows that a mask keeps.
    init(kept: RowMask?, count: Int) {
        guard let kept, !kept.isFull else {
            self = .all(count)
            return
        }
        precondition(kept.count == count, "a mask has one bit for each row of its part")
        self = .some((0..<count).filter { kept[$0] }.map { UInt32($0) })
    }

    var count: Int {
        switch self {
        case .all(let count): count
        case .some(let rows): rows.count
        }
    }

    /// Calls `body` with each row.
    @inline(__always)
    func forEach<Failure>(_ body: (Int) throws(Failure) -> Void) throws(Failure) {
        switch self {
        case .all(let count): for row in 0..<count { try body(row) }
        case .some(let rows): for row in rows { try body(Int(row)) }
        }
    }
}

extension String {
    /// Orders by the bytes of UTF-8: names that Unicode calls equal stay apart, as in files.
    func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

/// A label set as a key of dictionaries: sorted, each label once, compared by bytes.
struct LabelKey: Hashable, Comparable, Sendable {
    let names: [[UInt8]]

    init(_ labels: [String]) {
        names = Set(labels.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
    }

    var labels: [String] { names.map { String(decoding: $0, as: UTF8.self) } }

    static func < (left: Self, right: Self) -> Bool {
        left.names.lexicographicallyPrecedes(right.names) { $0.lexicographicallyPrecedes($1) }
    }
}
