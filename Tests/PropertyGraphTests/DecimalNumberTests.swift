import PropertyGraph
import Testing

@Suite("Decimal numbers")
struct DecimalNumberTests {
    @Test(
        "a decimal number is read and keeps its digits",
        arguments: [
            ("0", "0"), ("-12.50", "-12.50"), ("+1.5", "1.5"), ("007", "7"), ("1.5e3", "1500"),
            ("15E-1", "1.5"), ("0.001", "0.001"), ("-0.0", "0.0"),
            ("1e-38", "0." + String(repeating: "0", count: 37) + "1"),
            ("0e999", "0"),
            ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
            ("100000000000000000000000000000000000000", nil), ("1e38", nil), ("1e-39", nil), ("1.", nil),
            (".5", nil), ("", nil), ("-", nil), ("1e", nil), ("1 ", nil), ("0x1", nil), ("NaN", nil),
        ] as [(String, String?)])
    func text(text: String, written: String?) { #expect(DecimalNumber(text)?.description == written) }

    @Test("numbers are compared by value, whatever their scale")
    func comparing() {
        let ascending = ["-10", "-9.99", "-1", "-0.1", "0", "0.099", "0.1", "1", "1.01", "9.9", "10"]
        let numbers = ascending.compactMap { DecimalNumber($0) }
        for (position, left) in numbers.enumerated() {
            for (other, right) in numbers.enumerated() {
                #expect((left < right) == (position < other))
                #expect((left == right) == (position == other))
            }
        }
        #expect(DecimalNumber("1.50") == DecimalNumber("1.5"))
        #expect(DecimalNumber("1.50").hashValue == DecimalNumber("1.5").hashValue)
        #expect(DecimalNumber("0.00") == DecimalNumber("0"))
    }

    @Test("numbers of 39 digits, which only code can make, are compared without overflow")
    func extremes() {
        let largest = DecimalNumber(unscaled: .max, scale: 0)
        let smallest = DecimalNumber(unscaled: .min, scale: 0)
        let fraction = DecimalNumber(unscaled: .max, scale: 38)
        #expect(smallest < fraction && fraction < largest)
        #expect(DecimalNumber(unscaled: .min, scale: 38) < fraction)
        #expect(smallest.description == "-170141183460469231731687303715884105728")
    }

    @Test("the text of any number reads as that number")
    func roundTrip() {
        var random = SeededGenerator(state: 3)
        for _ in 0..<10_000 {
            let number = DecimalNumber(
                unscaled: Int128(Int64(truncatingIfNeeded: random.next()))
                    * Int128(random.wholeNumber() >> 2),
                scale: random.below(39))
            #expect(DecimalNumber(number.description) == number)
        }
    }
}
