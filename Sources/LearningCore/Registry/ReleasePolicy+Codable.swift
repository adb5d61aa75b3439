import Foundation
import Interchange

extension ReleasePolicy {
    /// How long a policy may be, in bytes.
    private static let mostBytes = 1 << 20

    /// Reads a policy from a file of JSON, which may be a pipe.
    ///
    /// - Throws: ``PolicyError``, whose sentence names the file, the key and a way out.
    public init(reading path: String) throws(PolicyError) {
        // A byte more than the limit is enough to know; a pipe or a device may have any number.
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw PolicyError(source: path, .unreadable)
        }
        var content = Data()
        do {
            while content.count <= Self.mostBytes,
                let part = try file.read(upToCount: Self.mostBytes + 1 - content.count), !part.isEmpty
            { content += part }
        } catch { throw PolicyError(source: path, .unreadable) }
        try self.init(json: content, source: path)
    }

    /// Reads a policy; `source` is what messages call it.
    ///
    /// - Throws: ``PolicyError``, whose sentence names the source, the key and a way out.
    public init(json: Data, source: String) throws(PolicyError) {
        guard json.count <= Self.mostBytes else {
            throw PolicyError(source: source, .tooLong(limit: Self.mostBytes))
        }
        let value: JSONValue
        do { value = try JSONDecoder().decode(JSONValue.self, from: json) } catch {
            throw PolicyError(source: source, .noJSON)
        }
        do throws(PolicyError.Cause) { self = try ReleasePolicy(value) } catch {
            throw PolicyError(source: source, error)
        }
    }

    fileprivate init(_ value: JSONValue) throws(PolicyError.Cause) {
        let members = PolicyMembers(try PolicyMembers.object(value, key: nil), path: "")
        try members.requireKnown([
            "maxNFR", "gate", "maxErrorIncrease", "maxSliceNFR", "compatibility", "maxEpsilon",
            "allowsPrivacyLoss", "maxParameters", "metrics",
        ])
        self.init(
            maxNFR: try members.number("maxNFR", in: 0...1),
            gate: try members.choice("gate", of: Gate.allCases) ?? .upper,
            maxErrorIncrease: try members.number("maxErrorIncrease", in: -1...1),
            maxSliceNFR: try members.number("maxSliceNFR", in: 0...1),
            compatibility: try members.object("compatibility").map(Compatibility.init),
            maxEpsilon: try members.number("maxEpsilon", in: 0...Double.greatestFiniteMagnitude),
            allowsPrivacyLoss: try members.truth("allowsPrivacyLoss") ?? false,
            maxParameters: try members.count("maxParameters"))
        guard let metrics = try members.object("metrics") else { return }
        for name in metrics.names {
            guard let range = try metrics.object(name) else { continue }
            self.metrics[name] = try Range(range)
        }
    }
}

extension ReleasePolicy.Compatibility {
    fileprivate init(_ members: PolicyMembers) throws(PolicyError.Cause) {
        try members.requireKnown(["metric", "distance", "minGain"])
        guard let name = try members.text("metric") else {
            throw .missing(key: members.name("metric"), forms: RetrievalMetric.forms)
        }
        guard let metric = RetrievalMetric(name) else {
            throw .unknownChoice(key: members.name("metric"), found: name, forms: RetrievalMetric.forms)
        }
        self.init(
            metric: metric,
            distance: try members.choice("distance", of: RetrievalScores.Distance.allCases) ?? .cosine,
            minGain: try members.number("minGain", in: -1...1))
    }
}

extension ReleasePolicy.Range {
    fileprivate init(_ members: PolicyMembers) throws(PolicyError.Cause) {
        try members.requireKnown(["atMost", "atLeast"])
        let all = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
        self.init(
            atMost: try members.number("atMost", in: all), atLeast: try members.number("atLeast", in: all))
        guard atMost != nil || atLeast != nil else {
            throw .missing(key: members.name("atMost"), forms: "a number, or `atLeast`")
        }
    }
}

extension ReleasePolicy: Codable {
    /// Reads a policy as strictly as a file of it is read.
    public init(from decoder: any Decoder) throws {
        let value = try JSONValue(from: decoder)
        do throws(PolicyError.Cause) { self = try ReleasePolicy(value) } catch {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: PolicyError(source: "the policy", error).description))
        }
    }

    /// Writes what is asked for, and nothing of the rest.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

    private var json: JSONValue {
        var members: [String: JSONValue] = [:]
        members["maxNFR"] = maxNFR.map(JSONValue.number)
        members["maxErrorIncrease"] = maxErrorIncrease.map(JSONValue.number)
        members["maxSliceNFR"] = maxSliceNFR.map(JSONValue.number)
        if asksForFlips { members["gate"] = .text(gate.rawValue) }
        members["compatibility"] = compatibility.map { compatibility in
            var members: [String: JSONValue] = [
                "metric": .text(compatibility.metric.description),
                "distance": .text(compatibility.distance.rawValue),
            ]
            members["minGain"] = compatibility.minGain.map(JSONValue.number)
            return .object(members)
        }
        members["maxEpsilon"] = maxEpsilon.map(JSONValue.number)
        if allowsPrivacyLoss { members["allowsPrivacyLoss"] = true }
        members["maxParameters"] = maxParameters.map { .integer(Int64($0)) }
        if !metrics.isEmpty {
            members["metrics"] = .object(
                metrics.mapValues { range in
                    var members: [String: JSONValue] = [:]
                    members["atMost"] = range.atMost.map(JSONValue.number)
                    members["atLeast"] = range.atLeast.map(JSONValue.number)
                    return .object(members)
                })
        }
        return .object(members)
    }
}
