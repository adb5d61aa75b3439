import CLMDB

/// The tables of the catalog file; `docs/format.md` draws what is in them.
enum CatalogTable: Int, CaseIterable {
    /// What the store says of itself: LMDB's unnamed table.
    case catalog
    /// Nodes that were written since the last merge, by id.
    case nodes
    /// Edges that were written since the last merge, by id.
    case edges
    /// The new edges by the node that they leave.
    case outgoing
    /// The new edges by the node that they enter.
    case incoming
    /// The nodes and edges of the delta by hashes of identifiers and keys.
    case keys
    /// Which elements of the segment the delta has something to say about, a bit each.
    case marks

    private var name: String? {
        switch self {
        case .catalog: nil
        case .nodes: "nodes"
        case .edges: "edges"
        case .outgoing: "outgoing"
        case .incoming: "incoming"
        case .keys: "keys"
        case .marks: "marks"
        }
    }

    /// Whether a key has several values, sorted and of equal length.
    var hasDuplicates: Bool {
        switch self {
        case .outgoing, .incoming, .keys: true
        case .catalog, .nodes, .edges, .marks: false
        }
    }

    func open(
        _ transaction: OpaquePointer?, _ path: String, creating: Bool
    ) throws(StoreError) -> MDB_dbi {
        var number: MDB_dbi = 0
        var flags = hasDuplicates ? UInt32(MDB_DUPSORT | MDB_DUPFIXED) : 0
        if creating, name != nil { flags |= UInt32(MDB_CREATE) }
        try LMDBEnvironment.check(mdb_dbi_open(transaction, name, flags, &number), path)
        return number
    }
}
