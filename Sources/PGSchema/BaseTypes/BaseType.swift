import PropertyGraph

/// A formal base type: labels and records that belong together.
///
/// Types are sets of these. Keys are independent of each other, so the records are one rule a key and the
/// question whether other keys are welcome (section 3 of the language's description, "Computable form").
public struct BaseType: Hashable, Sendable {
    /// What a record must have under one key.
    public struct Property: Hashable, Sendable {
        /// Whether a record may lack the key.
        public let isOptional: Bool
        /// The values it may have there.
        public let type: ValueType
    }
    /// The labels that every element carries.
    public internal(set) var labels: Set<String> = []
    /// Whether any further label is welcome.
    public internal(set) var opensLabels = false
    /// The declared keys.
    public internal(set) var properties: [String: Property] = [:]
    /// Whether any further key is welcome.
    public internal(set) var opensContent = false

    /// No labels and the empty record, which changes nothing it is combined with.
    public static let neutral = BaseType()

    /// The labels and records that arise when one part is taken from each side.
    ///
    /// A key that one side does not name takes the other side's rule, even if the side that does not name it is
    /// open; the literal reading would lose the type of an optional key.
    public func combined(with other: BaseType) -> BaseType {
        if self == .neutral { return other }
        if other == .neutral { return self }
        return BaseType(
            labels: labels.union(other.labels), opensLabels: opensLabels || other.opensLabels,
            properties: properties.merging(other.properties) { $0.combined(with: $1) },
            opensContent: opensContent || other.opensContent)
    }

    /// Whether no element has this form, because some required property can have no value.
    public var isEmpty: Bool { properties.values.contains { !$0.isOptional && $0.type.isNothing } }

    /// The required keys for which there is no value, sorted.
    public var unsatisfiableKeys: [String] {
        properties.filter { !$1.isOptional && $1.type.isNothing }.keys.sorted()
    }

    /// How many labels and keys it names.
    var size: Int { labels.count + properties.count }

    /// Keys that both sides leave optional and give types without a common value: either type will do.
    public func disagreements(with other: BaseType) -> [String] {
        properties.compactMap { key, property in
            guard let theirs = other.properties[key], property.isOptional, theirs.isOptional,
                property.type.intersection(with: theirs.type).isNothing
            else { return nil }
            return key
        }.sorted()
    }
}

extension BaseType.Property {
    /// One of (both values, or the value of one side where the other may be absent).
    func combined(with other: Self) -> Self {
        let type: ValueType =
            switch (isOptional, other.isOptional) {
            case (false, false): self.type.intersection(with: other.type)
            case (false, true): self.type
            case (true, false): other.type
            case (true, true): self.type.united(with: other.type)
            }
        return Self(isOptional: isOptional && other.isOptional, type: type)
    }
}

extension BaseType {
    /// Whether every element of the other form is one of this form too.
    public func contains(_ other: BaseType) -> Bool {
        if other.isEmpty { return true }
        guard opensLabels ? labels.isSubset(of: other.labels) : labels == other.labels && !other.opensLabels,
            opensContent || !other.opensContent
        else { return false }
        for (key, theirs) in other.properties {
            guard let mine = properties[key] else {
                if opensContent { continue }
                return false
            }
            guard mine.isOptional || !theirs.isOptional, mine.type.contains(theirs.type) else { return false }
        }
        // A key that only this side names: the other side's records lack it, or have anything there if open.
        return properties.allSatisfy { key, mine in
            other.properties[key] != nil || mine.isOptional && !other.opensContent
        }
    }

    /// Whether some element has both forms.
    public func intersects(_ other: BaseType) -> Bool {
        guard opensLabels || other.labels.isSubset(of: labels),
            other.opensLabels || labels.isSubset(of: other.labels), !isEmpty, !other.isEmpty
        else { return false }
        return admitsRequiredKeys(of: other) && other.admitsRequiredKeys(of: self)
    }

    private func admitsRequiredKeys(of other: BaseType) -> Bool {
        other.properties.allSatisfy { key, theirs in
            guard let mine = properties[key] else { return theirs.isOptional || opensContent }
            return mine.isOptional && theirs.isOptional || mine.type.intersects(theirs.type)
        }
    }
}
