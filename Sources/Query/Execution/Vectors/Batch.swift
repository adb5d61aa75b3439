import QueryValues

/// Some rows of the variables of a query.
///
/// Operators hand on about ``Batch/rows`` at a time. A batch may be factorised: with ``weights``, each row stands for as many
/// equal ones, which only operators that can count them may ask for.
struct Batch: Sendable {
    /// How many rows an operator aims at.
    static let rows = 2_048

    /// How many rows there are, not counting weights.
    var count: Int
    /// The vectors by number of the variable.
    var vectors: [Vector]
    /// How often each row counts; nil where each counts once.
    var weights: [Int]?

    /// One row without any variable.
    static func single(variables: Int) -> Batch {
        Batch(count: 1, vectors: [Vector](repeating: .absent, count: variables))
    }

    subscript(variable: Variable) -> Vector {
        get { vectors[variable.number] }
        set { vectors[variable.number] = newValue }
    }

    /// Some rows, in their order.
    func gathered(_ rows: [Int]) -> Batch {
        Batch(
            count: rows.count, vectors: vectors.map { $0.gathered(rows) },
            weights: weights.map { weights in rows.map { weights[$0] } })
    }

    /// A stretch of the rows.
    func slice(_ range: Range<Int>) -> Batch {
        range.count == count ? self : gathered(Array(range))
    }

    /// Only the rows for which the truth is yes.
    func filtered(_ truths: [Truth]) -> Batch {
        var rows: [Int] = []
        rows.reserveCapacity(count)
        for row in 0..<count where truths[row] == .yes { rows.append(row) }
        return rows.count == count ? self : gathered(rows)
    }

    /// Forgets variables that nobody asks for any more.
    mutating func keep(only live: [Bool]) {
        for number in vectors.indices where number >= live.count || !live[number] {
            vectors[number] = .absent
        }
    }

    /// Rows of several batches, one after the other.
    static func joined(_ batches: [Batch]) -> Batch {
        guard batches.count != 1 else { return batches[0] }
        let count = batches.reduce(0) { $0 + $1.count }
        let width = batches.first?.vectors.count ?? 0
        let vectors = (0..<width).map { number in
            Vector.joined(batches.map { ($0.vectors[number], $0.count) }, count: count)
        }
        let isWeighted = batches.contains { $0.weights != nil }
        let weights =
            isWeighted
            ? batches.flatMap { $0.weights ?? [Int](repeating: 1, count: $0.count) } : nil
        return Batch(count: count, vectors: vectors, weights: weights)
    }
}

extension Vector {
    fileprivate static func joined(_ parts: [(Vector, count: Int)], count: Int) -> Vector {
        if parts.allSatisfy({ if case .absent = $0.0 { true } else { false } }) { return .absent }
        var nodes: [UInt32] = []
        var integers: [Int64] = []
        var kinds: Set<Int> = []
        var dictionary: CodedTexts?
        var perSecond: Int64 = 0
        for (vector, _) in parts {
            switch vector {
            case .nodes(let ids):
                kinds.insert(0)
                nodes += ids
            case .relationships(let ids):
                kinds.insert(1)
                nodes += ids
            case .integers(let numbers):
                kinds.insert(2)
                integers += numbers
            case .texts(let codes, let texts) where dictionary == nil || dictionary === texts:
                kinds.insert(4)
                dictionary = texts
                nodes += codes
            case .ticks(let ticks, let unit) where perSecond == 0 || perSecond == unit:
                kinds.insert(5)
                perSecond = unit
                integers += ticks
            default: kinds.insert(3)
            }
        }
        switch kinds {
        case [0]: return .nodes(nodes)
        case [1]: return .relationships(nodes)
        case [2]: return .integers(integers)
        case [5]: return .ticks(integers, perSecond: perSecond)
        case [4]:
            guard let dictionary else { fallthrough }
            return .texts(nodes, dictionary)
        default:
            var builder = VectorBuilder(capacity: count)
            for (vector, count) in parts { for row in 0..<count { builder.append(vector[row]) } }
            return builder.finish()
        }
    }
}
