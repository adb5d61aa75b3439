import PropertyGraph

/// Lists within one field.
struct ListText: Sendable {
    /// What separates the elements.
    let delimiter: UInt8
    /// Whether a backslash before the delimiter makes it part of an element.
    let allowsEscapes: Bool

    /// Reads elements of a type; nil when one is not of it.
    func list(of type: ColumnType, _ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        var values: [Value] = []
        for element in elements(of: bytes) {
            let value: Value? = element.withUnsafeBufferPointer { text in
                if type == .string { return Value.string(String(decoding: text, as: UTF8.self)) }
                let (start, end) = trim(text, 0, text.count)
                return ScalarText.value(of: type, UnsafeBufferPointer(rebasing: text[start..<end]), self)
            }
            guard let value else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    /// Reads single-precision numbers.
    func vector(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        var numbers: [Float] = []
        for element in elements(of: bytes) {
            let number: Float? = element.withUnsafeBufferPointer { text in
                let (start, end) = trim(text, 0, text.count)
                return start < end
                    ? FloatText.readSingle(UnsafeBufferPointer(rebasing: text[start..<end])) : nil
            }
            guard let number else { return nil }
            numbers.append(number)
        }
        return .vector(numbers)
    }

    /// The texts between the delimiters.
    func elements(of bytes: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
        var elements: [[UInt8]] = [[]]
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            let isEscaped =
                allowsEscapes && byte == UInt8(ascii: "\\") && position + 1 < bytes.count
                && bytes[position + 1] == delimiter
            if isEscaped {
                elements[elements.count - 1].append(delimiter)
                position += 1
            } else if byte == delimiter {
                elements.append([])
            } else {
                elements[elements.count - 1].append(byte)
            }
            position += 1
        }
        return elements
    }
}
