extension ScalarType {
    /// How many elements a tensor of this shape has; nil where a length is negative or the product does not fit.
    ///
    /// Lengths beside a zero are multiplied all the same: strides are made of them.
    static func elementCount(ofShape shape: [Int]) -> Int? {
        var product = 1
        for length in shape {
            let (next, overflows) = product.multipliedReportingOverflow(by: max(length, 1))
            guard length >= 0, !overflows else { return nil }
            product = next
        }
        return shape.contains(0) ? 0 : product
    }

    /// How many bytes a dense tensor of this shape takes; nil where a length is negative or the product does not fit.
    func byteCount(ofShape shape: [Int]) -> Int? {
        // Also beside a zero, so that no stride in bytes overflows.
        guard Self.elementCount(ofShape: shape + [byteCount]) != nil else { return nil }
        return Self.elementCount(ofShape: shape).map { $0 * byteCount }
    }

    /// What the address of an element has to be a multiple of, as libtorch's loads of at most 8 bytes have it.
    var alignment: Int { min(byteCount, 8) }

    /// The bytes of one number; a complex element is a pair of them.
    var componentByteCount: Int {
        switch self {
        case .complex64, .complex128: byteCount / 2
        default: byteCount
        }
    }
}
