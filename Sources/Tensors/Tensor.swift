import CTorch

/// An array of numbers of one type in any number of dimensions, held by libtorch.
///
///     let x = try Tensor([1, 2, 3, 4] as [Float], shape: [2, 2])
///     let y = try (x.matmul(x) + 1).relu().mean()
///     print(try y.double())
///
/// A tensor is a reference: views share its elements, and what changes them in place is seen through all of them.
/// Operations follow the broadcasting rules of NumPy. Each throws ``TensorError`` with libtorch's own message where
/// shapes or types do not fit; none traps. Tensors are not `Sendable`: one thread at a time works with them, and
/// libtorch uses several inside an operation.
public final class Tensor {
    /// The plugin's reference, which this object owns.
    let handle: OpaquePointer

    init(owning handle: OpaquePointer) { self.handle = handle }

    deinit {
        if case .success(let functions) = Torch.opened { functions.release(handle) }
    }

    // A tensor exists only where the plugin is open.
    var functions: torch_plugin {
        guard case .success(let functions) = Torch.opened else {
            preconditionFailure("a tensor exists, so libtorch is open")
        }
        return functions
    }

    /// How many dimensions there are; 0 for a single number.
    public var rank: Int { functions.rank(handle) }

    /// The size of each dimension.
    public var shape: [Int] {
        let rank = rank
        return [Int](unsafeUninitializedCapacity: rank) { sizes, count in
            sizes.withMemoryRebound(to: Int64.self) { functions.shape(handle, $0.baseAddress, nil) }
            count = rank
        }
    }

    /// How many elements in memory lie between neighbours of each dimension.
    public var strides: [Int] {
        var sizes = [Int64](repeating: 0, count: rank)
        var strides = sizes
        functions.shape(handle, &sizes, &strides)
        return strides.map(Int.init)
    }

    /// The size of one dimension; those below zero count from the end.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where there is no such dimension.
    public func size(_ dimension: Int) throws(TensorError) -> Int {
        let shape = shape
        let position = dimension < 0 ? dimension + shape.count : dimension
        guard shape.indices.contains(position) else {
            throw .invalid("a tensor of shape \(shape) has no dimension \(dimension)")
        }
        return shape[position]
    }

    /// How many elements there are.
    public var count: Int { Int(functions.count(handle)) }

    /// What the elements are.
    public var scalarType: ScalarType {
        guard let type = ScalarType(rawValue: functions.scalar_type(handle)) else {
            preconditionFailure("operations of this layer make no tensors of other types")
        }
        return type
    }

    /// Where the elements lie.
    public var device: Device { Device(packed: functions.device(handle)) }

    /// Whether elements lie in memory in the order of their indices, without gaps.
    public var isContiguous: Bool { functions.is_contiguous(handle) }

    /// Whether the elements are kept in a sparse form.
    public var isSparse: Bool {
        // The first layout of libtorch is the dense one.
        functions.layout(handle) != 0
    }
}

extension Tensor: CustomStringConvertible {
    /// Type and shape, and the elements of a small tensor.
    public var description: String {
        let head = "Tensor(\(scalarType.name), \(shape)"
        guard count <= 16, !isSparse, scalarType.isFloatingPoint, let values = try? array(of: Double.self)
        else {
            return head + ")"
        }
        return head + ", \(values))"
    }
}
