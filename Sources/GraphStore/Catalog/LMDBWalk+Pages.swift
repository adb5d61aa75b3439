// Pages, and values that are too long for one.
extension LMDBWalk {
    /// Notes pages as used, which nothing else may use.
    mutating func visit(_ number: UInt64, count: Int) throws(LMDBProblem) {
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
    func bytes(of number: UInt64, _ count: Int) throws(LMDBProblem) -> LMDBBytes {
        guard let bytes = file.read(count, at: Int(number) * meta.pageSize) else {
            throw LMDBProblem("page \(number) cannot be read")
        }
        let page = LMDBBytes(bytes, place: "page \(number)")
        let told = try page.number(UInt64.self, at: 0)
        guard told == number else { throw LMDBProblem("page \(number) says that it is page \(told)") }
        return page
    }

    /// The first of the pages that hold a long value.
    mutating func overflow(of node: LMDBPage.Node, _ data: LMDBBytes) throws(LMDBProblem) -> UInt64 {
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

    mutating func largeData(
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
    mutating func checkFreePages(_ data: LMDBBytes, key: ArraySlice<UInt8>) throws(LMDBProblem) {
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
