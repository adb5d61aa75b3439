import Foundation
import Interchange
import PropertyGraph

/// A file that is overwritten with one input after the other and read as a graph.
public struct FuzzFile {
    private let path: String

    /// A file in the temporary directory whose name ends in `ending`.
    public init(ending: String) {
        path = NSTemporaryDirectory() + "espalier-fuzz-\(ProcessInfo.processInfo.processIdentifier).\(ending)"
    }

    /// Reads bytes as a graph.
    ///
    /// An error is fine; a trap is what the fuzzer looks for.
    public func read(_ bytes: [UInt8]) {
        // Foundation writes a new file and renames it, which takes a hundred times as long.
        guard let file = fopen(path, "wb") else { fatalError("\(path) cannot be written") }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
        guard let files = try? GraphFiles([.file(path)]) else { return }
        let symbols = SymbolTable()
        for kind in ElementKind.allCases {
            try? files.stream(kind, symbols: symbols, workers: 1) { batch in
                precondition(batch.columns.allSatisfy { $0.values.count == batch.count }, "columns are whole")
                // Touching every value proves that the slices of text lie within their bytes.
                return batch.columns.reduce(0) { sum, column in
                    (0..<batch.count).reduce(sum) { $0 &+ (column[$1]?.hashValue ?? 0) }
                }
            } absorb: { _ in
            }
        }
    }
}
