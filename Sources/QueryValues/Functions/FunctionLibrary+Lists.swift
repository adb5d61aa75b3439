import Cypher

extension FunctionLibrary {
    static let lists: [Function] = [
        .strict(
            "size", [.oneOf([.list, .string])], gives: .integer,
            "How many elements a list has, or characters a text."
        ) { (arguments) throws(QueryError) in
            switch arguments[0] {
            case .list(let elements): .integer(Int64(elements.count))
            case .string(let text): .integer(Int64(text.unicodeScalars.count))
            default: throw arguments.wrongType(at: 0, needs: "LIST or STRING")
            }
        },
        .strict("cardinality", [.list], gives: .integer, "How many elements a list has.") {
            (arguments) throws(QueryError) in
            .integer(Int64(try arguments.list(0).count))
        },
        .strict(
            "isEmpty", [.oneOf([.list, .map, .string])], gives: .boolean,
            "Whether a list, a map or a text has nothing in it."
        ) { (arguments) throws(QueryError) in
            switch arguments[0] {
            case .list(let elements): .boolean(elements.isEmpty)
            case .map(let map): .boolean(map.count == 0)
            case .string(let text): .boolean(text.utf8.isEmpty)
            default: throw arguments.wrongType(at: 0, needs: "LIST, MAP or STRING")
            }
        },
        .strict("head", [.list], gives: .any, "The first element; null for an empty list.") {
            (arguments) throws(QueryError) in
            try arguments.list(0).first ?? .null
        },
        .strict("last", [.list], gives: .any, "The last element; null for an empty list.") {
            (arguments) throws(QueryError) in
            try arguments.list(0).last ?? .null
        },
        .strict("tail", [.list], gives: .list, "All elements but the first.") {
            (arguments) throws(QueryError) in
            .list(Array(try arguments.list(0).dropFirst()))
        },
        .strict(
            "reverse", [.oneOf([.list, .string])], gives: .any,
            "The elements or characters from last to first."
        ) { (arguments) throws(QueryError) in
            switch arguments[0] {
            case .list(let elements): return .list(elements.reversed())
            case .string(let text):
                return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
            default: throw arguments.wrongType(at: 0, needs: "LIST or STRING")
            }
        },
        .strict(
            "range", [.any, .any, .any], optional: 1, gives: .list,
            "Whole numbers from a first to a last one, both included, by a step of 1 unless told."
        ) { (arguments) throws(QueryError) in
            let numbers = try IntegerRange(arguments.values)
            try ValueLimits.check(list: Int(clamping: numbers.count))
            return .list(numbers.map(QueryValue.integer))
        },
    ]
}

/// The numbers of `range`, which UNWIND may walk without keeping them all.
public struct IntegerRange: Sequence, Sendable {
    /// The first number, if there are any.
    public let start: Int64
    /// The difference of neighbours, not 0.
    public let step: Int64
    /// How many there are.
    public let count: UInt64

    /// The numbers from one to another, both included, by a step.
    ///
    /// - Throws: `ArgumentError` for other values than whole numbers, and for a step of 0.
    public init(_ arguments: [QueryValue]) throws(QueryError) {
        var numbers: [Int64] = []
        for argument in arguments {
            guard case .integer(let number) = argument else { throw .rangeBound(argument) }
            numbers.append(number)
        }
        let step = numbers.count > 2 ? numbers[2] : 1
        guard step != 0 else { throw .argumentOutOfRange(0, of: "range", needs: "a step other than 0") }
        let (first, last) = (Int128(numbers[0]), Int128(numbers[1]))
        start = numbers[0]
        self.step = step
        let steps = (last - first) / Int128(step)
        let isAhead = step > 0 ? last >= first : last <= first
        count = isAhead ? UInt64(clamping: steps + 1) : 0
    }

    /// The numbers in order.
    public func makeIterator() -> some IteratorProtocol<Int64> {
        // The last number is within 64 bits; a step beyond it wraps and is never seen.
        var (next, left) = (start, count)
        return AnyIterator {
            guard left > 0 else { return nil }
            defer { (next, left) = (next &+ step, left - 1) }
            return next
        }
    }
}
