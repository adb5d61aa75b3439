/// What an import does with data that does not conform.
public enum ImportPolicy: String, Sendable, CaseIterable {
    /// Nothing is imported.
    case reject
    /// What conforms is imported; the rest is written beside the store, each element with the reasons.
    case quarantine
    /// Everything that can be stored is imported, and the store remembers that it does not conform.
    case admit
}
