import Foundation
import PropertyGraph
import QueryValues
import Testing

@testable import espalier

@Suite("Arrow")
struct QueryArrowTests {
    private static let moment = LocalDateTime(seconds: 1_577_836_800, nanoseconds: 500)
    private static let late = LocalDateTime(seconds: 221_845_392_000, nanoseconds: 1_000)

    struct Column: Sendable, CustomTestStringConvertible {
        let values: [QueryValue]
        let type: ArrowType
        var testDescription: String { values.description }

        init(_ values: [QueryValue], _ type: ArrowType) {
            self.values = values
            self.type = type
        }
    }

    private static func timestamp(
        _ zone: String?, nanoseconds: Bool, microseconds: Bool
    ) -> ArrowType {
        .timestamp(zone: zone, fitsNanoseconds: nanoseconds, fitsMicroseconds: microseconds)
    }

    static let columns = [
        Column([], .null), Column([nil, nil], .null), Column([nil, true], .boolean),
        Column(["a", nil], .text),
        Column([1, 2], .integer(fitsFloat: true)), Column([1, 2.5], .float), Column([2.5, nil, 1], .float),
        // No double is this number.
        Column([9_007_199_254_740_993, 2.5], .json), Column([1, "a"], .json), Column([true, 1], .json),
        Column([["a"], [nil]], .list(.text)), Column([[], [1, 2.5]], .list(.float)),
        Column([[1, "a"]], .json),
        Column([["a"], [1]], .json), Column([["a": 1]], .json),
        Column([.localDateTime(moment)], timestamp(nil, nanoseconds: true, microseconds: false)),
        Column([.localDateTime(late)], timestamp(nil, nanoseconds: false, microseconds: true)),
        Column([.localDateTime(moment), .localDateTime(late)], .json),
        Column(
            [.zonedDateTime(ZonedDateTime(local: late, offset: -19_800))],
            timestamp("-05:30", nanoseconds: false, microseconds: true)),
        Column(
            [
                .zonedDateTime(ZonedDateTime(local: late, offset: 0)),
                .zonedDateTime(ZonedDateTime(local: late, offset: 60)),
            ], .json),
        Column([.zonedDateTime(ZonedDateTime(local: late, offset: 61))], .json),
        Column([.duration(CalendarDuration(months: 1, days: 2, seconds: -3, nanoseconds: 4))], .duration),
        Column([.duration(CalendarDuration(months: .max, days: 0, seconds: 0, nanoseconds: 0))], .json),
        Column([.duration(CalendarDuration(months: 0, days: 0, seconds: .max, nanoseconds: 0))], .json),
    ]

    @Test("gives a column a type that holds every value exactly, or JSON", arguments: columns)
    func types(column: Column) {
        #expect(ArrowType(of: column.values) == column.type)
    }

