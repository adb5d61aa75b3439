/// The entry of libFuzzer for programs that bring their own `main`.
@_extern(c)
func LLVMFuzzerRunDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// Feeds a function with bytes that libFuzzer makes up, guided by which code they reach.
public enum FuzzDriver {
    nonisolated(unsafe) private static var target: ([UInt8]) -> Void = { _ in }

    /// Runs until libFuzzer's options (`-max_total_time`, `-runs`) say stop, or an input crashes.
    ///
    /// libFuzzer runs everything on one thread, which guards `target`.
    public static func run(_ body: @escaping ([UInt8]) -> Void) {
        target = body
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        _ = LLVMFuzzerRunDriver(&count, &arguments) { bytes, length in
            FuzzDriver.target([UInt8](UnsafeBufferPointer(start: bytes, count: length)))
            return 0
        }
    }
}
