import CTorch
import OnDemand

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// libtorch, opened when the first tensor is made.
///
///     guard Torch.isAvailable else { ... }
///     print(Torch.version ?? "none", Torch.threadCount)
///
/// Nothing is linked with it: `scripts/setup --torch` builds a plugin against the libraries of the torch wheel, which
/// `PluginLibrary` finds. `ESPALIER_TORCH` names another one.
public enum Torch {
    /// The table of the plugin, looked for once in a process.
    static let opened = Result<torch_plugin, TensorError> { () throws(TensorError) in
        // Threads of OpenMP wait for the next operation in a loop, by default so long that they burn a core each, and when
        // told to be passive not at all, which makes waking them cost more than a small operation. This is some tens of
        // microseconds.
        if getenv("OMP_WAIT_POLICY") == nil { setenv("GOMP_SPINCOUNT", "10000", 0) }
        torch_keep_freed_memory()
        do throws(PluginLibrary.Unavailable) {
            return try table(of: PluginLibrary(named: "espalier-torch", environment: "ESPALIER_TORCH"))
        } catch { throw .unavailable(reason: error.reason) }
    }

    static func table(of library: PluginLibrary) throws(PluginLibrary.Unavailable) -> torch_plugin {
        let symbol = try library.symbol("torch_plugin_open")
        guard let table = unsafeBitCast(symbol, to: torch_plugin_entry.self)() else {
            throw .init(reason: "which \(library.path) is not")
        }
        guard table.pointee.version == TORCH_PLUGIN_VERSION else {
            throw .init(reason: "of which \(library.path) is another version")
        }
        return table.pointee
    }

    /// The functions of the plugin.
    static var functions: torch_plugin {
        get throws(TensorError) { try opened.get() }
    }

    /// What went wrong in the call before, in this thread.
    static func failure(_ name: String) -> TensorError {
        guard case .success(let functions) = opened else { return .operation(name: name, message: "failed") }
        return .operation(name: name, message: text(functions.last_error()))
    }

    private static func text(_ characters: UnsafePointer<CChar>?) -> String {
        characters.map { String(cString: $0) } ?? "for an unknown reason"
    }

    /// Whether tensors can be made.
    public static var isAvailable: Bool {
        if case .success = opened { true } else { false }
    }

    /// The version of libtorch, such as "2.13.0"; nil where there is none.
    public static var version: String? {
        guard case .success(let functions) = opened else { return nil }
        return text(functions.library_version())
    }

    /// How many threads one operation uses.
    public static var threadCount: Int {
        get throws(TensorError) { Int(try functions.thread_count()) }
    }

    /// Chooses how many threads one operation uses.
    ///
    /// Sums in another number of threads may differ in their last bits.
    public static func setThreadCount(_ count: Int) throws(TensorError) {
        guard (1...1024).contains(count) else {
            throw .invalid("\(count) threads cannot be used; choose a number from 1 to 1024")
        }
        try functions.set_thread_count(Int32(count))
    }

    /// Seeds the sources of pseudorandom numbers that operations use when they are given none.
    public static func seed(_ seed: UInt64) throws(TensorError) {
        guard try functions.seed_everything(seed) else { throw failure("seed") }
    }

    /// Has operations that could give another result in another run refused, or allowed again.
    public static func setDeterministic(_ deterministic: Bool) throws(TensorError) {
        guard try functions.set_deterministic(deterministic) else { throw failure("setDeterministic") }
    }

    /// How many references to tensors this process holds: what a test of leaks counts.
    public static var liveTensorCount: Int {
        get throws(TensorError) { Int(try functions.live_count()) }
    }
}
