import Foundation

/// `{"input": [1, 28, 28], "embedding": 32, "shared": ["width"], "layers": [{"widths": [2, 4], "blocks": [{"kernel": 3}]}]}`
///
/// A layer may have `activations` (`relu`), `stride` (1) and `pooling` (none) too, a block `groups` (1) and `separable`
/// (false), the space `mean` (false); what is left out is what stands in brackets.
extension SearchSpace: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case input, layers, shared, mean, embedding
    }

    /// Reads a space and checks it.
    public init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            input: container.decode([Int].self, forKey: .input),
            layers: container.decode([Layer].self, forKey: .layers),
            shared: container.decodeIfPresent(Set<Property>.self, forKey: .shared) ?? [],
            endsInMean: container.decodeIfPresent(Bool.self, forKey: .mean) ?? false,
            embedding: container.decode(Int.self, forKey: .embedding))
    }

    /// Writes the space.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(input, forKey: .input)
        try container.encode(layers, forKey: .layers)
        try container.encode(Property.allCases.filter(shared.contains), forKey: .shared)
        try container.encode(endsInMean, forKey: .mean)
        try container.encode(embedding, forKey: .embedding)
    }

    /// Reads a space from a JSON file.
    ///
    /// - Throws: ``ArchitectureSearchError`` that names the file and what is wrong with it.
    public init(reading path: String) throws(ArchitectureSearchError) {
        let limit = 1 << 20
        let data: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            data = try file.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw .spaceFile(path: path, reason: "it cannot be read")
        }
        guard data.count <= limit else {
            throw .spaceFile(path: path, reason: "it has more than \(limit >> 20) MB")
        }
        do { self = try JSONDecoder().decode(SearchSpace.self, from: data) } catch {
            throw .spaceFile(path: path, reason: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }
            return path.isEmpty ? "it" : "`\(path.joined().drop { $0 == "." })`"
        }
        switch error {
        case ArchitectureSearchError.space(let reason): return reason
        case DecodingError.keyNotFound(let key, let context):
            return "\(place(context)) lacks `\(key.stringValue)`"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            return "\(place(context)) holds a value of another kind"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "\(place(context)) holds a value that is not known or out of range"
        default: return "it is not the JSON of one, or holds a number that is too large"
        }
    }
}

extension SearchSpace.Layer: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case widths, blocks, activations, stride, pooling
    }

    /// Reads a layer's choices.
    public init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            widths: try container.decode([Int].self, forKey: .widths),
            blocks: try container.decode([SearchSpace.Block].self, forKey: .blocks),
            activations: try container.decodeIfPresent(
                [NetworkDescription.Nonlinearity].self, forKey: .activations) ?? [.relu],
            stride: try container.decodeIfPresent(Int.self, forKey: .stride) ?? 1,
            pooling: try container.decodeIfPresent(Int.self, forKey: .pooling))
    }

    /// Writes a layer's choices.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(widths, forKey: .widths)
        try container.encode(blocks, forKey: .blocks)
        try container.encode(activations, forKey: .activations)
        try container.encode(stride, forKey: .stride)
        try container.encodeIfPresent(pooling, forKey: .pooling)
    }
}

extension SearchSpace.Block: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case kernel, groups
        case isSeparable = "separable"
    }

    /// Reads a block.
    public init(from decoder: any Decoder) throws {
        try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kernel: try container.decode(Int.self, forKey: .kernel),
            groups: try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1,
            isSeparable: try container.decodeIfPresent(Bool.self, forKey: .isSeparable) ?? false)
    }

    /// Writes a block.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kernel, forKey: .kernel)
        try container.encode(groups, forKey: .groups)
        try container.encode(isSeparable, forKey: .isSeparable)
    }
}

extension Decoder {
    /// Refuses an object with a key that means nothing, which may be a misspelt one that would be overlooked.
    fileprivate func refuseKeys(besides known: [String]) throws {
        let found = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted()
        guard let unknown = found.first(where: { !known.contains($0) }) else { return }
        throw ArchitectureSearchError.space(
            reason: "`\(unknown.prefix(40))` means nothing here; known are \(known.joined(separator: ", "))")
    }
}

/// A key of any name.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
