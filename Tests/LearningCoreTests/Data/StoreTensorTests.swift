import GraphStore
import PropertyGraph
import Tensors
import Testing

@testable import LearningCore

@Suite(
    "Tensors over a store's columns",
    .enabled("Tensors need libtorch, which `scripts/setup --torch` installs") { Torch.isAvailable })
struct StoreTensorTests {
    /// A merged store of papers, some perhaps without an embedding.
    private func snapshot(_ embeddings: [Value?], in folder: TemporaryFolder) throws -> Snapshot {
        let store = try GraphStore.create(folder.path("papers.espalier"))
        try store.write { graph in
            for embedding in embeddings {
                _ = try graph.insertNode(
                    labels: ["Paper"], properties: embedding.map { ["embedding": $0] } ?? [:])
            }
        }
        try store.merge()
        return try store.read { $0 }
    }

    private func column(of snapshot: Snapshot) throws -> SegmentColumn {
        let table = try #require(snapshot.segment?.nodeTables.first)
        return try #require(try table.column("embedding"))
    }

    @Test("have the stored vectors as rows, and keep the file mapped after the store is forgotten")
    func vectors() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let tensor = try {
            let snapshot = try snapshot([.vector([1, 2, 3]), .vector([4, 5, 6])], in: folder)
            return try Tensor(vectors: column(of: snapshot))
        }()
        #expect(tensor.shape == [2, 3])
        #expect(try tensor.matmul(tensor.transposed()).array(of: Float.self) == [14, 32, 32, 77])
    }

    @Test(
        "are refused where there is no matrix to be seen",
        arguments: [
            ([.vector([1, 2]), nil], "some elements have no `embedding`"),
            ([.string("a"), .string("b")], "the values of `embedding` are no vectors of one dimension"),
            ([.vector([1, 2]), .vector([1])], "the values of `embedding` are no vectors of one dimension"),
        ] as [([Value?], String)])
    func refusals(embeddings: [Value?], phrase: String) throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let column = try column(of: snapshot(embeddings, in: folder))
        let error = #expect(throws: TensorError.self) { try Tensor(vectors: column) }
        #expect(error?.description.contains(phrase) == true)
    }
}
