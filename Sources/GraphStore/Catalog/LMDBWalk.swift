/// A walk over all trees of a file, which visits every page that is used once.
struct LMDBWalk {
    /// What a table is for, which decides what its entries may be.
    private enum Role {
        case freePages, main, named, duplicates
    }
    /// The keys that may stand below a branch's entry: from the first on, and before the second.
    private struct Bounds {
        var from: ArraySlice<UInt8>?
        var before: ArraySlice<UInt8>?
    }

    private let file: LMDBFile
    private let meta: LMDBMeta
    /// How many whole pages the file has; one that grows has more by now.
    private let pageCount: Int
    private var seen: [Bool]

    /// Fails with the first problem of a state.
    static func check(_ file: LMDBFile, _ meta: LMDBMeta) throws(LMDBProblem) {
        // The length is asked for after the state was read: a writer lengthens a file before it says so.
        var walk = LMDBWalk(file, meta)
        try walk.check(meta.main, .main, "the table of tables")
        try walk.check(meta.free, .freePages, "the table of free pages")
    }

    private init(_ file: LMDBFile, _ meta: LMDBMeta) {
        self.file = file
        self.meta = meta
        pageCount = file.size / meta.pageSize
        seen = Array(repeating: false, count: min(pageCount, meta.lastPage + 1))
    }

    private mutating func check(_ table: LMDBTable, _ role: Role, _ name: String) throws(LMDBProblem) {
        guard !table.isReversed else { throw LMDBProblem("\(name) has flags that no table has") }
        if table.root == LMDBTable.nowhere {
            guard table.depth == 0, table.entryCount == 0 else {
                throw LMDBProblem("\(name) has entries and no root")
            }
            return
        }
        guard 1...LMDBTable.depthLimit ~= table.depth else {
            throw LMDBProblem("\(name) is \(table.depth) levels deep")
        }
        let count = try entries(below: table.root, level: 1, table, role, Bounds())
        guard count == table.entryCount else {
            throw LMDBProblem("\(name) has \(count) entries and tells \(table.entryCount)")
        }
    }

    /// How many entries a subtree has, every one of which was checked.
    private mutating func entries(
        below number: UInt64, level: Int, _ table: LMDBTable, _ role: Role, _ bounds: Bounds
    ) throws(LMDBProblem) -> UInt64 {
        try visit(number, count: 1)
        let page = try LMDBPage(try bytes(of: number, meta.pageSize))
        let isFixed = role == .duplicates && table.hasFixedSize
        let isLeaf = level == table.depth
        let flags =
            isLeaf ? LMDBPage.Flags.leaf | (isFixed ? LMDBPage.Flags.fixed : 0) : LMDBPage.Flags.branch
        guard page.flags == flags else {
            throw LMDBProblem("page \(number) is of a kind that does not belong there")
        }
        guard isLeaf else { return try entries(ofBranch: page, level: level, table, role, bounds) }
        if isFixed {
            let (size, keys) = try page.fixedEntries()
            guard size == table.fixedSize else {
                throw LMDBProblem("\(page.content.place) has entries of a size that its table has not")
            }
            try checkOrder(keys[...], table.keyOrder, bounds, page)
            return UInt64(page.entryCount)
        }
        let nodes = try page.nodes(isBranch: false)
        try checkOrder(nodes.map(\.key)[...], table.keyOrder, bounds, page)
        var count: UInt64 = 0
        for node in nodes { count += try entries(of: node, page, table, role) }
        return count
    }

    private mutating func entries(
        ofBranch page: LMDBPage, level: Int, _ table: LMDBTable, _ role: Role, _ bounds: Bounds
    ) throws(LMDBProblem) -> UInt64 {
        // LMDB ends the program at a branch with one entry, other than in the table of free pages.
        guard page.entryCount > 1 || role == .freePages else {
            throw LMDBProblem("\(page.content.place) branches to one page only")
        }
        let nodes = try page.nodes(isBranch: true)
        // The first entry's key is not read: everything before the second's belongs to it.
        let keys = nodes.map(\.key)
        try checkOrder(keys.dropFirst(), table.keyOrder, bounds, page)
        var count: UInt64 = 0
        for (position, node) in nodes.enumerated() {
            let below = Bounds(
                from: position == 0 ? bounds.from : node.key,
                before: position + 1 < keys.count ? keys[position + 1] : bounds.before)
            count += try entries(below: node.child, level: level + 1, table, role, below)
        }
        return count
    }

