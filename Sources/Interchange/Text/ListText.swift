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
            let value = withText(of: element) { text in
                type == .string
                    ? .string(String(decoding: text, as: UTF8.self))
                    : ScalarText.value(of: type, withoutSpaces(text), self)
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
            guard let number = FloatText.readSingle(withoutSpaces(UnsafeBufferPointer(rebasing: element)))
            else {
                return nil
            }
            numbers.append(number)
        }
        return .vector(numbers)
    }

    /// Reads labels; empty ones are left out.
    func labels(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
        elements(of: bytes).compactMap { element in
            element.isEmpty ? nil : withText(of: element) { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The pieces between the delimiters, with their escapes.
    private func elements(of bytes: UnsafeBufferPointer<UInt8>) -> [Slice<UnsafeBufferPointer<UInt8>>] {
        var elements: [Slice<UnsafeBufferPointer<UInt8>>] = []
        var start = 0
        for position in bytes.indices where bytes[position] == delimiter {
            if allowsEscapes, position > start, bytes[position - 1] == UInt8(ascii: "\\") { continue }
            elements.append(bytes[start..<position])
            start = position + 1
        }
        elements.append(bytes[start...])
        return elements
    }

    private func withText<Result>(
        of element: Slice<UnsafeBufferPointer<UInt8>>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard allowsEscapes, element.contains(delimiter) else {
            return body(UnsafeBufferPointer(rebasing: element))
        }
        var text: [UInt8] = []
        for byte in element {
            if byte == delimiter, text.last == UInt8(ascii: "\\") { text.removeLast() }
            text.append(byte)
        }
        return text.withUnsafeBufferPointer(body)
    }
}

/// A text without the spaces and tabs around it.
private func withoutSpaces(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let (start, end) = trim(text, 0, text.count)
    return UnsafeBufferPointer(rebasing: text[start..<end])
}
