import Cypher
import PropertyGraph

/// A sum of numbers or of durations.
///
/// Whole numbers are summed in 128 bits, so that only a result beyond 64 bits fails, not one on the way. Floats are summed
/// with compensation (Neumaier), so that small ones beside large ones count.
struct RunningSum: Sendable {
    private var integers: Int128 = 0
    private var floats = CompensatedSum()
    private var decimals: QueryValue?
    private var durations: RunningDurationSum?
    private var hasNumbers = false
    private var hasFloats = false
    /// Whether a number was above `Int64.max` to begin with: only then may the sum be.
    private var hasUnsigned = false

    mutating func add(_ value: QueryValue, weight: Int, for aggregate: Aggregate) throws(QueryError) {
        switch value {
        case .integer(let number):
            guard integers.add(Int128(number), times: weight) else { throw .sumOverflow(aggregate) }
            hasNumbers = true
        case .float(let number):
            floats.add(number, weight: weight)
            (hasNumbers, hasFloats) = (true, true)
        case .stored(.unsigned(let number)):
            guard integers.add(Int128(number), times: weight) else { throw .sumOverflow(aggregate) }
            (hasNumbers, hasUnsigned) = (true, true)
        case .stored(.decimal):
            let product = try Operators.multiply(value, .integer(Int64(weight)))
            decimals = try Operators.add(decimals ?? 0, product)
            hasNumbers = true
        case .duration(let duration):
            var sum = durations ?? RunningDurationSum()
            guard sum.add(duration, weight: weight) else { throw .sumOverflow(aggregate) }
            durations = sum
        default: throw .cannotAggregate(value, with: aggregate)
        }
        guard durations == nil || !hasNumbers else { throw .mixedAggregation(aggregate) }
    }

    /// Adds whole numbers that were added up before.
    mutating func add(integers sum: Int128, for aggregate: Aggregate) throws(QueryError) {
        guard integers.add(sum, times: 1) else { throw .sumOverflow(aggregate) }
        hasNumbers = true
        guard durations == nil else { throw .mixedAggregation(aggregate) }
    }

    func total(for aggregate: Aggregate) throws(QueryError) -> QueryValue {
        if let durations {
            guard let total = durations.total else { throw .sumOverflow(aggregate) }
            return .duration(total)
        }
        if hasFloats { return .float(double) }
        let whole: QueryValue
        if let integer = Int64(exactly: integers) {
            whole = .integer(integer)
        } else if hasUnsigned, let unsigned = UInt64(exactly: integers) {
            whole = .stored(.unsigned(unsigned))
        } else {
            throw .sumOverflow(aggregate)
        }
        guard let decimals else { return whole }
        return try Operators.add(decimals, whole)
    }

    func mean(of count: Int64, for aggregate: Aggregate) throws(QueryError) -> QueryValue {
        guard count > 0 else { return .null }
        if let durations {
            guard let mean = durations.mean(of: count) else { throw .sumOverflow(aggregate) }
            return .duration(mean)
        }
        return .float(double / Double(count))
    }

    private var double: Double {
        var sum = floats
        sum.add(Double(integers), weight: 1)
        if let decimals = decimals?.number?.nearestDouble { sum.add(decimals, weight: 1) }
        return sum.total
    }
}

/// A sum of floats with the part that rounding lost, kept apart.
struct CompensatedSum: Sendable {
    private var sum = 0.0
    private var lost = 0.0

    mutating func add(_ number: Double, weight: Int) {
        let number = number * Double(weight)
        let next = sum + number
        lost += sum.magnitude >= number.magnitude ? (sum - next) + number : (number - next) + sum
        sum = next
    }

    /// The sum; an infinite one has no part to correct.
    var total: Double { sum.isFinite ? sum + lost : sum }
}