    /// How many entries a node of a leaf stands for: one, or as many as its key has values.
    private mutating func entries(
        of node: LMDBPage.Node, _ page: LMDBPage, _ table: LMDBTable, _ role: Role
    ) throws(LMDBProblem) -> UInt64 {
        guard role == .duplicates || !node.key.isEmpty else {
            throw LMDBProblem("\(node.place) has an entry without a key")
        }
        let data = try page.data(of: node)
        switch (node.flags, role) {
        case (0, .freePages): try checkFreePages(data, key: node.key)
        case (0, _): break
        case (0x01, .freePages): try checkFreePages(try largeData(of: node, data), key: node.key)
        case (0x01, _) where role != .duplicates && !table.hasDuplicates: _ = try overflow(of: node, data)
        case (0x02, .main):
            let named = try self.table(in: data)
            try check(named, .named, "the table \(String(decoding: node.key, as: UTF8.self))")
        case (0x06, .named) where table.hasDuplicates:
            let duplicates = try self.table(in: data)
            guard duplicates.hasFixedSize == table.hasFixedSize, duplicates.keyOrder == table.duplicateOrder
            else {
                throw LMDBProblem(
                    "\(node.place) has values of a key that are stored as its table does not store them")
            }
            try check(duplicates, .duplicates, "the values of a key in \(node.place)")
            return duplicates.entryCount
        case (0x04, .named) where table.hasDuplicates: return try entries(within: data, table)
        default: throw LMDBProblem("\(node.place) has an entry of a kind that does not belong there")
        }
        return 1
    }

    private func table(in data: LMDBBytes) throws(LMDBProblem) -> LMDBTable {
        guard data.count == 48 else { throw LMDBProblem("\(data.place) has a table whose record is cut off") }
        return try LMDBTable(data)
    }

    /// The values of a key that are few enough to stand in its entry.
    private func entries(within data: LMDBBytes, _ table: LMDBTable) throws(LMDBProblem) -> UInt64 {
        let page = try LMDBPage(LMDBBytes(data.bytes, place: "an entry of \(data.place)"))
        let flags =
            LMDBPage.Flags.leaf | LMDBPage.Flags.within | (table.hasFixedSize ? LMDBPage.Flags.fixed : 0)
        guard page.flags & ~LMDBPage.Flags.dirty == flags else {
            throw LMDBProblem("\(page.content.place) is of a kind that does not belong there")
        }
        if table.hasFixedSize {
            try checkOrder(try page.fixedEntries().keys[...], table.duplicateOrder, Bounds(), page)
        } else {
            let nodes = try page.nodes(isBranch: false)
            guard nodes.allSatisfy({ $0.head == 0 }) else {
                throw LMDBProblem("\(page.content.place) has a value with a value")
            }
            try checkOrder(nodes.map(\.key)[...], table.duplicateOrder, Bounds(), page)
        }
        return UInt64(page.entryCount)
    }

    private func checkOrder(
        _ keys: ArraySlice<ArraySlice<UInt8>>, _ order: LMDBKeyOrder, _ bounds: Bounds, _ page: LMDBPage
    ) throws(LMDBProblem) {
        guard zip(keys, keys.dropFirst()).allSatisfy(order.precedes) else {
            throw LMDBProblem("the keys of \(page.content.place) are out of order")
        }
        if let from = bounds.from, let first = keys.first, order.precedes(first, from) {
            throw LMDBProblem("\(page.content.place) has keys that belong to a page before it")
        }
        if let before = bounds.before, let last = keys.last, !order.precedes(last, before) {
            throw LMDBProblem("\(page.content.place) has keys that belong to a page behind it")
        }
    }
}

