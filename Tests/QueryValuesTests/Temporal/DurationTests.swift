import Cypher
import QueryValues
import Testing

@Suite("durations from maps")
struct DurationTests {
    @Test(
        "units are summed, and fractions go on to smaller units",
        arguments: [
            (["years": 1, "quarters": 1, "months": 1], "P1Y4M"), (["weeks": 1.5], "P10DT12H"),
            (["years": 0.125, "months": 0.5], "P2M"), (["months": 1, "years": -0.125], "P-15DT-5H-14M-33S"),
            (["seconds": 2.3], "PT2.3S"), (["days": 0.1], "PT2H24M"), (["hours": 25], "PT25H"),
            (["seconds": 1, "milliseconds": -1], "PT0.999S"),
            (["seconds": -61, "nanoseconds": -1], "PT-1M-1.000000001S"),
            (["days": 1, "hours": -1], "P1DT-1H"), (["microseconds": 1.5], "PT0.0000015S"),
            (["days": 0], "PT0S"),
        ] as [(QueryValue, String)])
    func units(map: QueryValue, expected: String) throws {
        #expect(text(try call("duration", map)) == expected)
    }

    @Test(
        "other maps and values are refused",
        arguments: [
            ([:], "empty map"), (["year": 1], "no field `year`"), (["days": "1"], "`days` must be a number"),
            (["days": 1e300], "64 bits"), (["years": 9_223_372_036_854_775_807], "64 bits"),
            (5, "duration() takes"),
        ] as [(QueryValue, String)])
    func refusals(argument: QueryValue, message: String) throws {
        let error = try #require(throws: QueryError.self) { try call("duration", argument) }
        #expect(error.message.contains(message), "\(error.message)")
    }

    @Test("moments since the epoch")
    func sinceEpoch() throws {
        #expect(text(try call("datetime.fromepoch", -1, 500_000_000)) == "1969-12-31T23:59:59.5Z")
        #expect(text(try call("datetime.fromepochmillis", 1_500)) == "1970-01-01T00:00:01.5Z")
        #expect(throws: QueryError.self) { try call("datetime.fromepoch", .integer(.max), .integer(.max)) }
        #expect(throws: QueryError.self) { try call("datetime.fromepochmillis", "1") }
    }

    @Test(
        "every function has another name, and answers null for null",
        arguments: TemporalFunctions.functions.indices)
    func nulls(index: Int) throws {
        let function = TemporalFunctions.functions[index]
        #expect(TemporalFunctions.functions.count { $0.name == function.name } == 1)
        let nulls = QueryValue.null
        let result =
            switch function.arguments.count - function.optional {
            case 2: try call(function.name, nulls, nulls)
            default: try call(function.name, nulls)
            }
        guard case .null = result else {
            Issue.record("\(function.name)(null) is \(result)")
            return
        }
    }
}
