import PGSchema
import PropertyGraph
import Testing

@testable import ReferenceSemantics

@Suite("Values of the reference semantics")
struct ReferenceValueTests {
    static let ascending: [Value] = [
        .float(-.infinity), .float(-1e300), .integer(-1), .float(-0.5), .integer(0),
        .float(.leastNonzeroMagnitude),
        .float(0.1),
        .integer(1), .decimal(DecimalNumber(unscaled: 15, scale: 1)), .integer(2),
        .float(9_007_199_254_740_992),
        .integer(9_007_199_254_740_993), .integer(.max), .unsigned(.max), .float(1e300), .float(.infinity),
    ]

    @Test("numbers of all types have one exact order")
    func order() {
        for (index, left) in Self.ascending.enumerated() {
            for (other, right) in Self.ascending.enumerated() {
                let order = CanonicalValue(left).order(comparedTo: CanonicalValue(right))
                #expect(order == Order(index, other), "\(left) \(right)")
            }
        }
    }

    @Test("equal numbers have one form")
    func equality() {
        let half = DecimalNumber(unscaled: 500, scale: 3)
        #expect(CanonicalValue(.integer(1)) == CanonicalValue(.float(1)))
        #expect(CanonicalValue(.decimal(half)) == CanonicalValue(.float(0.5)))
        #expect(CanonicalValue(.float(-0.0)) == CanonicalValue(.integer(0)))
        #expect(CanonicalValue(.integer(1)) != CanonicalValue(.string("1")))
        #expect(CanonicalValue(.string("\u{e9}")) != CanonicalValue(.string("e\u{301}")))
        #expect(CanonicalValue(.integer(1)).order(comparedTo: CanonicalValue(.string("1"))) == nil)
    }

    @Test(
        "dates are counted in days",
        arguments: [("1970-01-01", 0), ("2000-03-01", 11_017), ("1969-12-31", -1)])
    func dates(text: String, days: Int) throws {
        #expect(try #require(CivilDate(text: text)).days == days)
        #expect(CivilDate(days: days).text == text)
    }
}
