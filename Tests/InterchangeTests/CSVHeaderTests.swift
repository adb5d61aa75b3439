import PropertyGraph
import Testing

@testable import Interchange

@Suite("Headers of CSV files")
struct CSVHeaderTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let csv: String
        let identifier: String?
        var source: String? = nil
        var target: String? = nil
        var labels: [String] = []
        var properties: [String: String] = [:]
        var testDescription: String { String(csv.prefix { $0 != "\n" }) }
    }

    static let forms: [Example] = [
        Example(csv: ":ID\n7\n", identifier: "7"),
        Example(csv: "id:ID\nx\n", identifier: "x", properties: ["id": #"string("x")"#]),
        Example(csv: "id:ID\n7\n", identifier: "7", properties: ["id": #"string("7")"#]),
        Example(csv: "id:ID{id-type:long}\n7\n", identifier: "7", properties: ["id": "integer(7)"]),
        Example(csv: ":ID(Person)\n7\n", identifier: "7@Person"),
        Example(
            csv: "\"id:ID(Person){label:Human, id-type: string}\"\n7\n", identifier: "7@Person",
            labels: ["Human"], properties: ["id": #"string("7")"#]),
        Example(
            csv: "id:id,:label\n7,A;B\n", identifier: "7", labels: ["A", "B"],
            properties: ["id": #"string("7")"#]),
        Example(csv: ":ID,name\n7,Ann\n", identifier: "7", properties: ["name": #"string("Ann")"#]),
        Example(csv: " :ID , name \n7,Ann\n", identifier: "7", properties: ["name": #"string("Ann")"#]),
        Example(csv: ":ID,price (EUR)\n7,3\n", identifier: "7", properties: ["price (EUR)": #"string("3")"#]),
        Example(
            csv: ":ID,price (EUR):int\n7,3\n", identifier: "7", properties: ["price (EUR)": "integer(3)"]),
        Example(csv: ":ID,a:b:int\n7,3\n", identifier: "7", properties: ["a:b": "integer(3)"]),
        Example(csv: ":ID,\"a,b:int\"\n7,3\n", identifier: "7", properties: ["a,b": "integer(3)"]),
        Example(csv: ":ID,x:IGNORE,:IGNORE\n7,1,2\n", identifier: "7"),
        Example(
            csv: ":START_ID(A),:END_ID(B),:TYPE\n1,2,KNOWS\n", identifier: nil, source: "1@A", target: "2@B",
            labels: ["KNOWS"]),
        Example(csv: "x:START_ID,y:END_ID\n1,2\n", identifier: nil, source: "1", target: "2"),
        Example(csv: ":ID,:START_ID,:END_ID\n9,1,2\n", identifier: "9", source: "1", target: "2"),
        Example(csv: "~id,~label\nx,A;B\n", identifier: "x", labels: ["A", "B"]),
        Example(
            csv: "~id,~label,~from,~to,w:Double\ne,K,1,2,0.5\n", identifier: "e", source: "1", target: "2",
            labels: ["K"], properties: ["w": "float(0.5)"]),
        Example(
            csv: "~id,name,age:Int,tags:String[],n:Long(single),m:Short(set)\nx,Ann,3,a;b\\;c,4,5\n",
            identifier: "x",
            properties: [
                "name": #"string("Ann")"#, "age": "integer(3)", "n": "integer(4)", "m": "integer(5)",
                "tags": #"list([PropertyGraph.Value.string("a"), PropertyGraph.Value.string("b;c")])"#,
            ]),
        Example(
            csv: "~id,since:Date\nx,2020-01-02\n", identifier: "x",
            properties: ["since": "date(2020-01-02)"]),
        Example(
            csv: "~id,since:Date\nx,2020-01-02T03:04:05\n", identifier: "x",
            properties: ["since": "zonedDateTime(2020-01-02T03:04:05Z)"]),
    ]

    @Test("say what each column is for", arguments: forms)
    func form(example: Example) throws {
        let element = try #require(try readCSV(example.csv).first)
        #expect(element.identifier == example.identifier)
        #expect(element.source == example.source)
        #expect(element.target == example.target)
        #expect(element.labels == example.labels)
        #expect(element.properties == example.properties)
        #expect(element.kind == (example.source == nil ? .node : .edge))
        #expect(element.line == 2)
    }

    @Test("take the type of identifiers as properties from the options")
    func identifierType() throws {
        let elements = try readCSV("id:ID\n7\nx\n", options: CSVOptions(identifierType: .integer))
        #expect(elements.map(\.identifier) == ["7", "x"])
        #expect(elements.map { $0.properties["id"] } == ["integer(7)", nil])
        #expect(elements[1].malformed == ["id": "x is no integer"])
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let header: String
        let cause: InterchangeError.Cause
        let says: String
        var testDescription: String { header }
    }

    static let mistakes: [Mistake] = [
        Mistake(
            header: "id,name", cause: .headerWithoutIdentifier(columns: ["id", "name"]),
            says: "--nodes LABEL="),
        Mistake(
            header: ":LABEL", cause: .headerWithoutIdentifier(columns: [":LABEL"]), says: "`:ID` or `~id`"),
        Mistake(
            header: ":START_ID,x", cause: .headerWithOneEnd(present: ":START_ID", missing: ":END_ID"),
            says: "no `:END_ID`"),
        Mistake(
            header: "~id,~to", cause: .headerWithOneEnd(present: "~to", missing: "~from"), says: "both ends"),
        Mistake(
            header: ":ID,age:itn", cause: .unknownColumnType(name: "itn", column: "age", suggestion: "int"),
            says: "did you mean `int`?"),
        Mistake(
            header: ":ID,age:strnig[]",
            cause: .unknownColumnType(name: "strnig[]", column: "age", suggestion: "string[]"),
            says: "string[]"),
        Mistake(
            header: ":ID,age:whatever",
            cause: .unknownColumnType(name: "whatever", column: "age", suggestion: nil),
            says: "use int, long"),
        Mistake(
            header: ":ID,x:LABLE", cause: .unknownColumnType(name: "LABLE", column: "x", suggestion: "LABEL"),
            says: "LABEL"),
        Mistake(header: ":ID,a,a", cause: .duplicateColumn(name: "a"), says: ":IGNORE"),
        Mistake(header: "id:ID,id", cause: .duplicateColumn(name: "id"), says: "`id`"),
        Mistake(header: ":ID,:LABEL,l:LABEL", cause: .duplicateColumn(name: "l:LABEL"), says: "l:LABEL"),
        Mistake(header: "a:ID,b:ID", cause: .compositeIdentifier, says: "several :ID columns"),
        Mistake(
            header: ":ID,",
            cause: .malformedHeaderField(text: "", problem: "it is empty; name it, or write :IGNORE"),
            says: "name it"),
        Mistake(
            header: ":ID,:int",
            cause: .malformedHeaderField(text: ":int", problem: "a property needs a name before the colon"),
            says: "before the colon"),
        Mistake(
            header: ":ID{x}",
            cause: .malformedHeaderField(text: ":ID{x}", problem: "an option is written `{name:value}`"),
            says: "{name:value}"),
        Mistake(
            header: ":ID{id-type:lnog}",
            cause: .malformedHeaderField(
                text: ":ID{id-type:lnog}", problem: "the id-type `lnog` is not known; use string or long"),
            says: "string or long"),
        Mistake(
            header: ":ID,t:datetime{timezone:Europe/Rome}",
            cause: .malformedHeaderField(
                text: "t:datetime{timezone:Europe/Rome}",
                problem: "only the time zone UTC can be a default; write the offset into the values"),
            says: "offset"),
        Mistake(
            header: "~id,~lable",
            cause: .malformedHeaderField(
                text: "~lable", problem: "Neptune knows ~id, ~label, ~from and ~to"), says: "~label"),
        Mistake(
            header: ":ID\r1\r2",
            cause: .malformedHeaderField(
                text: ":ID\r1\r2", problem: "it contains a carriage return; end lines with a newline"),
            says: "newline"),
        Mistake(header: ":ID,a\"b", cause: .strayQuote(quote: "\""), says: "double the quotes"),
    ]

    @Test("that are wrong are explained with the line", arguments: mistakes)
    func mistake(example: Mistake) throws {
        let found = try #require(problem("\n" + example.header + "\n1\n"))
        #expect(found.line == 2)
        #expect(found.cause == example.cause)
        let sentence = InterchangeError(file: "a.csv", line: 2, found.cause).description
        #expect(sentence.hasPrefix("a.csv:2: "))
        #expect(sentence.contains(example.says))
    }

    @Test("with deeply nested list types are refused")
    func nestedLists() {
        let header = ":ID,a:int" + String(repeating: "[]", count: 50_000)
        guard case .unknownColumnType? = problem(header + "\n")?.cause else {
            Issue.record("a list of lists was accepted")
            return
        }
    }
}
