import Cypher
import QueryValues
import Testing

@Suite("Operators")
struct OperatorTests {
    static let results: [(QueryValue, BinaryOperator, QueryValue, String)] = [
        (1, .add, 2, "3"), (1, .add, 2.5, "3.5"), (1.5, .add, 1, "2.5"), ("a", .add, "b", "'ab'"),
        ("a", .add, 1, "'a1'"), (1, .add, "a", "'1a'"), ("a", .add, 1.0, "'a1.0'"),
        ([1], .add, [2], "[1, 2]"),
        ([1], .add, 2, "[1, 2]"), (1, .add, [2], "[1, 2]"), ([1], .add, "a", "[1, 'a']"),
        (["a": 1], .add, [2], "[{a: 1}, 2]"), (nil, .add, 1, "null"), ([1], .add, nil, "null"),
        ("a", .concatenate, "b", "'ab'"), ([1], .concatenate, [2], "[1, 2]"),
        (nil, .concatenate, "a", "null"),
        (3, .subtract, 5, "-2"), (3, .subtract, 0.5, "2.5"), (nil, .subtract, 1, "null"),
        (3, .multiply, 4, "12"), (3, .multiply, 0.5, "1.5"),
        (7, .divide, 2, "3"), (-7, .divide, 2, "-3"), (7, .divide, 2.0, "3.5"), (1, .divide, 0.0, "Infinity"),
        (-1.0, .divide, 0, "-Infinity"), (0.0, .divide, 0.0, "NaN"), (nil, .divide, 0, "null"),
        (7, .modulo, 3, "1"), (-7, .modulo, 3, "-1"), (7.5, .modulo, 2, "1.5"),
        (.integer(.min), .modulo, -1, "0"),
        (1.0, .modulo, 0.0, "NaN"), (2, .power, 3, "8.0"), (2, .power, -1, "0.5"), (nil, .power, 2, "null"),
        (decimal(11, 1), .add, 1, "2.1"), (decimal(11, 1), .add, 0.5, "1.6"),
        (decimal(11, 1), .multiply, decimal(2, 0), "2.2"), (decimal(75, 1), .modulo, 2, "1.5"),
        (decimal(75, 1), .divide, 2, "3.75"),
        (.stored(.unsigned(.max)), .subtract, .integer(.max), "9223372036854775808"),
        (.stored(.unsigned(.max)), .divide, 2, "9223372036854775807"),
        (1, .in, [1, 2], "true"), (1, .in, [2, 3], "false"), (1, .in, [2, nil], "null"),
        (1, .in, [1, nil], "true"),
        (nil, .in, [], "false"), (nil, .in, [1], "null"), (nil, .in, nil, "null"), (1, .in, nil, "null"),
        (1, .in, ["1", 2], "false"), ([1, 2], .in, [1, [1, 2]], "true"), ([1, 2], .in, [1, 2], "false"),
        ([], .in, [[]], "true"), ([nil], .in, [[nil]], "null"),
        ([1, 2], .in, [[nil, "foo"], [1, 2]], "true"),
        ([1, 2], .in, [[nil, "foo"]], "false"), ([1, 2], .in, [[nil, 2]], "null"),
        ("abc", .startsWith, "ab", "true"), ("abc", .startsWith, "", "true"),
        ("abc", .startsWith, "b", "false"),
        ("abc", .startsWith, nil, "null"), (1, .startsWith, "1", "null"), ("é", .startsWith, "e", "false"),
        ("e\u{301}", .startsWith, "e", "true"), ("abc", .endsWith, "bc", "true"),
        ("c", .endsWith, "bc", "false"),
        ("abc", .endsWith, "", "true"), ([], .endsWith, "c", "null"), ("aaab", .contains, "aab", "true"),
        ("ababac", .contains, "abac", "true"), ("abc", .contains, "", "true"),
        ("abc", .contains, "ca", "false"),
        ("a\nb", .contains, "\n", "true"), (true, .contains, [:], "null"), ("", .contains, "a", "false"),
        ("abc", .matches, "a.c", "true"), ("abc", .matches, "ab", "false"),
        ("abcd", .matches, "ab|abcd", "true"),
        ("ABC", .matches, "(?i)abc", "true"), ("a\nb", .matches, "a.b", "false"),
        ("a\nb", .matches, "(?s)a.b", "true"),
        ("abc\n", .matches, "abc", "false"), ("a.c", .matches, "\\Qa.c", "true"),
        ("ab", .matches, "(?x)a b # both", "true"),
        ("", .matches, "", "true"), ("é", .matches, ".", "true"), (nil, .matches, "a", "null"),
        ("a", .matches, 1, "null"),
    ]

    @Test("give the result of openCypher", arguments: results)
    func result(left: QueryValue, symbol: BinaryOperator, right: QueryValue, expected: String) throws {
        #expect(try Operators.apply(symbol, left, right).description == expected)
    }

