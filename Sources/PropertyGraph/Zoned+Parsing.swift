extension ZonedTime {
    /// Reads a time followed by `Z`, `±hh`, `±hh:mm`, `±hhmm` or `±hh:mm:ss`.
    public init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(bytes)
        guard let time = LocalTime(from: &cursor), let offset = cursor.offset(), cursor.isAtEnd else {
            return nil
        }
        self.init(local: time, offset: offset)
    }

    /// Reads a time followed by `Z`, `±hh`, `±hh:mm`, `±hhmm` or `±hh:mm:ss`.
    public init?(_ text: String) {
        guard let time = text.parsed({ ZonedTime(parsing: $0) }) else { return nil }
        self = time
    }
}

extension ZonedDateTime {
    /// Reads a date and time followed by an offset and perhaps a zone, such as `+02:00[Europe/Stockholm]`.
    public init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(bytes)
        guard let moment = LocalDateTime(from: &cursor), let offset = cursor.offset() else { return nil }
        guard !cursor.isAtEnd else {
            self.init(local: moment, offset: offset)
            return
        }
        guard let zone = cursor.zone(), cursor.isAtEnd else { return nil }
        self.init(local: moment, offset: offset, zone: zone)
    }

    /// Reads a date and time followed by an offset and perhaps a zone, such as `+02:00[Europe/Stockholm]`.
    public init?(_ text: String) {
        guard let moment = text.parsed({ ZonedDateTime(parsing: $0) }) else { return nil }
        self = moment
    }
}

extension ByteCursor {
    /// Reads an offset from UTC in seconds, at most 18 hours.
    fileprivate mutating func offset() -> Int32? {
        if pass(letter: UInt8(ascii: "Z")) { return 0 }
        guard let sign = passSign(), let hours = number(digits: 2) else { return nil }
        var minutes = 0
        var seconds = 0
        if pass(UInt8(ascii: ":")) {
            guard let read = number(digits: 2) else { return nil }
            minutes = read
            if pass(UInt8(ascii: ":")) {
                guard let read = number(digits: 2) else { return nil }
                seconds = read
            }
        } else if let byte = next, byte &- 0x30 < 10 {
            guard let read = number(digits: 2) else { return nil }
            minutes = read
        }
        let total = (hours * 60 + minutes) * 60 + seconds
        guard minutes < 60, seconds < 60, total <= 18 * 3600 else { return nil }
        return Int32(sign * total)
    }

    /// Reads a zone's name in brackets.
    fileprivate mutating func zone() -> String? {
        guard pass(UInt8(ascii: "[")) else { return nil }
        let start = position
        while let byte = next, ByteCursor.isOfZone(byte) { position += 1 }
        let name = bytes[start..<position]
        guard !name.isEmpty, pass(UInt8(ascii: "]")) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isOfZone(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
