import Interchange

/// The members of an object in a policy, read strictly: whatever is not understood might have been a condition.
struct PolicyMembers {
    private let members: [String: JSONValue]
    private let path: String

    init(_ members: [String: JSONValue], path: String) {
        self.members = members
        self.path = path
    }

    /// The names, in order.
    var names: [String] { members.keys.sorted() }

    /// The name of a member as messages have it, such as `compatibility.metric`.
    func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func requireKnown(_ keys: [String]) throws(PolicyError.Cause) {
        guard let stranger = names.first(where: { !keys.contains($0) }) else { return }
        throw .unknownKey(
            key: name(stranger), suggestion: closestSpelling(to: stranger, among: keys), known: keys)
    }

    static func object(_ value: JSONValue, key: String?) throws(PolicyError.Cause) -> [String: JSONValue] {
        guard case .object(let members) = value else { throw .wrongType(key: key, wanted: "an object") }
        return members
    }

    func object(_ key: String) throws(PolicyError.Cause) -> PolicyMembers? {
        guard let value = members[key] else { return nil }
        return PolicyMembers(try Self.object(value, key: name(key)), path: name(key))
    }

    func number(_ key: String, in range: ClosedRange<Double>) throws(PolicyError.Cause) -> Double? {
        let number: Double
        switch members[key] {
        case nil: return nil
        case .integer(let whole)?: number = Double(whole)
        case .number(let real)?: number = real
        default: throw .wrongType(key: name(key), wanted: "a number")
        }
        guard range.contains(number) else {
            throw .outOfRange(
                key: name(key), found: NumberText.shortest(number),
                range: range.upperBound.isFinite && range.upperBound < 1e300
                    ? "from \(NumberText.shortest(range.lowerBound)) to \(NumberText.shortest(range.upperBound))"
                    : "from \(NumberText.shortest(range.lowerBound)) on")
        }
        return number
    }

    func count(_ key: String) throws(PolicyError.Cause) -> Int? {
        switch members[key] {
        case nil: return nil
        case .integer(let whole)? where whole >= 0: return Int(whole)
        default: throw .wrongType(key: name(key), wanted: "a whole number that is not negative")
        }
    }

    func truth(_ key: String) throws(PolicyError.Cause) -> Bool? {
        switch members[key] {
        case nil: return nil
        case .boolean(let truth)?: return truth
        default: throw .wrongType(key: name(key), wanted: "true or false")
        }
    }

    func text(_ key: String) throws(PolicyError.Cause) -> String? {
        switch members[key] {
        case nil: return nil
        case .text(let text)?: return text
        default: throw .wrongType(key: name(key), wanted: "a text")
        }
    }

    func choice<Choice: RawRepresentable<String>>(
        _ key: String, of choices: [Choice]
    ) throws(PolicyError.Cause) -> Choice? {
        guard let text = try text(key) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw .unknownChoice(
                key: name(key), found: text, forms: choices.map(\.rawValue).joined(separator: " or "))
        }
        return choice
    }
}