    static let errors: [(QueryValue, BinaryOperator, QueryValue, QueryError.Kind, String)] = [
        (.integer(.max), .add, 1, .arithmetic, "IntegerOverflow"),
        (.integer(.min), .subtract, 1, .arithmetic, "IntegerOverflow"),
        (.integer(.max), .multiply, 2, .arithmetic, "IntegerOverflow"),
        (.integer(.min), .divide, -1, .arithmetic, "IntegerOverflow"),
        (.stored(.unsigned(.max)), .add, 1, .arithmetic, "IntegerOverflow"),
        (decimal(1, 38), .multiply, decimal(1, 1), .arithmetic, "IntegerOverflow"),
        (1, .divide, 0, .arithmetic, "DivisionByZero"), (1, .modulo, 0, .arithmetic, "DivisionByZero"),
        (decimal(1, 1), .divide, 0, .arithmetic, "DivisionByZero"),
        (decimal(1, 1), .modulo, decimal(0, 1), .arithmetic, "DivisionByZero"),
        (true, .add, 1, .type, "InvalidArgumentType"), ("a", .add, true, .type, "InvalidArgumentType"),
        (["a": 1], .add, 1, .type, "InvalidArgumentType"), ("a", .subtract, 1, .type, "InvalidArgumentType"),
        (node(1), .multiply, 1, .type, "InvalidArgumentType"), ([], .divide, 1, .type, "InvalidArgumentType"),
        ("a", .modulo, 1, .type, "InvalidArgumentType"), ("a", .power, 1, .type, "InvalidArgumentType"),
        ("a", .concatenate, 1, .type, "InvalidArgumentType"), (1, .in, 1, .type, "InvalidArgumentType"),
        (1, .in, "a", .type, "InvalidArgumentType"), ("a", .matches, "(", .argument, "InvalidArgumentValue"),
        ("a", .matches, "a)|(a", .argument, "InvalidArgumentValue"),
    ]

    @Test("fail with the class and detail of openCypher", arguments: errors)
    func failure(
        left: QueryValue, symbol: BinaryOperator, right: QueryValue, kind: QueryError.Kind, detail: String
    ) throws {
        let error = try #require(throws: QueryError.self) { try Operators.apply(symbol, left, right) }
        #expect(error.kind == kind)
        #expect(error.detail == detail)
        #expect(error.phase == .runtime)
    }

    static let symbols: [BinaryOperator] = [
        .add, .subtract, .multiply, .divide, .modulo, .power, .in, .startsWith, .endsWith, .contains,
        .matches,
        .concatenate,
    ]

    @Test("give null for null, and never trap", arguments: symbols)
    func anyOperands(symbol: BinaryOperator) {
        for left in sampleValues {
            for right in sampleValues {
                let result = try? Operators.apply(symbol, left, right)
                if right.isNull || left.isNull && symbol != .in {
                    #expect(result?.isNull == true, "\(left) \(symbol.rawValue) \(right)")
                }
            }
        }
    }

    @Test("put the operands of a sum, a product and a comparison in any order")
    func commutativity() {
        let numbers = sampleValues.filter { Double($0) != nil }
        for left in numbers {
            for right in numbers {
                for symbol in [.add, .multiply] as [BinaryOperator] {
                    let there = try? Operators.apply(symbol, left, right)
                    let back = try? Operators.apply(symbol, right, left)
                    #expect(there?.description == back?.description, "\(left) \(symbol.rawValue) \(right)")
                }
                #expect(left.satisfies(.less, right) == right.satisfies(.greater, left), "\(left), \(right)")
            }
        }
    }

