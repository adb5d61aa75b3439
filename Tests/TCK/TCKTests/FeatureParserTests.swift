import Testing

@testable import TCK

@Suite("The reader of feature files")
struct FeatureParserTests {
    @Test("puts the background before each scenario, and leaves out tags and comments")
    func background() throws {
        let feature = try FeatureParser.parse(
            """
            #encoding: utf-8
            Feature: Matching
              Some words about it.

              Background:
                Given an empty graph

              @slow @wip
              Scenario: [1] First
                # A remark
                When executing query:
                  \"""
                  RETURN 1
                  \"""
              Scenario: [2] Second
                Then the result should be empty
            """)
        #expect(feature.title == "Matching")
        #expect(feature.scenarios.map(\.title) == ["[1] First", "[2] Second"])
        #expect(
            feature.scenarios[0].steps == [
                Step(text: "an empty graph"),
                Step(text: "executing query:", argument: .text("RETURN 1")),
            ])
        #expect(feature.scenarios[1].steps.map(\.text) == ["an empty graph", "the result should be empty"])
        #expect(feature.scenarios[1].line == 15)
    }

    @Test("makes a scenario of each row of an outline, and fills in names, texts and tables")
    func outline() throws {
        let feature = try FeatureParser.parse(
            """
            Feature: F
              Scenario Outline: [1] Add <a>
                When executing query:
                  \"""
                  RETURN <a> + <b> <unknown>
                  \"""
                Then the result should be, in any order:
                  | <a>   |
                  | <sum> |

                Examples: small
                  | a | b   | sum |
                  | 1 | '<a>' | 3   |

                @large
                Examples:
                  | a  | b  | sum |
                  | 10 | 20 | 30  |

              @next
              Scenario: [2] Other
                Given any graph
            """)
        #expect(feature.scenarios.map(\.title) == ["[1] Add 1", "[1] Add 10", "[2] Other"])
        #expect(feature.scenarios.map(\.row) == [1, 2, nil])
        #expect(
            feature.scenarios[0].steps == [
                Step(text: "executing query:", argument: .text("RETURN 1 + '<a>' <unknown>")),
                Step(text: "the result should be, in any order:", argument: .table([["1"], ["3"]])),
            ])
    }

    @Test("keeps the lines of a text as they are beyond its indentation")
    func text() throws {
        let feature = try FeatureParser.parse(
            "Feature: F\r\n  Scenario: S\r\n    When executing query:\r\n    \"\"\"\r\n      a\r\n\r\n   b # c\r\n"
                + "    \\\"\\\"\\\"\r\n    | d |\r\n    \"\"\"\r\n    Then the result should be empty\r\n")
        #expect(
            feature.scenarios[0].steps.first?.argument == .text("  a\n\nb # c\n\"\"\"\n| d |"))
        #expect(feature.scenarios[0].steps.count == 2)
    }

    @Test(
        "divides a row into cells",
        arguments: [
            (#"| a | b |"#, ["a", "b"]), (#"|  |a  b|"#, ["", "a  b"]), (#"|"#, []),
            (#"| a\|b | c\\ |"#, ["a|b", #"c\"#]), (#"| '\n' | '\'' |"#, ["'\n'", #"'\''"#]),
            (#"| '\\\\' |"#, [#"'\\'"#]),
        ])
    func cells(line: String, cells: [String]) {
        #expect(DataTable.cells(of: line) == cells)
    }

    @Test(
        "says where a file is not understood",
        arguments: [
            ("Feature: F\nScenario: S\n  Perhaps a graph", 3, "neither a scenario nor a step"),
            ("Feature: F\nScenario: S\n  Given x:\n  | a |\n  | a | b |", 5, "2 cells"),
            ("Feature: F\nScenario: S\n  Given x:\n  \"\"\"\n  a", 4, "does not end"),
            ("Feature: F\nScenario Outline: S\n  Given x", 2, "no examples"),
        ])
    func mistakes(text: String, line: Int, phrase: String) {
        let error = #expect(throws: FeatureError.self) { try FeatureParser.parse(text) }
        #expect(error?.line == line)
        #expect(error?.reason.contains(phrase) == true, "\(String(describing: error))")
    }
}
