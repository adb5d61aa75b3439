import PropertyGraph

/// Chooses the narrowest storage that gives every value of a column back as it was.
enum ColumnEncoder {
    static func encode(
        _ column: FlatColumn, key: String, file: String
    ) throws(SegmentError) -> ColumnEntry<EncodedBlock> {
        let presence = column.presence
        let encoding: ColumnEncoding<EncodedBlock>
        var zones: [UInt64]?
        switch column.values {
        case .booleans(let truths): encoding = .booleans(EncodedBlock(.longs(bits(truths, presence))))
        case .integers(let numbers):
            encoding = .integers(IntegerEncoder.encode(numbers, presence: presence))
            zones = ZoneEncoder.zones(of: numbers, presence: presence)
        case .floats(let numbers):
            encoding = .floats(EncodedBlock(.doubles(filled(numbers, 0, presence))))
            zones = ZoneEncoder.zones(of: numbers, presence: presence)
        case .dates(let dates):
            encoding = .dates(EncodedBlock(.signedWords(filled(dates.map(\.days), 0, presence))))
            zones = ZoneEncoder.zones(of: dates.map { Int64($0.days) }, presence: presence)
        case .localDateTimes(let ticksPerSecond, let ticks):
            encoding = .localDateTimes(
                ticksPerSecond: UInt32(ticksPerSecond), IntegerEncoder.encode(ticks, presence: presence))
            zones = ZoneEncoder.zones(of: ticks, presence: presence)
        case .wideLocalDateTimes(let moments):
            let seconds = moments.map(\.seconds)
            encoding = .wideLocalDateTimes(
                seconds: EncodedBlock(.signedLongs(filled(seconds, 0, presence))),
                nanoseconds: EncodedBlock(.signedWords(filled(moments.map(\.nanoseconds), 0, presence))))
            zones = ZoneEncoder.zones(of: seconds, presence: presence)
        case .strings(let texts): encoding = TextEncoder.encode(texts, presence: presence)
        case .values(let values):
            if let vectors = vectors(values, presence) {
                encoding = vectors
            } else {
                encoding = .values(try tagged(values, presence, key: key, file: file))
            }
        }
        return ColumnEntry(
            key: key, encoding: encoding, presence: presence.words.map { EncodedBlock(.longs($0)) },
            zones: zones.map { EncodedBlock(.longs($0)) }, absentCount: UInt32(presence.absentCount))
    }

    private static func bits(_ truths: [Bool], _ presence: PresenceBits) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: (truths.count + 63) / 64)
        for (row, truth) in truths.enumerated() where truth && presence[row] {
            words[row >> 6] |= 1 << UInt64(row & 63)
        }
        return words
    }

    /// The same values with one filler, because equal graphs give equal bytes.
    private static func filled<Element>(
        _ values: [Element], _ filler: Element, _ presence: PresenceBits
    ) -> [Element] {
        presence.words == nil ? values : values.indices.map { presence[$0] ? values[$0] : filler }
    }

    /// Vectors of one dimension, one after the other; nil when the values are something else.
    private static func vectors(
        _ values: [Value], _ presence: PresenceBits
    ) -> ColumnEncoding<EncodedBlock>? {
        var dimension = 0
        for (row, value) in values.enumerated() where presence[row] {
            guard case .vector(let numbers) = value, !numbers.isEmpty,
                dimension == 0 || dimension == numbers.count
            else { return nil }
            dimension = numbers.count
        }
        guard dimension > 0, let stored = UInt32(exactly: dimension) else { return nil }
        var floats: [Float] = []
        floats.reserveCapacity(values.count * dimension)
        for (row, value) in values.enumerated() {
            if presence[row], case .vector(let numbers) = value {
                floats += numbers
            } else {
                floats.append(contentsOf: repeatElement(0, count: dimension))
            }
        }
        return .vectors(dimension: stored, EncodedBlock(.floats(floats)))
    }

    private static func tagged(
        _ values: [Value], _ presence: PresenceBits, key: String, file: String
    ) throws(SegmentError) -> TextBlocks<EncodedBlock> {
        var writer = ByteWriter()
        var ends = [0]
        ends.reserveCapacity(values.count + 1)
        for (row, value) in values.enumerated() {
            if presence[row] {
                guard ValueCodec.canEncode(value) else {
                    throw .nestedTooDeep(file: file, key: key, limit: ValueCodec.depthLimit)
                }
                ValueCodec.encode(value, to: &writer)
            }
            ends.append(writer.bytes.count)
        }
        return TextEncoder.blocks(ends: ends, bytes: writer.bytes)
    }
}
