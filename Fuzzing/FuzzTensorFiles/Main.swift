import FuzzSupport

@testable import Tensors

/// Reads bytes as every format of tensors, and every element of what is read.
@main
struct Main {
    static func main() {
        FuzzDriver.run { bytes in
            if let data = try? NPYFile.read(bytes: bytes, path: "") { look(at: data) }
            guard let file = try? SafetensorsFile(bytes: bytes, path: "") else { return }
            for entry in file.entries {
                if let data = try? file.data(named: entry.name) { look(at: data) }
            }
        }
    }

    private static func look(at data: TensorData) {
        precondition(
            data.shape.reduce(1, *) == data.count, "there are as many elements as the shape asks for")
        if let numbers = try? data.numbers() { precondition(numbers.count == data.count, "all are read") }
        if let integers = try? data.integers() { precondition(integers.count == data.count, "all are read") }
        if let truths = try? data.values(as: Bool.self) {
            precondition(truths.count == data.count, "all are read")
        }
    }
}
