/// Changes to a whole file, as a fuzzer makes them up: every four bytes are a place and what is written there.
///
/// A file with checksums and pages of 4 kB is more than libFuzzer comes upon by itself.
public struct Patches {
    private let bytes: [UInt8]

    /// Takes the fuzzer's bytes; what is left of the last four is ignored.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The file with the changes.
    public func applied(to file: [UInt8]) -> [UInt8] {
        guard !file.isEmpty else { return file }
        var changed = file
        for start in stride(from: 0, to: bytes.count - bytes.count % 4, by: 4) {
            let place = Int(bytes[start]) | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2]) << 16
            changed[place % file.count] = bytes[start + 3]
        }
        return changed
    }
}
