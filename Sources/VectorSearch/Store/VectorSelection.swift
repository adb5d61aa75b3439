/// Which vectors of a store are meant: a property of the nodes with a label, as one version of a model wrote it.
public struct VectorSelection: Sendable, Hashable {
    /// The label of the nodes.
    public var label: String
    /// The key of their vectors.
    public var property: String
    /// The version of the model that wrote the vectors; nil for the vectors of all versions.
    ///
    /// Those of several versions may be searched together where the newer models were trained to be compatible.
    public var version: String?
    /// The key of the texts that say which version wrote the vector beside them.
    public var versionProperty: String
    /// The version of vectors beside which none is said.
    public var baseVersion: String

    /// Vectors of a property.
    ///
    /// - Parameters:
    ///   - label: The label of the nodes.
    ///   - property: The key of their vectors.
    ///   - version: The version that wrote them; nil for all.
    ///   - versionProperty: The key of the versions, `<property>_version` if it is nil.
    ///   - baseVersion: The version of vectors beside which none is said.
    public init(
        label: String, property: String, version: String? = nil, versionProperty: String? = nil,
        baseVersion: String = "v1"
    ) {
        self.label = label
        self.property = property
        self.version = version
        self.versionProperty = versionProperty ?? property + "_version"
        self.baseVersion = baseVersion
    }

    /// The same property, whatever version wrote it.
    public var ofAllVersions: VectorSelection {
        var selection = self
        selection.version = nil
        return selection
    }
}

extension VectorSelection: CustomStringConvertible {
    /// What is meant, as a part of a sentence.
    public var description: String {
        "vectors `\(property)` of \(label)" + (version.map { " of version \($0)" } ?? "")
    }
}
