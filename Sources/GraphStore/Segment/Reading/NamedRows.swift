import PropertyGraph

/// What some elements of a table are called: by their identifiers, or nodes without one by their ids.
struct NamedRows {
    private let identifiers: SegmentIdentifiers?
    private let rows: [Int]
    /// The id of row 0; nil where an element may stay without a name.
    private let first: UInt32?
    private static let unnamed = -1

    init(_ identifiers: SegmentIdentifiers?, rows: [Int], first: UInt32?) {
        self.identifiers = identifiers
        self.rows = rows
        self.first = first
    }

    /// Whether all are surely named in one space, or none is named.
    var isUniform: Bool {
        guard let identifiers else { return true }
        return identifiers.codes == nil && identifiers.column.presence == nil
    }

    /// Which elements can share a batch: a number for each space.
    func group(at position: Int) -> Int {
        guard let identifiers, identifiers.column.presence?[rows[position]] ?? true else {
            return Self.unnamed
        }
        return identifiers.codes.map { Int($0[rows[position]]) } ?? 0
    }

    /// The names of elements of one group.
    func column(of positions: [Int], _ symbols: SymbolTable) -> IdentifierColumn? {
        guard let position = positions.first else { return nil }
        let group = group(at: position)
        guard let identifiers, group != Self.unnamed else {
            return first.map { first in
                IdentifierColumn(
                    .integers(positions.map { Int64(first) + Int64(rows[$0]) }),
                    space: symbols.intern(Segment.idSpace))
            }
        }
        let space = symbols.intern(identifiers.spaces[group])
        let chosen = positions.map { rows[$0] }
        switch identifiers.column.storage {
        case .integers(let numbers):
            return IdentifierColumn(.integers(chosen.map { numbers[$0] }), space: space)
        default:
            return IdentifierColumn(chosen.map { identifiers[$0] ?? .text("") }, space: space)
        }
    }
}
