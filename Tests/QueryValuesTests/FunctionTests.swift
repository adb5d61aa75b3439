import Cypher
import PropertyGraph
import QueryValues
import Testing

let context = EvaluationContext(
    statementTime: LocalDateTime(seconds: 1_000, nanoseconds: 1_999_999), zone: "UTC", random: { 0.25 })

func call(_ name: String, _ arguments: [QueryValue]) throws -> QueryValue {
    try #require(FunctionLibrary.function(named: name)).apply(arguments, context)
}

@Suite("Functions")
struct FunctionTests {
    static let texts: [(String, [QueryValue], String)] = [
        ("toUpper", ["aß"], "'ASS'"), ("upper", ["a"], "'A'"), ("toLower", ["ÀB"], "'àb'"),
        ("LOWER", ["A"], "'a'"),
        ("left", ["hello", 2], "'he'"), ("left", ["hello", 9], "'hello'"),
        ("left", ["hello", .integer(.max)], "'hello'"),
        ("right", ["hello", 2], "'lo'"), ("right", ["hello", 0], "''"), ("left", [nil, 2], "null"),
        ("left", ["a", nil], "null"),
        ("substring", ["0123456789", 1], "'123456789'"), ("substring", ["0123", 1, 2], "'12'"),
        ("substring", ["0123", 9], "''"), ("substring", ["0123", 0, 0], "''"),
        ("substring", ["a😀b", 1, 1], "'😀'"),
        ("replace", ["hello", "l", "w"], "'hewwo'"), ("replace", ["aaa", "aa", "b"], "'ba'"),
        ("replace", ["ab", "", "-"], "'-a-b-'"), ("replace", ["ab", "x", "y"], "'ab'"),
        ("replace", ["ab", "a", nil], "null"),
        ("split", ["one1two", "1"], "['one', 'two']"),
        ("split", ["a,b,,c,", ","], "['a', 'b', '', 'c', '']"),
        ("split", ["a,b;c", [",", ";"]], "['a', 'b', 'c']"), ("split", ["abc", ""], "['a', 'b', 'c']"),
        ("split", ["", ","], "['']"), ("split", ["a--b-c", ["-", "--"]], "['a', 'b', 'c']"),
        ("split", ["aaa", "aa"], "['', 'a']"),
        ("split", [nil, ","], "null"), ("split", ["a", nil], "null"), ("split", ["a", [nil]], "null"),
        ("trim", ["  a b\t\n"], "'a b'"), ("trim", ["   "], "''"), ("ltrim", [" a "], "'a '"),
        ("rtrim", [" a "], "' a'"),
        ("btrim", ["xxaxbyx", "xy"], "'axb'"), ("ltrim", ["xax", "x"], "'ax'"),
        ("normalize", ["e\u{301}"], "'\u{E9}'"), ("normalize", ["\u{E9}", "nfd"], "'e\u{301}'"),
        ("normalize", ["\u{FB01}", "NFKC"], "'fi'"),
        ("char_length", ["a😀"], "2"), ("character_length", [""], "0"), ("byte_length", ["é"], "2"),
        ("reverse", ["raksO"], "'Oskar'"), ("reverse", [""], "''"),
    ]

