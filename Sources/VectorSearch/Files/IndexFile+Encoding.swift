import GraphStore

extension IndexFile {
    /// The bytes of the file.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(header.fileSize)
        bytes += header.encoded
        for fingerprint in fingerprints { bytes.append(number: fingerprint) }
        bytes += levels
        for word in links { bytes.append(number: word) }
        bytes.append(number: bytes.withUnsafeBytes { Checksum.of($0) })
        return bytes
    }
}

extension IndexFile.Header {
    fileprivate var encoded: [UInt8] {
        var bytes = IndexFile.magic
        // What a header holds has been checked to fit, whether it was built or read.
        let metric = UInt32(IndexFile.metrics.firstIndex(of: metric) ?? 0)
        for number in [
            IndexFile.format, metric, UInt32(dimension), UInt32(parameters.links),
            UInt32(parameters.constructionBreadth), entry,
        ] { bytes.append(number: number) }
        for number in [
            parameters.seed, state.generation, state.commit, UInt64(slotCount), UInt64(liveCount),
            UInt64(wordCount),
        ] { bytes.append(number: number) }
        for text in texts { bytes.append(number: UInt32(text.utf8.count)) }
        bytes.append(number: UInt32(selection.version == nil ? 0 : 1))
        for text in texts { bytes += text.utf8 }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
