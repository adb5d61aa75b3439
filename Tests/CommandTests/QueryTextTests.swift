import PropertyGraph
import Query
import QueryValues
import Testing

@testable import espalier

@Suite("The texts of a query's results")
struct QueryTextTests {
    @Test(
        "take as many columns of a terminal as they look wide",
        arguments: [
            ("", 0), ("Ada", 3), ("é", 1), ("e\u{301}", 1), ("東京", 4), ("ｱ", 1), ("한글", 4),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("❤️", 2), ("❤", 1), ("🇩🇪", 2),
            ("a\u{200B}b", 2), ("’", 1),
        ])
    func width(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test(
        "are shortened between characters",
        arguments: [
            ("Charles", 7, "Charles"), ("Charles", 6, "Charl…"), ("東京都", 5, "東京…"), ("東京都", 4, "東…"),
            ("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"), ("ab", 1, "…"),
        ])
    func shortening(text: String, limit: Int, short: String) {
        #expect(text.shortened(toWidth: limit) == short)
        #expect(short.displayWidth <= limit)
    }

    @Test("stay on their line and steer no terminal")
    func control() {
        let cell = TableCell(.string("a\nb\tc\r\u{1B}[31m\u{9B}\u{2028}"))
        #expect(cell.text == "a\\nb\\tc\\r\\u001b[31m\\u009b\\u2028")
        #expect(TableCell(.list([.string("\u{1B}")])).text == "['\\u001b']")
    }

    @Test("are shortened to the width of the terminal, the widest columns first, numbers never")
    func layout() {
        let rows: [[QueryValue]] = [[1_234_567_890, "short", .string(String(repeating: "x", count: 90))]]
        let cells = rows.map { $0.map { TableCell($0) } }
        let layout = TableLayout(columns: ["number", "text", "long"], cells: cells, limit: 40)
        #expect(layout.widths == [10, 5, 19])
        #expect(layout.row(cells[0]) == "1234567890 | short | xxxxxxxxxxxxxxxxxx…\n")
        #expect(layout.shortens(cells[0]))
        let narrow = TableLayout(columns: ["number", "text", "long"], cells: cells, limit: 3)
        #expect(narrow.row(cells[0]) == "1234567890 | sho… | xxx…\n")
        let unbounded = TableLayout(columns: ["a", "b", "c"], cells: [], limit: nil)
        #expect(unbounded.row(cells[0]).contains("short") && !unbounded.shortens(cells[0]))
    }

    @Test(
        "name spans of time as people do",
        arguments: [
            (Duration.microseconds(4), "0.0 ms"), (.microseconds(1_250), "1.3 ms"),
            (.milliseconds(999), "999.0 ms"),
            (.milliseconds(999.9), "1.00 s"), (.seconds(59.5), "59.50 s"), (.seconds(125), "2 min 5 s"),
        ])
    func duration(span: Duration, text: String) {
        #expect(span.text == text)
    }

    @Test("appear as progress after two seconds")
    func progress() {
        #expect(QueryProgress.text(after: .seconds(1.9)) == nil)
        #expect(QueryProgress.text(after: .seconds(2.5)) == "Running for 2 s; Ctrl-C cancels")
        #expect(QueryProgress.text(after: .seconds(61)) == "Running for 1 min 1 s; Ctrl-C cancels")
    }

    @Test("tell what changed, in words")
    func changes() {
        var changes = QueryChanges()
        #expect(changes.text == "")
        changes.nodesCreated = 2
        changes.propertiesSet = 1
        #expect(changes.text == "2 nodes created, 1 property set")
    }

    @Test("show a plan as a tree with its numbers in columns")
    func plan() {
        let scan = PlanDescription(
            name: "Scan", details: "(p:Person)", estimatedRows: 1_000, rows: 12, time: .microseconds(1_500))
        let plan = PlanDescription(
            name: "Result", details: "name",
            inputs: [
                PlanDescription(
                    name: "Join", details: "", estimatedRows: 5, rows: 3, time: .zero, inputs: [scan, scan])
            ])
        #expect(
            PlanTable(plan).text == """
                operator  estimated  rows    time  details
                Result                             name
                  Join            5     3  0.0 ms
                    Scan       1000    12  1.5 ms  (p:Person)
                    Scan       1000    12  1.5 ms  (p:Person)

                """)
        #expect(
            PlanTable(PlanDescription(name: "Scan", details: "(n)", estimatedRows: 2)).text == """
                operator  estimated  details
                Scan              2  (n)

                """)
    }
}
