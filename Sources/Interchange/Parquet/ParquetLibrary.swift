import CParquet
import OnDemand

/// The plugin through which Parquet is read: Arrow C++, opened when the first Parquet file is.
///
/// `scripts/setup --parquet` makes it; ``PluginLibrary`` says where it is looked for, `ESPALIER_PARQUET` where else.
struct ParquetLibrary: Sendable {
    /// Its functions; the library stays open for as long as the process runs.
    let functions: parquet_plugin

    private static let opened = Result<ParquetLibrary, PluginLibrary.Unavailable> {
        () throws(PluginLibrary.Unavailable) in
        try ParquetLibrary(PluginLibrary(named: "espalier-parquet", environment: "ESPALIER_PARQUET"))
    }

    /// The plugin, looked for once in a process.
    static func shared() throws(PluginLibrary.Unavailable) -> ParquetLibrary { try opened.get() }

    init(_ library: PluginLibrary) throws(PluginLibrary.Unavailable) {
        let symbol = try library.symbol("parquet_plugin_open")
        guard let table = unsafeBitCast(symbol, to: parquet_plugin_entry.self)() else {
            throw PluginLibrary.Unavailable(reason: "which \(library.path) is not")
        }
        guard table.pointee.version == PARQUET_PLUGIN_VERSION else {
            throw PluginLibrary.Unavailable(reason: "of which \(library.path) is another version")
        }
        functions = table.pointee
    }
}
