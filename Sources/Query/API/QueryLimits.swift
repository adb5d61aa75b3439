/// What bounds a query.
public struct QueryLimits: Sendable {
    /// How many bytes of intermediate results a query may keep.
    public var memory: Int
    /// How long a query may run; nil for as long as it takes.
    public var time: Duration?

    /// Limits.
    public init(memory: Int = 4 << 30, time: Duration? = nil) {
        self.memory = memory
        self.time = time
    }
}
