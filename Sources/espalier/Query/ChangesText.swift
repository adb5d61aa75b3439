import Query

extension QueryChanges {
    /// What changed, for people: `2 nodes created, 3 properties set`; empty where nothing did.
    var text: String {
        let counts: [(Int, String, String)] = [
            (nodesCreated, "node created", "nodes created"),
            (nodesDeleted, "node deleted", "nodes deleted"),
            (relationshipsCreated, "relationship created", "relationships created"),
            (relationshipsDeleted, "relationship deleted", "relationships deleted"),
            (propertiesSet, "property set", "properties set"), (labelsAdded, "label added", "labels added"),
            (labelsRemoved, "label removed", "labels removed"),
        ]
        return counts.filter { $0.0 > 0 }.map { "\($0) \($0 == 1 ? $1 : $2)" }.joined(separator: ", ")
    }
}
