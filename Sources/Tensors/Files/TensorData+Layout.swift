extension TensorData {
    /// The elements in memory of their own.
    func copied() -> TensorData {
        let storage = withUnsafeBytes { TensorStorage(copying: $0) }
        return TensorData(
            scalarType: scalarType, shape: shape, storage: storage, range: 0..<storage.bytes.count)
    }

    /// The elements with their bytes in the opposite order; both parts of a complex number for themselves.
    func byteSwapped() -> TensorData {
        let width = scalarType.componentByteCount
        let storage = withUnsafeBytes { source in
            TensorStorage(byteCount: source.count) { target in
                for start in stride(from: 0, to: source.count, by: width) {
                    for byte in 0..<width { target[start + byte] = source[start + width - 1 - byte] }
                }
            }
        }
        return TensorData(
            scalarType: scalarType, shape: shape, storage: storage, range: 0..<storage.bytes.count)
    }

    /// The tensor in row-major order, where these elements have their first dimension vary fastest.
    func inRowMajorOrder() -> TensorData {
        guard shape.count(where: { $0 > 1 }) > 1 else { return self }
        let width = scalarType.byteCount
        var strides: [Int] = []
        var stride = width
        for length in shape {
            strides.append(stride)
            stride *= length
        }
        let storage = withUnsafeBytes { source in
            TensorStorage(byteCount: source.count) { target in
                guard let from = source.baseAddress, let to = target.baseAddress, !source.isEmpty else {
                    return
                }
                var index = [Int](repeating: 0, count: shape.count)
                var place = 0
                for element in 0..<count {
                    (to + element * width).copyMemory(from: from + place, byteCount: width)
                    // The index counts up like an odometer, its last digit fastest; `place` follows it.
                    var dimension = shape.count - 1
                    while dimension >= 0 {
                        index[dimension] += 1
                        place += strides[dimension]
                        if index[dimension] < shape[dimension] { break }
                        place -= strides[dimension] * shape[dimension]
                        index[dimension] = 0
                        dimension -= 1
                    }
                }
            }
        }
        return TensorData(
            scalarType: scalarType, shape: shape, storage: storage, range: 0..<storage.bytes.count)
    }
}
