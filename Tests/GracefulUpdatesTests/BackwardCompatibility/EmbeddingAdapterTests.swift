import GracefulUpdates
import LearningCore
import Tensors
import Testing

@Suite("adapters between versions", .needsTorch)
struct EmbeddingAdapterTests {
    /// Random vectors.
    private func vectors(_ count: Int, _ dimension: Int, seed: UInt64) throws -> Embeddings {
        var random = SeededRandom(seed: seed).stream("vectors")
        return try Embeddings(
            (0..<count * dimension).map { _ in random.uniform() * 2 - 1 }, dimension: dimension)
    }

    /// A random rotation [dimension, dimension], by QR.
    private func rotation(_ dimension: Int, seed: UInt64) throws -> Tensor {
        let random = try vectors(dimension, dimension, seed: seed)
        return try Tensor(random.values, shape: [dimension, dimension]).qr().q
    }

    private func multiplied(_ embeddings: Embeddings, _ matrix: Tensor) throws -> Embeddings {
        let product = try Tensor(embeddings.values, shape: [embeddings.count, embeddings.dimension])
            .matmul(matrix)
        return try Embeddings(product.data(), name: "the product")
    }

    private func largestDifference(_ a: Embeddings, _ b: Embeddings) -> Double {
        zip(a.values, b.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }

    private func matrix(of adapter: EmbeddingAdapter) throws -> Tensor {
        try Tensor(#require(adapter.stateData()["matrix"]))
    }

    private func orthogonality(_ q: Tensor) throws -> Double {
        let gram = try q.transposed().matmul(q)
        return try (gram - Tensor.identity(gram.shape[0], type: .float64)).norm().double()
    }

    @Test("a planted rotation is found again")
    func plantedRotation() throws {
        let (old, hidden) = (try vectors(200, 8, seed: 1), try rotation(8, seed: 2))
        let new = try multiplied(old, hidden)
        let adapter = try EmbeddingAdapter.fit(from: old, to: new, method: .procrustes)
        #expect(try (matrix(of: adapter) - hidden).absolute().largest().double() < 1e-10)
        #expect(try orthogonality(matrix(of: adapter)) < 1e-12)
        let unseen = try vectors(20, 8, seed: 3)
        let mapped = try adapter(unseen)
        #expect(try largestDifference(mapped, multiplied(unseen.normalised(), hidden)) < 1e-10)
    }

    @Test("no random rotation leaves a smaller residual than Procrustes's")
    func leastResidual() throws {
        let (old, new) = (try vectors(60, 5, seed: 4), try vectors(60, 5, seed: 5))
        let adapter = try EmbeddingAdapter.fit(from: old, to: new, method: .procrustes)
        func centred(_ embeddings: Embeddings) throws -> Tensor {
            let tensor = try Tensor(
                embeddings.normalised().values, shape: [embeddings.count, embeddings.dimension])
            return try tensor - tensor.mean([0])
        }
        let (o, z) = (try centred(old), try centred(new))
        func residual(_ q: Tensor) throws -> Double { try (o.matmul(q) - z).square().sum().double() }
        let least = try residual(matrix(of: adapter))
        #expect(try abs(adapter.residual(from: old, to: new) * 60 - least) < 1e-9)
        for seed in 0..<100 { #expect(try residual(rotation(5, seed: UInt64(seed))) >= least) }
    }

    @Test("where widths differ the matrix has orthonormal columns, or rows", arguments: [(3, 6), (6, 3)])
    func widthsDiffer(from: Int, to: Int) throws {
        let adapter = try EmbeddingAdapter.fit(
            from: vectors(50, from, seed: 6), to: vectors(50, to, seed: 7), method: .procrustes)
        let q = try matrix(of: adapter)
        #expect(q.shape == [from, to])
        #expect(try orthogonality(from >= to ? q : q.transposed()) < 1e-12)
    }

    @Test("the ridge map satisfies the normal equations", arguments: [0, 1e-4, 0.3])
    func ridge(ridge: Double) throws {
        let (old, new) = (try vectors(80, 4, seed: 8), try vectors(80, 7, seed: 9))
        let adapter = try EmbeddingAdapter.fit(from: old, to: new, method: .linear(ridge: ridge))
        let w = try matrix(of: adapter)
        func centred(_ embeddings: Embeddings) throws -> Tensor {
            let tensor = try Tensor(
                embeddings.normalised().values, shape: [embeddings.count, embeddings.dimension])
            return try tensor - tensor.mean([0])
        }
        let (o, z) = (try centred(old), try centred(new))
        let left = try o.transposed().matmul(o).matmul(w) / 80 + w * ridge
        #expect(try (left - o.transposed().matmul(z) / 80).absolute().largest().double() < 1e-12)
    }

    @Test("a linear relation that no rotation has is found by the ridge map")
    func linearRelation() throws {
        let old = try vectors(100, 4, seed: 10)
        let stretched = try multiplied(
            old.normalised(), Tensor(rows: [[2, 1], [0, 1], [1, 0], [0.5, 0.25]]))
        let new = stretched.normalised()
        let linear = try EmbeddingAdapter.fit(from: old, to: new, method: .linear(ridge: 1e-9))
        let rotation = try EmbeddingAdapter.fit(from: old, to: new, method: .procrustes)
        #expect(try linear.residual(from: old, to: new) < rotation.residual(from: old, to: new))
    }

    private let quick = ForwardNetwork.Settings(epochs: 60, batchSize: 64, learningRate: 5e-3, hidden: 32)

    @Test("the network learns what the old vectors lack from side information")
    func network() throws {
        let whole = try vectors(256, 6, seed: 11).normalised()
        let old = whole.cut(to: 3)
        let side = try Embeddings(
            whole.values.indices.filter { $0 % 6 > 2 }.map { whole.values[$0] }, dimension: 3)
        let with = try EmbeddingAdapter.fit(from: old, to: whole, method: .network(quick), side: side)
        let without = try EmbeddingAdapter.fit(from: old, to: whole, method: .network(quick))
        #expect(with.sideDimension == 3 && without.sideDimension == 0)
        let (seen, unseen) = (
            try with.residual(from: old, to: whole, side: side), try without.residual(from: old, to: whole)
        )
        #expect(seen < unseen / 2, "\(seen) with, \(unseen) without")
    }

    @Test("the same seed gives the same network")
    func repeatable() throws {
        let (old, new) = (try vectors(64, 3, seed: 12), try vectors(64, 4, seed: 13))
        let settings = ForwardNetwork.Settings(epochs: 2, batchSize: 16, hidden: 8, seed: 5)
        let fitted = try (0..<2).map { _ in
            try EmbeddingAdapter.fit(from: old, to: new, method: .network(settings))
        }
        #expect(try fitted[0](old) == fitted[1](old))
    }

    @Test(
        "an adapter is read back from its folder and maps alike", arguments: ["procrustes", "linear", "mlp"])
    func directory(name: String) throws {
        let method: EmbeddingAdapter.Method =
            switch name {
            case "procrustes": .procrustes
            case "linear": .linear(ridge: 1e-3)
            default: .network(.init(epochs: 2, batchSize: 16, hidden: 8))
            }
        let (old, new) = (try vectors(64, 3, seed: 14), try vectors(64, 4, seed: 15))
        let adapter = try EmbeddingAdapter.fit(from: old, to: new, method: method)
        let folder = try TemporaryFolder()
        try ModelDirectory.write(
            adapter.stateData(),
            manifest: ModelManifest(
                kind: EmbeddingAdapter.kind, architecture: adapter.architecture, data: [], seed: 0,
                hyperparameters: adapter.manifestEntries, madeBy: RunEnvironment(versions: [:])),
            to: folder.path("a"))
        let read = try EmbeddingAdapter(reading: ModelDirectory(reading: folder.path("a")))
        #expect(read.methodName == name && read.architecture == adapter.architecture)
        #expect(try read(old) == adapter(old))
    }

    @Test("a folder that says it is an adapter and is none is refused with its name")
    func noAdapter() throws {
        let folder = try TemporaryFolder()
        func refused(_ entries: [String: JSONValue], _ weights: [String: TensorData], _ name: String) throws {
            try ModelDirectory.write(
                weights,
                manifest: ModelManifest(
                    kind: EmbeddingAdapter.kind, architecture: "?", data: [], seed: 0,
                    hyperparameters: entries, madeBy: RunEnvironment(versions: [:])),
                to: folder.path(name))
            let error = #expect(throws: GracefulUpdateError.self) {
                try EmbeddingAdapter(reading: ModelDirectory(reading: folder.path(name)))
            }
            #expect(error?.description.contains(name) == true)
        }
        let matrix = try TensorData([1.0, 2], shape: [1, 2])
        try refused([:], ["matrix": matrix], "without-method")
        try refused(["method": "procrustes"], ["matrix": matrix], "without-source")
        try refused(
            ["method": "linear"],
            [
                "matrix": matrix, "source": try TensorData([1.0, 2], shape: [2]),
                "target": try TensorData([1.0, 2], shape: [2]),
            ], "other-widths")
        try refused(
            [
                "method": "mlp",
                "widths": ["input": 1, "side": 0, "output": 1_000_000_000, "hidden": 2],
            ], ["matrix": matrix], "too-wide")
    }

    @Test("vectors of another dimension, or side information that is too short, are refused")
    func misfits() throws {
        let (old, new) = (try vectors(10, 3, seed: 16), try vectors(10, 4, seed: 17))
        let adapter = try EmbeddingAdapter.fit(from: old, to: new, method: .procrustes)
        #expect(throws: EmbeddingError.self) { try adapter(new) }
        #expect(throws: EmbeddingError.self) { try adapter(old, side: new) }
        #expect(throws: GracefulUpdateError.self) {
            try EmbeddingAdapter.fit(from: old, to: vectors(9, 4, seed: 18), method: .procrustes)
        }
        #expect(throws: GracefulUpdateError.self) {
            try EmbeddingAdapter.fit(from: old, to: new, method: .procrustes, side: new)
        }
        #expect(throws: GracefulUpdateError.self) {
            try EmbeddingAdapter.fit(from: old, to: new, method: .linear(ridge: .nan))
        }
    }
}