    @Test("has its metadata in tables of FlatBuffers, every number at a multiple of its size")
    func tables() {
        let table = FlatTable([
            0: .int16(4), 2: .string("ab"), 3: .int64(-1), 4: .pairs([(1, 2)]),
            5: .tables([FlatTable([0: .int8(7)])]),
        ])
        let bytes = table.encoded()
        func number<Number: FixedWidthInteger>(_ type: Number.Type, at place: Int) -> Number {
            bytes[place..<place + Number.bitWidth / 8].reversed().reduce(0) { $0 << 8 | Number($1) }
        }
        func follow(_ place: Int) -> Int { place + Int(number(UInt32.self, at: place)) }
        func place(of field: Int, in table: Int) -> Int? {
            let list = table - Int(number(Int32.self, at: table))
            guard 4 + 2 * field < number(UInt16.self, at: list) else { return nil }
            let offset = number(UInt16.self, at: list + 4 + 2 * field)
            return offset == 0 ? nil : table + Int(offset)
        }
        let root = follow(0)
        #expect(place(of: 0, in: root).map { number(Int16.self, at: $0) } == 4)
        #expect(place(of: 1, in: root) == nil && place(of: 9, in: root) == nil)
        #expect(
            place(of: 2, in: root).map { Array(bytes[follow($0)..<follow($0) + 7]) } == [
                2, 0, 0, 0, 97, 98, 0,
            ])
        #expect(place(of: 3, in: root).map { $0 % 8 } == 0)
        #expect(place(of: 3, in: root).map { number(UInt64.self, at: $0) } == .max)
        let pairs = place(of: 4, in: root).map(follow) ?? 0
        #expect(number(UInt32.self, at: pairs) == 1 && (pairs + 4) % 8 == 0)
        #expect(number(UInt64.self, at: pairs + 4) == 1 && number(UInt64.self, at: pairs + 12) == 2)
        let tables = place(of: 5, in: root).map(follow) ?? 0
        #expect(number(UInt32.self, at: tables) == 1)
        #expect(place(of: 0, in: follow(tables + 4)).map { bytes[$0] } == 7)
    }

    @Test(
        "streams are read by pyarrow as they were meant",
        .enabled("it is in .deps/venv after `scripts/setup --parquet`") {
            Self.hasArrow
        })
    func stream() throws {
        let folder = try QueryCommandTests.folder()
        let query = """
            UNWIND range(0, 39999) AS i
            RETURN i, CASE WHEN i % 2 = 0 THEN toString(i) END AS text, [i, null] AS list, i % 3 = 0 AS third,
                date('1970-01-01') + duration({days: i}) AS day, duration({months: i, seconds: -i}) AS span,
                datetime({epochSeconds: i}) AS moment, {i: i} AS map, null AS nothing
            """
        let written = try folder.run("query", "people.espalier", query, "-o", "rows.arrow")
        #expect(written.status == 0 && written.output == "", "\(written)")
        let script = """
            import datetime, pyarrow as pa
            table = pa.ipc.open_stream('rows.arrow').read_all()
            table.validate(full=True)
            rows = table.to_pydict()
            assert rows['i'] == list(range(40000))
            assert rows['text'] == [str(i) if i % 2 == 0 else None for i in range(40000)]
            assert rows['list'] == [[i, None] for i in range(40000)]
            assert rows['third'] == [i % 3 == 0 for i in range(40000)]
            assert rows['day'][39999] == datetime.date(1970, 1, 1) + datetime.timedelta(39999)
            assert rows['span'][7] == pa.MonthDayNano([7, 0, -7 * 10**9])
            assert table['moment'].cast(pa.int64()).to_pylist() == [i * 10**9 for i in range(40000)]
            assert rows['map'][3] == '{"i":3}' and table['nothing'].null_count == 40000
            print(table.schema.field('map').type, table.schema.field('moment').type)
            """
        try folder.write(Array(script.utf8), to: "check.py")
        let read = try folder.shell("'\(Self.python)' check.py")
        #expect(read.status == 0 && read.output == "extension<arrow.json> timestamp[ns, tz=UTC]\n", "\(read)")
    }

    private static let environment = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../.deps/venv").path
    private static let python = environment + "/bin/python"

    /// Whether the environment has pyarrow; for libtorch there is one too.
    private static var hasArrow: Bool {
        let libraries = environment + "/lib"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries)) ?? []
        return versions.contains {
            FileManager.default.fileExists(atPath: "\(libraries)/\($0)/site-packages/pyarrow")
        }
    }

    @Test("holds the rows of one statement")
    func several() throws {
        let folder = try QueryCommandTests.folder()
        let one = try folder.run(
            "query", "people.espalier", "CREATE (:X); RETURN 1 AS x; CREATE (:Y)", "-o", "x.arrow")
        #expect(one.status == 0, "\(one)")
        try folder.run("query", "people.espalier", "RETURN 1 AS x; RETURN 2 AS y", "-o", "y.arrow")
            .expectUnreadable("Arrow holds the rows of one statement")
    }
}
