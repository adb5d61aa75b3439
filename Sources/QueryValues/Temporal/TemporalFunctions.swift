/// The functions that make dates, times and durations.
public enum TemporalFunctions {
    /// All of them, in the order of the manual.
    public static let functions: [Function] =
        TemporalKind.allCases.flatMap(\.functions) + sinceEpoch + [duration] + betweens
}