    @Test("give up a regular expression that would take for ever")
    func backtracking() throws {
        let error = try #require(throws: QueryError.self) {
            try Operators.matches(.string(String(repeating: "a", count: 64) + "b"), "(a|a)*c|(a*)*c")
        }
        #expect(error.kind == .resource)
    }

    @Test("say so when a regular expression needs more memory than it may have, rather than find no match")
    func longText() throws {
        let text = QueryValue.string(String(repeating: "ab", count: 500_000))
        let result = Result { () throws(QueryError) in try Operators.matches(text, "(a|b)*") }
        switch result {
        case .success(let value): #expect(value.description == "true")
        case .failure(let error): #expect(error.kind == .resource)
        }
    }

    @Test("find a text within another in time linear in both")
    func search() {
        let text = QueryValue.string(String(repeating: "a", count: 1_000_000))
        let part = QueryValue.string(String(repeating: "a", count: 500_000) + "b")
        #expect(Operators.contains(text, part).description == "false")
    }

    @Test("connect truth values, with null for unknown")
    func logic() throws {
        let values: [QueryValue] = [true, false, nil]
        let and = try values.map { left in try values.map { try Operators.and(left, $0).description } }
        let or = try values.map { left in try values.map { try Operators.or(left, $0).description } }
        let xor = try values.map { left in try values.map { try Operators.xor(left, $0).description } }
        #expect(
            and == [["true", "false", "null"], ["false", "false", "false"], ["null", "false", "null"]])
        #expect(or == [["true", "true", "true"], ["true", "false", "null"], ["true", "null", "null"]])
        #expect(xor == [["false", "true", "null"], ["true", "false", "null"], ["null", "null", "null"]])
        #expect(try values.map { try Operators.not($0).description } == ["false", "true", "null"])
    }

    @Test("connect nothing else", arguments: [1, "true", [], [:], 0.0] as [QueryValue])
    func notTruth(value: QueryValue) {
        #expect(throws: QueryError.self) { try Operators.and(value, true) }
        #expect(throws: QueryError.self) { try Operators.and(false, value) }
        #expect(throws: QueryError.self) { try Operators.or(value, true) }
        #expect(throws: QueryError.self) { try Operators.or(true, value) }
        #expect(throws: QueryError.self) { try Operators.xor(nil, value) }
        #expect(throws: QueryError.self) { try Operators.not(value) }
    }

    @Test("negate numbers and null only")
    func negation() throws {
        #expect(try Operators.negate(1).description == "-1")
        #expect(try Operators.negate(1.5).description == "-1.5")
        #expect(try Operators.negate(nil).isNull)
        #expect(try Operators.negate(decimal(15, 1)).description == "-1.5")
        #expect(
            try #require(throws: QueryError.self) { try Operators.negate(.integer(.min)) }.kind == .arithmetic
        )
        #expect(try #require(throws: QueryError.self) { try Operators.negate("a") }.kind == .type)
    }
}

@Suite("Access to parts of values")
struct AccessTests {
    static let elements: [(QueryValue, QueryValue, String)] = [
        ([1, 2, 3], 0, "1"), ([1, 2, 3], -1, "3"), ([1, 2, 3], 3, "null"), ([1, 2, 3], -4, "null"),
        ([1], .integer(.max), "null"), ([1], .integer(.min), "null"), ([1], nil, "null"), (nil, 0, "null"),
        (["a": 1], "a", "1"), (["a": 1], "A", "null"), (["a": 1], nil, "null"), (nil, "a", "null"),
    ]

    @Test("by index and by key", arguments: elements)
    func element(value: QueryValue, index: QueryValue, expected: String) throws {
        #expect(try Operators.element(of: value, at: index)?.description == expected)
    }

    static let elementErrors: [(QueryValue, QueryValue, String)] = [
        ([1], 1.0, "ListElementAccessByNonInteger"), ([1], "1", "ListElementAccessByNonInteger"),
        ([1], true, "ListElementAccessByNonInteger"), ([1], [1], "ListElementAccessByNonInteger"),
        (["a": 1], 0, "MapElementAccessByNonString"), (["a": 1], 12.3, "MapElementAccessByNonString"),
        (1, 0, "InvalidArgumentType"), ("1", 0, "InvalidArgumentType"), (true, 0, "InvalidArgumentType"),
    ]

    @Test("fails on the wrong type", arguments: elementErrors)
    func elementError(value: QueryValue, index: QueryValue, detail: String) throws {
        let error = try #require(throws: QueryError.self) { _ = try Operators.element(of: value, at: index) }
        #expect(error.kind == .type)
        #expect(error.detail == detail)
    }

    static let slices: [(QueryValue?, QueryValue?, String)] = [
        (1, 3, "[2, 3]"), (1, nil as QueryValue?, "[2, 3]"), (nil as QueryValue?, 2, "[1, 2]"), (0, 0, "[]"),
        (-3, -1, "[1, 2]"), (3, 1, "[]"), (-5, 5, "[1, 2, 3]"), (.some(.null), 3, "null"),
        (1, .some(.null), "null"),
        (.some(.null), .some(.null), "null"), (.integer(.min), .integer(.max), "[1, 2, 3]"),
    ]

    @Test("by slice", arguments: slices)
    func slice(start: QueryValue?, end: QueryValue?, expected: String) throws {
        #expect(try Operators.slice(of: [1, 2, 3], from: start, to: end).description == expected)
    }

    @Test("by property of a map")
    func property() throws {
        #expect(try Operators.property("a", of: ["a": 1])?.description == "1")
        #expect(try Operators.property("b", of: ["a": 1])?.isNull == true)
        #expect(try Operators.property("a", of: nil)?.isNull == true)
        #expect(try Operators.property("a", of: node(1)) == nil)
        for value in [1, "a", true, [1]] as [QueryValue] {
            let error = try #require(throws: QueryError.self) { _ = try Operators.property("a", of: value) }
            #expect(error.detail == "InvalidArgumentType")
        }
    }
}
