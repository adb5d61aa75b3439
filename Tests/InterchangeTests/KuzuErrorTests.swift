import Testing

@testable import Interchange

@Suite("Bad exports of Kuzu")
struct KuzuErrorTests {
    static let schemas: [(String, Int, String)] = [
        ("CREATE NODE TABLE A (k INT64);", 1, "no primary key"),
        ("CREATE NODE TABLE A (k INT64, PRIMARY KEY (j));", 1, "no primary key among its columns"),
        ("\n\nCREATE NODE TABLE A (k WOBBLE PRIMARY KEY);", 3, "the type `WOBBLE` is not known; cast"),
        ("CREATE NODE TABLE A (k INT64,\nk INT8, PRIMARY KEY (k));", 2, "column `k` stands there twice"),
        ("CREATE NODE TABLE A (k INT64 PRIMARY KEY);\nCREATE REL TABLE A (FROM A TO A);", 2, "created twice"),
        ("CREATE REL TABLE R (x INT64);", 1, "no FROM and TO"),
        ("CREATE REL TABLE R (FROM A TO B);", 1, "joins `A`, which no statement creates"),
        (
            "CREATE NODE TABLE A (k INT64 PRIMARY KEY", 1,
            "the end of the file stands here where `)` is expected"
        ),
        ("CREATE NODE TABLE A (k DECIMAL(99, 1) PRIMARY KEY)", 1, "where a number from 1 to 38 is expected"),
        ("CREATE NODE TABLE A (k INT64[99999999999999999999] PRIMARY KEY)", 1, "where a number from 1 to"),
        ("CREATE NODE TABLE\n `A (k INT64", 2, "the quote that opens here is never closed"),
        ("/* CREATE", 1, "the comment that starts here never ends"),
        (
            "CREATE NODE TABLE A (k " + String(repeating: "STRUCT(a ", count: 9999), 1,
            "nest more than 32 deep"
        ),
        ("CREATE NODE TABLE A (k INT8" + String(repeating: "[]", count: 9999), 1, "nest more than 32 deep"),
    ]

    @Test("name the line of the schema", arguments: schemas)
    func schema(text: String, line: Int, says: String) throws {
        let folder = try Folder()
        let path = try folder.file("schema.cypher", text)
        let error = #expect(throws: InterchangeError.self) { try KuzuExport(folder.path) }
        #expect(error?.file == path)
        #expect(error?.line == line)
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    }

    static let copies: [(String, Int, String)] = [
        ("COPY B FROM \"A.csv\";", 1, "no table is called `B`"),
        ("COPY A (j) FROM \"A.csv\";", 1, "has no column `j`"),
        ("COPY A (k, k) FROM \"A.csv\";", 1, "`k` stands there twice"),
        ("COPY A (v) FROM \"A.csv\";", 1, "the primary key `k` is not among the columns"),
        ("\nCOPY A FROM (MATCH (n) RETURN n);", 2, "the name of a file in quotes is expected"),
        ("COPY A FROM \"A.csv\" (escape=escape='\\\\');", 1, "leave out ESCAPE, or use Parquet"),
        ("COPY A FROM \"A.csv\" (delim='ab');", 1, "the option DELIM needs one character"),
        ("COPY A FROM \"A.json\";", 1, "neither CSV nor Parquet"),
        ("COPY R FROM \"A.csv\";", 1, "joins several tables"),
        ("COPY R FROM \"A.csv\" (from='B', to='B');", 1, "does not join those tables"),
        ("DELETE everything;", 1, "`DELETE` stands here where COPY is expected"),
        ("COPY A FROM \"A.csv\" x", 1, "`x` stands here where `;` is expected"),
    ]

    @Test("name the line of the copy", arguments: copies)
    func copy(text: String, line: Int, says: String) throws {
        let folder = try Folder()
        _ = try folder.file(
            "schema.cypher",
            """
            CREATE NODE TABLE A (k INT64, v INT64, PRIMARY KEY (k)); CREATE NODE TABLE C (k INT64 PRIMARY KEY);
            CREATE REL TABLE R (FROM A TO A, FROM A TO C);
            """)
        _ = try folder.file("A.csv", "1,2\n")
        _ = try folder.file("A.json", "")
        let path = try folder.file("copy.cypher", text)
        let error = #expect(throws: InterchangeError.self) { try KuzuExport(folder.path) }
        #expect(error?.file == path)
        #expect(error?.line == line)
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    }

    @Test("name the row of a value that is not of its type, and the file that is missing")
    func data() throws {
        let folder = try Folder()
        _ = try folder.file(
            "schema.cypher", "CREATE NODE TABLE A (k INT64 PRIMARY KEY, v INT128, w INTERVAL, x FLOAT[2]);")
        _ = try folder.file("copy.cypher", "COPY A FROM \"/elsewhere/A.csv\" (header=true);")
        let error = #expect(throws: InterchangeError.self) { try KuzuExport(folder.path) }
        #expect(error == InterchangeError(file: folder.path + "/A.csv", .missing))
        _ = try folder.file(
            "A.csv", "k,v,w,x\n1,1.5,soon,\"[1.0,2.0,3.0]\"\n2,-7,-04:05:06.5,\"[1.0,2.0]\"\n")
        let nodes = try read(KuzuExport(folder.path), .node)
        #expect(
            nodes[0].malformed == [
                "v": "1.5 is no INT128", "w": "soon is no INTERVAL", "x": "[1.0,2.0,3.0] is no FLOAT[2]",
            ])
        #expect(
            nodes[1].properties == [
                "k": "integer(2)", "v": "decimal(-7)", "w": "duration(PT-4H-5M-6.5S)",
                "x": "vector([1.0, 2.0])",
            ])
    }

    @Test("of any bytes end in an error or a schema, never in a trap", arguments: 0..<4)
    func noise(seed: Int) throws {
        let words = [
            "CREATE NODE TABLE", "CREATE REL TABLE", "A", "`B`", "(", ")", "[", "]", ",", ";", "INT64",
            "STRUCT",
            "MAP", "UNION", "DECIMAL", "PRIMARY KEY", "FROM", "TO", "DEFAULT", "'x'", "\"", "1",
            "99999999999999999999",
            "/*", "//", "\n", "MANY_ONE", "{", "}", "=", "\\", "\u{FFFD}", "CREATE TYPE", "AS", "COPY",
        ]
        var state = UInt64(seed)
        let folder = try Folder()
        for _ in 0..<150 {
            var text = ""
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += words[Int(state >> 33) % words.count] + " "
            }
            _ = try folder.file("schema.cypher", text)
            check(folder)
            _ = try folder.file("schema.cypher", "CREATE NODE TABLE A (k INT64 PRIMARY KEY)")
            _ = try folder.file("copy.cypher", "COPY A (" + text)
            check(folder)
        }
    }

    /// What cannot be understood is refused, with a sentence.
    private func check(_ folder: Folder) {
        do throws(InterchangeError) { _ = try KuzuExport(folder.path) } catch {
            #expect(!error.description.isEmpty)
        }
    }
}
