import Cypher
import GraphStore
import Query
import QueryValues
import Testing

@testable import TCK

@Suite("A step")
struct InstructionTests {
    @Test(
        "that expects an error names its class, its phase and itself",
        arguments: [
            ("a SyntaxError should be raised at compile time: UndefinedVariable", true),
            ("a SyntaxError should be raised at any time: *", true),
            ("a SyntaxError should be raised at runtime: UndefinedVariable", false),
            ("a TypeError should be raised at compile time: UndefinedVariable", false),
            ("an SyntaxError should be raised at compile time: VariableAlreadyBound", false),
        ])
    func errors(step: String, isAdmitted: Bool) throws {
        let error = QueryError(.syntax, "UndefinedVariable", phase: .compileTime, "`n` is not defined.")
        #expect(try #require(ErrorExpectation(step)).admits(error) == isAdmitted)
    }

    @Test("that is not known is refused", arguments: ["the moon is full", "the result should be fine:"])
    func unknown(text: String) {
        #expect(throws: InstructionError.self) {
            try Instruction(Step(text: text, argument: .table([["a"]])))
        }
    }

    @Test("with side effects adds up its table")
    func effects() throws {
        let step = Step(
            text: "the side effects should be:",
            argument: .table([["+nodes", "2"], ["-properties", "1"], ["+labels", "0"]]))
        guard case .expectEffects(let effects) = try Instruction(step) else {
            Issue.record("It is another instruction.")
            return
        }
        #expect(effects.description == "+nodes 2, -properties 1")
    }

    @Test(
        "that describes a procedure gives the rows of the arguments",
        arguments: [
            ([42, "x"], "[['about right']]"), ([42.0, "x"], "[['about right']]"),
            ([.null, "x"], "[['none']]"),
            ([42, "y"], "[]"),
        ] as [([QueryValue], String)])
    func procedures(arguments: [QueryValue], rows: String) throws {
        let table = try TableProcedure(
            signature: "test.my.proc(in :: FLOAT?, key :: STRING) :: (out :: LIST OF STRING?)",
            table: [["in", "key", "out"], ["42.0", "'x'", "'about right'"], ["null", "'x'", "'none'"]])
        #expect(table.name == "test.my.proc")
        #expect(table.arguments.map(\.isNullable) == [true, false])
        #expect(table.columns.map(\.type) == ["LIST OF STRING"])
        let folder = try TemporaryFolder()
        let graph = try GraphStore.create(folder.path + "/store")
        let given = try graph.read {
            try table.procedure.rows(arguments, ProcedureContext(graph: $0))
        }
        #expect(WrittenValue(.list(given.map { .list($0) })).text() == rows)
    }

    @Test("of a procedure without columns may have an empty table")
    func bareProcedure() throws {
        let table = try TableProcedure(signature: "test.doNothing() :: ()", table: [[]])
        #expect(table.arguments.isEmpty && table.columns.isEmpty)
    }

    @Test("that names a graph runs the queries of its script")
    func scripts() {
        #expect(
            NamedGraphs.split("CREATE ({a: ';'}); CREATE (`;` {b: 'it\\'s;'});\n \n")
                == ["CREATE ({a: ';'})", " CREATE (`;` {b: 'it\\'s;'})"])
    }
}