    static let lists: [(String, [QueryValue], String)] = [
        ("size", [[1, 2, 3]], "3"), ("size", ["a😀"], "2"), ("size", [nil], "null"),
        ("size", [[[], []]], "2"), ("cardinality", [[]], "0"),
        ("isEmpty", [[]], "true"), ("isEmpty", [["a": 1]], "false"), ("isEmpty", [""], "true"),
        ("isEmpty", [nil], "null"),
        ("head", [[1, 2]], "1"), ("head", [[]], "null"), ("last", [[1, 2]], "2"), ("last", [[]], "null"),
        ("head", [[nil, 1]], "null"),
        ("tail", [[1, 2, 3]], "[2, 3]"), ("tail", [[]], "[]"),
        ("reverse", [[1, nil, "a"]], "['a', null, 1]"),
        ("range", [0, 3], "[0, 1, 2, 3]"), ("range", [0, -1], "[]"),
        ("range", [10, -10, -3], "[10, 7, 4, 1, -2, -5, -8]"),
        ("range", [0, 1, 2], "[0]"), ("range", [0, 0, -1], "[0]"),
        ("range", [1381, -3412, -1298], "[1381, 83, -1215, -2513]"),
        ("range", [.integer(.max - 1), .integer(.max), 2], "[9223372036854775806]"),
        ("range", [.integer(.max), .integer(.max)], "[9223372036854775807]"),
        (
            "range", [.integer(.min), .integer(.max), .integer(.max)],
            "[-9223372036854775808, -1, 9223372036854775806]"
        ),
        ("range", [0, .integer(.min), .integer(.min)], "[0, -9223372036854775808]"),
        ("range", [nil, 1], "null"),
        ("nullIf", [1, 1.0], "null"), ("nullIf", [1, 2], "1"), ("nullIf", [nil, nil], "null"),
        ("nullIf", [1, nil], "1"),
        ("valueType", [1], "'INTEGER NOT NULL'"), ("valueType", [nil], "'NULL'"),
        ("valueType", [[1, "a", nil]], "'LIST<INTEGER | STRING> NOT NULL'"),
        ("valueType", [[]], "'LIST<NOTHING> NOT NULL'"),
        ("valueType", [[[1]]], "'LIST<LIST<INTEGER NOT NULL> NOT NULL> NOT NULL'"),
        ("timestamp", [], "1000001"), ("randomUUID", [], "'40404040-4040-4040-8040-404040404040'"),
        ("rand", [], "0.25"),
    ]

    static let numbers: [(String, [QueryValue], String)] = [
        ("abs", [-1], "1"), ("abs", [-1.5], "1.5"), ("abs", [nil], "null"), ("abs", [decimal(-15, 1)], "1.5"),
        ("ceil", [1.2], "2.0"), ("ceiling", [-1.2], "-1.0"), ("floor", [-1.2], "-2.0"), ("floor", [3], "3.0"),
        ("round", [1.5], "2.0"), ("round", [-1.5], "-1.0"), ("round", [2.5], "3.0"),
        ("round", [0.49999999999999994], "0.0"),
        ("round", [3], "3.0"), ("round", [3.141592, 3], "3.142"), ("round", [2.675, 2], "2.68"),
        ("round", [-2.675, 2], "-2.68"),
        ("round", [1.249, 1], "1.2"), ("round", [1.249, 1, "UP"], "1.3"),
        ("round", [1.25, 1, "HALF_EVEN"], "1.2"),
        ("round", [1.35, 1, "HALF_EVEN"], "1.4"), ("round", [1.25, 1, "HALF_DOWN"], "1.2"),
        ("round", [-1.21, 1, "CEILING"], "-1.2"),
        ("round", [-1.21, 1, "floor"], "-1.3"), ("round", [-1.29, 1, "DOWN"], "-1.2"),
        ("round", [9.99, 1], "10.0"),
        ("round", [0.001, 1, "UP"], "0.1"), ("round", [0.0004, 1, "CEILING"], "0.1"),
        ("round", [0.0004, 2], "0.0"), ("round", [0.96, 0], "1.0"),
        ("round", [.float(.nan), 2], "NaN"), ("round", [1e300, 5], "1e300"),
        ("round", [1.5, .integer(.max)], "1.5"), ("round", [nil, 1], "null"),
        ("sign", [-3], "-1"), ("sign", [0.0], "0"), ("sign", [2.5], "1"), ("sqrt", [16], "4.0"),
        ("sqrt", [-1], "NaN"),
        ("sqrt", [12.96], "3.6"), ("exp", [0], "1.0"), ("log", [1], "0.0"), ("ln", [0], "-Infinity"),
        ("log10", [1000], "3.0"), ("power", [2, 3], "8.0"),
        ("mod", [7, 3], "1"), ("isNaN", [.float(.nan)], "true"), ("isNaN", [1], "false"),
        ("pi", [], "3.141592653589793"),
        ("e", [], "2.718281828459045"), ("sin", [0], "0.0"), ("cos", [0], "1.0"), ("tan", [0], "0.0"),
        ("cot", [0], "Infinity"),
        ("asin", [1], "1.5707963267948966"), ("acos", [1], "0.0"), ("atan", [0], "0.0"),
        ("atan2", [1, 0], "1.5707963267948966"),
        ("degrees", [.float(.pi)], "180.0"), ("radians", [180], "3.141592653589793"),
        ("haversin", [0], "0.0"), ("sinh", [0], "0.0"),
        ("cosh", [0], "1.0"), ("tanh", [0], "0.0"), ("coth", [0], "Infinity"),
    ]

