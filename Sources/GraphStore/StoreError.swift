import Conformance
import PropertyGraph

/// Why a store could not do what was asked.
public enum StoreError: Error {
    /// There is no store there.
    case missing(path: String)
    /// The store holds nothing.
    case empty(path: String)
    /// There is something else there, which is left alone.
    case notAStore(path: String)
    /// A store is there already.
    case exists(path: String)
    /// A file of the store cannot be read or written.
    case unreadable(file: String, reason: String)
    /// A file of the store may not be written.
    case forbidden(file: String)
    /// The disk has no room.
    case diskFull(file: String)
    /// A file of the store is not what it should be.
    case damaged(file: String, reason: String)
    /// The store was written by a newer program.
    case newerFormat(path: String, version: Int)
    /// The data does not conform to the schema; nothing was changed.
    case refused(Report)
    /// The schema is not well formed.
    case unusableSchema(String)
    /// Somebody else is writing.
    case busy
    /// A write began inside a write of the same thread, which would wait for itself for ever.
    case nestedWrite
    /// A node was named that is not there.
    case noSuchNode(NodeID)
    /// An edge was named that is not there.
    case noSuchEdge(EdgeID)
    /// A node was to be deleted that has edges.
    case nodeHasEdges(NodeID)
    /// Another element is called so.
    case identifierTaken(ElementKind, Identifier)
    /// A value whose lists nest too deeply.
    case unstorableValue(key: String)
}

extension StoreError: CustomStringConvertible {
    /// A sentence that names the file and a way out.
    public var description: String {
        switch self {
        case .missing(let path): "There is no store \(path). `espalier import \(path) ...` makes one."
        case .empty(let path): "\(path) holds nothing yet. `espalier import \(path) ...` adds a graph."
        case .notAStore(let path): "\(path) is there and is not a store; name another place."
        case .exists(let path): "\(path) is a store already; name another place, or delete it."
        case .unreadable(let file, let reason): "\(file) cannot be used: \(reason)."
        case .forbidden(let file): "\(file) may not be written; ask its owner, or copy the store."
        case .diskFull(let file): "There is no room left to write \(file); nothing was changed."
        case .damaged(let file, let reason):
            "\(file) is damaged: \(reason). Restore the store from a copy, or import the data again."
        case .newerFormat(let path, let version):
            "\(path) is of format \(version), which is newer than this program; use a newer espalier."
        case .refused(let report):
            "The data does not conform to `\(report.graphType)` (\(report.violationCount) violations); "
                + "nothing was changed."
        case .unusableSchema(let reason): reason
        case .busy: "Another writer is at work; wait for it, or try again."
        case .nestedWrite:
            "A write began inside another write; do all of it in the one transaction that is there."
        case .noSuchNode(let node):
            "There is no node \(node.raw); ids hold until the next merge or import, identifiers for good."
        case .noSuchEdge(let edge):
            "There is no edge \(edge.raw); ids hold until the next merge or import, identifiers for good."
        case .nodeHasEdges(let node):
            "Node \(node.raw) has edges; delete them first, or delete the node with `detaching: true`."
        case .identifierTaken(let kind, let identifier):
            "There is \(kind == .node ? "a node" : "an edge") \(Value.string(identifier.description).literal) already; "
                + "choose another identifier."
        case .unstorableValue(let key):
            "The lists of property `\(key)` nest more than \(ValueCodec.depthLimit) deep, which is the limit."
        }
    }
}
