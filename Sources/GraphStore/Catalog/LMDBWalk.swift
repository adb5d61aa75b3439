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

    let file: LMDBFile
    let meta: LMDBMeta
    /// How many whole pages the file has; one that grows has more by now.
    let pageCount: Int
    /// Which pages were met.
    var seen: [Bool]

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
        // Reversed orders are not among them: no table of this program has one.
        let flags: UInt16 =
            switch role {
            case .main: 0
            case .freePages: 0x08
            case .named: table.hasDuplicates ? 0x3C : 0x08
            case .duplicates: 0x18
            }
        guard table.hasNoFlags(but: flags), role != .freePages || table.keyOrder == .integers else {
            throw LMDBProblem("\(name) has flags that do not belong there")
        }
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
