import ArgumentParser
import Query

/// What bounds a query, as commands take it.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How much memory intermediate results may take, such as 512m or 2g; 4g if it is left out.",
            valueName: "size"))
    var memory: MemoryAmount?

    @Option(
        help: ArgumentHelp(
            "How long a query may run, such as 500ms, 10s or 2m; as long as it takes if it is left out.",
            valueName: "time"))
    var timeout: TimeAmount?

    var limits: QueryLimits {
        var limits = QueryLimits()
        if let memory { limits.memory = memory.bytes }
        limits.time = timeout?.duration
        return limits
    }
}