    static let conversions: [(String, [QueryValue], String)] = [
        ("toInteger", [82.9], "82"), ("toInteger", [-82.9], "-82"), ("toInteger", ["1.7"], "1"),
        ("toInteger", ["foo"], "null"),
        ("toInteger", [""], "null"), ("toInteger", [" 42 "], "42"),
        ("toInteger", ["9223372036854775807"], "9223372036854775807"),
        ("toInteger", ["9223372036854775808"], "null"), ("toInteger", [.float(.nan)], "null"),
        ("toInteger", [1e300], "null"),
        ("toInteger", ["0x10"], "null"), ("toInteger", ["1e3"], "1000"), ("toInteger", [true], "1"),
        ("toInteger", [nil], "null"),
        ("toInteger", [decimal(-159, 1)], "-15"), ("toFloat", [3], "3.0"), ("toFloat", ["5"], "5.0"),
        ("toFloat", ["foo"], "null"),
        ("toFloat", ["-Infinity"], "-Infinity"), ("toFloat", ["inf"], "null"), ("toFloat", ["0x1p3"], "null"),
        ("toFloat", ["+-1"], "null"),
        ("toFloat", ["1.5e3"], "1500.0"), ("toFloat", [decimal(15, 1)], "1.5"),
        ("toBoolean", ["true"], "true"), ("toBoolean", ["FALSE"], "false"),
        ("toBoolean", [" tru "], "null"), ("toBoolean", ["f alse"], "null"), ("toBoolean", [""], "null"),
        ("toBoolean", [true], "true"),
        ("toBoolean", [0], "false"), ("toString", [42], "'42'"), ("toString", [2.3], "'2.3'"),
        ("toString", [1.0], "'1.0'"), ("toString", [true], "'true'"),
        ("toString", ["apa"], "'apa'"), ("toString", [nil], "null"), ("toString", [1e21], "'1e21'"),
        ("toString", [.date(CalendarDate(days: 0))], "'1970-01-01'"),
        ("toString", [decimal(150, 2)], "'1.50'"), ("toIntegerOrNull", [[]], "null"),
        ("toFloatOrNull", [true], "null"), ("toBooleanOrNull", [1.5], "null"),
        ("toStringOrNull", [["a": 1]], "null"),
        ("toIntegerList", [["2", 2.9, "foo", [], nil]], "[2, 2, null, null, null]"),
        ("toFloatList", [["1", 2]], "[1.0, 2.0]"), ("toBooleanList", [["true", 1.5]], "[true, null]"),
        ("toStringList", [[1, nil, [:]]], "['1', null, null]"),
    ]

    @Test("give the result of openCypher", arguments: texts + lists + numbers + conversions)
    func result(name: String, arguments: [QueryValue], expected: String) throws {
        #expect(try call(name, arguments).description == expected)
    }

