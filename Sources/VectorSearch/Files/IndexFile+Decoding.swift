import GraphStore

extension IndexFile {
    /// Reads a file's bytes, none of which is trusted.
    ///
    /// The links are only looked at when they are made a graph of.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: The file, for messages.
    /// - Throws: ``VectorSearchError/damaged(file:reason:)``.
    init(decoding bytes: [UInt8], path: String) throws(VectorSearchError) {
        let header = try Header(decoding: bytes, path: path)
        guard bytes.count == header.fileSize else {
            throw .damaged(file: path, reason: "it has \(bytes.count) bytes instead of \(header.fileSize)")
        }
        let digest = bytes.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0.dropLast(8))) }
        var cursor = ByteCursor(bytes, from: bytes.count - 8)
        guard cursor.number(UInt64.self) == digest else {
            throw .damaged(file: path, reason: "its digest does not match its bytes")
        }
        cursor = ByteCursor(bytes, from: header.fileSize - 8 - header.slotCount * 9 - header.wordCount * 4)
        fingerprints = cursor.numbers(header.slotCount)
        levels = cursor.numbers(header.slotCount)
        links = cursor.numbers(header.wordCount)
        self.header = header
        guard levels.count(where: { $0 & Self.liveBit != 0 }) == header.liveCount else {
            throw .damaged(file: path, reason: "it counts its vectors wrongly")
        }
        // A level costs a word in the file and room for `links` of them in memory, so that none is taken on trust.
        let parameters = header.parameters
        for (slot, level) in levels.enumerated()
        where Int32(level & ~Self.liveBit) != parameters.level(ofSlot: slot) {
            throw .damaged(file: path, reason: "its levels are not those that its seed draws")
        }
    }
}

extension IndexFile.Header {
    /// Reads the header and the texts behind it.
    init(decoding bytes: [UInt8], path: String) throws(VectorSearchError) {
        func damage(_ reason: String) -> VectorSearchError { .damaged(file: path, reason: reason) }
        guard bytes.starts(with: IndexFile.magic) else { throw damage("it does not begin as an index file") }
        guard bytes.count >= IndexFile.headerSize else { throw damage("it is cut off") }
        var cursor = ByteCursor(bytes, from: IndexFile.magic.count)
        let small: [UInt32] = cursor.numbers(6)
        guard small[0] == IndexFile.format else {
            throw damage("it is of format \(small[0]), and this program reads \(IndexFile.format)")
        }
        let large: [UInt64] = cursor.numbers(6)
        let lengths: [UInt32] = cursor.numbers(6)
        guard small[1] < IndexFile.metrics.count, VectorLimits.dimensions.contains(Int(small[2])),
            VectorLimits.links.contains(Int(small[3])), VectorLimits.breadth.contains(Int(small[4]))
        else { throw damage("its metric, dimension or parameters are none that there are") }
        guard large[3] <= VectorLimits.count, large[4] <= large[3], lengths[5] <= 1,
            large[3] == 0 ? small[5] == 0 : small[5] < large[3]
        else { throw damage("its counts contradict each other") }
        let slotCount = Int(large[3])
        guard large[5] <= Self.wordLimit(slots: slotCount, links: Int(small[3])) else {
            throw damage("it claims more links than its vectors may have")
        }
        var texts: [String] = []
        for length in lengths.dropLast() {
            guard length <= 1 << 20, let text = cursor.text(Int(length)) else {
                throw damage("its names cannot be read")
            }
            texts.append(text)
        }
        guard lengths[5] == 1 || texts[2].isEmpty else { throw damage("its names cannot be read") }
        selection = VectorSelection(
            label: texts[0], property: texts[1], version: lengths[5] == 1 ? texts[2] : nil,
            versionProperty: texts[3], baseVersion: texts[4])
        metric = IndexFile.metrics[Int(small[1])]
        dimension = Int(small[2])
        parameters = HNSWParameters(
            links: Int(small[3]), constructionBreadth: Int(small[4]), seed: large[0])
        entry = small[5]
        state = StoreState(generation: large[1], commit: large[2])
        (self.slotCount, liveCount, wordCount) = (slotCount, Int(large[4]), Int(large[5]))
    }
}

/// Reads numbers from bytes, one after the other.
private struct ByteCursor {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
        let numbers: [Number] = numbers(1)
        return numbers[0]
    }

    /// Numbers that are known to be there.
    mutating func numbers<Number: FixedWidthInteger>(_ count: Int) -> [Number] {
        let size = count * MemoryLayout<Number>.size
        precondition(position + size <= bytes.count, "the size of the file was checked")
        defer { position += size }
        return bytes.withUnsafeBytes { bytes in
            [Number](unsafeUninitializedCapacity: count) { buffer, initialised in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + size]))
                for index in 0..<count { buffer[index] = Number(littleEndian: buffer[index]) }
                initialised = count
            }
        }
    }

    /// A text, or nil if it is not there or no UTF-8.
    mutating func text(_ length: Int) -> String? {
        guard length <= bytes.count - position else { return nil }
        defer { position += length }
        return String(validating: bytes[position..<position + length], as: UTF8.self)
    }
}
