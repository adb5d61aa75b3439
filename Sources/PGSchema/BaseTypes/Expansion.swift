import PropertyGraph

/// The types of a catalog as sets of alternatives, as far as that is affordable.
///
///     let expansion = Expansion(of: catalog)
///     if let alternatives = expansion[customerType] { ... }
///
/// A conjunction of unions has exponentially many alternatives. A type with more than ``limit`` of them has none
/// here (`nil`), and neither has a type built from it; whoever asks stays silent about it.
public struct Expansion: Sendable {
    /// The most alternatives of one type.
    public static let limit = 256
    /// What one catalog may cost, in labels and keys put together: some tenths of a second.
    private static let budget = 4_000_000
    /// What one question may cost.
    private static let budgetOfQuestion = 400_000

    /// The catalog whose types these are.
    public let catalog: Catalog
    private var known: [[Alternative]?]
    private var empty: Set<TypeID> = []

    /// Expands every type once, each after those it refers to.
    /// - Complexity: bounded; types for which the budget does not suffice have no alternatives.
    public init(of catalog: Catalog) {
        self.catalog = catalog
        known = Array(repeating: nil, count: catalog.types.count)
        var budget = Self.budget
        for id in catalog.typesInOrderOfUse {
            known[id.index] = expand(catalog[id], &budget)
            if known[id.index]?.allSatisfy(\.isEmpty) ?? false { empty.insert(id) }
        }
    }

    /// The alternatives of a type without repetition, or nil if there are too many.
    public subscript(id: TypeID) -> [Alternative]? { known[id.index] }

    /// Whether no element conforms to a type; false if that cannot be told.
    public func isEmpty(_ id: TypeID) -> Bool { empty.contains(id) }

    /// The alternatives of a label expression, or nil if there are too many.
    public func alternatives(of term: LabelTerm) -> [Alternative]? {
        var budget = Self.budgetOfQuestion
        return alternatives(of: term, &budget)
    }

    /// The alternatives of a label expression, or nil if there are too many or a shared budget is used up.
    func alternatives(of term: LabelTerm, _ budget: inout Int) -> [Alternative]? {
        switch term {
        case .label(let label): return [Alternative(element: BaseType(labels: [label]))]
        case .type(let id): return known[id.index]
        case .optional(let part):
            return alternatives(of: part, &budget).flatMap { distinct($0 + [.neutral], &budget) }
        case .any(let parts):
            var found: [Alternative] = []
            for part in parts {
                guard let more = alternatives(of: part, &budget), found.count + more.count <= 4 * Self.limit
                else { return nil }
                found += more
            }
            return distinct(found, &budget)
        case .all(let parts):
            var found: [Alternative] = [.neutral]
            for part in parts {
                guard let more = alternatives(of: part, &budget), let product = product(found, more, &budget)
                else { return nil }
                found = product
            }
            return found
        }
    }

    /// The alternatives of an element's form, ends not considered.
    func alternatives(of form: ElementForm, _ budget: inout Int) -> [Alternative]? {
        guard var found = form.labels.map({ alternatives(of: $0, &budget) }) ?? [.neutral] else { return nil }
        let record = form.record
        for index in found.indices {
            if form.opensLabels { found[index].element.opensLabels = true }
            found[index].element = found[index].element.combined(with: record)
        }
        return distinct(found, &budget)
    }

    private func expand(_ type: ElementType, _ budget: inout Int) -> [Alternative]? {
        guard let found = alternatives(of: type.form, &budget) else { return nil }
        guard let endpoints = type.endpoints else { return found }
        guard let sources = alternatives(of: endpoints.source, &budget),
            let targets = alternatives(of: endpoints.target, &budget),
            let atSource = product(
                found, sources.map { Alternative(element: .neutral, source: $0.element) }, &budget)
        else { return nil }
        return product(atSource, targets.map { Alternative(element: .neutral, target: $0.element) }, &budget)
    }

    private func product(_ left: [Alternative], _ right: [Alternative], _ budget: inout Int) -> [Alternative]?
    {
        guard left.count * right.count <= Self.limit, budget > 0 else { return nil }
        return distinct(left.flatMap { one in right.map { one.combined(with: $0) } }, &budget)
    }

    private func distinct(_ alternatives: [Alternative], _ budget: inout Int) -> [Alternative]? {
        for alternative in alternatives { budget -= alternative.size }
        guard budget > 0 else { return nil }
        guard alternatives.count > 1 else { return alternatives }
        var seen: Set<Alternative> = []
        let kept = alternatives.filter { seen.insert($0).inserted }
        return kept.count <= Self.limit ? kept : nil
    }
}

extension ElementForm {
    /// What the braces alone demand.
    var record: BaseType {
        BaseType(
            properties: Dictionary(
                properties.map { ($0.key, BaseType.Property(isOptional: $0.isOptional, type: $0.type)) },
                uniquingKeysWith: { first, _ in first }),
            opensContent: opensContent)
    }
}

extension Catalog {
    /// Every type after those it refers to; of a circle, which is an error anyway, in any order.
    var typesInOrderOfUse: [TypeID] {
        var isVisited = [Bool](repeating: false, count: types.count)
        var order: [TypeID] = []
        for root in types.indices where !isVisited[root] {
            isVisited[root] = true
            var stack = [(type: root, waiting: types[root].references.sorted())]
            while let top = stack.indices.last {
                guard let next = stack[top].waiting.popLast() else {
                    order.append(TypeID(index: stack.removeLast().type))
                    continue
                }
                guard !isVisited[next.index] else { continue }
                isVisited[next.index] = true
                stack.append((next.index, types[next.index].references.sorted()))
            }
        }
        return order
    }
}
