import CParquet

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The plugin through which Parquet is read: Arrow C++, opened when the first Parquet file is.
///
/// Nothing is linked with Arrow. The plugin is looked for where `ESPALIER_PARQUET` says, then next to the
/// executable, then in `.deps/lib` of the folders above the executable, where `scripts/setup --parquet` puts it.
/// Not above the current folder: whoever unpacks somebody's data there must not run somebody's code.
struct ParquetLibrary: Sendable {
    /// Its functions; the library stays open for as long as the process runs.
    let functions: parquet_plugin

    private static let opened = Result<ParquetLibrary, Unavailable> { () throws(Unavailable) in
        try ParquetLibrary(at: candidates())
    }

    /// Why the plugin cannot be used, as part of a sentence.
    struct Unavailable: Error { let reason: String }

    /// The plugin, looked for once in a process.
    static func shared() throws(Unavailable) -> ParquetLibrary { try opened.get() }

    /// Opens the first of the files that exists.
    init(at candidates: [String]) throws(Unavailable) {
        guard let path = candidates.first(where: { access($0, F_OK) == 0 }) else {
            throw Unavailable(reason: "which is not there")
        }
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "for an unknown reason"
            throw Unavailable(reason: "which does not load (\(reason))")
        }
        guard let symbol = dlsym(library, "parquet_plugin_open"),
            let table = unsafeBitCast(symbol, to: parquet_plugin_entry.self)()
        else { throw Unavailable(reason: "which \(path) is not") }
        guard table.pointee.version == PARQUET_PLUGIN_VERSION else {
            throw Unavailable(reason: "of which \(path) is another version")
        }
        functions = table.pointee
    }

    /// Where the plugin may be, in order.
    private static func candidates() -> [String] {
        if let chosen = getenv("ESPALIER_PARQUET") { return [String(cString: chosen)] }
        let executable = folder(of: executablePath())
        let places = [executable] + above(executable).map { $0 + "/.deps/lib" }
        return places.map { "\($0)/libespalier-parquet.\(suffix)" }
    }

    private static var suffix: String {
        #if canImport(Darwin)
        "dylib"
        #else
        "so"
        #endif
    }

    /// A folder and all that contain it; the root is left out.
    private static func above(_ path: String) -> [String] {
        var folders: [String] = []
        var path = path
        while path.count > 1 {
            folders.append(path)
            path = folder(of: path)
        }
        return folders
    }

    private static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    private static func executablePath() -> String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        #if canImport(Darwin)
        var size = UInt32(path.count)
        guard _NSGetExecutablePath(&path, &size) == 0 else { return "" }
        #else
        guard readlink("/proc/self/exe", &path, path.count - 1) > 0 else { return "" }
        #endif
        return String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
