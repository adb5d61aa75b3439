/// Which two data sets must be hard to tell apart: the relation that a value of epsilon is about.
///
/// An epsilon means nothing without it. Where one record is replaced, twice as much of a clipped sum can change as where
/// one is added or removed, so the same noise protects less.
public enum NeighbouringRelation: String, Codable, Sendable, CaseIterable {
    /// One record more or one less.
    ///
    /// The size of the data set is secret only from who is told a number that does not depend on it; whoever publishes the
    /// size itself protects a record's content, and not whether there is one more.
    case addRemove = "add-remove"
    /// One record is exchanged for another; the size of the data set is then public.
    case replaceOne = "replace-one"

    /// The relation as the end of a sentence: "the data sets differ by ...".
    public var words: String {
        switch self {
        case .addRemove: "one record added or removed"
        case .replaceOne: "one record replaced by another"
        }
    }

    /// By how many clip norms a sum of clipped contributions differs between neighbours.
    public var clipNormsApart: Double {
        switch self {
        case .addRemove: 1
        case .replaceOne: 2
        }
    }
}
