/// How far a verification has come.
public struct SegmentProgress: Sendable {
    /// How many bytes of the file have been looked at.
    public let bytesChecked: Int
    /// How many bytes the file has.
    public let bytesInTotal: Int
}

extension Segment {
    /// Looks at every byte of the file and holds all parts against each other.
    ///
    /// That is: every checksum, zeros between the blocks, offsets in order, targets and codes in range, both
    /// directions describing the same edges, text being UTF-8, zone maps and indexes agreeing with what they sum up.
    ///
    /// - Parameter progress: Called after each table.
    /// - Returns: A sentence for each finding; none when the file is whole.
    public func verify(progress: (SegmentProgress) -> Void = { _ in }) -> [String] {
        var verification = Verification(segment: self)
        verification.checkBlocks()
        for table in nodeTables {
            verification.check(table.content, rows: table.count, .nodes(table.labels))
            progress(verification.progress)
        }
        for table in edgeTables {
            verification.check(table)
            verification.check(table.content, rows: table.count, .edges(table.labels))
            progress(verification.progress)
        }
        for index in indexes { verification.attempt { () throws(SegmentError) in try index.checkContent() } }
        progress(SegmentProgress(bytesChecked: size, bytesInTotal: size))
        return verification.findings
    }

    /// Every block that the directory names, in its order.
    var blocks: [(block: BlockReference, place: Place)] {
        var blocks: [(BlockReference, Place)] = []
        for table in directory.nodeTables {
            table.content.forEachBlock { blocks.append(($0, .nodes(table.labels))) }
        }
        for table in directory.edgeTables {
            table.adjacency.forEachBlock { blocks.append(($0, .edges(table.labels))) }
            table.content.forEachBlock { blocks.append(($0, .edges(table.labels))) }
        }
        for index in directory.indexes { index.forEachBlock { blocks.append(($0, .index(index.name))) } }
        return blocks
    }
}

/// A verification under way.
struct Verification {
    private let segment: Segment
    private(set) var findings: [String] = []
    private var bytesChecked = 0

    init(segment: Segment) { self.segment = segment }

    var progress: SegmentProgress {
        SegmentProgress(bytesChecked: min(bytesChecked, segment.size), bytesInTotal: segment.size)
    }

    /// Keeps what a check throws as a finding.
    mutating func attempt(_ check: () throws(SegmentError) -> Void) {
        do { try check() } catch { findings.append(error.description) }
    }

    /// Checksums, and zeros where no block is.
    mutating func checkBlocks() {
        let file = segment.file
        for (block, place) in segment.blocks {
            attempt { () throws(SegmentError) in
                try StoredBlocks(file: file, place: place).check(checksumsOf: [block])
            }
        }
        var blocks = segment.blocks.map(\.block) + [segment.directoryBlock]
        blocks.sort { ($0.offset, $0.length) < ($1.offset, $1.length) }
        var end = UInt64(SegmentFormat.headerSize)
        for block in blocks {
            if block.offset < end {
                if block.length > 0 { report("two blocks overlap at byte \(block.offset)") }
            } else {
                checkGap(end..<block.offset)
            }
            end = max(end, block.offset + block.length)
        }
        checkGap(end..<UInt64(segment.size - SegmentFormat.trailerSize))
    }

    private mutating func checkGap(_ gap: Range<UInt64>) {
        let bytes = segment.file.bytes[Int(gap.lowerBound)..<Int(gap.upperBound)]
        if gap.count >= SegmentFormat.alignment {
            report("no block claims the bytes from \(gap.lowerBound) to \(gap.upperBound)")
        } else if bytes.contains(where: { $0 != 0 }) {
            report("bytes between two blocks are not zero, at byte \(gap.lowerBound)")
        }
    }

    /// The content of a table: all columns, identifiers, open content.
    mutating func check(_ content: StoredContent, rows: Int, _ place: Place) {
        for column in content.columns {
            check(column)
            bytesChecked += column.entry.blocks.reduce(0) { $0 + Int($1.length) }
        }
        if let identifiers = content.identifiers {
            check(identifiers.values)
            attempt { () throws(SegmentError) in try identifiers.checkCodes() }
        }
        if let open = content.open {
            attempt { () throws(SegmentError) in try open.checkContent() }
        }
        if zip(content.keys, content.keys.dropFirst()).contains(where: { !$0.precedes($1) }) {
            report("the keys of \(place) are out of order")
        }
    }

    mutating func report(_ problem: String) {
        findings.append(SegmentError.damaged(file: segment.path, problem: problem).description)
    }
}