    static let errors: [(String, [QueryValue], QueryError.Kind, String)] = [
        ("toBoolean", [[]], .type, "InvalidArgumentValue"),
        ("toBoolean", [1.0], .type, "InvalidArgumentValue"),
        ("toBoolean", [node(1)], .type, "InvalidArgumentValue"),
        ("toInteger", [[]], .type, "InvalidArgumentValue"),
        ("toInteger", [["a": 1]], .type, "InvalidArgumentValue"),
        ("toInteger", [path([1], [])], .type, "InvalidArgumentValue"),
        ("toFloat", [true], .type, "InvalidArgumentValue"),
        ("toFloat", [relationship(1)], .type, "InvalidArgumentValue"),
        ("toString", [[]], .type, "InvalidArgumentValue"),
        ("toString", [[:]], .type, "InvalidArgumentValue"),
        ("toString", [node(1)], .type, "InvalidArgumentValue"),
        ("toStringList", ["a"], .type, "InvalidArgumentType"),
        ("range", [2, 8, 0], .argument, "NumberOutOfRange"),
        ("range", [true, 1, 1], .argument, "InvalidArgumentType"),
        ("range", [0, 1.0, 1], .argument, "InvalidArgumentType"),
        ("range", [0, 1, ["a": 1]], .argument, "InvalidArgumentType"),
        ("range", [.integer(.min), .integer(.max)], .resource, "ValueTooLarge"),
        ("abs", [.integer(.min)], .arithmetic, "IntegerOverflow"),
        ("abs", ["a"], .type, "InvalidArgumentType"), ("sqrt", [true], .type, "InvalidArgumentType"),
        ("size", [1], .type, "InvalidArgumentType"), ("size", [["a": 1]], .type, "InvalidArgumentType"),
        ("head", ["a"], .type, "InvalidArgumentType"),
        ("reverse", [1], .type, "InvalidArgumentType"), ("isEmpty", [1], .type, "InvalidArgumentType"),
        ("toUpper", [1], .type, "InvalidArgumentType"),
        ("left", ["a", -1], .argument, "NumberOutOfRange"),
        ("substring", ["a", -1], .argument, "NumberOutOfRange"),
        ("substring", ["a", 0, -1], .argument, "NumberOutOfRange"),
        ("left", ["a", 1.0], .type, "InvalidArgumentType"),
        ("split", ["a", [1]], .type, "InvalidArgumentType"),
        ("normalize", ["a", "NFX"], .argument, "InvalidArgumentValue"),
        ("round", [1.5, 1, "HALF"], .argument, "InvalidArgumentValue"),
        ("round", [1.5, -1], .argument, "NumberOutOfRange"), ("mod", [1, 0], .arithmetic, "DivisionByZero"),
    ]

    @Test("fail with the class and detail of openCypher", arguments: errors)
    func failure(name: String, arguments: [QueryValue], kind: QueryError.Kind, detail: String) throws {
        let error = try #require(throws: QueryError.self) { try call(name, arguments) }
        #expect(error.kind == kind)
        #expect(error.detail == detail)
        #expect(error.phase == .runtime)
    }

    @Test("refuse a text that would not fit in memory")
    func largeText() throws {
        let text = QueryValue.string(String(repeating: "a", count: 100_000))
        let error = try #require(throws: QueryError.self) { try call("replace", [text, "a", text]) }
        #expect(error.kind == .resource)
    }

    @Test("have one name each, whatever its case")
    func names() {
        let names = FunctionLibrary.functions.map { $0.name.lowercased() }
        #expect(Set(names).count == names.count)
        #expect(FunctionLibrary.function(named: "TOUPPER")?.name == "toUpper")
        #expect(FunctionLibrary.function(named: "no such function") == nil)
    }

    @Test("are null where an argument is, and never trap", arguments: FunctionLibrary.functions)
    func anyArguments(function: Function) {
        var random = SeededGenerator(seed: 11)
        for count in (function.arguments.count - function.optional)...function.arguments.count {
            for _ in 0..<200 {
                let arguments = (0..<count).map { _ in sampleValues.randomElement(using: &random) ?? nil }
                let result = try? function.apply(arguments, context)
                if arguments.contains(where: \.isNull), !["nullIf", "valueType"].contains(function.name),
                    FunctionTests.isOfValues(function)
                {
                    #expect(result?.isNull == true, "\(function.name) of \(arguments)")
                }
            }
        }
    }

    /// Temporal functions have rules of their own.
    static func isOfValues(_ function: Function) -> Bool {
        !function.arguments.contains { if case .temporal = $0 { true } else { false } }
            && !function.name.hasPrefix("date") && !function.name.hasPrefix("local")
            && !function.name.hasPrefix("time") && !function.name.hasPrefix("duration")
    }
}
