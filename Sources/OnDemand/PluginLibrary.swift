#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A shared library that is opened when it is first needed, so that nothing is linked with what it stands upon.
///
///     let library = try PluginLibrary(named: "espalier-parquet", environment: "ESPALIER_PARQUET")
///     let symbol = try library.symbol("parquet_plugin_open")
///
/// It is looked for where an environment variable says, then next to the executable, then in `.deps/lib` of the
/// folders above the executable, where `scripts/setup` puts it. Not above the current folder: whoever unpacks
/// somebody's data there must not run somebody's code. Once open, a library stays so for as long as the process runs.
public struct PluginLibrary: @unchecked Sendable {
    /// Why a library cannot be used, as part of a sentence: "which is not there".
    public struct Unavailable: Error, Equatable {
        /// The end of the sentence.
        public let reason: String

        /// A reason that follows the name of the library in a sentence.
        public init(reason: String) { self.reason = reason }
    }

    /// The file that was opened.
    public let path: String
    // What dlopen gave: never closed, and dlsym may be called from any thread.
    private let handle: UnsafeMutableRawPointer

    /// Opens the library `lib<name>`.
    ///
    /// - Throws: ``Unavailable`` where it is in none of the places, or does not load.
    public init(named name: String, environment variable: String) throws(Unavailable) {
        try self.init(at: Self.candidates(named: name, environment: variable))
    }

    /// Opens the first of the files that exists.
    ///
    /// - Throws: ``Unavailable`` where none does, or it does not load.
    public init(at candidates: [String]) throws(Unavailable) {
        guard let path = candidates.first(where: { access($0, F_OK) == 0 }) else {
            throw Unavailable(reason: "which is not there")
        }
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "for an unknown reason"
            throw Unavailable(reason: "which does not load (\(reason))")
        }
        self.path = path
        self.handle = handle
    }

    /// A function or a table of the library.
    ///
    /// - Throws: ``Unavailable`` where the library has none of that name, so that it must be another one.
    public func symbol(_ name: String) throws(Unavailable) -> UnsafeMutableRawPointer {
        guard let symbol = dlsym(handle, name) else { throw Unavailable(reason: "which \(path) is not") }
        return symbol
    }

    /// Where the library may be, in order.
    private static func candidates(named name: String, environment variable: String) -> [String] {
        if let chosen = getenv(variable) { return [String(cString: chosen)] }
        let executable = folder(of: executablePath())
        let places = [executable] + above(executable).map { $0 + "/.deps/lib" }
        return places.map { "\($0)/lib\(name).\(suffix)" }
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
