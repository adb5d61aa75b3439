import PropertyGraph
import Testing

@Suite("Equality and order of values")
struct ValueEqualityTests {
    private static func decimal(_ text: String) throws -> Value {
        .decimal(try #require(DecimalNumber(text)))
    }

    @Test("a number is equal to itself in every type that holds it")
    func acrossTypes() throws {
        let one: Set<Value> = [1, 1.0, try Self.decimal("1"), try Self.decimal("1.00")]
        #expect(one.count == 1)
        let half: Set<Value> = [0.5, try Self.decimal("0.50")]
        #expect(half.count == 1)
        let large: Set<Value> = [
            .unsigned(1 << 63), .float(0x1p63), try Self.decimal("9223372036854775808"),
        ]
        #expect(large.count == 1)
        #expect(Value.float(-0.0) == .integer(0))
        #expect(Value.float(.nan) == .float(-.nan))
    }

    @Test("nothing is rounded before it is compared")
    func exactness() throws {
        #expect(Value.integer(1 << 53 + 1) != .float(0x1p53))
        #expect(Value.integer(1 << 53 + 1).order(against: .float(0x1p53)) == .after)
        #expect(Value.integer(.max).order(against: .float(0x1p63)) == .before)
        #expect(try Self.decimal("0.1") != .float(0.1))
        #expect(try Self.decimal("0.1").order(against: .float(0.1)) == .before)
        #expect(try Self.decimal("-0.1").order(against: .float(-0.1)) == .after)
        #expect(Value.float(.leastNonzeroMagnitude).order(against: try Self.decimal("0")) == .after)
        #expect(
            Value.float(1e39).order(against: try Self.decimal("99999999999999999999999999999999999999"))
                == .after)
        #expect(Value.float(-.infinity).order(against: .integer(.min)) == .before)
    }

    @Test("text is compared by its bytes")
    func text() {
        #expect(Value.string("é") != .string("e\u{301}"))
        #expect(Value.string("é").order(against: .string("z")) == .after)
        #expect(Value.string("a").order(against: .string("ab")) == .before)
    }

    @Test("moments with an offset are compared as instants")
    func instants() throws {
        let stockholm = Value.zonedDateTime(
            try #require(ZonedDateTime("2021-03-05T13:00+01:00[Europe/Stockholm]")))
        let london = Value.zonedDateTime(try #require(ZonedDateTime("2021-03-05T12:00Z")))
        #expect(stockholm == london)
        #expect(stockholm.hashValue == london.hashValue)
        let noon = Value.zonedTime(try #require(ZonedTime("12:00Z")))
        #expect(Value.zonedTime(try #require(ZonedTime("13:00+01:00"))) == noon)
        #expect(Value.zonedTime(try #require(ZonedTime("12:00+01:00"))).order(against: noon) == .before)
    }

    @Test("a value of another kind is neither equal nor comparable")
    func kinds() throws {
        let date = Value.date(try #require(CalendarDate("2021-03-05")))
        let pairs: [(Value, Value)] = [
            (1, "1"), (true, 1), (date, "2021-03-05"), ([1], .vector([1])), ([1], 1),
            (.localDateTime(try #require(LocalDateTime("2021-03-05T00:00"))), date),
            (.opaque(type: "POINT", text: "1"), .opaque(type: "MAP", text: "1")),
        ]
        for (left, right) in pairs {
            #expect(left != right)
            #expect(left.order(against: right) == nil)
        }
        #expect(
            Value.duration(try #require(CalendarDuration("P1D"))).order(
                against: .duration(.init(months: 0, days: 1, seconds: 0, nanoseconds: 0))) == nil)
        #expect(Value.float(.nan).order(against: 1) == nil)
    }

    @Test("equal values hash alike, equality is symmetric, and order agrees with it")
    func laws() {
        var random = SeededGenerator(state: 4)
        let values = (0..<900).map { _ in random.value() }
        for left in values {
            #expect(left == left)
            for right in values {
                let isEqual = left == right
                guard isEqual == (right == left), !isEqual || left.hashValue == right.hashValue else {
                    Issue.record("\(left) and \(right): equality is not symmetric or hashes differ")
                    return
                }
                let order = left.order(against: right)
                let reverse = right.order(against: left)
                guard order == reverse.map(\.turned), (order == .same) == (isEqual && order != nil) else {
                    Issue.record("\(left) and \(right): \(String(describing: order))")
                    return
                }
            }
        }
    }

    @Test("order is transitive, across the types of numbers too")
    func transitivity() {
        var random = SeededGenerator(state: 5)
        let numbers = (0..<150).map { _ -> Value in
            switch random.below(3) {
            case 0: .integer(random.wholeNumber())
            case 1: .float(random.float())
            default: .decimal(random.decimal())
            }
        }.filter { $0.order(against: 0) != nil }
        let sorted = numbers.sorted { $0.order(against: $1) == .before }
        for (position, left) in sorted.enumerated() {
            for right in sorted[position...] where left.order(against: right) == .after {
                Issue.record("\(left) sorts before \(right) but is after it")
            }
        }
    }
}

extension Value.Order {
    fileprivate var turned: Value.Order {
        switch self {
        case .before: .after
        case .same: .same
        case .after: .before
        }
    }
}
