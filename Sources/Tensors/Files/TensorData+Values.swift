extension TensorData {
    /// The elements in row-major order, as they are stored.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where they are of another type.
    public func values<Element: TensorScalar>(as type: Element.Type) throws(TensorError) -> [Element] {
        guard Element.scalarType == scalarType else {
            throw .invalid(
                "The elements are \(scalarType.name), not \(Element.scalarType.name); `numbers()` and `integers()`"
                    + " convert them")
        }
        return withUnsafeBytes { bytes in
            [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
                initializedCount = count
            }
        }
    }

    /// The elements in row-major order as floating-point numbers, rounded to the nearest where they do not fit.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` for complex numbers.
    public func numbers<Number: BinaryFloatingPoint>(as type: Number.Type = Double.self) throws(TensorError)
        -> [Number]
    {
        switch scalarType {
        case .uint8: loaded { (element: UInt8) in Number(element) }
        case .int8: loaded { (element: Int8) in Number(element) }
        case .int16: loaded { (element: Int16) in Number(element) }
        case .int32: loaded { (element: Int32) in Number(element) }
        case .int64: loaded { (element: Int64) in Number(element) }
        case .bool: loaded { (element: UInt8) in Number(element) }
        case .float16: loaded { (element: UInt16) in Number(Float(halfPattern: element)) }
        case .bfloat16: loaded { (element: UInt16) in Number(Float(bitPattern: UInt32(element) << 16)) }
        case .float32: loaded { (element: Float) in Number(element) }
        case .float64: loaded { (element: Double) in Number(element) }
        case .complex64, .complex128:
            throw .invalid(
                "The elements are \(scalarType.name), which are no real numbers; take their parts first")
        }
    }

    /// The elements in row-major order as whole numbers.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` for elements with a fraction.
    public func integers() throws(TensorError) -> [Int] {
        switch scalarType {
        case .uint8, .bool: loaded { (element: UInt8) in Int(element) }
        case .int8: loaded { (element: Int8) in Int(element) }
        case .int16: loaded { (element: Int16) in Int(element) }
        case .int32: loaded { (element: Int32) in Int(element) }
        case .int64: loaded { (element: Int64) in Int(element) }
        case .float16, .bfloat16, .float32, .float64, .complex64, .complex128:
            throw .invalid(
                "The elements are \(scalarType.name), which are no whole numbers; store them as int64")
        }
    }

    private func loaded<Element: BitwiseCopyable, Value>(_ convert: (Element) -> Value) -> [Value] {
        withUnsafeBytes { bytes in
            (0..<count).map { index in
                convert(
                    bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Element>.size, as: Element.self))
            }
        }
    }
}

extension Float {
    /// The number with these bits in IEEE 754 binary16, which not every platform has as a type.
    init(halfPattern bits: UInt16) {
        let sign: Float = bits >> 15 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = UInt32(bits & 0x3FF)
        switch exponent {
        case 0: self = sign * Float(fraction) * 0x1p-24
        case 0x1F: self = Float(bitPattern: UInt32(bits >> 15) << 31 | 0x7F80_0000 | fraction << 13)
        default:
            self = Float(bitPattern: UInt32(bits >> 15) << 31 | UInt32(exponent + 112) << 23 | fraction << 13)
        }
    }
}
