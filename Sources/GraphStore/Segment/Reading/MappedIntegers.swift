/// Integers as they lie in a mapped file: a base and unsigned differences of one to eight bytes.
public struct MappedIntegers: Sendable {
    /// The differences from ``MappedIntegers/base``, in the width that the column has.
    public enum Differences: Sendable {
        /// One byte each.
        case bytes(MappedArray<UInt8>)
        /// Two bytes each.
        case halves(MappedArray<UInt16>)
        /// Four bytes each.
        case words(MappedArray<UInt32>)
        /// Eight bytes each; the base is then zero.
        case longs(MappedArray<Int64>)
    }
    /// What is added to each difference.
    public let base: Int64
    /// The stored numbers, for loops that want them plain.
    public let differences: Differences

    init(_ integers: NarrowIntegers<BlockReference>, in file: MappedFile) {
        base = integers.base
        differences =
            switch integers.width {
            case 1: .bytes(MappedArray(integers.block, in: file))
            case 2: .halves(MappedArray(integers.block, in: file))
            case 4: .words(MappedArray(integers.block, in: file))
            default: .longs(MappedArray(integers.block, in: file))
            }
    }

    /// The number in a row.
    public subscript(row: Int) -> Int64 {
        switch differences {
        case .bytes(let numbers): base &+ Int64(numbers[row])
        case .halves(let numbers): base &+ Int64(numbers[row])
        case .words(let numbers): base &+ Int64(numbers[row])
        case .longs(let numbers): base &+ numbers[row]
        }
    }

    /// How many there are.
    public var count: Int {
        switch differences {
        case .bytes(let numbers): numbers.count
        case .halves(let numbers): numbers.count
        case .words(let numbers): numbers.count
        case .longs(let numbers): numbers.count
        }
    }

    /// The numbers in the rows of some ids, which count from the first row's.
    package func gathered(_ ids: [UInt32], from first: UInt32) -> [Int64] {
        func widened<Narrow: BinaryInteger & BitwiseCopyable>(_ numbers: MappedArray<Narrow>) -> [Int64] {
            numbers.withUnsafeBufferPointer { numbers in
                [Int64](unsafeUninitializedCapacity: ids.count) { buffer, count in
                    for (position, id) in ids.enumerated() {
                        let row = Int(id &- first)
                        precondition(row < numbers.count, "the row lies outside the table")
                        buffer[position] = base &+ Int64(numbers[row])
                    }
                    count = ids.count
                }
            }
        }
        return switch differences {
        case .bytes(let numbers): widened(numbers)
        case .halves(let numbers): widened(numbers)
        case .words(let numbers): widened(numbers)
        case .longs(let numbers): widened(numbers)
        }
    }

    /// All of them, copied.
    func copied() -> [Int64] {
        func widened<Narrow: BinaryInteger & BitwiseCopyable>(_ numbers: MappedArray<Narrow>) -> [Int64] {
            numbers.withUnsafeBufferPointer { $0.map { base &+ Int64($0) } }
        }
        return switch differences {
        case .bytes(let numbers): widened(numbers)
        case .halves(let numbers): widened(numbers)
        case .words(let numbers): widened(numbers)
        case .longs(let numbers): widened(numbers)
        }
    }
}
