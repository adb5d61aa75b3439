import Synchronization

/// Remembers that something was found to be in order, so that it is looked at once.
final class CheckOnce: Sendable {
    private let isChecked = Atomic<Bool>(false)

    /// Runs a check unless it has succeeded before.
    ///
    /// Two threads may run it at once, which does no harm.
    @inline(__always)
    func callAsFunction(_ check: () throws(SegmentError) -> Void) throws(SegmentError) {
        if isChecked.load(ordering: .acquiring) { return }
        try check()
        isChecked.store(true, ordering: .releasing)
    }
}

/// Remembers what was found once.
final class FoundOnce<Value: Sendable>: Sendable {
    private let known = Mutex<Value?>(nil)

    /// What is known, or what `find` finds now; two threads may look at once, which does no harm.
    func value(_ find: () throws -> Value) rethrows -> Value {
        if let value = known.withLock({ $0 }) { return value }
        let value = try find()
        known.withLock { $0 = value }
        return value
    }
}

/// Blocks that belong together, in the file where they lie.
///
/// Whatever a value in a block could do to its reader, an offset beyond the bytes, a target beyond its table, is
/// refused when the block is first used: one pass over the bytes for the checksum, one for the bounds, both as fast as
/// memory is. From then on nothing is checked again.
struct StoredBlocks: Sendable {
    let file: MappedFile
    let place: Place

    func check(checksumsOf blocks: [BlockReference]) throws(SegmentError) {
        for block in blocks where Checksum.of(file.bytes(of: block)) != block.checksum {
            throw damage("the checksum of a block of \(place) does not match, at byte \(block.offset)")
        }
    }

    func check(_ texts: TextBlocks<BlockReference>) throws(SegmentError) -> MappedTexts {
        let mapped = MappedTexts(texts, in: file)
        guard mapped.isWhole else { throw damage("the offsets of \(place) are out of order") }
        return mapped
    }

    func damage(_ problem: String) -> SegmentError { .damaged(file: file.path, problem: problem) }
}

extension ColumnEntry<BlockReference> {
    /// All blocks of the column.
    var blocks: [BlockReference] {
        var blocks: [BlockReference] = []
        forEachBlock { blocks.append($0) }
        return blocks
    }
}