// Pages, and values that are too long for one.
extension LMDBWalk {
    /// Notes pages as used, which nothing else may use.
    private mutating func visit(_ number: UInt64, count: Int) throws(LMDBProblem) {
        guard number >= 2, number <= UInt64(meta.lastPage), count <= meta.lastPage - Int(number) + 1 else {
            throw LMDBProblem("it refers to page \(number), and its last page is \(meta.lastPage)")
        }
        guard Int(number) + count <= pageCount else {
            throw LMDBProblem(
                "it is cut off: page \(Int(number) + count - 1) is used, and the file ends after \(pageCount) pages"
            )
        }
        for page in Int(number)..<Int(number) + count {
            guard !seen[page] else { throw LMDBProblem("page \(page) is used twice") }
            seen[page] = true
        }
    }

    /// The beginning of a page that lies in the file and bears its number.
    private func bytes(of number: UInt64, _ count: Int) throws(LMDBProblem) -> LMDBBytes {
        guard let bytes = file.read(count, at: Int(number) * meta.pageSize) else {
            throw LMDBProblem("page \(number) cannot be read")
        }
        let page = LMDBBytes(bytes, place: "page \(number)")
        let told = try page.number(UInt64.self, at: 0)
        guard told == number else { throw LMDBProblem("page \(number) says that it is page \(told)") }
        return page
    }

    /// The first of the pages that hold a long value.
    private mutating func overflow(of node: LMDBPage.Node, _ data: LMDBBytes) throws(LMDBProblem) -> UInt64 {
        let number = try data.number(UInt64.self, at: 0)
        guard number >= 2, number < UInt64(pageCount) else {
            throw LMDBProblem(
                "\(node.place) refers to page \(number), and the file ends after \(pageCount) pages")
        }
        let page = try bytes(of: number, LMDBPage.headerSize)
        guard try page.number(UInt16.self, at: 10) == LMDBPage.Flags.overflow else {
            throw LMDBProblem("page \(number) is of a kind that does not belong there")
        }
        let count = Int(try page.number(UInt32.self, at: 12))
        // A value that became shorter keeps its pages.
        guard count >= (LMDBPage.headerSize - 1 + node.dataSize) / meta.pageSize + 1 else {
            throw LMDBProblem("page \(number) begins too few pages for its value")
        }
        try visit(number, count: count)
        return number
    }

    private mutating func largeData(
        of node: LMDBPage.Node, _ data: LMDBBytes
    ) throws(LMDBProblem) -> LMDBBytes {
        let number = try overflow(of: node, data)
        guard let bytes = file.read(node.dataSize, at: Int(number) * meta.pageSize + LMDBPage.headerSize)
        else {
            throw LMDBProblem("page \(number) cannot be read")
        }
        return LMDBBytes(bytes, place: "page \(number)")
    }

    /// Checks the pages that a transaction freed: a count, and so many numbers from high to low.
    private mutating func checkFreePages(_ data: LMDBBytes, key: ArraySlice<UInt8>) throws(LMDBProblem) {
        guard key.count == 8 else { throw LMDBProblem("\(data.place) has free pages of no transaction") }
        let count = try data.number(UInt64.self, at: 0)
        guard count <= UInt64(data.count / 8 - 1) else {
            throw LMDBProblem("\(data.place) lists more free pages than it has room for")
        }
        var above = UInt64(meta.lastPage) + 1
        for position in 0..<Int(count) {
            let number = try data.number(UInt64.self, at: 8 * (position + 1))
            guard number >= 2, number < above else {
                throw LMDBProblem(
                    "\(data.place) lists \(number) as a free page, which is out of order or none")
            }
            above = number
            // Beyond the end of the file are pages that were never written.
            guard number < UInt64(seen.count) else { continue }
            guard !seen[Int(number)] else {
                throw LMDBProblem("page \(number) is used twice, or used and free")
            }
            seen[Int(number)] = true
        }
    }
}
