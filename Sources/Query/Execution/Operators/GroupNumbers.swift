import Cypher
import QueryValues

/// The groups of an aggregation, numbered as they come.
///
/// Keys that are codes or ids are looked up as integers; what stands for a group in the end are its values, so that rows whose
/// keys come in different forms find the same group.
struct GroupNumbers {
    private let keys: [(variable: Variable, expression: BoundExpression)]
    private var numbers: [GroupingKey: Int] = [:]
    /// The same by codes or ids, as far as they were met.
    private var byCode = IntegerTable()
    /// Which texts and types the codes are of.
    private var forms: [KeyForm] = []
    private(set) var values: [[QueryValue]] = []
    var count: Int { values.count }

    init(_ keys: [(variable: Variable, expression: BoundExpression)]) { self.keys = keys }

    /// The group of all rows where there are no keys.
    mutating func beginSingle() { _ = number(of: []) }

    /// The number of the group of each row.
    mutating func numbers(_ batch: Batch, _ execution: Execution) throws -> [Int] {
        if keys.isEmpty {
            if batch.count > 0 { beginSingle() }
            return [Int](repeating: 0, count: batch.count)
        }
        if let owner = owner(batch, execution) {
            // Few nodes have many rows: the property is read once for each node.
            let expressions = keys
            return try numbers(codes: owner.map { UInt64($0) }, [.node], batch.count) { row in
                let single = batch.slice(row..<row + 1)
                return try expressions.map { try execution.value($0.expression, single) }
            }
        }
        let vectors = try keys.map { try execution.evaluate($0.expression, batch) }
        if let (codes, forms) = Self.codes(vectors, batch.count) {
            return try numbers(codes: codes, forms, batch.count) { row in vectors.map { $0[row] } }
        }
        return try (0..<batch.count).map { row in try number(of: vectors.map { $0[row] }, execution) }
    }

    private mutating func numbers(
        codes: [UInt64], _ forms: [KeyForm], _ count: Int, _ key: (Int) throws -> [QueryValue]
    ) throws -> [Int] {
        if forms != self.forms {
            byCode = IntegerTable()
            self.forms = forms
        }
        var found: [Int] = []
        found.reserveCapacity(count)
        for row in 0..<count {
            if let known = byCode.number(of: codes[row]) {
                found.append(known)
            } else {
                let number = self.number(of: try key(row))
                _ = byCode.insert(codes[row], number)
                found.append(number)
            }
        }
        return found
    }

    private mutating func number(of key: [QueryValue], _ execution: Execution) throws -> Int {
        let before = count
        let number = number(of: key)
        if count > before { try execution.budget.keep(bytes: 128 + key.reduce(0) { $0 + $1.footprint }) }
        return number
    }

    /// The number of a group by its values.
    mutating func number(of key: [QueryValue]) -> Int {
        let grouping = GroupingKey(.list(key))
        if let known = numbers[grouping] { return known }
        numbers[grouping] = values.count
        values.append(key)
        return values.count - 1
    }

    /// The nodes of which the only key is a property, unless the property itself comes as codes.
    private func owner(_ batch: Batch, _ execution: Execution) -> [UInt32]? {
        guard keys.count == 1, case .property(.variable(let variable), let key, _) = keys[0].expression,
            case .nodes(let ids) = batch[variable], execution.deleted.nodes.isEmpty,
            !execution.columns.isCoded(key, ofNodes: ids)
        else { return nil }
        return ids
    }

    /// Codes that are equal exactly where the keys are equivalent; nil where the keys are not of such a form.
    private static func codes(_ vectors: [Vector], _ count: Int) -> (codes: [UInt64], forms: [KeyForm])? {
        guard vectors.count <= 2 else { return nil }
        if vectors.count == 1, case .integers(let numbers) = vectors[0] {
            return (numbers.map { UInt64(bitPattern: $0) }, [.integer])
        }
        var forms: [KeyForm] = []
        var parts: [[UInt32]] = []
        for vector in vectors {
            switch vector {
            case .nodes(let ids):
                parts.append(ids)
                forms.append(.node)
            case .texts(let codes, let texts):
                parts.append(codes)
                forms.append(.text(ObjectIdentifier(texts)))
            default: return nil
            }
        }
        if parts.count == 1 { return (parts[0].map { UInt64($0) }, forms) }
        return ((0..<count).map { UInt64(parts[0][$0]) << 32 | UInt64(parts[1][$0]) }, forms)
    }

    private enum KeyForm: Equatable {
        case integer, node
        case text(ObjectIdentifier)
    }
}
