import CTorch

/// A value that an operation of libtorch takes.
public enum Argument {
    /// No value, where one is optional.
    case none
    /// What the operation's declaration says.
    case standard
    case tensor(Tensor)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case integers([Int])
    case numbers([Double])
    case tensors([Tensor])
    /// Tensors of which some are absent, as indices are.
    case optionalTensors([Tensor?])
    case text(String)
    case scalarType(ScalarType)
    case device(Device)
    case generator(RandomGenerator)

    /// A tensor, or no value.
    static func optional(_ tensor: Tensor?) -> Argument { tensor.map { .tensor($0) } ?? .none }

    /// A type, or no value.
    static func optional(_ type: ScalarType?) -> Argument { type.map { .scalarType($0) } ?? .none }

    /// A source of numbers, or no value.
    static func optional(_ generator: RandomGenerator?) -> Argument {
        generator.map { .generator($0) } ?? .none
    }

    /// A number, or no value.
    static func optional(_ number: Double?) -> Argument { number.map { .number($0) } ?? .none }

    /// A whole number, or no value.
    static func optional(_ integer: Int?) -> Argument { integer.map { .integer($0) } ?? .none }

    /// How many words of scratch memory the value needs beside its own.
    var scratchCount: Int {
        switch self {
        case .integers(let list): list.count
        case .numbers(let list): list.count
        case .tensors(let list): list.count
        case .optionalTensors(let list): list.count
        case .text(let text): (text.utf8.count + 7) / 8
        default: 0
        }
    }

    /// The value as the plugin takes it; lists lie in the scratch memory, whose rest is given back.
    func write(to value: UnsafeMutablePointer<torch_value>, scratch: UnsafeMutablePointer<UInt64>) {
        value.initialize(to: torch_value())
        func list(_ kind: torch_kind, _ count: Int) {
            value.pointee.kind = kind
            value.pointee.count = Int64(count)
            value.pointee.pointer = UnsafeRawPointer(scratch)
        }
        switch self {
        case .none: value.pointee.kind = TORCH_NONE
        case .standard: value.pointee.kind = TORCH_DEFAULT
        case .tensor(let tensor):
            value.pointee.kind = TORCH_TENSOR
            value.pointee.pointer = UnsafeRawPointer(tensor.handle)
        case .integer(let integer):
            value.pointee.kind = TORCH_INTEGER
            value.pointee.integer = Int64(integer)
        case .scalarType(let type):
            value.pointee.kind = TORCH_INTEGER
            value.pointee.integer = Int64(type.rawValue)
        case .number(let number):
            value.pointee.kind = TORCH_NUMBER
            value.pointee.number = number
        case .boolean(let boolean):
            value.pointee.kind = TORCH_BOOLEAN
            value.pointee.integer = boolean ? 1 : 0
        case .device(let device):
            value.pointee.kind = TORCH_DEVICE
            value.pointee.integer = device.packed
        case .generator(let generator):
            value.pointee.kind = TORCH_GENERATOR
            value.pointee.pointer = UnsafeRawPointer(generator.handle)
        case .integers(let integers):
            list(TORCH_INTEGERS, integers.count)
            for (position, integer) in integers.enumerated() {
                scratch[position] = UInt64(bitPattern: Int64(integer))
            }
        case .numbers(let numbers):
            list(TORCH_NUMBERS, numbers.count)
            for (position, number) in numbers.enumerated() { scratch[position] = number.bitPattern }
        case .tensors(let tensors):
            list(TORCH_TENSORS, tensors.count)
            for (position, tensor) in tensors.enumerated() {
                scratch[position] = UInt64(UInt(bitPattern: tensor.handle))
            }
        case .optionalTensors(let tensors):
            list(TORCH_TENSORS, tensors.count)
            for (position, tensor) in tensors.enumerated() {
                scratch[position] = UInt64(UInt(bitPattern: tensor?.handle))
            }
        case .text(let text):
            list(TORCH_TEXT, text.utf8.count)
            UnsafeMutableRawBufferPointer(start: scratch, count: scratchCount * 8).copyBytes(from: text.utf8)
        }
    }
}
