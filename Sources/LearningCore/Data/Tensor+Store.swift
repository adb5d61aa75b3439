import GraphStore
import Tensors

extension Tensor {
    /// The vectors of a property as a matrix of float32, one row for each row of the table, where they lie in the store's file.
    ///
    ///     let papers = snapshot.segment?.nodeTables.first { $0.labels.contains("Paper") }
    ///     let embeddings = try papers?.column("embedding").map { try Tensor(vectors: $0) }
    ///
    /// Nothing is copied, and the file stays mapped until the last tensor that shares it is gone. It cannot be written: make a
    /// ``copy()`` of what is to be changed in place. What was written since the last import or merge is not in the segment;
    /// `Snapshot.isMerged` says whether there is any.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where the property holds something else than vectors of one dimension, or some rows
    ///   have none.
    /// - Complexity: O(1)
    public convenience init(vectors column: SegmentColumn) throws(TensorError) {
        guard case .vectors(let dimension, let numbers) = column.storage else {
            throw .invalid("the values of `\(column.key)` are no vectors of one dimension")
        }
        if column.presence != nil {
            throw .invalid(
                "some elements have no `\(column.key)`; read the vectors of those that do with a query")
        }
        let memory = numbers.memory
        try self.init(
            sharing: memory.bytes, type: .float32, shape: [column.count, dimension], keptBy: memory.owner)
    }
}
