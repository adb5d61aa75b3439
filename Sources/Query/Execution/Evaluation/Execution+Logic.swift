import Cypher
import PropertyGraph
import QueryValues

extension Execution {
    /// AND, OR and XOR; an operand is evaluated only for the rows that the ones before have not decided.
    func logical(
        _ operation: LogicalOperator, _ operands: [BoundExpression], _ range: SourceRange, _ batch: Batch
    ) throws -> [Truth] {
        var result = try truths(operands[0], batch, range)
        let decided: Truth? =
            switch operation {
            case .and: .no
            case .or: .yes
            case .xor: nil
            }
        for operand in operands.dropFirst() {
            let open = result.indices.filter { result[$0] != decided }
            guard !open.isEmpty else { break }
            let part = open.count == batch.count ? batch : batch.gathered(open)
            let truths = try truths(operand, part, range)
            for (position, row) in open.enumerated() {
                result[row] = Self.combine(operation, result[row], truths[position])
            }
        }
        return result
    }

    private static func combine(_ operation: LogicalOperator, _ left: Truth, _ right: Truth) -> Truth {
        switch operation {
        case .and: left == .no || right == .no ? .no : left == .yes && right == .yes ? .yes : .unknown
        case .or: left == .yes || right == .yes ? .yes : left == .no && right == .no ? .no : .unknown
        case .xor: left == .unknown || right == .unknown ? .unknown : left == right ? .no : .yes
        }
    }

    /// A comparison of two vectors.
    func compare(
        _ operation: ComparisonOperator, _ left: Vector, _ right: Vector, _ count: Int
    ) throws -> [Truth] {
        switch (left, right) {
        case (.integers(let left), .constant(.integer(let right))):
            return left.map { Truth(Self.holds(operation, $0, right)) }
        case (.integers(let left), .integers(let right)):
            return (0..<count).map { Truth(Self.holds(operation, left[$0], right[$0])) }
        case (.ticks(let ticks, let perSecond), .constant(.localDateTime(let moment))):
            // A moment between two ticks is larger than the first of them.
            let (floor, isBetween) = moment.ticks(rounded: perSecond)
            return ticks.map { tick in
                Truth(
                    Self.holds(
                        operation, isBetween && tick == floor ? -1 : tick < floor ? -1 : tick > floor ? 1 : 0,
                        0))
            }
        case (.texts(let codes, let texts), .constant(.string(let text))):
            let (code, occurs) = texts.code(of: text)
            return codes.map { other in
                guard other != Vector.none else { return .unknown }
                let order: Int64 = other < code ? -1 : other > code || !occurs ? 1 : 0
                return Truth(Self.holds(operation, order, 0))
            }
        case (.constant(let left), .constant(let right)):
            return [Truth](repeating: Truth(left.satisfies(operation, right)), count: count)
        default: return (0..<count).map { Truth(left[$0].satisfies(operation, right[$0])) }
        }
    }

    static func holds(_ operation: ComparisonOperator, _ left: Int64, _ right: Int64) -> Bool {
        switch operation {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }

    /// CASE: each alternative is evaluated for the rows that come to it.
    func conditional(
        _ alternatives: [(condition: BoundExpression, result: BoundExpression)],
        _ otherwise: BoundExpression?,
        _ batch: Batch
    ) throws -> Vector {
        var open = Array(0..<batch.count)
        var result = [QueryValue](repeating: .null, count: batch.count)
        for (condition, value) in alternatives where !open.isEmpty {
            let part = open.count == batch.count ? batch : batch.gathered(open)
            let truths = try truths(condition, part, nil)
            let taken = truths.indices.filter { truths[$0] == .yes }
            try fill(&result, value, part, taken, open)
            open = truths.indices.filter { truths[$0] != .yes }.map { open[$0] }
        }
        if let otherwise, !open.isEmpty {
            let part = open.count == batch.count ? batch : batch.gathered(open)
            try fill(&result, otherwise, part, Array(0..<part.count), open)
        }
        return Vector(result)
    }

    private func fill(
        _ result: inout [QueryValue], _ expression: BoundExpression, _ part: Batch, _ taken: [Int],
        _ rows: [Int]
    ) throws {
        guard !taken.isEmpty else { return }
        let values = try evaluate(expression, taken.count == part.count ? part : part.gathered(taken))
        for (position, row) in taken.enumerated() { result[rows[row]] = values[position] }
    }

    /// The first operand that is not null, each evaluated for the rows that come to it.
    func coalesce(_ operands: [BoundExpression], _ batch: Batch) throws -> Vector {
        var open = Array(0..<batch.count)
        var result = [QueryValue](repeating: .null, count: batch.count)
        for operand in operands where !open.isEmpty {
            let part = open.count == batch.count ? batch : batch.gathered(open)
            let values = try evaluate(operand, part)
            for (position, row) in open.enumerated() { result[row] = values[position] }
            open = open.filter { result[$0].isNull }
        }
        return Vector(result)
    }
}

extension LocalDateTime {
    /// The last tick that is not later, and whether the moment is later than it.
    ///
    /// What lies outside of 64 bits becomes the first or the last tick there is.
    fileprivate func ticks(rounded perSecond: Int64) -> (tick: Int64, isLater: Bool) {
        let unit = 1_000_000_000 / perSecond
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: perSecond)
        if overflow { return (seconds < 0 ? .min : .max, seconds > 0) }
        let part = Int64(nanoseconds) / unit
        let (tick, tooLarge) = whole.addingReportingOverflow(part)
        return tooLarge ? (.max, true) : (tick, Int64(nanoseconds) % unit != 0)
    }
}
