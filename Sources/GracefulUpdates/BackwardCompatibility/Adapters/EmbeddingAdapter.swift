import LearningCore
import Tensors

/// A map from one version's embeddings to another's, for models that were not trained to be compatible.
///
///     let adapter = try EmbeddingAdapter.fit(from: old, to: new, method: .procrustes)
///     let gallery = try adapter(oldGallery)            // new queries search it
///
/// Fitted from old to new it is applied to the gallery, once; from new to old, to each query, and the gallery stays as it
/// is. Vectors are brought to length 1 before they are mapped, since only their angles are compared. It is fitted on
/// training records: on those that are searched it would have seen the answers.
public struct EmbeddingAdapter {
    /// How the map is found.
    public enum Method: Sendable, Hashable {
        /// A rotation, from the singular vectors of the products of both versions' centred embeddings; into fewer dimensions
        /// it is a projection, which agrees best with the other version and need not be the nearest to it.
        case procrustes
        /// A linear map and an offset, with this added to the mean square of each coordinate.
        case linear(ridge: Double)
        /// A small network, which may see side information that was stored with each record.
        case network(ForwardNetwork.Settings)
    }

    enum Map {
        case linear(LinearMap)
        case network(ForwardNetwork)
    }
    let map: Map
    /// The method's name, as manifests and commands have it.
    public let methodName: String

    /// The dimension that it takes.
    public var inputDimension: Int {
        switch map {
        case .linear(let map): map.inputDimension
        case .network(let network): network.shape.input
        }
    }

    /// The dimension that it gives.
    public var outputDimension: Int {
        switch map {
        case .linear(let map): map.outputDimension
        case .network(let network): network.shape.output
        }
    }

    /// The dimension of the side information that it takes; 0 without.
    public var sideDimension: Int {
        switch map {
        case .linear: 0
        case .network(let network): network.shape.side
        }
    }

    /// Maps embeddings.
    ///
    /// - Parameters:
    ///   - embeddings: Vectors of the version that it was fitted from.
    ///   - side: What was stored with each record, where the map was fitted with it.
    /// - Returns: As many vectors, of the version that it was fitted to.
    /// - Throws: `EmbeddingError` where dimensions or counts do not fit, or `TensorError`.
    public func callAsFunction(_ embeddings: Embeddings, side: Embeddings? = nil) throws -> Embeddings {
        guard embeddings.dimension == inputDimension else {
            throw EmbeddingError.dimensionsDiffer(
                name: "the set of vectors to be mapped", dimension: embeddings.dimension,
                other: "what the adapter takes",
                otherDimension: inputDimension)
        }
        guard side?.dimension ?? 0 == sideDimension else {
            throw EmbeddingError.dimensionsDiffer(
                name: "the side information", dimension: side?.dimension ?? 0,
                other: "what the adapter takes",
                otherDimension: sideDimension)
        }
        if let side, side.count != embeddings.count {
            throw EmbeddingError.countsDiffer(
                name: "the side information", vectors: embeddings.count, labels: side.count)
        }
        let unit = embeddings.normalised()
        switch map {
        case .linear(let map): return try map(unit)
        case .network(let network): return try network(unit, side: side)
        }
    }

    /// The mean squared distance between mapped vectors and what they should have been, at length 1.
    public func residual(
        from: Embeddings, to: Embeddings, side: Embeddings? = nil
    ) throws -> Double {
        let mapped = try self(from, side: side)
        let wanted = to.normalised()
        return zip(mapped.values, wanted.values).reduce(0) {
            $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
        } / Double(mapped.count)
    }
}

extension Embeddings {
    /// The numbers as a tensor [count, dimension], in double precision.
    func tensor() throws(TensorError) -> Tensor { try Tensor(values, shape: [count, dimension]) }
}
