import PropertyGraph

/// What a row of a column says.
enum ArrowCell {
    /// Null.
    case absent
    case value(Value)
    /// Something that no value stands for, as text.
    case malformed(String)
}

extension ArrowColumn {
    /// What a row says, whatever the type.
    func cell(_ row: Int) -> ArrowCell {
        guard isPresent(row) else { return .absent }
        switch type {
        case .null: return .absent
        case .boolean: return .value(.boolean(boolean(row)))
        case .signed, .unsigned, .float, .decimal: return number(row)
        case .text(let offsets):
            let bytes = bytes(row, offsets)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return .malformed(shortened(bytes))
            }
            return .value(.string(text))
        case .bytes(let offsets): return .value(.bytes(Array(bytes(row, offsets))))
        case .fixedBytes(let width): return .value(.bytes(Array(bytes(row, width: width))))
        case .uuid: return .value(.string(uuidText(bytes(row, width: 16))))
        case .interval: return .value(.duration(CalendarDuration(parquet: bytes(row, width: 12))))
        case .date, .time, .localTimestamp, .zonedTimestamp, .duration: return temporal(row)
        case .list(let element, let offsets): return list(of: element, at: range(row, offsets))
        case .fixedList(let element, let count):
            let start = position(ofRow: row) * count
            return list(of: element, at: start..<(start + count))
        case .record(let fields): return record(fields, row)
        case .map(let key, let value): return map(key, value, at: range(row, .narrow))
        case .dictionary(let index, let values):
            guard case .value(.integer(let number)) = seen(as: index).cell(row),
                let dictionary = dictionary(of: values), 0..<Int64(dictionary.count) ~= number
            else { return .malformed("a position outside its dictionary") }
            return dictionary.cell(Int(number))
        }
    }

    private func number(_ row: Int) -> ArrowCell {
        switch type {
        case .signed(8): element(row, Int8.self) { .value(.integer(Int64($0))) }
        case .signed(16): element(row, Int16.self) { .value(.integer(Int64($0))) }
        case .signed(32): element(row, Int32.self) { .value(.integer(Int64($0))) }
        case .signed: element(row, Int64.self) { .value(.integer($0)) }
        case .unsigned(8): element(row, UInt8.self) { .value(.integer(Int64($0))) }
        case .unsigned(16): element(row, UInt16.self) { .value(.integer(Int64($0))) }
        case .unsigned(32): element(row, UInt32.self) { .value(.integer(Int64($0))) }
        case .unsigned:
            element(row, UInt64.self) { number in
                .value(Int64(exactly: number).map { .integer($0) } ?? .unsigned(number))
            }
        case .float(16): element(row, UInt16.self) { .value(.float(double(half: $0))) }
        case .float(32): element(row, Float.self) { .value(.float(Double($0))) }
        case .float: element(row, Double.self) { .value(.float($0)) }
        case .decimal(let bits, let scale): decimal(bytes(row, width: bits / 8), scale: scale)
        default: .absent
        }
    }

    private func decimal(_ bytes: UnsafeRawBufferPointer, scale: Int) -> ArrowCell {
        // Little-endian two's complement; what is above 128 bits must repeat the sign.
        var unscaled: Int128 = bytes.last.map { $0 >= 0x80 } == true ? -1 : 0
        for byte in bytes.prefix(16).reversed() { unscaled = unscaled << 8 | Int128(byte) }
        let sign: UInt8 = unscaled < 0 ? 0xFF : 0
        guard scale <= 38, bytes.dropFirst(16).allSatisfy({ $0 == sign }) else {
            return .malformed("a decimal number of more than 38 digits")
        }
        return .value(.decimal(DecimalNumber(unscaled: unscaled, scale: scale)))
    }

    private func list(of element: ArrowType, at range: Range<Int>) -> ArrowCell {
        guard let child = child(0, of: element, covering: range) else { return .malformed("a damaged list") }
        if element == .float(bits: 32), let numbers = child.values(of: Float.self),
            !child.mayHaveNulls || range.allSatisfy(child.isPresent)
        {
            return .value(.vector(range.map { numbers[$0] }))
        }
        var values: [Value] = []
        values.reserveCapacity(range.count)
        for position in range {
            switch child.cell(position) {
            case .value(let value): values.append(value)
            case .absent: return .malformed(shortened(child.text(of: range).utf8))
            case let malformed: return malformed
            }
        }
        return .value(.list(values))
    }

    private func record(_ fields: [ArrowField], _ row: Int) -> ArrowCell {
        let position = position(ofRow: row)
        var map = MapText()
        for (index, field) in fields.enumerated() {
            guard let child = child(index, of: field.type, covering: position..<(position + 1)) else {
                return .malformed("a damaged map")
            }
            guard map.append(field.name, child.cell(position)) else {
                return .malformed("a map that nests too deeply")
            }
        }
        return .value(map.value)
    }

    private func map(_ key: ArrowType, _ value: ArrowType, at range: Range<Int>) -> ArrowCell {
        let pair = ArrowType.record([
            ArrowField(name: "key", type: key), ArrowField(name: "value", type: value),
        ])
        var map = MapText()
        guard let pairs = child(0, of: pair, covering: range) else { return .malformed("a damaged map") }
        for row in range {
            let position = pairs.position(ofRow: row)
            let here = position..<(position + 1)
            guard let keys = pairs.child(0, of: key, covering: here),
                let values = pairs.child(1, of: value, covering: here)
            else { return .malformed("a damaged map") }
            guard map.append(keys.text(position), values.cell(position)) else {
                return .malformed("a map that nests too deeply")
            }
        }
        return .value(map.value)
    }

    /// What a row says as people write it; nothing for null.
    func text(_ row: Int) -> String {
        switch cell(row) {
        case .absent: "null"
        case .malformed(let text): text
        case .value(let value): value.plainText
        }
    }

    private func text(of range: Range<Int>) -> String {
        "[" + range.prefix(20).map(text).joined(separator: ",") + (range.count > 20 ? ",...]" : "]")
    }

    private func element<Element: BitwiseCopyable>(
        _ row: Int, _: Element.Type, _ body: (Element) -> ArrowCell
    ) -> ArrowCell {
        values(of: Element.self).map { body($0[row]) } ?? .absent
    }
}

extension CalendarDuration {
    /// Months, days and milliseconds, in four bytes each.
    init(parquet bytes: some Collection<UInt8>) {
        func number(_ index: Int) -> Int64 {
            bytes.dropFirst(index * 4).prefix(4).reversed().reduce(0) { $0 << 8 | Int64($1) }
        }
        let milliseconds = number(2)
        self.init(
            months: number(0), days: number(1), seconds: milliseconds / 1000,
            nanoseconds: Int32(milliseconds % 1000) * 1_000_000)
    }
}

/// Sixteen bytes as `a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11`.
private func uuidText(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for (index, byte) in bytes.enumerated() {
        if [4, 6, 8, 10].contains(index) { text += "-" }
        text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return text
}

/// The number of a half-precision bit pattern: a sign, five bits of exponent and ten of fraction.
private func double(half bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Double(bits & 0x3FF) / 1024
    switch exponent {
    case 0: return sign * fraction * 0x1p-14
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
    }
}
