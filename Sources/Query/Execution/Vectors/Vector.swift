import GraphStore
import PropertyGraph
import QueryValues

/// The values of one variable for some rows, as narrowly as their type allows.
///
/// The narrow forms hold no null but where they say so.
enum Vector: Sendable {
    /// The variable has no value here, and nobody asks for it.
    case absent
    /// Ids of nodes; ``Vector/none`` is null.
    case nodes([UInt32])
    /// Ids of relationships; ``Vector/none`` is null.
    case relationships([UInt32])
    /// Whole numbers, none of them null.
    case integers([Int64])
    /// Floating-point numbers, none of them null.
    case floats([Double])
    /// Truth values.
    case truths([Truth])
    /// Texts by their codes; ``Vector/none`` is null.
    case texts([UInt32], CodedTexts)
    /// Dates with a time, as ticks since 1970, none of them null.
    case ticks([Int64], perSecond: Int64)
    /// Any values.
    case values([QueryValue])
    /// One value for all rows.
    case constant(QueryValue)

    /// The id that stands for null.
    static let none = UInt32.max

    /// The value in a row.
    subscript(row: Int) -> QueryValue {
        switch self {
        case .absent: .null
        case .nodes(let ids): ids[row] == Self.none ? .null : .node(Node(NodeID(ids[row])))
        case .relationships(let ids):
            ids[row] == Self.none ? .null : .relationship(Relationship(EdgeID(ids[row])))
        case .integers(let numbers): .integer(numbers[row])
        case .floats(let numbers): .float(numbers[row])
        case .truths(let truths): truths[row].value
        case .texts(let codes, let texts): texts[codes[row]]
        case .ticks(let ticks, let perSecond):
            .localDateTime(LocalDateTime(ticks: ticks[row], perSecond: perSecond))
        case .values(let values): values[row]
        case .constant(let value): value
        }
    }

    /// The values of some rows, in their order.
    func gathered(_ rows: [Int]) -> Vector {
        switch self {
        case .absent, .constant: self
        case .nodes(let ids): .nodes(Self.gather(ids, rows))
        case .relationships(let ids): .relationships(Self.gather(ids, rows))
        case .integers(let numbers): .integers(Self.gather(numbers, rows))
        case .floats(let numbers): .floats(Self.gather(numbers, rows))
        case .truths(let truths): .truths(Self.gather(truths, rows))
        case .texts(let codes, let texts): .texts(Self.gather(codes, rows), texts)
        case .ticks(let ticks, let perSecond): .ticks(Self.gather(ticks, rows), perSecond: perSecond)
        case .values(let values): .values(rows.map { values[$0] })
        }
    }

    private static func gather<Element: BitwiseCopyable>(_ elements: [Element], _ rows: [Int]) -> [Element] {
        elements.withUnsafeBufferPointer { elements in
            [Element](unsafeUninitializedCapacity: rows.count) { buffer, count in
                for (position, row) in rows.enumerated() { buffer[position] = elements[row] }
                count = rows.count
            }
        }
    }

    /// The ids of nodes, null as ``none``.
    ///
    /// - Returns: Nil if a value is neither a node nor null.
    func nodeIDs(count: Int) -> [UInt32]? {
        switch self {
        case .nodes(let ids): return ids
        case .constant(.node(let node)): return [UInt32](repeating: node.id.raw, count: count)
        case .constant(.null), .absent: return [UInt32](repeating: Self.none, count: count)
        case .values(let values):
            var ids: [UInt32] = []
            ids.reserveCapacity(count)
            for value in values {
                switch value {
                case .node(let node): ids.append(node.id.raw)
                case .null: ids.append(Self.none)
                default: return nil
                }
            }
            return ids
        default: return nil
        }
    }

    /// The ids of relationships, null as ``none``.
    ///
    /// - Returns: Nil if a value is neither a relationship nor null.
    func relationshipIDs(count: Int) -> [UInt32]? {
        switch self {
        case .relationships(let ids): return ids
        case .constant(.relationship(let one)): return [UInt32](repeating: one.id.raw, count: count)
        case .constant(.null), .absent: return [UInt32](repeating: Self.none, count: count)
        case .values(let values):
            var ids: [UInt32] = []
            ids.reserveCapacity(count)
            for value in values {
                switch value {
                case .relationship(let one): ids.append(one.id.raw)
                case .null: ids.append(Self.none)
                default: return nil
                }
            }
            return ids
        default: return nil
        }
    }
}

/// A truth value of three-valued logic.
enum Truth: UInt8, Sendable, BitwiseCopyable {
    case no = 0
    case yes = 1
    case unknown = 2

    init(_ value: Bool?) {
        self =
            switch value {
            case true?: .yes
            case false?: .no
            case nil: .unknown
            }
    }

    var value: QueryValue {
        switch self {
        case .no: .boolean(false)
        case .yes: .boolean(true)
        case .unknown: .null
        }
    }

    var negated: Truth {
        switch self {
        case .no: .yes
        case .yes: .no
        case .unknown: .unknown
        }
    }
}
